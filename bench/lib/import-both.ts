/**
 * A process of its own, that imports the register and then Ofsted's management information into the
 * database at an address: `URL [GIAS OFSTED [override]]`. Without files it only connects. Writes how
 * long it took, in milliseconds, and the most memory that it had, in megabytes.
 */
import path from 'node:path';
import { importOfsted } from '#modules/inspections/index.ts';
import { importGias } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import { timed } from './measure.ts';

const [url = '', gias, ofsted, override] = process.argv.slice(2);
const connection = connect({ url });
try {
  await connection.pool.query('select');
  const milliseconds = await timed(async () => {
    for (const [file, importFile] of [
      [gias, importGias],
      [ofsted, importOfsted],
    ] as const) {
      if (file === undefined) continue;
      const done = await importFile({
        connection,
        file,
        fileName: path.basename(file),
        importedBy: { personId: null, name: 'Bench' },
        dryRun: false,
        override: override !== undefined,
        clock: { now: () => new Date() },
      });
      if (!done.ok) throw new Error(done.refusal.sentence);
    }
  });
  // In kilobytes on every system.
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ milliseconds, megabytes }));
} finally {
  await connection.close();
}
