import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Result } from '#kernel/result.ts';
import type { ImportReport, ImportRequest } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import type { Bench } from './bench.ts';
import { onEmptyDatabase } from './database.ts';
import { within } from './figure.ts';
import { alternate, median, timed } from './measure.ts';

export interface Compared {
  readonly name: string;
  /** Says on which day the file was made. */
  readonly fileName: string;
  readonly write: (file: string, rows: number) => Promise<void>;
  readonly import: (request: ImportRequest) => Promise<Result<ImportReport>>;
  /** The tables that the rows end up in. */
  readonly tables: readonly string[];
}

/**
 * Times a whole import into an empty register (reading, checks, comparison, audit and commit)
 * against COPY of the rows that came of it, ready-made, into the same tables with the same keys,
 * indexes and checks. Each time in a database that is new, with the settings of the product.
 */
export async function measureImport(bench: Bench, compared: Compared): Promise<void> {
  const { name, fileName, tables } = compared;
  const directory = await bench.directory();
  const server = await bench.server();
  const file = path.join(directory, fileName);
  bench.say(`${name}: writing a file of ${bench.size.fileRows} schools.`);
  await compared.write(file, bench.size.fileRows);

  const request = {
    file,
    fileName,
    importedBy: { personId: null, name: 'Bench' },
    dryRun: false,
    // Few rows are implausible; only a short run has few.
    override: bench.size.fileRows < 20_000,
    clock: { now: () => new Date() },
  } satisfies Partial<ImportRequest>;
  const copies = tables.map((table) => ({ table, file: path.join(directory, `${table}.copy`) }));

  async function importOn(url: string): Promise<number> {
    const connection = connect({ url });
    try {
      // Connecting is no part of an import.
      await connection.pool.query('select');
      return await timed(async () => {
        const report = await compared.import({ ...request, connection });
        if (!report.ok) throw new Error(`${name} was refused: ${report.refusal.sentence}`);
        const { rows, problems } = report.value;
        if (rows !== bench.size.fileRows) throw new Error(`${name} read ${rows} rows only.`);
        const [problem] = problems;
        if (problem) throw new Error(`${name}, line ${problem.line}: ${problem.sentence}`);
      });
    } finally {
      await connection.close();
    }
  }

  await onEmptyDatabase(server, async (url) => {
    await importOn(url);
    await onClient(url, async (client) => {
      for (const copy of copies) {
        const rows = client.query(copyTo(`copy ${copy.table} to stdout`));
        await pipeline(rows, createWriteStream(copy.file));
      }
    });
  });
  const copyOn = (url: string): Promise<number> =>
    onClient(url, (client) =>
      timed(async () => {
        await client.query('begin');
        for (const copy of copies) {
          const table = client.query(copyFrom(`copy ${copy.table} from stdin`));
          await pipeline(createReadStream(copy.file, { highWaterMark: 1 << 18 }), table);
        }
        await client.query('commit');
      }),
    );

  bench.say(`${name}: importing it, and copying its rows, ${bench.size.importRounds} times.`);
  const times = await alternate(bench.size.importRounds, {
    imported: () => onEmptyDatabase(server, importOn),
    copied: () => onEmptyDatabase(server, copyOn),
  });
  bench.report(
    within(
      { name, value: median(times.imported), unit: 'ms', yardstick: median(times.copied) },
      3,
      'COPY of the same rows, ready-made, into the same tables',
    ),
  );
}

async function onClient<Value>(
  url: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
