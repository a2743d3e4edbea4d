import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Says whether `node_modules` holds what `package-lock.json` asks for, by the stamp of our own
 * installation or by the list that npm writes there when it has finished one. One that was
 * interrupted, that is older than the lockfile or that was copied from another kind of machine
 * does not count.
 *
 * @param {string} root the project's directory
 * @param {{ development: boolean }} wanted whether tests and checks are to run as well
 */
export async function isInstalled(root, wanted, machine = process) {
  const installed = await readPackages(path.join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return false;
  const stamp = await readFile(stampFile(root), 'utf8').catch(() => undefined);
  if (stamp === (await digest(root, machine))) return true;
  const lock = await readPackages(path.join(root, 'package-lock.json'));
  return lock !== undefined && satisfies(lock, installed, wanted, machine);
}

/** Remembers that everything in the lockfile has just been installed. */
export async function markInstalled(root, machine = process) {
  await writeFile(stampFile(root), await digest(root, machine));
}

function stampFile(root) {
  return path.join(root, 'node_modules', '.installed-for');
}

async function digest(root, { platform, arch }) {
  const hash = createHash('sha256').update(await readFile(path.join(root, 'package-lock.json')));
  return `${platform}-${arch} ${hash.digest('hex')}\n`;
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
  if (entry.extraneous) return false;
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
