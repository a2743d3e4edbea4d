import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { sql } from 'kysely';
import { academicYearOf } from '#kernel/academic-year.ts';
import { date } from '#kernel/dates.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { casesUpForReview } from '#modules/case-life/index.ts';
import { earlyWarningsOf } from '#modules/early-warning/index.ts';
import { frameworkOn, frameworks, knownInspections } from '#modules/inspections/index.ts';
import { figureSeries } from '#modules/performance/index.ts';
import { papersOfMeeting } from '#modules/pre-reads/index.ts';
import { searchName } from '#modules/schools/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { connect } from '#platform/db/connection.ts';
import type { Connection } from '#platform/db/connection.ts';
import { currentPack } from '#policy-pack/index.ts';
import { authorityCalendar, calendarFor } from '#modules/calendar/index.ts';
import { kindOfDay } from '#kernel/school-days.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { authority as ardenmere } from './city.ts';
import { seedDemonstration } from './seed.ts';

const fixtures = path.resolve(import.meta.dirname, '../../test/fixtures/demonstration');

function load(
  connection: Connection,
  now: string,
  onProgress = (_line: string) => undefined as void,
) {
  const clock = { now: () => new Date(now) };
  const baseUrl = 'http://localhost:3000';
  return seedDemonstration({ connection, clock, pack: currentPack, baseUrl, onProgress });
}

