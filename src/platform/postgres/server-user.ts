import { spawnSync } from 'node:child_process';
import { chown, mkdtemp, rm, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import { copyBinaries } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { DatabaseServerError } from './errors.ts';
import type { Layout, Owner } from './layout.ts';

/** As whom the server runs: PostgreSQL refuses to run as root. */
export interface ServerUser {
  /** Who must own the server's files, where that is not the user of this process. */
  readonly owner: Owner | undefined;
  /** The user and group to start the process with. */
  readonly credentials: { readonly uid?: number; readonly gid?: number };
  /** The command that starts a program as that user. */
  readonly prefix: readonly string[];
}

const nobody: Owner =
  process.platform === 'darwin' ? { uid: 4294967294, gid: 4294967294 } : { uid: 65534, gid: 65534 };

const self: ServerUser = { owner: undefined, credentials: {}, prefix: [] };

/** Still this user to the file system, so that it can enter directories that are closed to others. */
const renamed: ServerUser = {
  owner: undefined,
  credentials: {},
  prefix: ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`],
};

/** For root where user namespaces are forbidden, as in most containers. */
const nobodyWithKeys: ServerUser = {
  owner: nobody,
  credentials: {},
  prefix: [
    'setpriv',
    `--reuid=${nobody.uid}`,
    `--regid=${nobody.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
  ],
};

/**
 * Chooses as whom to run the server of this layout, and which programs, by trying each way in turn.
 *
 * An ordinary user runs it as themselves. For root it is the owner of the cluster, so that they
 * can go on using it; else `nobody`; else, where the directory is closed to others, a way that may
 * enter it without being root.
 *
 * @throws DatabaseServerError when root finds no way
 */
export async function chooseServerUser(layout: Layout, binaries: Binaries): Promise<Choice> {
  if (process.platform === 'win32') return { user: self, binaries };
  if (process.geteuid?.() !== 0) return { user: hasName() ? self : renamed, binaries };
  const candidates = [
    ...(await ownerOf(layout.cluster)),
    as(nobody),
    renamed,
    ...(await ownerOf(layout.root)),
    nobodyWithKeys,
  ];
  for (const user of candidates) {
    if (await works(user, layout.root, binaries)) return { user, binaries };
  }
  // The programs ask whether they may be read, and for that question keys do not count.
  const copied = await copyBinaries(binaries);
  if (await works(nobodyWithKeys, layout.root, copied)) {
    return { user: nobodyWithKeys, binaries: copied };
  }
  throw new DatabaseServerError(
    'PostgreSQL refuses to run as root, and no other user can work in ' +
      `${layout.root}. Start Trajectory as an ordinary user, or set DATABASE_URL.`,
  );
}

export interface Choice {
  readonly user: ServerUser;
  readonly binaries: Binaries;
}

function as(owner: Owner): ServerUser {
  return { owner, credentials: owner, prefix: [] };
}

/** initdb wants a name for its user; containers run under numbers that have none. */
function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

async function ownerOf(file: string): Promise<ServerUser[]> {
  try {
    const { uid, gid } = await stat(file);
    return uid === 0 ? [] : [as({ uid, gid })];
  } catch {
    return [];
  }
}

/** Whether that user can run the programs and write in a directory of their own there. */
async function works(user: ServerUser, directory: string, { initdb }: Binaries): Promise<boolean> {
  const trial = await mkdtemp(path.join(directory, 'trial-'));
  try {
    if (user.owner) await chown(trial, user.owner.uid, user.owner.gid);
    const script = '"$1" --show --pgdata="$2" && : > "$2/file"';
    const [command, ...args] = [...user.prefix, 'sh', '-c', script, 'sh', initdb, trial];
    const tried = spawnSync(command, args, { ...user.credentials, cwd: '/', stdio: 'ignore' });
    return tried.status === 0;
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}
