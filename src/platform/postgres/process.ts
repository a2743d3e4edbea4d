import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Binaries } from './binaries.ts';
import { serverEnvironment } from './cluster.ts';
import { DatabaseServerError } from './errors.ts';
import { exists } from './layout.ts';
import type { Layout } from './layout.ts';
import { postmasterFile, readPostmaster, serves } from './postmaster-file.ts';
import type { Postmaster } from './postmaster-file.ts';
import type { ServerUser } from './server-user.ts';

export interface StartOptions {
  readonly layout: Layout;
  readonly binaries: Binaries;
  readonly user: ServerUser;
  /** Undefined where the server listens on a TCP port. */
  readonly socketDirectory: string | undefined;
  readonly port: number;
  /** False for tests alone: what is written may be lost when the machine stops. */
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

const startPatience = 180_000;
const stopPatience = 60_000;
const leftoverPatience = 15_000;

/** Starts a server, detached so that it outlives this process, and waits until it answers. */
export async function startServer(options: StartOptions): Promise<Postmaster> {
  const deadline = Date.now() + leftoverPatience;
  for (;;) {
    const attempt = await launch(options);
    if ('postmaster' in attempt) return attempt.postmaster;
    // The children of a server that was killed take a moment to notice.
    const leftover = /pre-existing shared memory block|could not bind.*in use/i.test(
      attempt.reason,
    );
    if (!leftover || Date.now() > deadline) {
      throw new DatabaseServerError(
        `The database server did not start: ${attempt.reason} More is in ${options.layout.log}.`,
      );
    }
    await pause(200);
  }
}

type Attempt = { readonly postmaster: Postmaster } | { readonly reason: string };

async function launch(options: StartOptions): Promise<Attempt> {
  const { layout, user, binaries } = options;
  await removeStaleFile(layout);
  await turnOverLog(layout);
  const log = await open(layout.log, 'a', 0o600);
  try {
    const { size: begin } = await log.stat();
    const [program = binaries.postgres, ...args] = [
      ...user.prefix,
      binaries.postgres,
      '-D',
      layout.cluster,
      ...settings(options),
    ];
    const child = spawn(program, args, {
      ...user.credentials,
      cwd: '/',
      detached: true,
      windowsHide: true,
      env: serverEnvironment(),
      stdio: ['ignore', log.fd, log.fd],
    });
    let failure: string | undefined;
    child.once('error', (error) => (failure = error.message));
    child.once(
      'exit',
      (code, signal) => (failure ??= `It ended with ${signal ?? `code ${code}`}.`),
    );
    const postmaster = await untilReady(options, () => failure);
    child.unref();
    return postmaster ? { postmaster } : { reason: await reasonIn(layout.log, begin, failure) };
  } finally {
    await log.close();
  }
}

async function untilReady(
  options: StartOptions,
  failure: () => string | undefined,
): Promise<Postmaster | undefined> {
  const begin = Date.now();
  let told = false;
  while (failure() === undefined) {
    const postmaster = await readPostmaster(options.layout.cluster);
    if (postmaster?.ready) return postmaster;
    const waited = Date.now() - begin;
    if (waited > startPatience) {
      throw new DatabaseServerError(
        `The database server was not ready after ${startPatience / 60_000} minutes. Its log is ${options.layout.log}.`,
      );
    }
    if (waited > 5_000 && !told) {
      told = true;
      options.log(
        'The database is recovering from an unfinished stop; this can take some minutes.',
      );
    }
    await pause(10);
  }
  return undefined;
}

/** Waits for a server that somebody else started. */
export async function waitUntilReady(layout: Layout): Promise<Postmaster | undefined> {
  const deadline = Date.now() + startPatience;
  while (Date.now() < deadline) {
    const postmaster = await readPostmaster(layout.cluster);
    if (!postmaster || !(await serves(postmaster, layout.cluster))) return undefined;
    if (postmaster.ready) return postmaster;
    await pause(20);
  }
  throw new DatabaseServerError(
    `The database server in ${layout.cluster} is running and is not ready. Its log is ${layout.log}.`,
  );
}

/** Ends the server in order ("fast shutdown"): sessions are closed and everything is written. */
export async function stopServer(postmaster: Postmaster, layout: Layout): Promise<void> {
  const deadline = Date.now() + stopPatience;
  process.kill(postmaster.pid, 'SIGINT');
  while (await exists(postmasterFile(layout.cluster))) {
    if (!(await serves(postmaster, layout.cluster))) break;
    if (Date.now() > deadline) {
      throw new DatabaseServerError(
        `The database server (process ${postmaster.pid}) has not stopped after a minute. Its log is ${layout.log}.`,
      );
    }
    await pause(10);
  }
}

function settings({ socketDirectory, port, durable }: StartOptions): string[] {
  const values: Record<string, string> = {
    listen_addresses: socketDirectory === undefined ? '127.0.0.1' : '',
    unix_socket_directories: socketDirectory === undefined ? '' : quoted(socketDirectory),
    unix_socket_permissions: '0700',
    port: String(port),
    logging_collector: 'off',
    log_line_prefix: '%m [%p] ',
    log_timezone: 'UTC',
    timezone: 'UTC',
    lc_messages: 'C',
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_connections: durable ? '100' : '300',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The setting is a list: a comma or a space must not split the path. */
function quoted(directory: string): string {
  return `"${directory.replaceAll('"', '""')}"`;
}

/** PostgreSQL would take any living process of that number for its own server. */
async function removeStaleFile(layout: Layout): Promise<void> {
  const left = await readPostmaster(layout.cluster);
  if (left && !(await serves(left, layout.cluster))) await rm(postmasterFile(layout.cluster));
}

const longestLog = 5_000_000;

async function turnOverLog(layout: Layout): Promise<void> {
  if (!(await exists(layout.log))) return;
  if ((await stat(layout.log)).size > longestLog) await rename(layout.log, `${layout.log}.1`);
}

/** What the server said was wrong, from the lines it wrote since it was started. */
async function reasonIn(
  log: string,
  begin: number,
  otherwise: string | undefined,
): Promise<string> {
  const lines = (await readFile(log)).subarray(begin).toString('utf8').trim().split('\n');
  const fatal = lines.find((line) => /\b(FATAL|PANIC):/.test(line)) ?? lines.join(' ');
  const reason = fatal.replace(/^.*\b(FATAL|PANIC):\s*/, '').trim();
  if (reason === '') return otherwise ?? 'it gave no reason.';
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
