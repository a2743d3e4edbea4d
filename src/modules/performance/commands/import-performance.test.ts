import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, suite, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveSchools } from '#modules/schools/index.ts';
import type { ImportRequest } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { must } from '#test/builders/stored.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { importAbsence, importCensus, importKs2, importKs4 } from './import-performance.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../test/fixtures/performance');
const files = {
  census: '2022-2023_england_census.csv',
  absence: '2019_england_abs.csv',
  ks2: '2018-2019_england_ks2final_columns_cut.csv',
  ks4: '2019_england_ks4provisional.csv',
};

let database: TestDatabase;
let connection: Connection;
let folder: string;

before(async () => {
  database = await createTestDatabase();
  connection = connect({ url: database.url });
  folder = await mkdtemp(path.join(tmpdir(), 'trajectory-performance-'));
});
after(async () => {
  await connection.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(async () => {
  for (const table of ['context_figures', 'benchmarks', 'schools'] as const) {
    await connection.db.deleteFrom(table).execute();
  }
});

function request(fileName: string, told: Partial<ImportRequest> = {}): ImportRequest {
  return {
    connection,
    file: path.join(fixtures, fileName),
    fileName,
    importedBy: { personId: null, name: 'A test' },
    dryRun: false,
    // Excerpts have few schools.
    override: true,
    clock: { now: () => new Date('2027-01-14T09:30:00Z') },
    ...told,
  };
}

/** The same with another content under another name. */
async function written(fileName: string, text: string, told: Partial<ImportRequest> = {}) {
  const file = path.join(folder, fileName);
  await writeFile(file, text);
  return request(fileName, { file, ...told });
}

const textOf = (name: string) => readFile(path.join(fixtures, name), 'utf8');

async function figuresOf(urn: number) {
  const rows = await connection.db
    .selectFrom('context_figures')
    .select(['measure', 'cohort', 'value', 'period', 'status', 'pupils', 'as_at'])
    .where('urn', '=', urn as Urn)
    .orderBy('measure')
    .orderBy('cohort')
    .execute();
  return Object.fromEntries(
    rows.map(({ measure, value }) => [measure, value === null ? null : Number(value)]),
  );
}

async function benchmarks() {
  const rows = await connection.db
    .selectFrom('benchmarks')
    .select(['area', 'area_code', 'schools', 'measure', 'value'])
    .execute();
  return rows.map((row) =>
    [
      row.area,
      row.area === 'england' ? '' : row.area_code,
      row.schools,
      row.measure,
      Number(row.value),
    ].join(' '),
  );
}

suite('importing performance tables', () => {
  test('takes pupils, languages, needs and free meals from the census, and England by kind of school', async () => {
    const report = must(await importCensus(request(files.census)));
    assert.equal(report.year, '2022/23');
    assert.equal(report.asAt, '2023-08-31');
    assert.equal(report.rows, 10);
    assert.deepEqual(await figuresOf(103_639), {
      eal: 12.2,
      'ehc-plans': 1,
      'free-school-meals': 10.3,
      'free-school-meals-ever': 11.6,
      pupils: 629,
      'sen-support': 12.2,
    });
    assert.ok((await benchmarks()).includes('england  primary eal 22'));
  });

  test('takes absence of the year in the name, keeps what is suppressed as suppressed', async () => {
    const report = must(await importAbsence(request(files.absence)));
    assert.equal(report.year, '2018/19');
    assert.deepEqual(await figuresOf(103_638), { absence: 5.4, 'persistent-absence': 15.3 });
    assert.deepEqual(await figuresOf(103_465), { absence: 2.7, 'persistent-absence': null });
    assert.ok((await benchmarks()).includes('england  secondary absence 5.5'));
  });

  test('takes key stage 2 progress where that is all a file has', async () => {
    const report = must(await importKs2(request(files.ks2)));
    assert.deepEqual(await figuresOf(120_061), {
      'ks2-maths-progress': -2.9,
      'ks2-reading-progress': -2.6,
      'ks2-writing-progress': -1.3,
    });
    assert.deepEqual(Object.values(await figuresOf(100_091)), [null, null, null]);
    assert.ok(report.missing.includes('PTRWM_EXP'));
  });

  test('takes key stage 4 results of schools, of authorities and of England, as provisional', async () => {
    must(await importKs4(request(files.ks4)));
    const found = await figuresOf(139_292);
    assert.deepEqual(
      [
        found['attainment-8'],
        found['progress-8'],
        found['english-maths-4'],
        found['english-maths-5'],
      ],
      [46.6, -0.1, 66.1, 40.3],
    );
    // Not entered and not applicable are no figures.
    assert.deepEqual(await figuresOf(103_765), {});
    assert.deepEqual(await figuresOf(103_751), {});
    const areas = await benchmarks();
    assert.ok(areas.some((each) => each.startsWith('authority 331 state-funded progress-8 -0.12')));
    assert.ok(areas.some((each) => each.startsWith('england  state-funded attainment-8 46.5')));
    const { status } = await connection.db
      .selectFrom('context_figures')
      .select('status')
      .executeTakeFirstOrThrow();
    assert.equal(status, 'provisional');
  });

  test('lets a final file take the place of a provisional one, and never the other way round', async () => {
    must(await importKs4(request(files.ks4)));
    const text = (await textOf(files.ks4)).replace('ACC,236,46.6,', 'ACC,236,47.1,');
    must(await importKs4(await written('2018-2019_england_ks4final.csv', text)));
    assert.equal((await figuresOf(139_292))['attainment-8'], 47.1);
    const again = must(await importKs4(request(files.ks4)));
    assert.equal((await figuresOf(139_292))['attainment-8'], 47.1);
    assert.equal(
      again.changes.every((change) => change.changed === 0),
      true,
    );
  });

  test('changes nothing the second time, and nothing at all when it is dry', async () => {
    must(await importCensus(request(files.census, { dryRun: true })));
    assert.deepEqual(await figuresOf(103_639), {});
    must(await importCensus(request(files.census)));
    const second = must(await importCensus(request(files.census)));
    assert.equal(second.importId, null);
    assert.ok(second.changes.every((change) => change.new === 0 && change.changed === 0));
  });

  test('reads percentages with their sign or without, and as shares of 1', async () => {
    const text = await textOf(files.census);
    must(await importCensus(await written('2022-2023_bare.csv', text.replaceAll('%', ''))));
    assert.equal((await figuresOf(103_642))['eal'], 85.5);
    const shares = text.replace(/(\d+\.\d+)%/g, (_, share: string) =>
      String(Math.round(Number(share) * 10) / 1000),
    );
    must(await importCensus(await written('2021-2022_shares.csv', shares)));
    const { value } = await connection.db
      .selectFrom('context_figures')
      .select('value')
      .where('urn', '=', 103_642 as Urn)
      .where('period', '=', '2021/22')
      .where('measure', '=', 'eal')
      .executeTakeFirstOrThrow();
    assert.equal(Number(value), 85.5);
  });

  test('takes rows that leave out their last fields', async () => {
    const lines = (await textOf(files.ks4)).split('\n');
    const short = lines.map((line) =>
      line.startsWith('1,331,4028') ? line.split(',').slice(0, 12).join(',') : line,
    );
    must(await importKs4(await written('2018-2019_short.csv', short.join('\n'))));
    assert.equal((await figuresOf(139_292))['progress-8'], -0.1);
    assert.equal((await figuresOf(139_292))['english-maths-4'], undefined);
  });

  test('reports what cannot be by its line, and a school that the register does not have', async () => {
    await connection.db.transaction().execute((trx) =>
      saveSchools(trx, 'gias', [
        {
          urn: 103_639 as Urn,
          name: 'A school',
          la_code: '331',
          la_name: 'Coventry',
          type_code: '01',
        },
      ]),
    );
    const text = (await textOf(files.census)).replace(
      '12.20%,77,543,9,12.20%',
      '12.20%,77,543,9,112.20%',
    );
    const report = must(await importCensus(await written('2022-2023_wrong.csv', text)));
    const sentences = report.problems.map(({ line, sentence }) => `${line}: ${sentence}`);
    assert.ok(
      sentences.some((each) => each.startsWith('2: “112.20%” in PNUMEAL is')),
      sentences.join(),
    );
    assert.ok(
      sentences.includes(
        '3: URN 103641 is not in the register of schools. Its figures are kept all the same.',
      ),
    );
    assert.equal((await figuresOf(103_639))['eal'], undefined);
  });

  const refused: readonly [
    string,
    () => Promise<ImportRequest> | ImportRequest,
    typeof importKs2,
    RegExp,
  ][] = [
    [
      'a file without a year in its name',
      async () => written('census.csv', await textOf(files.census)),
      importCensus,
      /does not say which academic year it is of/,
    ],
    [
      'a year that has not begun',
      async () => written('2029-2030_census.csv', await textOf(files.census)),
      importCensus,
      /The academic year 2029\/30 has not begun/,
    ],
    ['a file of something else', () => request(files.census), importKs4, /This is not a file of/],
    [
      'an excerpt, unless someone says that it is right',
      () => request(files.census, { override: false }),
      importCensus,
      /The file has 7 schools; a national one has more than/,
    ],
    [
      'rows that do not stand under their headings',
      () => request('ks2_format_2022-23.csv'),
      importKs2,
      /do not stand under their headings/,
    ],
    [
      'the same school twice',
      async () =>
        written('2022-2023_twice.csv', `${await textOf(files.census)}103639,331,2008,x\n`),
      importCensus,
      /URN 103639 is on line 2 and again on line 12/,
    ],
  ];
  for (const [what, asked, importFile, sentence] of refused) {
    test(`refuses ${what}, and stores nothing`, async () => {
      const report = await importFile(await asked());
      assert.ok(!report.ok, 'refused');
      assert.match(report.refusal.sentence, sentence);
      assert.equal((await benchmarks()).length, 0);
    });
  }

  test('knows all 515 headings of the key stage 4 tables', async () => {
    const report = must(await importKs4(request('ks4_format_2022-23.csv')));
    assert.deepEqual(report.unrecognised, []);
    assert.equal(report.year, '2022/23');
  });

  test('takes the year that is said over the one in the name', async () => {
    const year = '2020/21' as ImportRequest['year'];
    const report = must(await importCensus(request(files.census, { year })));
    assert.equal(report.year, '2020/21');
  });
});

suite('the order of performance tables does not matter', () => {
  const row = fc.record({
    urn: fc.constantFrom('900301', '900302', 'NAT'),
    eal: fc.constantFrom('12.20%', '14.50%', 'SUPP'),
  });
  const table = fc.record({
    rows: fc.uniqueArray(row, { selector: ({ urn }) => urn, minLength: 1 }),
    isProvisional: fc.boolean(),
  });
  const days = [date('2023-09-30'), date('2023-11-30'), date('2024-02-29')];
  const places = fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6, maxLength: 6 });

  async function held(): Promise<unknown> {
    const { rows: figures } = await connection.pool.query(`
      select f.urn, f.measure, f.value, f.status, f.as_at, i.as_at as told
      from context_figures as f join imports as i on i.id = f.import_id order by 1, 2`);
    const { rows: england } = await connection.pool.query(`
      select f.area, f.schools, f.measure, f.value, f.status, f.as_at, i.as_at as told
      from benchmarks as f join imports as i on i.id = f.import_id order by 1, 2, 3`);
    return { figures, england };
  }

  test('whatever the files of one year, in any order, once or twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(table, table, table), places, async (tables, order) => {
        const requests = await Promise.all(
          tables.map(async ({ rows, isProvisional }, at) => {
            const lines = rows.map(
              ({ urn, eal }) =>
                `${urn},331,${urn === 'NAT' ? 'PRI' : ''},State-funded primary,100,${eal}`,
            );
            const name = `2022-2023_census_${at}${isProvisional ? '_provisional' : ''}.csv`;
            const text = ['URN,LA,ESTAB,SCHOOLTYPE,NOR,PNUMEAL', ...lines, ''].join('\r\n');
            return written(name, text, { asAt: days[at] });
          }),
        );
        const afterAll = async (these: readonly number[]): Promise<unknown> => {
          await connection.pool.query('truncate context_figures, benchmarks, imports cascade');
          for (const at of these) {
            const asked = requests[at];
            if (asked) must(await importCensus(asked));
          }
          return held();
        };
        assert.deepEqual(await afterAll(order), await afterAll([0, 1, 2]));
      }),
      { numRuns: 8 },
    );
  });
});
