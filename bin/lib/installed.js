import { readFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Says whether `node_modules` holds what `package-lock.json` asks for, by the list that npm
 * writes there when it has finished. One that was interrupted, that is older than the lockfile or
 * that was copied from another kind of machine does not count.
 *
 * @param {string} root the project's directory
 * @param {{ development: boolean }} wanted whether tests and checks are to run as well
 */
export async function isInstalled(root, wanted, machine = process) {
  const [lock, installed] = await Promise.all([
    readPackages(path.join(root, 'package-lock.json')),
    readPackages(path.join(root, 'node_modules', '.package-lock.json')),
  ]);
  if (lock === undefined) throw new Error(`There is no package-lock.json in ${root}`);
  return installed !== undefined && satisfies(lock, installed, wanted, machine);
}

/** The comparison itself: the `packages` of both lists. */
export function satisfies(lock, installed, wanted, machine) {
  return Object.entries(lock).every(([place, entry]) => {
    if (place === '' || entry.link) return true;
    const found = installed[place];
    if (found === undefined) return !isNeeded(entry, wanted, machine);
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function isNeeded(entry, wanted, machine) {
  if ((entry.dev || entry.devOptional) && !wanted.development) return false;
  if (!entry.optional && !entry.devOptional) return true;
  // Which C library a machine has is npm's to know: its choice is taken as right.
  if (entry.libc !== undefined) return false;
  return list(entry.os).includes(machine.platform) && list(entry.cpu).includes(machine.arch);
}

function list(value) {
  return value === undefined ? [] : [value].flat();
}

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
