import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { connect } from '#platform/db/connection.ts';
import { migrate } from '#platform/db/migrate.ts';
import { openDatabaseServer } from '#platform/postgres/embedded-server.ts';
import type { DatabaseServer } from '#platform/postgres/embedded-server.ts';
import {
  parsePostmasterFile,
  postmasterFile,
  readPostmaster,
} from '#platform/postgres/postmaster-file.ts';
import { startApp } from './app.ts';
import type { TestApp } from './app.ts';
import { endWith } from './end-with.ts';

const project = path.resolve(import.meta.dirname, '../..');
const begin = '2027-01-14T09:30:00Z';

/**
 * The product as a council runs it: `src/main.ts` as a process of its own, with its own database
 * server, which waits for the disk. Both can be stopped and killed, and started again on the same
 * data.
 */
export interface Installation {
  /** Its address, without a slash at the end; the same after each start. */
  readonly base: string;
  /** Starts the program, and the database where it is not running. Resolves once it is ready. */
  start(): Promise<void>;
  /** Sends the program a signal, and resolves once it has ended. The database goes on after a kill. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Sends the signal and does not wait. */
  signal(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** Kills all processes of the database server at once: what they had not written is gone. */
  killDatabase(): Promise<void>;
  /** Resolves once the program, which goes on, has started its database again by itself. */
  untilDatabaseIsBack(): Promise<void>;
  /** Asks the database itself, past the program. */
  query<Row extends object>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A connection that the test holds; it is closed with the installation. */
  connection(): Promise<pg.Client>;
  /** What the program has written, for when something is wrong. */
  output(): string;
  close(): Promise<void>;
}

/** Makes an installation and fills it by the product's own commands, as of a morning in January 2027. */
export async function install<Filled>(
  fill: (app: TestApp) => Promise<Filled>,
): Promise<{ readonly installation: Installation; readonly filled: Filled }> {
  const opened = new AsyncDisposableStack();
  try {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'trajectory-'));
    opened.defer(() => rm(dataDir, { recursive: true, force: true }));
    const database = new Database(dataDir);
    opened.defer(() => database.close());
    await database.start();
    const move = Date.parse(begin) - Date.now();
    const filled = await fillIn(database, fill);
    const program = new Program(dataDir, await freePort(), move);
    opened.defer(() => program.killAll());
    opened.defer(endWith(() => [program.killAll(), database.abandon()]));
    const installation: Installation = {
      base: program.base,
      async start() {
        await program.start();
        await database.start();
      },
      async end(signal) {
        program.expectRunning();
        await program.end(signal);
      },
      signal(signal) {
        program.expectRunning();
        program.signal(signal);
      },
      killDatabase: () => database.kill(),
      async untilDatabaseIsBack() {
        await program.untilReady();
        await database.start();
      },
      query: (text, values = []) => database.query(text, values),
      connection: () => database.connection(),
      output: () => program.output,
      close: () => opened.disposeAsync(),
    };
    return { installation, filled };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function fillIn<Filled>(
  database: Database,
  fill: (app: TestApp) => Promise<Filled>,
): Promise<Filled> {
  const connection = connect({ url: database.url });
  await migrate(connection);
  await connection.close();
  const drop = () => Promise.resolve();
  const app = await startApp({ mode: 'live', now: begin, database: { url: database.url, drop } });
  try {
    return await fill(app);
  } finally {
    await app.close();
  }
}

/** The embedded server of a data directory, as the product starts it. */
class Database {
  readonly #dataDir: string;
  readonly #cluster: string;
  readonly #held: pg.Client[] = [];
  #server: DatabaseServer | undefined;
  /** Connections for single questions; those that a kill has broken are thrown away by themselves. */
  #pool: pg.Pool | undefined;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#cluster = path.join(dataDir, 'postgres', 'cluster');
  }

