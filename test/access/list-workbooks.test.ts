import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { academicYearOf } from '#kernel/academic-year.ts';
import { sql } from 'kysely';
import { date, dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, RoundId } from '#kernel/ids.ts';
import { enterInspection } from '#modules/inspections/index.ts';
import { openRound } from '#modules/networks/index.ts';
import { beginProceeding } from '#modules/regional-director/index.ts';
import { recordSupport, recordVisit } from '#modules/visits/index.ts';
import type { SupportId } from '#modules/visits/index.ts';
import { storeCalendar } from '#test/builders/calendar.ts';
import { aTypedInspection } from '#test/builders/inspections.ts';
import { storeFigures } from '#test/builders/stored-figures.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { storeLevel } from '#test/builders/stored-levels.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { routes } from '../../src/routes.ts';

// Every list as a workbook has the rows of its page, and no more than its reader may see. What each is
// asked about is what its rows are about: a page and its workbook must name the same ones.

let app: TestApp;
const people = new Map<string, PersonId>();
let schools: string[] = [];
let names: string[] = [];
let addresses: string[] = [];
let urn = 0;
let meetingId = '';
let caseId = '';
const roundId = newId<RoundId>();
const anImport = {
  id: randomUUID(),
  source: 'gias',
  format: 'establishments',
  file_name: 'edubasealldata20270101.csv',
  file_size: 60_000_000,
  sha256: 'ab'.repeat(32),
  as_at: date('2027-01-01'),
  imported_at: new Date('2027-01-02T09:00:00Z'),
  imported_by_id: null,
  imported_by: 'the command line',
  overridden: false,
  authorities: sql<string[]>`'{}'::text[]`,
  report: '{}',
};
const doing = 'Give every pupil who reads below the expected fluency a daily session';

before(async () => {
  app = await startApp();
  const { db } = app.services;
  const own = await aFinalRecord(app);
  const another = await aFinalRecord(app, { schoolName: 'Birchwood Primary School' });
  const { chair, head, officer } = own.board;
  ({ urn } = own.board);
  for (const { board } of [own, another]) await storeLevel(app, board.chair, board.urn);
  const year = academicYearOf(dateOf(app.clock.now()));
  must(await openRound(await app.workAs(chair), { id: roundId, year }));
  const assessment = {
    kind: 'opened',
    on: dateOf(app.clock.now()),
    source: 'Letter',
    reason: 'A breakdown in governance.',
  } as const;
  must(await beginProceeding(await app.workAs(chair), own.board.urn, newId(), assessment));
  const work = await app.workAs(officer);
  const seen = { on: assessment.on, visitors: 'Priya Nair', seen: 'Phonics.', follows: '' };
  for (const [purpose, shared] of [
    ['Reading', true],
    ['Not for the school', false],
  ] as const) {
    must(await recordVisit(work, own.board.urn, { ...seen, purpose, shared, id: newId() }));
  }
  const support = { what: 'A coach', receiver: 'English lead', provider: 'The authority' };
  const since = { from: assessment.on, until: undefined, impact: '', id: newId<SupportId>() };
  must(await recordSupport(work, own.board.urn, { ...support, ...since }));
  meetingId = own.meetingId;
  caseId = own.board.caseId;
  await storeCalendar(app, { inset: [date('2027-02-12')] });
  await storeFigures(db, [{ urn: own.board.urn, period: '2025/26', value: 4.7, pupils: 210 }]);
  // After the day that the national rules are asked about: their page does not name what is well.
  const typed = aTypedInspection({
    urn: own.board.urn,
    firstDay: date('2026-12-08'),
    publishedOn: date('2027-01-08'),
  });
  must(await enterInspection(await app.workAs(chair), newId(), typed));
  await db.insertInto('imports').values(anImport).execute();
  people.set('chair', chair).set('head', head).set('officer', officer);
  people.set('clerk', await storePerson(db, { name: 'Nora Quist', role: 'clerk' }));
  people.set('administrator', await storePerson(db, { name: 'Ada Byrd', role: 'administrator' }));
  // The day that was agreed for the action has passed.
  app.clock.set('2027-03-22T09:30:00Z');
  schools = (await db.selectFrom('schools').select('name').execute()).map(({ name }) => name);
  names = (await db.selectFrom('people').select('name').execute()).map(({ name }) => name);
  const boxes = await db.selectFrom('mailboxes').select('address').execute();
  addresses = boxes.map(({ address }) => address);
});
after(() => app.close());

