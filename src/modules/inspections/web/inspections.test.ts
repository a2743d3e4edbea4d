import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { EnteredInspectionId, Urn } from '#kernel/ids.ts';
import { histories, inspectionsOf, saveInspections } from '#modules/inspections/index.ts';
import { aReportCard, anInspection } from '#test/builders/inspections.ts';
import { aBoard, aSchool, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { readMarkup } from '#test/harness/markup.ts';

const day = { 'firstDay-day': '3', 'firstDay-month': '11', 'firstDay-year': '2026' };
const published = {
  'publishedOn-day': '15',
  'publishedOn-month': '12',
  'publishedOn-year': '2026',
};
const grades = {
  ...published,
  'judgement-inclusion': 'expected-standard',
  'judgement-leadership-and-governance': 'needs-attention',
  safeguarding: 'met',
  readIn: 'The report on Ofsted’s site',
  areas: 'Leaders do not check reading often enough.\n\n Attendance is too low. ',
};

suite('inspections of a school', () => {
  let app: TestApp;
  let board: Board;
  let other: Board;
  let foreign: Urn;
  let advisor: SignedInHeaders;

  before(async () => {
    app = await startApp();
    board = await aBoard(app);
    other = await aBoard(app, { schoolName: 'Brook Lane School' });
    foreign = await aSchool(app, { laCode: '998' });
    advisor = await app.signInAs(board.chair);
    await app.services.db
      .transaction()
      .execute((trx) =>
        saveInspections(trx, [
          anInspection({ urn: board.urn, number: '1' }),
          anInspection({ urn: other.urn, number: '1' }),
        ]),
      );
  });
  after(() => app.close());

  const words = async (urn: Urn): Promise<string> => {
    const { status, body } = await app.get(`/schools/${urn}/inspections`, advisor);
    assert.equal(status, 200);
    return readMarkup(body).words;
  };
  const formOf = (urn: Urn) => `/schools/${urn}/inspections/new/graded/2026-11-03`;
  const enter = (urn: Urn, id: string, more: Record<string, string> = {}) =>
    app.post(formOf(urn), { ...grades, id, ...more }, advisor);

  test('are entered in two steps, by the framework of the day, once however often sent', async () => {
    const start = await app.post(
      `/schools/${board.urn}/inspections/new`,
      { kind: 'graded', ...day },
      advisor,
    );
    assert.equal(start.location, formOf(board.urn));
    const form = await app.get(formOf(board.urn), advisor);
    assert.match(form.body, /Report card, from November 2025/);
    assert.match(form.body, /Urgent improvement/);
    assert.ok(!form.body.includes('Requires improvement'));
    const id = newId<EnteredInspectionId>();
    for (const _ of [1, 2]) assert.equal((await enter(board.urn, id)).status, 303);
    const text = await words(board.urn);
    assert.match(text, /Graded inspection, 3 November 2026 Entered by hand/);
    assert.match(text, /Leadership and governance \| Needs attention/);
    assert.match(text, /Source: Entered by Ruth Calloway on 14 January 2027 from The report on/);
    assert.match(text, /Leaders do not check reading often enough\./);
    assert.match(text, /Attendance is too low\./);
    const rows = await app.services.db.selectFrom('entered_inspections').selectAll().execute();
    assert.equal(rows.length, 1);
    const [latest] = await inspectionsOf(app.services.db, board.urn);
    assert.equal(latest?.firstDay, '2026-11-03');
    const all = await histories(app.services.db, 'all');
    assert.deepEqual(
      all.get(board.urn)?.map(({ firstDay }) => firstDay),
      ['2026-11-03', '2023-03-14'],
    );
    const trail = await app.services.db
      .selectFrom('audit_events')
      .select('type')
      .where('type', '=', 'inspection entered')
      .execute();
    assert.equal(trail.length, 1);
  });

  test('of the same day are not entered twice', async () => {
    const { status, body } = await enter(board.urn, newId());
    assert.equal(status, 422);
    assert.match(body, /An inspection of 3 November 2026 is entered already, by Ruth Calloway/);
  });

  test('are confirmed by a file that says the same, and it counts from then on', async () => {
    await app.services.db.transaction().execute((trx) =>
      saveInspections(trx, [
        {
          ...aReportCard({ urn: board.urn, number: '2', firstDay: date('2026-11-03') }),
          publishedOn: date('2026-12-15'),
          judgements: {
            inclusion: 'expected-standard',
            achievement: 'strong-standard',
            'leadership-and-governance': 'needs-attention',
          },
        },
      ]),
    );
    const text = await words(board.urn);
    assert.match(text, /Confirmed Ruth Calloway entered it on 14 January 2027/);
    assert.match(text, /Achievement \| Strong standard/);
    assert.match(text, /Attendance is too low\./, 'what must improve is kept with it');
    assert.equal((await inspectionsOf(app.services.db, board.urn)).length, 2);
  });

  test('are contradicted by a file that says otherwise, visibly', async () => {
    assert.equal((await enter(other.urn, newId())).status, 303);
    await app.services.db.transaction().execute((trx) =>
      saveInspections(trx, [
        {
          ...aReportCard({ urn: other.urn, number: '2', firstDay: date('2026-11-04') }),
          publishedOn: date('2026-12-15'),
          judgements: {
            inclusion: 'expected-standard',
            'leadership-and-governance': 'urgent-improvement',
          },
        },
      ]),
    );
    const text = await words(other.urn);
    assert.match(text, /Contradicted Ruth Calloway entered it otherwise on 14 January 2027/);
    assert.match(text, /First day: 3 November 2026 as entered, 4 November 2026 in the file/);
    assert.match(
      text,
      /Leadership and governance: Needs attention as entered, Urgent improvement in the file/,
    );
    const [latest, ...older] = await inspectionsOf(app.services.db, other.urn);
    assert.equal(latest?.number, '2');
    assert.equal(older.length, 1);
  });

  test('that are wrong are withdrawn with a reason, and stay to be read', async () => {
    const id = newId<EnteredInspectionId>();
    const urn = other.urn;
    const url = `/schools/${urn}/inspections/new/monitoring/2026-09-15`;
    const visit = { id, ...published, outcome: 'Leaders make progress', readIn: 'A letter' };
    assert.equal((await app.post(url, visit, advisor)).status, 303);
    assert.match(await words(urn), /Monitoring visit, 15 September 2026 Entered by hand/);
    const withdraw = `/inspections/entered/${id}/withdraw`;
    assert.equal((await app.get(withdraw, advisor)).status, 200);
    const empty = await app.post(withdraw, { reason: '' }, advisor);
    assert.equal(empty.status, 422);
    assert.match(empty.body, /Enter why it is withdrawn/);
    const reply = await app.post(withdraw, { reason: 'It was of another school' }, advisor);
    assert.equal(reply.status, 303);
    const text = await words(urn);
    assert.ok(!text.includes('Monitoring visit, 15 September 2026 Entered by hand'));
    assert.match(text, /Withdrawn by Ruth Calloway on 14 January 2027: It was of another school/);
    await assert.rejects(
      app.services.db.deleteFrom('entered_inspections').execute(),
      /never changed or removed/,
    );
  });

  test('that a file has get their areas for improvement later', async () => {
    const url = `/schools/${board.urn}/inspections/areas`;
    assert.equal((await app.get(`${url}?number=1`, advisor)).status, 200);
    assert.equal((await app.get(`${url}?number=77`, advisor)).status, 404);
    const empty = await app.post(url, { number: '1', areas: ' ' }, advisor);
    assert.equal(empty.status, 422);
    assert.match(empty.body, /Enter at least one area for improvement/);
    const id = newId();
    for (const _ of [1, 2]) {
      const reply = await app.post(url, { id, number: '1', areas: 'Writing\nMaths' }, advisor);
      assert.equal(reply.status, 303);
    }
    const text = await words(board.urn);
    assert.equal(text.split('Writing').length, 2);
  });

  test('come back with what was typed and what is wrong', async () => {
    const first = await app.post(
      `/schools/${board.urn}/inspections/new`,
      { ...day, 'firstDay-year': '2028' },
      advisor,
    );
    assert.equal(first.status, 422);
    assert.match(first.body, /The first day must not be after today, 14 January 2027/);
    assert.match(first.body, /Choose the kind of inspection/);
    assert.match(first.body, /value="2028"/);
    const { status, body } = await enter(board.urn, newId(), {
      'publishedOn-month': '10',
      'judgement-inclusion': '2',
      readIn: '',
      number: '<b>',
    });
    assert.equal(status, 422);
    for (const [field, sentence] of [
      ['publishedOn', 'The report cannot have been published before the first day'],
      ['number', 'The inspection number must be letters and figures'],
      ['judgement-inclusion', 'Choose a grade of the framework for inclusion'],
      ['readIn', 'Enter where you read it'],
    ]) {
      assert.ok(body.includes(`<a href="#${field}">${sentence}`), sentence);
      assert.ok(body.includes(`id="${field}"`), field);
    }
    assert.match(body, /value="&lt;b&gt;"/);
    for (const path of ['graded/2028-01-10', 'graded/1999-01-10', 'other/2026-11-03']) {
      const reply = await app.get(`/schools/${board.urn}/inspections/new/${path}`, advisor);
      assert.equal(reply.status, 404, path);
    }
  });

  test('are entered by those who may write the facts of the authority’s own schools', async () => {
    const clerk = await app.signInAs(await storePerson(app.services.db, { role: 'clerk' }));
    const head = await app.signInAs(board.head);
    for (const [headers, urn] of [
      [clerk, board.urn],
      [head, board.urn],
      [advisor, foreign],
    ] as const) {
      assert.equal((await app.post(formOf(urn), grades, headers)).status, 404);
    }
    const { status, body } = await app.get(`/schools/${board.urn}/inspections`, head);
    assert.equal(status, 200);
    assert.ok(!body.includes('Enter an inspection'));
  });

  test('say what changed between files', async () => {
    const { db } = app.services;
    const row = await db
      .selectFrom('inspections')
      .selectAll()
      .where('urn', '=', board.urn)
      .where('inspection_number', '=', '1')
      .executeTakeFirstOrThrow();
    await db
      .updateTable('inspections')
      .set({ told_from: date('2025-10-31'), told_as_at: date('2025-10-31') })
      .where('urn', '=', board.urn)
      .where('inspection_number', '=', '1')
      .execute();
    await db
      .insertInto('inspection_changes')
      .values({
        urn: board.urn,
        inspection_number: '1',
        told_from: date('2025-08-31'),
        told_as_at: date('2025-08-31'),
        told_by: null,
        facts: JSON.stringify({ ...row, overall: 3 }),
        noted_by: newId(),
      })
      .execute();
    const text = await words(board.urn);
    assert.match(text, /What changed between files/);
    assert.match(text, /Until the file of 31 October 2025, Ofsted told it otherwise/);
    assert.match(text, /Overall effectiveness: Requires improvement then, Good since/);
  });

  test('are a picture for each framework, with its words and the same as a table', async () => {
    const { body } = await app.get(`/schools/${board.urn}/inspections`, advisor);
    assert.equal(body.match(/<svg[^>]+app-judgements/g)?.length, 2);
    assert.match(body, /<title id="judgements-report-card-title">Judgements, Report card/);
    assert.match(body, /<desc [^>]+>3 November 2026: Inclusion: Expected standard;/);
    assert.match(body, /<desc [^>]+>14 March 2023: Overall effectiveness: Good;/);
    assert.match(readMarkup(body).words, /14 March 2023 \| Overall effectiveness \| Good/);
  });
});
