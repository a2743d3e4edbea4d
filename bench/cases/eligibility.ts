import path from 'node:path';
import { date } from '#kernel/dates.ts';
import { eligibilitiesOf } from '#modules/eligibility/index.ts';
import { importOfsted } from '#modules/inspections/index.ts';
import { importGias } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import { writeGiasFile } from '../data/gias-file.ts';
import { writeOfstedFile } from '../data/ofsted-file.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { onEmptyDatabase } from '../lib/database.ts';
import { limited } from '../lib/figure.ts';
import { alternate, median, timed } from '../lib/measure.ts';

const name = 'eligibility.england';
const limit = 1000;

/** The national rules for every school in England, asked of a register with both national files. */
export const englandsEligibility: Case = { names: [name], measure };

async function measure(bench: Bench): Promise<void> {
  const server = await bench.server();
  const folder = await bench.directory();
  const { fileRows, importRounds } = bench.size;
  const gias = path.join(folder, 'edubasealldata20250831.csv');
  const ofsted = path.join(folder, 'state_funded_schools_as_at_2025-08-31.csv');
  await writeGiasFile(gias, fileRows);
  await writeOfstedFile(ofsted, fileRows);
  const asked = {
    importedBy: { personId: null, name: 'Bench' },
    dryRun: false,
    override: fileRows < 20_000,
    clock: { now: () => new Date() },
  };
  await onEmptyDatabase(server, async (url) => {
    const connection = connect({ url });
    try {
      for (const [file, importFile] of [
        [gias, importGias],
        [ofsted, importOfsted],
      ] as const) {
        const done = await importFile({
          ...asked,
          connection,
          file,
          fileName: path.basename(file),
        });
        if (!done.ok) throw new Error(`${name}: ${done.refusal.sentence}`);
      }
      bench.say(`${name}: asking the rules of ${fileRows} schools, ${importRounds} times.`);
      const { db, pool } = connection;
      await pool.query('analyze');
      const asAt = date('2025-11-17');
      const times = await alternate(importRounds, {
        rules: () =>
          timed(async () => {
            const found = await eligibilitiesOf(db, 'all', asAt);
            if (found.length === 0) throw new Error(`${name}: no school was found.`);
          }),
        reading: () =>
          timed(async () => {
            await pool.query('select urn, name, type_code, type_name from schools');
            await pool.query('select * from inspections');
          }),
      });
      bench.report(
        limited(
          { name, value: median(times.rules), unit: 'ms', yardstick: median(times.reading) },
          limit,
          {
            what: 'the rules for all schools of England',
            yardstick: 'reading the rows of all schools and inspections, and nothing more',
          },
        ),
      );
    } finally {
      await connection.close();
    }
  });
}
