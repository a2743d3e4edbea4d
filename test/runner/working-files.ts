import { createHash } from 'node:crypto';
import { mkdir, rm, stat, statfs } from 'node:fs/promises';

const memory = '/dev/shm';
/** In bytes: a run needs about an eighth of it. */
const enough = 4 * 1024 ** 3;

/**
 * Has the tests keep their files in memory, where the system offers enough of it; gives what takes
 * them away. Each test's database is some 300 files that are gone a second later: on some disks
 * making and deleting those takes a third of the time of a run.
 *
 * The place is the same for each run of this checkout, so that one goes on with the database server
 * of another that was killed.
 */
export async function workInMemory(root: string): Promise<() => Promise<void>> {
  const found = await statfs(memory).catch(() => undefined);
  const user = process.getuid?.();
  if (!found || found.bavail * found.bsize < enough || user === undefined) return nothingToDo;
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const directory = `${memory}/trajectory-tests-${user}-${name}`;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  // Everyone may make directories there: one that is someone else's is not trusted.
  if ((await stat(directory)).uid !== user) return nothingToDo;
  process.env['TMPDIR'] = directory;
  process.env['TEST_FILES'] = directory;
  return () => rm(directory, { recursive: true, force: true, maxRetries: 5 });
}

const nothingToDo = () => Promise.resolve();
