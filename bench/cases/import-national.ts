import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { connect } from '#platform/db/connection.ts';
import { writeGiasFile } from '../data/gias-file.ts';
import { writeOfstedFile } from '../data/ofsted-file.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { onEmptyDatabase } from '../lib/database.ts';
import { limited } from '../lib/figure.ts';
import { median, timed } from '../lib/measure.ts';

const name = 'import.national';
const memory = 'import.national.memory';
const limits = { milliseconds: 30_000, megabytes: 600 };

/** Both national files, from an empty register to a ready one, by a process of its own. */
export const nationalImport: Case = { names: [name, memory], measure };

const importBoth = fileURLToPath(new URL('../lib/import-both.ts', import.meta.url));
const run = promisify(execFile);
const told = z.strictObject({ milliseconds: z.number(), megabytes: z.number() });

async function importIn(...words: readonly string[]): Promise<z.infer<typeof told>> {
  const { stdout } = await run(process.execPath, [importBoth, ...words]);
  return told.parse(JSON.parse(stdout));
}

async function measure(bench: Bench): Promise<void> {
  const server = await bench.server();
  const folder = await bench.directory();
  const { fileRows, importRounds } = bench.size;
  const gias = path.join(folder, 'edubasealldata20250831.csv');
  const ofsted = path.join(folder, 'state_funded_schools_as_at_2025-08-31.csv');
  await writeGiasFile(gias, fileRows);
  await writeOfstedFile(ofsted, fileRows);
  // Few rows are implausible; only a short run has few.
  const words = [gias, ofsted, ...(fileRows < 20_000 ? ['override'] : [])];
  bench.say(`${name}: importing both files of ${fileRows} schools, ${importRounds} times.`);
  const imports: z.infer<typeof told>[] = [];
  const idle: number[] = [];
  const reading: number[] = [];
  for (let round = 0; round < importRounds; round += 1) {
    await onEmptyDatabase(server, async (url) => {
      idle.push((await importIn(url)).megabytes);
      imports.push(await importIn(url, ...words));
      reading.push(await readBack(url));
    });
  }
  if (bench.wants(name)) {
    const value = median(imports.map(({ milliseconds }) => milliseconds));
    bench.report(
      limited({ name, value, unit: 'ms', yardstick: median(reading) }, limits.milliseconds, {
        what: 'both national files from empty to ready',
        yardstick: 'reading the rows that came of them',
      }),
    );
  }
  if (bench.wants(memory)) {
    const value = Math.max(...imports.map(({ megabytes }) => megabytes));
    bench.report(
      limited({ name: memory, value, unit: 'MB', yardstick: median(idle) }, limits.megabytes, {
        what: 'the most memory of the process that imports both',
        yardstick: 'a process that only connects',
      }),
    );
  }
}

async function readBack(url: string): Promise<number> {
  const connection = connect({ url });
  try {
    await connection.pool.query('select');
    return await timed(async () => {
      for (const table of ['schools', 'inspections', 'context_figures']) {
        const { rowCount } = await connection.pool.query(`select * from ${table}`);
        if (rowCount === 0) throw new Error(`${name}: nothing came into ${table}.`);
      }
    });
  } finally {
    await connection.close();
  }
}
