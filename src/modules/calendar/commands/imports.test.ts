import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { kindOfDay } from '#kernel/school-days.ts';
import { saveSchools } from '#modules/schools/index.ts';
import { termsOf } from '#test/builders/calendar.ts';
import { importing } from '#test/harness/importing.ts';
import type { ImportFile } from '#test/harness/importing.ts';
import { yearEndingIn } from '#kernel/academic-year.ts';
import { authorityCalendar, calendarFor } from '../queries/calendar-for.ts';
import { historyOfYear } from '../queries/school-years.ts';
import { importBankHolidays } from './import-bank-holidays.ts';
import { importDates } from './import-dates.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../test/fixtures/calendar');
const coventry = path.join(fixtures, 'coventry_term_dates.csv');
const govUk = path.join(fixtures, 'bank-holidays_excerpt.json');
const urn = 900_321 as Urn;
const blocks = termsOf(yearEndingIn(2027));

const setting = importing({
  now: '2027-01-14T09:30:00Z',
  async prepare(connection) {
    await connection.db.transaction().execute((trx) =>
      saveSchools(trx, 'demonstration', [
        {
          urn,
          name: 'Ashgrove Primary School',
          la_code: '999',
          la_name: 'Avonbridge',
          type_code: '01',
        },
      ]),
    );
  },
});

const { ask, imported } = setting;

async function refusedWith(importFile: ImportFile, file: string): Promise<string> {
  const result = await ask(importFile, file);
  assert.ok(!result.ok, 'it was imported');
  assert.equal(
    (await setting.connection.db.selectFrom('imports').select('id').execute()).length,
    0,
  );
  assert.equal(
    (await setting.connection.db.selectFrom('calendar_versions').select('year').execute()).length,
    0,
  );
  return result.refusal.sentence;
}

const written = (name: string, text: string) => setting.write(name, Buffer.from(text));

/** The invented year 2026/27 as a table, with more rows below. */
function table(...more: readonly string[]): string {
  return [
    'academic_year,term,part,start,end,urn',
    ...blocks.map(({ term, half, first, last }) => `2026-27,${term},${half},${first},${last},`),
    ...more,
    '',
  ].join('\n');
}