async function count(connection: Connection, query: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from ${sql.raw(query)}`.execute(
    connection.db,
  );
  return rows[0]?.count ?? -1;
}

suite('the demonstration, loaded on a school day', () => {
  let database: TestDatabase;
  let connection: Connection;
  const lines: string[] = [];

  before(async () => {
    database = await createTestDatabase();
    connection = connect({ url: database.url, maxConnections: 2 });
    await load(connection, '2026-11-24T07:15:00Z', (line) => void lines.push(line));
  });
  after(async () => {
    await connection.close();
    await database.drop();
  });

  test('has 110 schools in 8 networks, each led by the head of one of its schools', async () => {
    assert.equal(await count(connection, 'schools'), 110);
    assert.equal(await count(connection, 'networks'), 8);
    assert.equal(await count(connection, '(select distinct urn from network_schools) as n'), 110);
    const leads = await sql<{ id: string }>`
      select n.id from networks n
      join roles_held l on l.role = 'network-lead' and l.scope_id = n.id::text
      join roles_held h on h.role = 'headteacher' and h.person_id = l.person_id
      join network_schools s on s.network_id = n.id and s.urn::text = h.scope_id
    `.execute(connection.db);
    assert.equal(new Set(leads.rows.map(({ id }) => id)).size, 8);
  });

  test('says what it does', () => {
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? '', /110 schools/);
  });

  test('has inspections entered by hand: two wait, one is confirmed, one is contradicted', async () => {
    const entered = await connection.db.selectFrom('entered_inspections').select('urn').execute();
    const states = await Promise.all(
      entered.map(async ({ urn }) => {
        const { counting } = await knownInspections(connection.db, urn);
        return counting.flatMap(({ waiting, entered: about }) =>
          waiting ? ['waiting'] : about.map(({ state }) => state),
        );
      }),
    );
    assert.deepEqual(states.flat().toSorted(), ['confirmed', 'contradicted', 'waiting', 'waiting']);
  });

  test('has a meeting with all its papers, one with some late, and a paper that came after the others', async () => {
    const rows = await sql<{ id: MeetingId; name: string }>`
      select m.id, s.name from meetings m
      join cases c on c.id = m.case_id join schools s on s.urn = c.urn
      where m.status = 'planned' and s.name = any(${['Northgate Cross School', 'Barbican Road Primary School']})
      order by s.name desc`.execute(connection.db);
    const asking = { pack: currentPack, today: date('2026-11-24'), laCode: '' };
    const papers = await Promise.all(
      rows.rows.map(({ id }) => papersOfMeeting(connection.db, id, asking)),
    );
    const [all, some] = papers.map((meeting) =>
      meeting?.papers.map(
        ({ standing }) => `${standing.kind}${'late' in standing && standing.late ? ', late' : ''}`,
      ),
    );
    assert.deepEqual(all, ['sent', 'sent', 'sent', 'sent']);
    assert.deepEqual(some, ['record', 'recorded', 'to-send, late', 'unchanged', 'to-send, late']);
    const [northgate] = papers;
    assert.ok(northgate?.distributedAt);
    const supplements = northgate.papers.filter(({ versions }) => versions.length === 2);
    assert.deepEqual(
      supplements.map(({ paper }) => paper.key),
      ['position-statement'],
    );
    assert.equal(
      await count(
        connection,
        `files where kind = 'pdf' and id not in (
          select file_id from action_events where file_id is not null)`,
      ),
      3,
    );
  });

  test('gives reasons of every kind to look at a few schools early', async () => {
    const { rows } = await sql<{ la_code: string }>`select la_code from authority`.execute(
      connection.db,
    );
    const laCode = rows[0]?.la_code ?? '';
    const schools = await earlyWarningsOf(connection.db, { laCode }, date('2026-11-24'));
    const warned = schools.filter(({ warnings }) => warnings.length > 0);
    const kinds = new Set(warned.flatMap(({ warnings }) => warnings.map(({ kind }) => kind)));
    assert.deepEqual([...kinds].toSorted(), [
      'attainment',
      'attendance',
      'decline',
      'one-step',
      'ungraded-concerns',
    ]);
    assert.ok(warned.length > 5 && warned.length < schools.length / 3, String(warned.length));
  });

  test('has figures over the years beside the authority and England, and none of a year without tests', async () => {
    const of = async (phase: string) => {
      const { urn } = await connection.db
        .selectFrom('schools')
        .select('urn')
        .where('phase', '=', phase)
        .orderBy('urn')
        .executeTakeFirstOrThrow();
      const { series } = await figureSeries(connection.db, urn, date('2026-11-24'));
      return new Map(series.map(({ measure, years }) => [measure as string, years]));
    };
    const [primary, secondary] = [await of('Primary'), await of('Secondary')];
    for (const years of [primary.get('ks2-expected'), secondary.get('attainment-8')]) {
      assert.deepEqual(
        years?.map(({ period, school }) => [period, school?.status]),
        [
          ['2022/23', 'final'],
          ['2023/24', 'final'],
          ['2024/25', 'final'],
          ['2025/26', 'provisional'],
        ],
      );
      for (const { school, authority, england } of years ?? []) {
        assert.ok(school?.pupils && authority?.value && england?.value);
        assert.equal(england.status, school.status);
      }
    }
    assert.deepEqual(
      primary
        .get('ks2-maths-progress')
        ?.map(({ period, school }) => [period, school === undefined]),
      [
        ['2022/23', false],
        ['2023/24', true],
        ['2024/25', true],
        ['2025/26', false],
      ],
    );
  });

  test('has inspections under every framework, ungraded and monitoring ones, and predecessors', async () => {
    const rows = await connection.db.selectFrom('inspections').selectAll().execute();
    for (const { id, from, until, overall } of frameworks) {
      const own = rows.filter(({ framework }) => framework === id);
      assert.ok(
        own.some(({ kind }) => kind === 'graded'),
        id,
      );
      for (const row of own) {
        assert.ok(row.first_day >= from && (until === null || row.first_day <= until));
        assert.equal(frameworkOn(row.first_day)?.id, id);
        assert.equal(row.overall !== null, overall && row.kind === 'graded', row.inspection_number);
      }
    }
    for (const kind of ['ungraded', 'monitoring'])
      assert.ok(
        rows.some((row) => row.kind === kind),
        kind,
      );
    const predecessors = rows.filter((row) => row.urn_at_time !== row.urn);
    assert.ok(predecessors.length >= 10);
    assert.ok(
      rows.every((row) => row.published_on !== null && row.published_on <= date('2026-11-24')),
    );
    const grades = rows.map(({ overall }) => overall);
    for (const grade of [1, 2, 3, 4]) assert.ok(grades.includes(grade), String(grade));
  });

  test('uses no URN below 900000, in any table', async () => {
    assert.equal(await count(connection, 'schools where urn < 900000'), 0);
    assert.equal(
      await count(connection, 'inspections where urn_at_time < 900000 or urn < 900000'),
      0,
    );
    assert.equal(await count(connection, 'context_figures where urn < 900000'), 0);
    assert.equal(
      await count(connection, 'school_links where urn < 900000 or link_urn < 900000'),
      0,
    );
    assert.equal(await count(connection, 'group_memberships where urn < 900000'), 0);
  });

  test('has no name of a real school, and no code of a real authority', async () => {
    const real = readFileSync(path.join(fixtures, 'near-names.txt'), 'utf8').trim().split('\n');
    const codes = readFileSync(path.join(fixtures, 'authority-codes.txt'), 'utf8')
      .trim()
      .split(' ');
    assert.ok(real.length > 30 && codes.length > 150);
    const names = new Set(real.map(searchName));
    const schools = await connection.db.selectFrom('schools').select(['name', 'la_code']).execute();
    assert.equal(new Set(schools.map(({ name }) => name)).size, 110);
    for (const { name, la_code: code } of schools) {
      assert.ok(!names.has(searchName(name)), name);
      assert.ok(!codes.includes(code));
    }
  });

  test('sends nobody anywhere: addresses, numbers and sites are kept free for examples', async () => {
    assert.equal(await count(connection, `mailboxes where address not like '%.example.org'`), 0);
    assert.equal(
      await count(connection, `mails where state <> 'kept' or to_address not like '%.example.org'`),
      0,
    );
    assert.equal(
      await count(
        connection,
        `schools where telephone !~ '^01632 960[0-9]{3}$' or website !~ '\\.example\\.org$'`,
      ),
      0,
    );
    const mails = await count(connection, 'mails');
    assert.ok(mails > 20 && mails < 200, String(mails));
    assert.equal(await count(connection, `pgboss.job`), 0);
  });

  test('has people for every role, each with one name and one mailbox', async () => {
    const { rows } = await sql<{ role: string }>`select distinct role from roles_held`.execute(
      connection.db,
    );
    const held = rows.map(({ role }) => role);
    for (const role of [
      'senior-advisor',
      'senior-education-officer',
      'senior-advisor-education',
      'monitoring-officer',
      'network-lead',
      'network-board-member',
      'headteacher',
      'chair-of-governors',
      'extra-member',
      'other-attendee',
      'clerk',
      'diocese',
      'leadership-reader',
      'scrutiny-reader',
      'legal-officer',
      'administrator',
    ])
      assert.ok(held.includes(role), role);
    const people = await count(connection, 'people');
    assert.ok(people >= 140 && people <= 170, String(people));
    assert.equal(await count(connection, '(select distinct name from people) as n'), people);
    assert.equal(
      await count(
        connection,
        '(select address from mailboxes where until_date is null group by 1 having count(*) > 1) as n',
      ),
      0,
    );
  });

  test('has records in every state, one of them in two versions, with the hash of what was frozen', async () => {
    for (const status of ['draft', 'with-headteacher', 'answered', 'final', 'correcting']) {
      assert.ok((await count(connection, `records where status = '${status}'`)) > 0, status);
    }
    assert.equal(await count(connection, 'record_versions where version = 2'), 1);
    const versions = await connection.db.selectFrom('record_versions').selectAll().execute();
    for (const { content, sha256 } of versions) {
      assert.equal(createHash('sha256').update(content).digest('hex'), sha256);
    }
  });

  test('has a board that is paused, one that was taken on, and one that is up for review', async () => {
    assert.equal(await count(connection, `cases where status = 'paused'`), 1);
    assert.equal(await count(connection, 'cases where taken_on is not null'), 1);
    assert.equal(
      await count(
        connection,
        'meeting_files f join meetings m on m.id = f.meeting_id where m.taken_on',
      ),
      2,
    );
    const upForReview = await casesUpForReview(connection.db, ardenmere.laCode);
    assert.equal(upForReview.size, 1);
  });

  test('has boards at every stage', async () => {
    assert.equal(await count(connection, `cases where status = 'open'`), 15);
    assert.equal(
      await count(
        connection,
        'cases c where not exists (select from board_members b where b.case_id = c.id)',
      ),
      1,
    );
    for (const form of ['sib-entry', 'sib-standard', 'sib-exit', 'pci']) {
      for (const status of ['planned', 'held']) {
        assert.ok(
          (await count(connection, `meetings where form = '${form}' and status = '${status}'`)) > 0,
          `${form} ${status}`,
        );
      }
    }
    assert.equal(
      await count(
        connection,
        `meetings m join records r on r.meeting_id = m.id where m.status = 'planned' and m.date = '2026-11-24'`,
      ),
      1,
    );
  });

  test('has the calendar of this year and the next, a school with its own INSET day, and a board with a choice of dates', async () => {
    const kept = await connection.db
      .selectFrom('calendar_versions')
      .select(['year', 'urn'])
      .orderBy('year')
      .execute();
    assert.deepEqual(
      kept.filter(({ urn }) => urn === null).map(({ year }) => year),
      ['2026/27', '2027/28'],
    );
    const [own] = kept.flatMap(({ urn }) => urn ?? []);
    assert.ok(own);
    const { insetDays } = await calendarFor(connection.db, own);
    assert.equal(insetDays.size, (await authorityCalendar(connection.db)).insetDays.size + 1);
    assert.equal(await count(connection, `date_choices where status = 'open'`), 1);
    assert.equal(
      await count(connection, '(select distinct person_id from date_choice_answers) as a'),
      2,
    );
    // Nothing that is planned is on a day without school.
    const planned = await connection.db
      .selectFrom('meetings as m')
      .innerJoin('cases as c', 'c.id', 'm.case_id')
      .select(['m.date', 'c.urn'])
      .where('m.status', '=', 'planned')
      .execute();
    for (const { date: day, urn } of planned) {
      assert.equal(kindOfDay(await calendarFor(connection.db, urn), day).kind, 'school day', day);
    }
  });

  test('has actions that are someone’s, with progress and evidence between meetings', async () => {
    const own = await count(connection, 'actions where undertakes_person is not null');
    assert.ok(own > 10, String(own));
    assert.ok((await count(connection, `action_events where kind = 'progress'`)) > 20);
    assert.ok((await count(connection, 'action_events where file_id is not null')) >= 1);
    assert.ok((await count(connection, 'actions where proposed_by is not null')) >= 1);
    // One was open at the two meetings after the one that agreed it, and nobody has shown anything of it.
    const carried = await count(
      connection,
      `actions a join meetings m on m.id = a.meeting_id where a.status = 'open' and (
        select count(*) from meetings h where h.case_id = a.case_id and h.status = 'held'
          and h.date > m.date) >= 2
        and not exists (select from action_events e where e.action_id = a.id and e.kind = 'progress')`,
    );
    assert.ok(carried >= 1);
  });

  test('has a year of actions: complete, stopped, open and overdue', async () => {
    assert.ok((await count(connection, 'actions')) >= 60);
    for (const status of ['open', 'complete', 'stopped']) {
      assert.ok((await count(connection, `actions where status = '${status}'`)) > 1, status);
    }
    assert.ok(
      (await count(connection, `actions where status = 'open' and by_when < '2026-11-24'`)) > 1,
    );
  });

  test('fills a record with what was known on the day of its meeting, and says of each action how it stood', async () => {
    const rows = await sql<{ text: string; date: string }>`
      select s.text, m.date from record_sections s
      join records r on r.id = s.record_id join meetings m on m.id = r.meeting_id
      where s.section = 'progress-against-agreed-actions' and r.form <> 'pci'
    `.execute(connection.db);
    assert.ok(rows.rows.length >= 8);
    for (const { text } of rows.rows) assert.doesNotMatch(text, /Progress: *(\n|$)/);
    const context = await sql<{ text: string; date: string }>`
      select s.text, m.date from record_sections s
      join records r on r.id = s.record_id join meetings m on m.id = r.meeting_id
      where s.section = 'context'
    `.execute(connection.db);
    for (const { text, date: on } of context.rows) {
      const years = [...text.matchAll(/as at \d+ \w+ (\d{4})/g)].map(([, year]) => Number(year));
      assert.ok(years.length > 5 && years.every((year) => year <= Number(on.slice(0, 4))));
    }
  });

  test('has held the rounds of last year and of this one, and added a school since', async () => {
    const rounds = await connection.db
      .selectFrom('categorisation_rounds')
      .select(['academic_year', 'status'])
      .orderBy('academic_year')
      .execute();
    assert.deepEqual(rounds, [
      { academic_year: '2025/26', status: 'closed' },
      { academic_year: '2026/27', status: 'closed' },
    ]);
    const facts = await connection.db
      .selectFrom('network_focus')
      .select(['round_id', 'reasons'])
      .where('academic_year', '=', academicYearOf(date('2026-11-24')))
      .execute();
    assert.equal(facts.filter(({ round_id: round }) => round === null).length, 1);
    for (const { key } of currentPack.categorisation.reasons) {
      assert.ok(
        facts.some(({ reasons }) => reasons.includes(key)),
        key,
      );
    }
    // Not every suggestion was followed: the trail shows officers deciding against one, and why.
    assert.ok(
      (await count(
        connection,
        `round_decisions where kind = 'not-focus' and evidence <> '[]' and rationale <> ''`,
      )) > 0,
    );
  });

  test('has an audit trail that is intact and in the order of time', async () => {
    const verdict = await verifyAudit(connection.db);
    assert.ok(verdict.intact && verdict.events > 500);
    assert.equal(
      await count(
        connection,
        '(select at, lag(at) over (order by seq) as before from audit_events) as e where at < before',
      ),
      0,
    );
    assert.equal(await count(connection, `audit_events where at > '2026-11-24T07:15:00Z'`), 0);
  });

  test('is not loaded a second time', async () => {
    const events = await count(connection, 'audit_events');
    await load(connection, '2026-11-25T07:15:00Z');
    assert.equal(await count(connection, 'audit_events'), events);
    assert.equal(await count(connection, 'schools'), 110);
  });
});

suite('loading the demonstration', () => {
  let database: TestDatabase;
  let connection: Connection;
  before(async () => {
    database = await createTestDatabase();
    connection = connect({ url: database.url, maxConnections: 2 });
  });
  after(async () => {
    await connection.close();
    await database.drop();
  });

  test('leaves nothing behind when it is cut off, and then works in the middle of August', async () => {
    const cutOff = load(connection, '2026-08-12T10:00:00Z', (line) => {
      if (line.startsWith('Holding')) throw new Error('cut off');
    });
    await assert.rejects(cutOff, /cut off/);
    for (const table of ['authority', 'schools', 'people', 'audit_events', 'networks']) {
      assert.equal(await count(connection, table), 0, table);
    }
    await load(connection, '2026-08-12T10:00:00Z');
    assert.equal(await count(connection, 'schools'), 110);
    assert.equal(await count(connection, `cases where status = 'open'`), 15);
    // The round for the year to come is half way through.
    const open = `categorisation_rounds where status = 'open' and academic_year = '2026/27'`;
    assert.equal(await count(connection, open), 1);
    const inIt = await count(
      connection,
      `round_schools s join categorisation_rounds r on r.id = s.round_id where r.status = 'open'`,
    );
    const decided = await count(
      connection,
      `round_decisions d join categorisation_rounds r on r.id = d.round_id where r.status = 'open'`,
    );
    assert.equal(decided, Math.ceil(inIt / 2));
  });
});
