import { rmSync } from 'node:fs';
import { mkdtemp, statfs } from 'node:fs/promises';

const memory = '/dev/shm';
/** In bytes: a run needs about an eighth of it. */
const enough = 4 * 1024 ** 3;

/**
 * Has the tests keep their files in memory, where the system offers enough of it; gives what takes
 * them away. Each test's database is some 300 files that are gone a second later: on some disks
 * making and deleting those takes a third of the time of a run.
 */
export async function workInMemory(): Promise<() => void> {
  const found = await statfs(memory).catch(() => undefined);
  if (!found || found.bavail * found.bsize < enough) return () => undefined;
  const directory = await mkdtemp(`${memory}/trajectory-tests-`);
  process.env['TMPDIR'] = directory;
  process.env['TEST_FILES'] = directory;
  return () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
}
