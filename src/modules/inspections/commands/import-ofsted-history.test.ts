import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, suite, test } from 'node:test';
import fc from 'fast-check';
import type { Urn } from '#kernel/ids.ts';
import { importLinks } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import type { Retold } from '../domain/retold.ts';
import { histories } from '../queries/histories.ts';
import { inspectionsOf } from '../queries/inspections-of.ts';
import { retellingsOf } from '../queries/retellings.ts';
import { importOfsted } from './import-ofsted.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../test/fixtures/ofsted');
const august = path.join(fixtures, 'state_funded_schools_excerpt_as_at_2025-08-31.csv');
const february = path.join(fixtures, 'state_funded_schools_excerpt_as_at_2026-02-28.csv');
const augustText = readFileSync(august, 'latin1');

/** Good in 2022 by the August file, with grades for each area. */
const gildersome = 107848 as Urn;
const number = '10200689';
const goodThroughout = ',2,2,2,2,Yes,2,9,10045480';

let database: TestDatabase;
let connection: Connection;
let folder: string;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'ofsted-history-'));
  database = await createTestDatabase();
  connection = connect({ url: database.url });
});
after(async () => {
  rmSync(folder, { recursive: true });
  await connection.close();
  await database.drop();
});

beforeEach(empty);

/** As before the first import. */
async function empty(): Promise<void> {
  await connection.pool.query('truncate inspections, inspection_changes, imports cascade');
}

/** The August file as the file of another day, with the leadership grade of that inspection so. */
function fileOf(day: string, leadership: 1 | 2 | 3 | 4, more = (text: string) => text): string {
  const file = path.join(folder, `state_funded_schools_as_at_${day}_${leadership}.csv`);
  const line = augustText.split('\r\n').find((each) => each.includes(number)) ?? '';
  assert.ok(line.includes(goodThroughout));
  const changed = line.replace(goodThroughout, `,2,2,2,${leadership},Yes,2,9,10045480`);
  writeFileSync(file, more(augustText.replace(line, changed)), 'latin1');
  return file;
}

async function imported(file: string): Promise<string> {
  return importedAs(importOfsted, file);
}

async function importedAs(importFile: typeof importOfsted, file: string): Promise<string> {
  const result = await importFile({
    connection,
    file,
    fileName: path.basename(file),
    importedBy: { personId: null, name: 'Command line' },
    dryRun: false,
    override: true,
    clock: { now: () => new Date('2026-11-23T10:00:00Z') },
  });
  assert.ok(result.ok, result.ok ? '' : result.refusal.sentence);
  return result.value.changes[0]?.notes.join(' ') ?? '';
}

async function leadershipNow(): Promise<unknown> {
  const found = (await inspectionsOf(connection.db, gildersome)).find(
    (each) => each.number === number,
  );
  assert.ok(found?.kind === 'graded' && found.framework === 'education');
  return found.judgements['leadership-and-management'];
}

/** "2025-10-31 Good Requires improvement": until which file leadership read how, and then how. */
async function retold(): Promise<string[]> {
  const changes: readonly Retold[] =
    (await retellingsOf(connection.db, [gildersome])).get(number) ?? [];
  return changes.flatMap(({ until, differences }) =>
    differences.map(({ what, one, other }) => {
      assert.equal(what, 'Leadership and management');
      return `${until} ${one} > ${other}`;
    }),
  );
}

async function countChanges(): Promise<number> {
  const { rows } = await connection.pool.query<{ count: number }>(
    'select count(*) from inspection_changes',
  );
  return rows[0]?.count ?? 0;
}