  get url(): string {
    if (!this.#server) throw new Error('The database was not started.');
    return this.#server.url;
  }

  /** Starts it, or goes to the one that the program has started. */
  async start(): Promise<void> {
    await this.#server?.release();
    const before = this.#server?.url;
    this.#server = await openDatabaseServer({ dataDir: this.#dataDir, log: () => undefined });
    if (this.#pool && addressOf(before) === addressOf(this.url)) return;
    await this.#pool?.end();
    this.#pool = new pg.Pool({ connectionString: addressOf(this.url), max: 2 });
    this.#pool.on('error', () => undefined);
  }

  async kill(): Promise<void> {
    const postmaster = await readPostmaster(this.#cluster);
    if (!postmaster) throw new Error('No database server is running.');
    const all = [postmaster.pid, ...(await childrenOf(postmaster.pid))];
    // The first is the one that would start the others again.
    for (const pid of all) killNow(pid);
    while ((await Promise.all(all.map(isRunning))).includes(true)) await pause(5);
  }

  /** Where nothing can be waited for any more: the server ends, and ends its children. */
  abandon(): void {
    try {
      const pid = parsePostmasterFile(readFileSync(postmasterFile(this.#cluster), 'utf8'))?.pid;
      if (pid !== undefined) process.kill(pid, 'SIGQUIT');
    } catch {
      // It is not running.
    }
  }

  async query<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    if (!this.#pool) throw new Error('The database was not started.');
    return (await this.#pool.query<Row>(text, [...values])).rows;
  }

  async connection(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: addressOf(this.url) });
    client.on('error', () => undefined);
    await client.connect();
    this.#held.push(client);
    return client;
  }

  async close(): Promise<void> {
    for (const client of this.#held) await client.end().catch(() => undefined);
    await this.#pool?.end();
    if ((await this.#server?.stop()) !== 'stopped') this.abandon();
  }
}

/** The same database, for whoever does not hold the server open. */
function addressOf(url: string | undefined): string {
  const address = new URL(url ?? 'postgresql://nobody');
  address.searchParams.set('application_name', 'test');
  return address.toString();
}

/** `src/main.ts`, as `npm start` runs it. */
class Program {
  readonly base: string;
  output = '';
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  /** The process of the next start: loading takes most of the time that a start takes. */
  #next: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  /** Whether it was sent a signal. */
  #isAsked = false;

  constructor(dataDir: string, port: number, move: number) {
    this.base = `http://127.0.0.1:${port}`;
    this.#environment = {
      PATH: process.env['PATH'],
      NODE_COMPILE_CACHE: path.join(project, '.cache', 'compiled'),
      DATA_DIR: dataDir,
      HOST: '127.0.0.1',
      PORT: String(port),
      TRAJECTORY_MODE: 'live',
      MOVE_CLOCK: String(move),
    };
  }

  async start(): Promise<void> {
    const child = this.#next ?? this.#load();
    this.#next = undefined;
    child.send('begin');
    this.#child = child;
    this.#isAsked = false;
    this.#ended = once(child, 'exit');
    let said = '';
    const ready = new Promise<void>((resolve) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', (chunk: string) => {
          said += chunk;
          this.output += chunk;
          if (said.includes('is ready.')) resolve();
        });
      }
    });
    await Promise.race([ready, this.#ended]);
    if (!said.includes('is ready.')) throw new Error(`The program did not start: ${said}`);
    this.#next = this.#load();
  }

  /** A process of the program that has loaded and not begun. */
  #load(): ChildProcess {
    const preload = path.join(import.meta.dirname, 'program-of-a-test.ts');
    return spawn(process.execPath, ['--import', preload, path.join(project, 'src/main.ts')], {
      cwd: project,
      env: this.#environment,
      // When the test's process ends, the program notices and ends as well.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
  }

  /** Ends everything at once, also the process that has not begun. */
  killAll(): void {
    for (const child of [this.#child, this.#next]) child?.kill('SIGKILL');
  }

  /** Waits until it says that it can serve pages, which it cannot without a database. */
  async untilReady(): Promise<void> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      this.expectRunning();
      const answer = await fetch(`${this.base}/health/ready`).catch(() => undefined);
      const said = await answer?.text();
      if (answer?.ok === true) return;
      if (Date.now() > deadline) throw new Error(`${said}\n${this.output}`);
      await pause(25);
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#isAsked = true;
    this.#child?.kill(signal);
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.signal(signal);
    await this.#ended;
  }

  /** Fails where it has ended though nobody asked it to. */
  expectRunning(): void {
    if (this.#isAsked || typeof this.#child?.exitCode !== 'number') return;
    throw new Error(`The program has ended by itself: ${this.output}`);
  }
}

/** The processes that a process has started; those of PostgreSQL end by themselves where this cannot tell. */
async function childrenOf(parent: number): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    const [, of] = /^\d+$/.test(name) ? await statusOf(Number(name)) : [];
    if (Number(of) === parent) found.push(Number(name));
  }
  return found;
}

/** The state of a process and its parent, as Linux tells them; nothing of one that is gone. */
async function statusOf(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // "pid (name) state parent": a name may have spaces and brackets in it.
  return text === '' ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Whether a process still does anything: one that has ended may be on the list for a while. */
async function isRunning(pid: number): Promise<boolean> {
  if (process.platform === 'linux') {
    const [state = 'Z'] = await statusOf(pid);
    return state !== 'Z';
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * A port below those that systems give to whoever asks for any: nobody takes it while the program
 * is down.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_000 + Math.floor(Math.random() * 15_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
