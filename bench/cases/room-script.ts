import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buildInto } from '#platform/assets/build.ts';
import { ownSources } from '#platform/assets/sources.ts';
import type { Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';

const name = 'room.script';
const limit = 60;

/** What every page loads, and the meeting room beside it. */
const ofEveryPage = ['supported.js', 'main.js'];
const ofRoom = [...ofEveryPage, 'room.js'];

/** All script that the meeting room loads, parts that it shares with other pages among it, as sent with gzip. */
export const roomScript: Case = {
  names: [name],
  async measure(bench) {
    bench.say(`${name}: building the scripts.`);
    const directory = path.join(await bench.directory(), 'scripts');
    const manifest = await buildInto(directory, ownSources);
    const files = async (names: readonly string[]): Promise<string[]> => {
      const found: string[] = [];
      for (const each of names) await addFiles(directory, manifest[each] ?? each, found);
      return found;
    };
    const sizes = async (names: readonly string[]): Promise<number> => {
      let bytes = 0;
      for (const file of await files(names)) {
        bytes += (await readFile(path.join(directory, `${file}.gz`))).byteLength;
      }
      return bytes / 1000;
    };
    const worker = await sizes(['service-worker.js']);
    bench.say(
      `${name}: ${(await files(ofRoom)).join(', ')}; and ${worker.toFixed(1)} kB for the service worker, which no page waits for.`,
    );
    bench.report(
      limited(
        { name, value: await sizes(ofRoom), unit: 'kB', yardstick: await sizes(ofEveryPage) },
        limit,
        {
          what: 'script of the meeting room, gzipped,',
          yardstick: 'the script that every page loads',
        },
      ),
    );
  },
};

/** Adds a built file, and those that it imports. */
async function addFiles(directory: string, file: string, found: string[]): Promise<void> {
  if (found.includes(file)) return;
  found.push(file);
  const code = await readFile(path.join(directory, file), 'utf8');
  for (const [, imported = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*\(?"\.\/([\w.-]+\.js)"/g)) {
    await addFiles(directory, imported, found);
  }
}