interface Asked {
  /** Where the page is; the workbook is at the same address with .xlsx. */
  readonly page: string;
  readonly query?: string;
  readonly as: readonly string[];
  /** What its rows are about. */
  readonly about: () => readonly string[];
  /** Whether its page shows a part at a time. */
  readonly pages?: true;
  /** Where nothing is made here that it would list. */
  readonly mayBeEmpty?: true;
  /** A column of days, where at least one row has one. */
  readonly day?: string;
}

const lists: Readonly<Record<string, Asked>> = {
  '/schools.xlsx': {
    page: '/schools',
    as: ['chair', 'head', 'clerk'],
    about: () => schools,
    day: 'Since',
  },
  '/cases.xlsx': {
    page: '/cases',
    as: ['chair', 'clerk', 'head'],
    about: () => schools,
    day: 'Since',
  },
  '/actions.xlsx': {
    page: '/actions',
    query: 'status=overdue',
    as: ['chair', 'head'],
    about: () => schools,
    day: 'By when',
  },
  '/actions/yours.xlsx': {
    page: '/actions/yours',
    as: ['head', 'officer', 'chair'],
    about: () => schools,
  },
  '/schools/:urn/actions.xlsx': {
    page: '/schools/:urn/actions',
    as: ['chair', 'head', 'clerk'],
    about: () => [doing],
    day: 'Agreed on',
  },
  '/identify.xlsx': {
    page: '/identify',
    as: ['chair', 'officer', 'head'],
    about: () => schools,
    day: 'Since',
  },
  '/identify/national-rules.xlsx': {
    page: '/identify/national-rules',
    query: 'date-day=1&date-month=12&date-year=2026',
    as: ['chair', 'officer', 'head'],
    about: () => schools,
  },
  '/identify/early-warning.xlsx': {
    page: '/identify/early-warning',
    mayBeEmpty: true,
    as: ['chair', 'officer', 'head'],
    about: () => schools,
  },
  '/identify/network-focus.xlsx': {
    page: '/identify/network-focus',
    mayBeEmpty: true,
    as: ['chair', 'officer', 'clerk'],
    about: () => schools,
  },
  '/identify/rounds/:round.xlsx': {
    page: '/identify/rounds/:round',
    as: ['chair', 'head'],
    about: () => schools,
  },
  '/not-happened/:kind.xlsx': {
    page: '/not-happened/:kind',
    as: ['chair', 'head'],
    day: 'Was due by',
    about: () => schools,
  },
  '/identify/regional-director.xlsx': {
    page: '/identify/regional-director',
    as: ['chair', 'officer', 'head'],
    about: () => [...schools, 'A breakdown in governance'],
    day: 'Opened, due or raised on',
  },
  '/schools/:urn/visits.xlsx': {
    page: '/schools/:urn/visits',
    as: ['officer', 'head', 'clerk', 'chair'],
    about: () => ['Reading', 'Not for the school', 'A coach', 'Priya Nair'],
    day: 'Day',
  },
  '/schools/:urn/inspections.xlsx': {
    page: '/schools/:urn/inspections',
    as: ['chair', 'head', 'officer'],
    about: () => ['Leadership and governance', 'Needs attention', 'Expected standard'],
    day: 'First day',
  },
  '/schools/:urn/figures.xlsx': {
    page: '/schools/:urn/figures',
    as: ['chair', 'head', 'clerk'],
    about: () => ['2025/26', 'Overall absence', 'Absence file of 2025/26'],
    day: 'As at',
  },
  '/cases/:case.xlsx': {
    page: '/cases/:case',
    as: ['chair', 'head', 'clerk'],
    about: () => ['Entry Meeting', 'Standard Meeting', 'Exit Meeting', 'Final', 'Draft'],
    day: 'Date',
  },
  '/cases/:case/history.xlsx': {
    page: '/cases/:case/history',
    as: ['chair', 'head', 'officer'],
    about: () => [...names, 'Meeting planned', 'Record opened'],
    day: 'Day',
  },
  '/meetings/:meeting/pre-reads.xlsx': {
    page: '/meetings/:meeting/pre-reads',
    as: ['chair', 'head', 'clerk', 'officer'],
    about: () => ['School self-evaluation', 'Daniel Marsh', 'Not sent'],
    day: 'Meeting on',
  },
  '/calendar/:year.xlsx': {
    page: '/calendar/:year',
    as: ['administrator', 'head'],
    about: () => ['Autumn 1', 'Summer 2', 'Christmas Day', 'Good Friday', 'Boxing Day'],
    day: 'First day',
  },
  '/administration/imports.xlsx': {
    page: '/administration/imports',
    as: ['administrator', 'chair'],
    about: () => [anImport.file_name, anImport.imported_by],
    day: 'Data as at',
  },
  '/administration/people.xlsx': {
    page: '/administration/people',
    query: 'search=a',
    as: ['administrator', 'chair'],
    about: () => names,
    day: 'From',
  },
  '/outbox.xlsx': {
    page: '/outbox',
    as: ['clerk', 'administrator', 'chair'],
    about: () => addresses,
    pages: true,
    day: 'Written on',
  },
};

