import { chown, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeOf, DatabaseServerError, messageOf } from './errors.ts';

/** Where the embedded server keeps its things, under the data directory. */
export interface Layout {
  readonly root: string;
  readonly cluster: string;
  readonly socket: string;
  readonly log: string;
  readonly lock: string;
  /** Owner's password, for the systems where the server has to listen on a TCP port. */
  readonly password: string;
}

export const databasePort = 5432;

/** Makes the directory for the server and names what goes in it. */
export async function prepareLayout(dataDir: string): Promise<Layout> {
  const root = path.resolve(dataDir, 'postgres');
  try {
    await mkdir(root, { recursive: true });
  } catch (error) {
    throw new DatabaseServerError(
      `Trajectory cannot make its data directory ${root}: ${messageOf(error)}. ` +
        `Set DATA_DIR to a directory that you may write to.`,
    );
  }
  return {
    root,
    cluster: path.join(root, 'cluster'),
    socket: path.join(root, 'socket'),
    log: path.join(root, 'server.log'),
    lock: path.join(root, 'lock'),
    password: path.join(root, 'password'),
  };
}

/** The address of a Unix socket is at most 107 bytes long on Linux and 103 on macOS. */
const longestSocketPath = 103;
const temporaryPrefix = 'trajectory-socket-';

/**
 * Makes the directory for the server's socket, which only its owner may enter. It lies in the data
 * directory, or, where that makes the address too long, in the temporary directory under a new
 * name that nobody could have made first. The directory of a server that was there before is made
 * anew under the same name, or not at all where someone else has taken it.
 */
export async function prepareSocketDirectory(
  layout: Layout,
  owner?: Owner,
  before?: string,
): Promise<string> {
  let directory = before ?? layout.socket;
  if (fits(directory)) {
    // What a killed server left there may belong to another user.
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { mode: 0o700 });
  } else {
    const parent = fits(path.join(tmpdir(), `${temporaryPrefix}123456`)) ? tmpdir() : '/tmp';
    directory = await mkdtemp(path.join(parent, temporaryPrefix));
  }
  if (owner) await chown(directory, owner.uid, owner.gid);
  return directory;
}

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** Takes away a socket directory that lay outside the data directory. */
export async function removeSocketDirectory(layout: Layout, directory: string): Promise<void> {
  if (directory === layout.socket || !path.basename(directory).startsWith(temporaryPrefix)) return;
  await rm(directory, { recursive: true, force: true });
}

function fits(directory: string): boolean {
  return Buffer.byteLength(path.join(directory, `.s.PGSQL.${databasePort}`)) <= longestSocketPath;
}

/** Whether something is there, be it a dangling link. */
export async function exists(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