describe('importing term dates', () => {
  it('takes a published table with two years, and says that notes are not read', async () => {
    const report = await imported(importDates, coventry);
    assert.equal(report.source, 'calendar');
    assert.deepEqual(
      report.changes.map(({ subject, new: added }) => [subject, added]),
      [['academic years', 2]],
    );
    assert.deepEqual(
      report.problems.map(({ line }) => line),
      [2, 5, 10, 11],
    );
    const calendar = await authorityCalendar(setting.connection.db);
    assert.equal(calendar.blocks.length, 12);
    assert.deepEqual(kindOfDay(calendar, date('2023-10-31')), {
      kind: 'school holiday',
      name: 'the autumn half-term holiday',
    });
    assert.equal(kindOfDay(calendar, date('2024-07-19')).kind, 'school day');
    const [kept] = await historyOfYear(setting.connection.db, yearEndingIn(2024), undefined);
    assert.equal(kept?.fileName, 'coventry_term_dates.csv');
    assert.equal(kept?.recordedBy, 'Command line');
    assert.match(kept?.dates.source ?? '', /coventry\.gov\.uk/);
  });

  it('changes nothing in a dry run, and nothing the second time', async () => {
    const dry = await imported(importDates, coventry, { dryRun: true });
    assert.equal(dry.changes[0]?.new, 2);
    assert.equal((await authorityCalendar(setting.connection.db)).blocks.length, 0);
    await imported(importDates, coventry);
    // Also on another day.
    const clock = { now: () => new Date('2027-02-01T09:30:00Z') };
    const again = await imported(importDates, coventry, { clock });
    assert.equal(again.importId, null);
    assert.deepEqual(
      again.changes.map((each) => [each.new, each.changed, each.unchanged]),
      [[0, 0, 2]],
    );
    const events = await setting.connection.db.selectFrom('audit_events').select('type').execute();
    assert.deepEqual(
      events.map(({ type }) => type),
      ['file imported'],
    );
  });

  it('gives a school its own INSET days beside the authority’s', async () => {
    const text = table(
      '2026-27,autumn,inset,2026-11-27,2026-11-27,',
      `2026-27,spring,inset,2027-01-04,2027-01-04,${urn}`,
    );
    await imported(importDates, written('own.csv', text));
    const own = await calendarFor(setting.connection.db, urn);
    const shared = await authorityCalendar(setting.connection.db);
    assert.equal(kindOfDay(own, date('2027-01-04')).kind, 'INSET day');
    assert.equal(kindOfDay(own, date('2026-11-27')).kind, 'INSET day');
    assert.equal(kindOfDay(shared, date('2027-01-04')).kind, 'school day');
  });

  it('keeps INSET days that are held when a later file names none, and the version before', async () => {
    await imported(
      importDates,
      written('a.csv', table('2026-27,autumn,inset,2026-11-27,2026-11-27,')),
    );
    const moved = table().replace('2026-09-07', '2026-09-08');
    const report = await imported(importDates, written('b.csv', moved));
    assert.equal(report.changes[0]?.changed, 1);
    assert.match(report.changes[0]?.notes[0] ?? '', /names no INSET days for 2026\/27/);
    const calendar = await authorityCalendar(setting.connection.db);
    assert.equal(calendar.blocks[0]?.first, '2026-09-08');
    assert.equal(kindOfDay(calendar, date('2026-11-27')).kind, 'INSET day');
    const versions = await historyOfYear(setting.connection.db, yearEndingIn(2027), undefined);
    assert.deepEqual(
      versions.map(({ version, dates }) => [version, dates.blocks?.[0]?.first]),
      [
        [2, '2026-09-08'],
        [1, '2026-09-07'],
      ],
    );
  });

  it('takes an iCalendar file, whole terms and all, and lists the events that it has no use for', async () => {
    const events = [
      ['Autumn term', '20260907', '20261219'],
      ['Half term holiday', '20261026', '20261031'],
      ['Spring term', '20270104', '20270327'],
      ['February half term', '20270215', '20270220'],
      ['Summer term 1', '20270412', '20270529'],
      ['Summer term 2', '20270607', '20270724'],
      ['Teacher training day', '20261127', '20261128'],
      ['Governors’ conference', '20270301', '20270302'],
    ].flatMap(([summary, first, end]) => [
      'BEGIN:VEVENT',
      `SUMMARY:${summary}`,
      `DTSTART;VALUE=DATE:${first}`,
      `DTEND;VALUE=DATE:${end}`,
      'END:VEVENT',
    ]);
    const text = ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR', ''].join('\r\n');
    const report = await imported(importDates, written('terms.ics', text));
    assert.equal(report.layout, 'icalendar');
    assert.deepEqual(
      report.problems.map(({ line, sentence }) => [line, sentence]),
      [[37, '“Governors’ conference” is no term, half-term block, holiday or INSET day.']],
    );
    const calendar = await authorityCalendar(setting.connection.db);
    assert.deepEqual(
      calendar.blocks.map(({ first, last }) => [first, last]),
      [
        ['2026-09-07', '2026-10-23'],
        ['2026-11-02', '2026-12-18'],
        ['2027-01-04', '2027-02-12'],
        ['2027-02-22', '2027-03-26'],
        ['2027-04-12', '2027-05-28'],
        ['2027-06-07', '2027-07-23'],
      ],
    );
    assert.deepEqual([...calendar.insetDays], [[date('2026-11-27'), 'Teacher training day']]);
  });

  const refused: readonly [string, string, RegExp][] = [
    [
      'whose terms overlap',
      table().replace('2026-11-02', '2026-10-21'),
      /^Line 3: Autumn 2 .* overlaps with autumn 1 .* on line 2\..*Nothing was imported\.$/,
    ],
    [
      'with schools that are in no register',
      table('2026-27,spring,inset,2027-01-04,2027-01-04,900999'),
      /^Line 8: No school in the register has the URN 900999\./,
    ],
    [
      'with dates that cannot be read',
      table().replace('2026-09-07', 'early September'),
      /^Line 2: “early September” is not a date\. Write it as 2026-09-03\./,
    ],
    [
      'with words that mean nothing',
      table('2026-27,autumn,carnival,2026-11-27,2026-11-27,'),
      /^Line 8: “autumn carnival” is no term/,
    ],
    [
      'with a year that is not whole',
      `${table().split('\n').slice(0, 6).join('\n')}\n`,
      /not whole/,
    ],
    ['that is another table', 'urn,name\n900001,Ashgrove\n', /is not a file of term dates/],
    ['that is empty', '', /empty/],
    ['that is a failed download', '<!doctype html><html><body>Not found', /web page/],
    ['that is an iCalendar file cut short', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', /cut short/],
    [
      'that is an iCalendar file of other things',
      'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
      /No event/,
    ],
  ];
  for (const [what, text, sentence] of refused) {
    it(`refuses a file ${what}, and keeps nothing of it`, async () => {
      assert.match(await refusedWith(importDates, written('bad.csv', text)), sentence);
    });
  }

  it('asks about a block that lasts for half a year', async () => {
    const long = table()
      .replace('2027-05-28', '2027-04-30')
      .replace('2027-06-07', '2027-05-04')
      .replace('2027-07-23', '2027-08-10');
    const result = await ask(importDates, written('long.csv', long));
    assert.ok(!result.ok);
    assert.equal(result.refusal.code, 'implausible');
    await imported(importDates, written('long.csv', long), { override: true });
  });
});

describe('importing bank holidays', () => {
  it('takes the list of GOV.UK, and keeps the days before its first', async () => {
    const report = await imported(importBankHolidays, govUk);
    assert.equal(report.rows, 19);
    assert.deepEqual(
      report.changes.map((each) => [each.new, each.changed]),
      [[0, 0]],
    );
    const calendar = await authorityCalendar(setting.connection.db);
    assert.equal(calendar.bankHolidays.get(date('2027-03-26')), 'Good Friday');
    assert.equal(calendar.bankHolidays.get(date('2026-05-04')), 'Early May bank holiday');
    assert.equal(calendar.knownUntil, '2028-12-26');
  });

  it('puts a day that the government moved in its place', async () => {
    const text = readFileSync(govUk, 'utf8').replaceAll('2027-05-03', '2027-05-07');
    const report = await imported(importBankHolidays, written('moved.json', text));
    assert.deepEqual(
      report.examples.map(({ what, name }) => [what, name]),
      [
        ['new', '7 May 2027'],
        ['gone', '3 May 2027'],
      ],
    );
    const calendar = await authorityCalendar(setting.connection.db);
    assert.equal(kindOfDay(calendar, date('2027-05-07')).kind, 'bank holiday');
    assert.equal(kindOfDay(calendar, date('2027-05-03')).kind, 'not checked');
    const clock = { now: () => new Date('2027-02-01T09:30:00Z') };
    const again = await imported(importBankHolidays, written('moved.json', text), { clock });
    assert.equal(again.importId, null);
  });

  it('asks about a list that ends earlier than the one that is held', async () => {
    const data = JSON.parse(readFileSync(govUk, 'utf8')) as Record<
      string,
      { events: { date: string }[] }
    >;
    const events = data['england-and-wales']?.events.filter((event) => event.date < '2028') ?? [];
    const text = JSON.stringify({
      ...data,
      'england-and-wales': { division: 'england-and-wales', events },
    });
    const result = await ask(importBankHolidays, written('short.json', text));
    assert.ok(!result.ok);
    assert.equal(result.refusal.code, 'implausible');
  });

  const refused: readonly [string, string, RegExp][] = [
    ['a web page', '<html></html>', /web page/],
    ['cut short', readFileSync(govUk, 'utf8').slice(0, 400), /not whole/],
    ['other JSON', '{"scotland":{"events":[]}}', /has no “england-and-wales”/],
    [
      'a list with the same day twice',
      '{"england-and-wales":{"events":[{"title":"A","date":"2027-01-01"},{"title":"B","date":"2027-01-01"}]}}',
      /twice/,
    ],
    [
      'a list with a day that is none',
      '{"england-and-wales":{"events":[{"title":"A","date":"2027-02-30"}]}}',
      /is not a date/,
    ],
    ['a list without a day', '{"england-and-wales":{"events":[]}}', /lists no day/],
  ];
  for (const [what, text, sentence] of refused) {
    it(`refuses ${what}`, async () => {
      assert.match(await refusedWith(importBankHolidays, written('bad.json', text)), sentence);
    });
  }
});
