import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveLinks, saveSchools } from '#modules/schools/index.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { figureSeries, figuresForEarlyWarning, saveBenchmarks } from '../index.ts';
import type { NewBenchmark, WarningFigure } from '../index.ts';

const urn = (number: number) => number as Urn;
const today = date('2023-11-23');
const asAt = date('2023-08-31');

let database: TestDatabase;
let connection: Connection;

interface Given {
  readonly urn: number;
  readonly measure: string;
  readonly period: string;
  readonly value: number | null;
  readonly cohort?: string;
  readonly pupils?: number;
  readonly status?: 'final' | 'provisional';
  readonly asAt?: string;
  readonly source?: string;
}

async function figures(...given: readonly Given[]): Promise<void> {
  await connection.db
    .insertInto('context_figures')
    .values(
      given.map((each) => ({
        urn: urn(each.urn),
        measure: each.measure,
        cohort: each.cohort ?? 'all',
        period: each.period,
        source: each.source ?? 'file',
        value: each.value === null ? null : String(each.value),
        status: each.status ?? 'final',
        pupils: each.pupils ?? null,
        as_at: date(each.asAt ?? asAt),
        source_text: `A ${each.source ?? 'file'}`,
        import_id: null,
        entered_by_id: null,
        entered_by: null,
        entered_at: null,
      })),
    )
    .execute();
}

const benchmark = (given: Partial<NewBenchmark> & { value: string }): NewBenchmark => ({
  area: 'england',
  area_code: 'NAT',
  schools: 'primary',
  measure: 'absence',
  cohort: 'all',
  period: '2022/23',
  source: 'file',
  pupils: null,
  status: 'final',
  as_at: asAt,
  source_text: 'A national row',
  ...given,
});

before(async () => {
  database = await createTestDatabase();
  connection = connect({ url: database.url });
  const schools: [number, string, string, string, 'open' | 'closed'][] = [
    [900001, '331', '01', 'Primary', 'open'],
    [900002, '331', '01', 'Primary', 'open'],
    [900003, '331', '34', 'Primary', 'open'],
    [900004, '331', '07', 'Not applicable', 'open'],
    [900005, '331', '01', 'Secondary', 'open'],
    [900006, '331', '01', 'Primary', 'closed'],
    [900007, '332', '01', 'Primary', 'open'],
  ];
  await connection.db.transaction().execute(async (trx) => {
    await saveSchools(
      trx,
      'demonstration',
      schools.map(([number, la_code, type_code, phase, status]) => ({
        urn: urn(number),
        name: `School ${number}`,
        la_code,
        la_name: 'Anywhere',
        type_code,
        phase,
        status,
      })),
    );
    await saveLinks(trx, 'demonstration', [
      {
        urn: urn(900003),
        link_urn: urn(900013),
        kind: 'Predecessor',
        link_name: 'Old School',
        established_on: null,
      },
    ]);
  });
  await figures(
    { urn: 900001, measure: 'absence', period: '2021/22', value: 6, asAt: '2022-08-31' },
    { urn: 900001, measure: 'absence', period: '2022/23', value: 7.5 },
    // Two sources of one year: the final one is shown, though the other is newer.
    {
      urn: 900001,
      measure: 'absence',
      period: '2022/23',
      value: 9,
      status: 'provisional',
      asAt: '2023-10-01',
      source: 'entered',
    },
    { urn: 900001, measure: 'pupils', period: '2023-01-19', value: 208, source: 'gias' },
    { urn: 900002, measure: 'absence', period: '2022/23', value: 5 },
    { urn: 900003, measure: 'absence', period: '2022/23', value: 4 },
    { urn: 900013, measure: 'absence', period: '2021/22', value: 3, asAt: '2022-08-31' },
    { urn: 900007, measure: 'absence', period: '2022/23', value: 50 },
    { urn: 900004, measure: 'absence', period: '2022/23', value: 12 },
    { urn: 900006, measure: 'absence', period: '2022/23', value: 8 },
    ...[
      [900001, 1.5, 30],
      [900002, -1.5, 60],
      [900003, 0, 10],
      [900006, null, 4],
    ].map(([school, value, pupils]) => ({
      urn: school ?? 0,
      measure: 'ks2-maths-progress',
      cohort: 'Year 6',
      period: '2022/23',
      value: value ?? null,
      pupils: pupils ?? 0,
    })),
    {
      urn: 900005,
      measure: 'progress-8',
      cohort: 'Year 11',
      period: '2022/23',
      value: -0.4,
      pupils: 150,
    },
    {
      urn: 900004,
      measure: 'progress-8',
      cohort: 'Year 11',
      period: '2022/23',
      value: null,
      pupils: 4,
    },
  );
  const secondary = { measure: 'progress-8', cohort: 'Year 11', schools: 'state-funded' } as const;
  await saveBenchmarks(connection.db, [
    benchmark({ value: '5.8' }),
    benchmark({ value: '6.1', period: '2021/22', as_at: date('2022-08-31') }),
    benchmark({ value: '10.1', schools: 'special' }),
    benchmark({ ...secondary, value: '-0.03' }),
    benchmark({ ...secondary, value: '0.11', area: 'authority', area_code: '331' }),
    benchmark({ ...secondary, value: '9', area: 'authority', area_code: '332' }),
    benchmark({ ...secondary, value: '-9', schools: 'all' }),
  ]);
});
after(async () => {
  await connection.close();
  await database.drop();
});

async function seriesOf(school: number, measure: string, day = today) {
  const { series } = await figureSeries(connection.db, urn(school), day);
  return series.find((each) => each.measure === measure);
}