suite('the history of an inspection, file by file', () => {
  test('keeps what a later file changes, once', async () => {
    await imported(august);
    assert.equal(await countChanges(), 0);
    await imported(fileOf('2025-10-31', 3));
    assert.equal(await leadershipNow(), 3);
    assert.deepEqual(await retold(), ['2025-10-31 Good > Requires improvement']);
    await imported(fileOf('2025-10-31', 3));
    await imported(fileOf('2025-12-31', 3, (text) => `${text}\r\n`));
    assert.equal(await countChanges(), 1);
  });

  test('keeps what an older file tells otherwise, beside what counts', async () => {
    await imported(fileOf('2025-10-31', 3));
    const notes = await imported(august);
    assert.match(notes, /1 inspection that a later file tells otherwise/);
    assert.equal(await leadershipNow(), 3);
    assert.deepEqual(await retold(), ['2025-10-31 Good > Requires improvement']);
    await imported(august);
    assert.equal(await countChanges(), 1);
  });

  test('lets no file in between undo what a newer one confirmed', async () => {
    await imported(august);
    await imported(fileOf('2025-12-31', 2));
    await imported(fileOf('2025-10-31', 4));
    assert.equal(await leadershipNow(), 2);
    assert.deepEqual(await retold(), [
      '2025-10-31 Good > Inadequate',
      '2025-12-31 Inadequate > Good',
    ]);
  });

  test('comes to the same whatever the order of three files', async () => {
    const files = [
      fileOf('2025-06-30', 4),
      // This one leaves out what the file before it told: it stays known.
      fileOf('2025-10-31', 3, (text) =>
        text.replaceAll('Requires Improvement S5 Reinspection Visit 1', 'NULL'),
      ),
      fileOf('2025-12-31', 4, (text) =>
        text.replaceAll('Requires Improvement S5 Reinspection Visit 1', 'NULL'),
      ),
    ];
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const results: unknown[] = [];
    for (const order of orders) {
      await empty();
      for (const at of order) await imported(files[at] ?? '');
      const history = await inspectionsOf(connection.db, gildersome);
      results.push({
        retold: await retold(),
        history: history.map((each) => ({ ...each, source: undefined })),
      });
      assert.deepEqual(results.at(-1), results[0], order.join(' '));
    }
    const [first] = results as { retold: string[]; history: { type: string }[] }[];
    assert.deepEqual(first?.retold, [
      '2025-10-31 Inadequate > Requires improvement',
      '2025-12-31 Requires improvement > Inadequate',
    ]);
    assert.match(first.history[0]?.type ?? '', /Reinspection Visit 1/);
  });

  test('keeps everything when the layout without previous inspections comes after', async () => {
    await imported(august);
    const known = async () => {
      const { rows } = await connection.pool.query<{ key: string }>(
        `select urn || ' ' || inspection_number as key from inspections order by 1`,
      );
      return rows.map(({ key }) => key);
    };
    const first = await known();
    await imported(february);
    const since = new Set(await known());
    assert.ok(since.size > first.length);
    assert.deepEqual(
      first.filter((key) => !since.has(key)),
      [],
    );
    const history = await inspectionsOf(connection.db, gildersome);
    assert.deepEqual(
      history.map(({ framework }) => framework),
      ['report-card', 'education', 'common'],
    );
  });

  test('cannot be rewritten', async () => {
    await imported(august);
    await imported(fileOf('2025-10-31', 3));
    for (const statement of [
      'update inspection_changes set told_as_at = null',
      'delete from inspection_changes',
    ]) {
      await assert.rejects(connection.pool.query(statement), /never changed or removed/);
    }
  });
});

