import { mkdir, open, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const pulse = 1_000;
const dead = 15_000;

/**
 * Does the work while no other process holds the lock. The holder touches the file every second;
 * one that has not been touched for a while was left by a process that was killed.
 *
 * @param {string} file
 * @param {() => void} onWait called once when another process has it
 * @param {() => Promise<void>} work
 */
export async function withLock(file, onWait, work) {
  await mkdir(path.dirname(file), { recursive: true });
  let told = false;
  while (!(await take(file))) {
    if (!told) onWait();
    told = true;
    await pause(200);
  }
  const heart = setInterval(() => void touch(file), pulse);
  try {
    await work();
  } finally {
    clearInterval(heart);
    await rm(file, { force: true });
  }
}

async function take(file) {
  try {
    await (await open(file, 'wx')).close();
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const held = await stat(file).catch(() => undefined);
  if (held !== undefined && Date.now() - held.mtimeMs > dead) await rm(file, { force: true });
  return false;
}

async function touch(file) {
  const now = new Date();
  await utimes(file, now, now).catch(() => undefined);
}