function addressOf(path: string): string {
  return path
    .replace(':urn', String(urn))
    .replace(':meeting', meetingId)
    .replace(':case', caseId)
    .replace(':year', '2026-27')
    .replace(':round', roundId)
    .replace(':kind', 'overdue-action');
}

function named(text: string, candidates: readonly string[]): string[] {
  return [...new Set(candidates)].filter((each) => text.includes(each)).toSorted();
}

/** The words of a page between its heading and its footer, and outside its choices. */
function wordsOf(body: string): string {
  return body
    .slice(body.indexOf('<main'), body.indexOf('</main>'))
    .replaceAll(/<(select|title)\b[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

function wordsIn(rows: readonly (readonly unknown[])[]): string {
  return rows.slice(1).flat().map(String).join(' ');
}

describe('a list as an Excel workbook', () => {
  test('is there for every list that is looked at here, and for no other', () => {
    const found = routes
      .map(({ path }) => path)
      .filter((path) => path.endsWith('.xlsx') && !path.includes('take-on'));
    assert.deepEqual(found.toSorted(), Object.keys(lists).toSorted());
  });

  for (const [path, { page: pagePath, query, as, about, pages, day, mayBeEmpty }] of Object.entries(
    lists,
  )) {
    const search = query === undefined ? '' : `?${query}`;
    let most = 0;
    for (const who of as) {
      test(`${path} has what the page has for the ${who}`, async () => {
        const person = people.get(who);
        assert.ok(person);
        const headers = { ...(await app.signInAs(person)) };
        const page = await app.get(`${addressOf(pagePath)}${search}`, headers);
        const book = await app.app.inject({ url: `${addressOf(path)}${search}`, headers });
        assert.equal(book.statusCode, page.status);
        if (page.status !== 200) return;
        const [list, told] = await readXlsxFile(book.rawPayload);
        let shown = wordsOf(page.body);
        for (const number of pages ? [2, 3, 4] : []) {
          const next = await app.get(`${addressOf(pagePath)}?page=${number}`, headers);
          shown += wordsOf(next.body);
        }
        assert.deepEqual(named(wordsIn(list?.data ?? []), about()), named(shown, about()));
        // The columns stay in view, and days are days.
        const xml = strFromU8(
          unzipSync(book.rawPayload)['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
        );
        assert.match(xml, /<pane ySplit="1"[^>]*state="frozen"/);
        const column = list?.data[0]?.indexOf(day ?? '') ?? -1;
        const days = list?.data.slice(1).map((row) => row[column]) ?? [];
        if (day !== undefined && days.length > 0) {
          assert.notEqual(column, -1, day);
          assert.ok(days.some((each) => each instanceof Date));
          assert.ok(
            days.every((each) => each === null || each === undefined || each instanceof Date),
          );
        }
        const facts = Object.fromEntries(told?.data.slice(1) ?? []) as Record<string, unknown>;
        assert.match(String(facts['As at']), /^Monday 22 March 2027 at /);
        assert.ok(
          String(facts['Source']).endsWith(`${addressOf(pagePath)}${search}`),
          String(facts['Source']),
        );
        const rows = list?.data.length ?? 0;
        assert.equal(facts['Rows'], rows - 1);
        most = Math.max(most, rows - 1);
        // Its page leads to it, with what is chosen, wherever there is a row.
        if (rows > 1) assert.ok(page.body.includes(`href="${addressOf(path)}`), 'a link');
      });
    }
    test(`${path} has rows for someone`, () => assert.ok(most > 0 || mayBeEmpty));
  }
});
