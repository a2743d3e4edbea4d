import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.ts';
import { databaseUser, prepareCluster, readPassword } from './cluster.ts';
import { DatabaseServerError, messageOf } from './errors.ts';
import {
  databasePort,
  exists,
  prepareLayout,
  prepareSocketDirectory,
  removeSocketDirectory,
} from './layout.ts';
import type { Layout } from './layout.ts';
import { withLock } from './lock.ts';
import { serves } from './postmaster-file.ts';
import type { Postmaster } from './postmaster-file.ts';
import { startServer, stopServer, waitUntilReady } from './process.ts';
import { chooseServerUser } from './server-user.ts';

export interface OpenOptions {
  /** The server's files go in its subdirectory `postgres`. */
  readonly dataDir: string;
  /** Told in plain English what takes a while. */
  readonly log: (line: string) => void;
  /** For tests: nothing waits for the disk, so that a stop of the machine may lose everything. */
  readonly fast?: boolean;
  /** Whether a server that ends though nobody stopped it is started again, as long as it is open here. */
  readonly keepsUp?: boolean;
}

export interface DatabaseServer {
  /** The product's database on it: `postgresql://…`. */
  readonly url: string;
  /** The address of another database on the same server. */
  urlFor(database: string): string;
  /** Whether the server was running already. */
  readonly adopted: boolean;
  /**
   * Lets go of the server, and stops it unless another process uses it. Close your own
   * connections first: what they still do is cut off.
   */
  stop(): Promise<'stopped' | 'left running'>;
  /** Lets go of the server and leaves it running for others. */
  release(): Promise<void>;
}

const productDatabase = 'trajectory';
const lockPatience = 240_000;
/** In milliseconds, between tries to start a server again that does not start. */
const comeBackPause = 2_000;
let opened = 0;

/**
 * Opens the embedded PostgreSQL server of a data directory: makes its files on first use, adopts
 * the server when one is running (another process's, or one that outlived a killed process), else
 * starts it. Any number of processes may have it open; the last to stop takes it down.
 *
 * @throws DatabaseServerError with a sentence for the person who started the program
 */
export async function openDatabaseServer(options: OpenOptions): Promise<DatabaseServer> {
  const layout = await prepareLayout(options.dataDir);
  return withLock(layout.lock, lockPatience, async () => {
    opened += 1;
    const application = `trajectory-${process.pid}-${opened}`;
    const left = new AbortController();
    const lost = () => {
      if (options.keepsUp === true && !left.signal.aborted) void comeBack();
    };
    let now = await enter(layout, options, { application, lost });
    const { adopted, urlFor } = now;

    /** Goes back in after the server was lost, at the same address. */
    async function comeBack(): Promise<void> {
      while (!left.signal.aborted) {
        try {
          await withLock(layout.lock, lockPatience, async () => {
            if (left.signal.aborted) return;
            now = await enter(layout, options, { application, lost, before: now.postmaster });
            options.log('The database server is there again.');
          });
          return;
        } catch (error) {
          options.log(`The database server does not come back: ${messageOf(error)}`);
          await pause(comeBackPause);
        }
      }
    }

    function leaveOnce<Value>(how: () => Promise<Value>): Promise<Value> {
      left.abort();
      return how();
    }

    await createProductDatabase(now.presence.client);
    return {
      url: urlFor(productDatabase),
      urlFor,
      adopted,
      stop: () =>
        leaveOnce(() =>
          withLock(layout.lock, lockPatience, () =>
            leave(layout, now.postmaster, now.presence, application),
          ),
        ),
      release: () => leaveOnce(() => now.presence.end()),
    };
  });
}

interface Entered {
  readonly postmaster: Postmaster;
  readonly adopted: boolean;
  readonly urlFor: (database: string) => string;
  readonly presence: Presence;
}

interface Visit {
  readonly application: string;
  /** Told when the server ends, or cuts off this process, unasked. */
  readonly lost: () => void;
  /** The server that was there before, whose address it is to have again. */
  readonly before?: Postmaster;
}

/** Adopts the server that is running, or starts it; and connects to it. */
async function enter(layout: Layout, options: OpenOptions, visit: Visit): Promise<Entered> {
  const running = (await exists(layout.cluster)) ? await waitUntilReady(layout) : undefined;
  const postmaster = running ?? (await start(layout, options, visit.before));
  const urlFor = await addressing(layout, postmaster, visit.application);
  try {
    const presence = await bePresent(urlFor('postgres'), options.log, visit.lost);
    return { postmaster, adopted: running !== undefined, urlFor, presence };
  } catch (error) {
    // A server that was killed is there for a moment more, and cuts off whoever comes in.
    if (running === undefined || !(await endsSoon(running, layout))) throw error;
    return enter(layout, options, visit);
  }
}

