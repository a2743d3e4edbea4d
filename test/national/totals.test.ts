import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { parse } from 'csv-parse';
import { date } from '#kernel/dates.ts';
import { eligibilitiesOf } from '#modules/eligibility/index.ts';
import { importOfsted } from '#modules/inspections/index.ts';
import { importGias } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { writeGiasFile } from '../../bench/data/gias-file.ts';
import { writeOfstedFile } from '../../bench/data/ofsted-file.ts';

// Files of the national size and form are counted twice: by the product, from import to rules, and
// straight from their cells by a few lines that share nothing with it.

type Row = Readonly<Record<string, string>>;

const rows = 22_000;
const exemptTypes = ['06', '08', '15', '39', '45', '46', '57'];
const fundedTypes =
  '01 02 03 05 06 07 08 12 14 15 28 33 34 35 36 38 39 40 41 42 43 44 45 46 57'.split(' ');

let folder: string;
let database: TestDatabase;
let connection: Connection;
let schools: ReadonlyMap<string, Row>;
let inspected: readonly Row[];

async function read(file: string): Promise<Row[]> {
  const found: Row[] = [];
  const records = createReadStream(file, 'latin1').pipe(parse({ columns: true }));
  for await (const record of records as AsyncIterable<Row>) found.push(record);
  return found;
}

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trajectory-national-'));
  const gias = path.join(folder, 'edubasealldata20250831.csv');
  const ofsted = path.join(folder, 'state_funded_schools_as_at_2025-08-31.csv');
  await writeGiasFile(gias, rows);
  await writeOfstedFile(ofsted, rows);
  database = await createTestDatabase();
  connection = connect({ url: database.url });
  const asked = {
    connection,
    importedBy: { personId: null, name: 'A test' },
    dryRun: false,
    override: false,
    clock: { now: () => new Date('2027-01-14T09:30:00Z') },
  };
  const first = await importGias({ ...asked, file: gias, fileName: path.basename(gias) });
  assert.ok(first.ok, JSON.stringify(first));
  const second = await importOfsted({ ...asked, file: ofsted, fileName: path.basename(ofsted) });
  assert.ok(second.ok, JSON.stringify(second));
  const register = await read(gias);
  schools = new Map(register.map((row) => [row['URN'] ?? '', row]));
  inspected = (await read(ofsted)).filter((row) => isCounted(schools.get(row['URN'] ?? '')));
});
after(async () => {
  await connection.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

function typeOf(row: Row): string {
  return (schools.get(row['URN'] ?? '')?.['TypeOfEstablishment (code)'] ?? '').padStart(2, '0');
}

/** Open, and of a type that the state funds. */
function isCounted(school: Row | undefined): boolean {
  const status = school?.['EstablishmentStatus (code)'] ?? '';
  const type = (school?.['TypeOfEstablishment (code)'] ?? '').padStart(2, '0');
  return ['1', '3'].includes(status) && fundedTypes.includes(type);
}

const cell = (row: Row, heading: string): string => row[heading] ?? '';
const overall = (row: Row) => cell(row, 'Overall effectiveness');
const overallBefore = (row: Row) => cell(row, 'Previous graded inspection overall effectiveness');
const isBelow = (grade: string) => grade === '3' || grade === '4';
const isInCategory = (row: Row) => overall(row) === '4' || cell(row, 'Category of concern') !== '';
const isThreeInEither = (row: Row) =>
  overall(row) === 'Not judged' &&
  (cell(row, 'Quality of education') === '3' ||
    cell(row, 'Effectiveness of leadership and management') === '3');

async function totals(day: string) {
  const found = await eligibilitiesOf(connection.db, 'all', date(day));
  const count = (asks: (each: (typeof found)[number]) => boolean) => found.filter(asks).length;
  return {
    schools: found.length,
    category: count(({ eligibility }) => eligibility.categoryOfConcern.holds),
    coasting: count(({ eligibility }) => eligibility.coasting.holds),
    stuck: count(({ eligibility }) => eligibility.stuck.holds),
    exempt: count(({ eligibility }) => eligibility.exempt !== null),
  };
}

suite('the totals of all England', () => {
  test('are the same counted by the rules and counted from the cells of the file, under the 2022 rule', async () => {
    const of = (asks: (row: Row) => boolean) => inspected.filter(asks).length;
    const isExempt = (row: Row) => exemptTypes.includes(typeOf(row));
    const counted = {
      schools: [...schools.values()].filter(isCounted).length,
      category: of(isInCategory),
      coasting: of((row) => overall(row) === '3' && isBelow(overallBefore(row)) && !isExempt(row)),
      stuck: of(
        (row) => (overall(row) === '3' || isThreeInEither(row)) && isBelow(overallBefore(row)),
      ),
      exempt: [...schools.values()].filter(
        (school) => isCounted(school) && exemptTypes.includes(typeOf(school)),
      ).length,
    };
    assert.deepEqual(await totals('2025-08-31'), counted);
    assert.ok(counted.category > 100 && counted.coasting > 100 && counted.stuck > 100);
    assert.ok(counted.exempt > 0);
  });

  test('and under the 2025 rule', async () => {
    // With two inspections of which the later has no report card, an entry is Requires improvement,
    // overall or in either area, after below Good or a category.
    const enters = inspected.filter((row) => {
      if (exemptTypes.includes(typeOf(row))) return false;
      return (overall(row) === '3' || isThreeInEither(row)) && isBelow(overallBefore(row));
    });
    const { coasting, stuck } = await totals('2025-11-17');
    assert.equal(coasting, enters.length);
    assert.equal(stuck, 0);
  });
});
