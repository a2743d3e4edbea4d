import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmod,
  chown,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { DatabaseServerError, messageOf } from './errors.ts';
import { exists } from './layout.ts';
import type { Layout, Owner } from './layout.ts';
import type { ServerUser } from './server-user.ts';

const run = promisify(execFile);

/** The owner of every database in the embedded server. */
export const databaseUser = 'trajectory';

const unfinished = 'new-';

/**
 * Makes the files of the server unless they are there, and sees that its user may use them.
 *
 * A new cluster is made under another name and renamed when it is complete: one that was
 * interrupted is never taken for the authority's data.
 */
export async function prepareCluster(
  layout: Layout,
  binaries: Binaries,
  user: ServerUser,
  durable: boolean,
): Promise<void> {
  if (await exists(layout.cluster)) {
    await checkVersion(layout, binaries);
    if (process.geteuid?.() === 0) await handOver(layout.cluster, user.owner ?? { uid: 0, gid: 0 });
    return;
  }
  await clearUnfinished(layout);
  const directory = await mkdtemp(path.join(layout.root, unfinished));
  try {
    if (user.owner) await chown(directory, user.owner.uid, user.owner.gid);
    await initialise(directory, layout, binaries, user, durable);
    await rename(directory, layout.cluster);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    if (error instanceof DatabaseServerError) throw error;
    throw new DatabaseServerError(
      `The database could not be created in ${layout.root}: ${lastLine(error)}`,
      { cause: error },
    );
  }
}

/** The password of the database's owner, where connections go over TCP. */
export async function readPassword(layout: Layout): Promise<string> {
  return (await readFile(layout.password, 'utf8')).trim();
}

async function initialise(
  directory: string,
  layout: Layout,
  binaries: Binaries,
  user: ServerUser,
  durable: boolean,
): Promise<void> {
  const [program = binaries.initdb, ...args] = [
    ...user.prefix,
    binaries.initdb,
    `--pgdata=${directory}`,
    `--username=${databaseUser}`,
    '--encoding=UTF8',
    // Works without any locale of the machine, and knows upper and lower case beyond ASCII.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
    ...(await authentication(layout)),
  ];
  await run(program, args, { ...user.credentials, cwd: '/', env: serverEnvironment() });
}

/** Only the owner of the data may enter the directory of the socket; a TCP port is open to everyone. */
async function authentication(layout: Layout): Promise<string[]> {
  if (process.platform !== 'win32') return ['--auth-local=trust', '--auth-host=reject'];
  await writeFile(layout.password, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  return ['--auth=scram-sha-256', `--pwfile=${layout.password}`];
}

/** The environment for the server's programs: without settings meant for PostgreSQL's other tools. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !name.startsWith('PG') &&
      !name.startsWith('LC_') &&
      !name.startsWith('LANG') &&
      name !== 'LD_LIBRARY_PATH',
  );
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

async function checkVersion(layout: Layout, binaries: Binaries): Promise<void> {
  const data = await majorVersionOfCluster(layout);
  const { stdout } = await run(binaries.postgres, ['--version']);
  const program = /\d+/.exec(stdout)?.[0];
  if (data === program) return;
  throw new DatabaseServerError(
    `The database in ${layout.cluster} was made by PostgreSQL ${data}, and this version of Trajectory ` +
      `carries PostgreSQL ${program}. Make a backup with the version of Trajectory that made it, and restore it here.`,
  );
}

async function majorVersionOfCluster(layout: Layout): Promise<string> {
  try {
    return (await readFile(path.join(layout.cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    throw new DatabaseServerError(
      `${layout.cluster} does not hold a database that Trajectory can open: ${messageOf(error)}. ` +
        'If it belongs to another user, start Trajectory as that user.',
    );
  }
}

/** Another user runs the server than last time: the files go with it. */
async function handOver(cluster: string, owner: Owner): Promise<void> {
  if ((await stat(cluster)).uid === owner.uid) return;
  for (const entry of await readdir(cluster, { recursive: true, withFileTypes: true })) {
    // A link leads out of the cluster, to what may not be ours.
    if (!entry.isSymbolicLink()) {
      await chown(path.join(entry.parentPath, entry.name), owner.uid, owner.gid);
    }
  }
  await chown(cluster, owner.uid, owner.gid);
  await chmod(cluster, 0o700);
}

async function clearUnfinished(layout: Layout): Promise<void> {
  for (const name of await readdir(layout.root)) {
    if (name.startsWith(unfinished)) await rm(path.join(layout.root, name), { recursive: true });
  }
}

function lastLine(error: unknown): string {
  const text =
    error instanceof Error && 'stderr' in error && typeof error.stderr === 'string'
      ? error.stderr
      : messageOf(error);
  return (
    text
      .trim()
      .split('\n')
      .findLast((line) => line.trim() !== '')
      ?.trim() ?? 'unknown reason'
  );
}