suite('the order of files of inspections does not matter', () => {
  /** The line of one school under another URN, with inspections of its own. */
  const header = augustText.slice(0, augustText.indexOf('\r\n'));
  const original = augustText.split('\r\n').find((each) => each.includes(number)) ?? '';
  const nothingBefore = `,${','.repeat(16)}`;
  interface Told {
    readonly urn: number;
    readonly leadership: number;
    readonly pupils: number;
    readonly tellsPrevious: boolean;
    readonly tellsType: boolean;
  }
  function lineOf({ urn, leadership, pupils, tellsPrevious, tellsType }: Told): string {
    const cells = original
      .replace(goodThroughout, `,2,2,2,${leadership},Yes,2,9,10045480`)
      .split(',');
    cells[24] = String(pupils);
    const text = cells
      .join(',')
      .replaceAll('107848', String(urn))
      .replace(number, `1${urn}`)
      .replace('10045480', `2${urn}`);
    const known = tellsType
      ? text
      : text.replaceAll('Requires Improvement S5 Reinspection Visit 1', 'NULL');
    return tellsPrevious ? known : known.replace(new RegExp(`,2${urn},.*$`), nothingBefore);
  }
  const [ash, beech] = [900_201, 900_202] as Urn[];
  const account = fc.record({
    urn: fc.constantFrom(900_201, 900_202),
    leadership: fc.constantFrom(2, 3),
    pupils: fc.constantFrom(199, 210),
    tellsPrevious: fc.boolean(),
    tellsType: fc.boolean(),
  });
  const content = fc.uniqueArray(account, { selector: ({ urn }) => urn, minLength: 1 });
  const days = ['2025-06-30', '2025-10-31', '2025-12-31'];
  // The fourth file is the list of links: it tells that one school followed the other.
  const places = fc.shuffledSubarray([0, 1, 2, 3, 0, 1, 2], { minLength: 7, maxLength: 7 });

  const plain = { leadership: 2, pupils: 199, tellsType: true };
  /** One school's inspections, then those of the school that followed it; told the other way round. */
  const goingOn: [Told[][], number[]] = [
    [
      [{ ...plain, urn: 900_201, tellsPrevious: true }],
      [{ ...plain, urn: 900_202, tellsPrevious: false }],
      [{ ...plain, urn: 900_202, tellsPrevious: false, leadership: 3 }],
    ],
    [3, 2, 1, 0, 2, 1, 0],
  ];

  async function held(): Promise<unknown> {
    const merged = await histories(connection.db, 'all');
    const told = await connection.pool.query(`
      select urn, inspection_number, told_as_at from inspections order by 1, 2`);
    const figures = await connection.pool.query(`
      select f.urn, f.value, f.as_at, i.as_at as told
      from context_figures as f join imports as i on i.id = f.import_id order by 1`);
    return {
      histories: [ash, beech].map((urn) =>
        merged.get(urn ?? gildersome)?.map((each) => ({ ...each, source: undefined })),
      ),
      told: told.rows,
      retold: await retellingsOf(connection.db, [ash ?? gildersome, beech ?? gildersome]),
      figures: figures.rows,
    };
  }

  test('whatever the files, in any order, once or twice, before the links or after', async () => {
    const links = path.join(folder, 'links_20260101.csv');
    writeFileSync(
      links,
      `URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n${beech},${ash},"Ash School","Predecessor",""\r\n`,
    );
    let follows = 0;
    await fc.assert(
      fc.asyncProperty(fc.tuple(content, content, content), places, async (contents, order) => {
        const files = contents.map((lines, at) => {
          const text = `${[header, ...lines.map(lineOf)].join('\r\n')}\r\n`;
          const file = path.join(folder, `state_funded_schools_as_at_${days[at] ?? ''}.csv`);
          writeFileSync(file, text, 'latin1');
          return file;
        });
        const afterAll = async (these: readonly number[]): Promise<unknown> => {
          await connection.pool.query('truncate school_links, context_figures');
          await empty();
          for (const at of these) {
            const file = files[at];
            if (file === undefined) await importedAs(importLinks, links);
            else await imported(file);
          }
          return held();
        };
        const inOrder = await afterAll([0, 1, 2, 3]);
        const history = (await histories(connection.db, 'all')).get(beech ?? gildersome) ?? [];
        if (history.some(({ predecessor }) => predecessor?.urn === ash)) follows += 1;
        assert.deepEqual(await afterAll(order), inOrder);
      }),
      { numRuns: 8, examples: [goingOn] },
    );
    assert.ok(follows > 0, 'No history went on under a new URN');
  });
});