/** Whether a server that does not let in has ended, or ends within a second. */
async function endsSoon(postmaster: Postmaster, layout: Layout): Promise<boolean> {
  for (let tries = 0; tries < 50; tries += 1) {
    if (!(await serves(postmaster, layout.cluster))) return true;
    await pause(20);
  }
  return false;
}

async function start(
  layout: Layout,
  options: OpenOptions,
  before: Postmaster | undefined,
): Promise<Postmaster> {
  const { user, binaries } = await chooseServerUser(layout, await findBinaries());
  const durable = options.fast !== true;
  if (!(await exists(layout.cluster))) options.log('Creating the database…');
  await prepareCluster(layout, binaries, user, durable);
  const overTcp = process.platform === 'win32';
  const socketDirectory = overTcp
    ? undefined
    : await prepareSocketDirectory(layout, user.owner, before?.socketDirectory);
  const port = overTcp ? (before?.port ?? (await freePort())) : databasePort;
  try {
    const { log } = options;
    return await startServer({ layout, binaries, user, socketDirectory, port, durable, log });
  } catch (error) {
    if (socketDirectory !== undefined) await removeSocketDirectory(layout, socketDirectory);
    throw error;
  }
}

/** Stops the server unless another process has a connection to it. */
async function leave(
  layout: Layout,
  postmaster: Postmaster,
  presence: Presence,
  application: string,
): Promise<'stopped' | 'left running'> {
  const inUse = await usedByOthers(presence, application);
  await presence.end();
  if (inUse) return 'left running';
  const running = await waitUntilReady(layout);
  if (running?.pid !== postmaster.pid) return running ? 'left running' : 'stopped';
  await stopServer(running, layout);
  if (running.socketDirectory !== undefined) {
    await removeSocketDirectory(layout, running.socketDirectory);
  }
  return 'stopped';
}

/** A connection kept as long as the server is open, so that no other process takes it for unused. */
interface Presence {
  readonly client: pg.Client;
  isAlive(): boolean;
  end(): Promise<void>;
}

async function bePresent(
  url: string,
  log: (line: string) => void,
  lost: () => void,
): Promise<Presence> {
  const client = new pg.Client({ connectionString: url });
  let state: 'present' | 'lost' | 'ended' = 'present';
  client.on('error', (error) => {
    if (state !== 'present') return;
    state = 'lost';
    log(`The connection to the database server was lost: ${messageOf(error)}`);
    lost();
  });
  try {
    await client.connect();
  } catch (error) {
    throw new DatabaseServerError(
      `The database server is running and does not let Trajectory in: ${messageOf(error)}. ` +
        'If another user started it, use Trajectory as that user.',
      { cause: error },
    );
  }
  return {
    client,
    isAlive: () => state === 'present',
    end: async () => {
      if (state === 'ended') return;
      const wasAlive = state === 'present';
      state = 'ended';
      if (wasAlive) await client.end();
    },
  };
}

/** A session that has just been closed shows for a moment; one that stays is in use. */
async function usedByOthers(presence: Presence, application: string): Promise<boolean> {
  const deadline = Date.now() + 500;
  while (presence.isAlive()) {
    const others = await presence.client.query(
      `select from pg_stat_activity
        where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $1`,
      [application],
    );
    if (others.rowCount === 0) return false;
    if (Date.now() > deadline) return true;
    await pause(20);
  }
  return false;
}

async function createProductDatabase(client: pg.Client): Promise<void> {
  const found = await client.query('select from pg_database where datname = $1', [productDatabase]);
  if (found.rowCount === 0) await client.query(`create database ${productDatabase}`);
}

async function addressing(
  layout: Layout,
  postmaster: Postmaster,
  application: string,
): Promise<(database: string) => string> {
  const { socketDirectory, port } = postmaster;
  const password = socketDirectory === undefined ? await readPassword(layout) : undefined;
  return (database) => {
    const url = new URL(`postgresql://${databaseUser}@127.0.0.1:${port}/${database}`);
    if (password !== undefined) url.password = password;
    if (socketDirectory !== undefined) url.searchParams.set('host', socketDirectory);
    url.searchParams.set('application_name', application);
    return url.toString();
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('No port')),
      );
    });
  });
}