suite('the figures of a school over the years', () => {
  test('stand beside those of England and of the authority, each with where it is from', async () => {
    const series = await seriesOf(900001, 'absence');
    assert.deepEqual(
      series?.years.map(({ period, school, authority, england }) => [
        period,
        school?.value,
        authority?.value,
        england?.value,
      ]),
      [
        ['2021/22', 6, undefined, 6.1],
        ['2022/23', 7.5, 6.1, 5.8],
      ],
    );
    const [, last] = series.years;
    assert.equal(last?.school?.source, 'A file');
    assert.equal(last.england?.source, 'A national row');
    assert.equal(
      last.authority?.source,
      'A file: average of the authority’s 4 primary schools in this file, computed here, each school counted alike, because the file does not say how many pupils stand behind each figure',
    );
    assert.equal(last.authority.computed, true);
  });

  test('are compared by an average weighted by pupils where the file counts them', async () => {
    const series = await seriesOf(900002, 'ks2-maths-progress');
    const [year] = series?.years ?? [];
    assert.equal(year?.authority?.value, -0.45);
    assert.match(year.authority.source, /3 primary schools .* weighted by the pupils/);
    assert.equal(year.england?.value, 0);
    assert.match(year.england.source, /progress scores are made so/);
  });

  test('have the published figure of the authority rather than a computed one', async () => {
    const series = await seriesOf(900005, 'progress-8');
    assert.equal(series?.years[0]?.authority?.value, 0.11);
    assert.equal(series.years[0].authority.computed, false);
  });

  test('of a special school are compared with special schools or with none', async () => {
    const absence = await seriesOf(900004, 'absence');
    assert.equal(absence?.years[0]?.england?.value, 10.1);
    assert.equal(absence.years[0].authority, undefined);
    const progress = await seriesOf(900004, 'progress-8');
    assert.equal(progress?.years[0]?.school?.value, null);
    assert.equal(progress.years[0].school.pupils, 4);
    assert.equal(progress.years[0].england, undefined);
    assert.equal(progress.years[0].authority, undefined);
  });

  test('go on from those of the one school before it', async () => {
    const series = await seriesOf(900003, 'absence');
    assert.deepEqual(
      series?.years.map(({ period, school }) => [period, school?.value, school?.predecessor?.name]),
      [
        ['2021/22', 3, 'Old School'],
        ['2022/23', 4, undefined],
      ],
    );
  });

  test('are those that were known on the day', async () => {
    const series = await seriesOf(900001, 'absence', date('2023-01-01'));
    assert.deepEqual(
      series?.years.map(({ period }) => period),
      ['2021/22'],
    );
  });

  test('count the pupils of a census day to its academic year', async () => {
    const series = await seriesOf(900001, 'pupils');
    assert.deepEqual(
      series?.years.map(({ period, school, authority }) => [period, school?.value, authority]),
      [['2022/23', 208, undefined]],
    );
  });
});

suite('the figures that an early warning may turn on', () => {
  test('are those of the open schools of one authority, the newest year first', async () => {
    const rows = await figuresForEarlyWarning(connection.db, { laCode: '331' }, today);
    assert.deepEqual(
      rows.map(({ urn: school, measure, period, value }) => [
        Number(school),
        measure,
        period,
        value,
      ]),
      [
        [900001, 'ks2-maths-progress', '2022/23', 1.5],
        [900001, 'absence', '2022/23', 7.5],
        [900001, 'absence', '2021/22', 6],
        [900002, 'ks2-maths-progress', '2022/23', -1.5],
        [900002, 'absence', '2022/23', 5],
        [900003, 'ks2-maths-progress', '2022/23', 0],
        [900003, 'absence', '2022/23', 4],
        [900004, 'progress-8', '2022/23', null],
        [900004, 'absence', '2022/23', 12],
        [900005, 'progress-8', '2022/23', -0.4],
      ],
    );
  });

  test('carry what they are compared with, and how many pupils stand behind them', async () => {
    const rows = await figuresForEarlyWarning(connection.db, { laCode: '331' }, today);
    const of = (school: number, measure: string): WarningFigure | undefined =>
      rows.find((row) => Number(row.urn) === school && row.measure === measure);
    assert.equal(of(900001, 'absence')?.comparator?.value, 5.8);
    assert.equal(of(900001, 'absence')?.comparator?.of, 'England');
    assert.equal(of(900001, 'absence')?.pupils, 208);
    assert.equal(of(900002, 'absence')?.pupils, null);
    assert.equal(of(900002, 'ks2-maths-progress')?.comparator?.value, 0);
    assert.equal(of(900005, 'progress-8')?.comparator?.value, -0.03);
    assert.equal(of(900005, 'progress-8')?.pupils, 150);
    assert.equal(of(900004, 'progress-8')?.comparator, null);
  });

  test('reach two academic years back, and no further', async () => {
    const years = async (day: string) => {
      const rows = await figuresForEarlyWarning(connection.db, { laCode: '331' }, date(day));
      return [...new Set(rows.map(({ period }) => period))];
    };
    assert.deepEqual(await years('2024-08-31'), ['2022/23', '2021/22']);
    assert.deepEqual(await years('2024-09-01'), ['2022/23']);
    assert.deepEqual(await years('2025-09-01'), []);
  });

  test('are, for all of England, of each authority as they are for it alone', async () => {
    const all = await figuresForEarlyWarning(connection.db, 'all', today);
    const own = await figuresForEarlyWarning(connection.db, { laCode: '331' }, today);
    const others = all.filter((row) => !own.some((each) => each.urn === row.urn));
    assert.deepEqual(
      all.filter((row) => !others.includes(row)),
      own,
    );
    assert.ok(others.length > 0);
  });
});
