import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { recordVisit } from '#modules/visits/index.ts';
import type { VisitId } from '#modules/visits/index.ts';
import { aCalendar } from '#test/builders/calendar.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, aSchool, must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { spanOn } from '../queries/overview.ts';

suite('the work of people where the register has no school', () => {
  let app: TestApp;
  let administrator: SignedInHeaders;
  let advisor: SignedInHeaders;

  before(async () => {
    app = await startApp();
    const { db } = app.services;
    administrator = await app.signInAs(await storePerson(db, { role: 'administrator' }));
    advisor = await app.signInAs(await storePerson(db, { role: 'senior-advisor' }));
  });
  after(() => app.close());

  test('begins, for the administrator, with importing the register, until it has a school', async () => {
    const task = /href="\/administration\/imports"[^>]*>\s*Import the register of schools/;
    assert.match((await app.get('/', administrator)).body, task);
    assert.doesNotMatch((await app.get('/', advisor)).body, task);
    for (const page of ['/identify', '/identify/early-warning', '/identify/national-rules']) {
      const { status, body } = await app.get(page, advisor);
      assert.equal(status, 200, page);
      assert.match(body, /is in the register yet/, page);
      assert.doesNotMatch(body, /No school is coasting|Nothing waits/, page);
    }
    const round = await app.get('/identify/rounds/new', advisor);
    assert.match(round.body, /A round can be opened once a school takes part/);
    assert.doesNotMatch(round.body, /Open the round/);
    await aSchool(app, { name: 'Ashgrove School' });
    assert.doesNotMatch((await app.get('/', administrator)).body, task);
    assert.doesNotMatch((await app.get('/identify', advisor)).body, /in the register yet/);
  });
});

suite('the work of a monitoring officer', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  test('lists the schools that they visit: when last, when next, and where to write it down', async () => {
    const board = await aBoard(app);
    await aPlannedMeeting(app, board, date('2027-01-28'));
    const id = newId<VisitId>();
    const visit = {
      id,
      on: date('2027-01-12'),
      visitors: 'Priya Nair',
      purpose: 'Reading',
      seen: 'Six lessons.',
      follows: '',
      shared: false,
    };
    must(await recordVisit(await app.workAs(board.officer), board.urn, visit));
    const other = await aSchool(app, { name: 'Not theirs Primary School' });
    const { body } = await app.get('/', await app.signInAs(board.officer));
    assert.match(body, /Schools that you visit/);
    assert.ok(body.includes(`href="/schools/${board.urn}/visits/new">Record a visit`));
    assert.ok(body.includes(`href="/schools/${board.urn}/visits/${id}">12 January 2027`));
    assert.match(body, /Thursday 28 January 2027 at 9:30am/);
    assert.ok(!body.includes(`/schools/${other}`));
  });

  test('shows no date of a board that they are not on', async () => {
    const board = await aBoard(app, { schoolName: 'Fernleigh Primary School' });
    await aPlannedMeeting(app, board, date('2027-02-11'));
    const scope = { kind: 'school', urn: board.urn } as const;
    const role = 'monitoring-officer';
    const officer = await storePerson(app.services.db, { role, name: 'Sam Ode', scope });
    const { body } = await app.get('/', await app.signInAs(officer));
    assert.match(body, /Fernleigh Primary School/);
    assert.match(body, /None recorded/);
    assert.doesNotMatch(body, /11 February 2027|School Improvement Board/);
  });
});

suite('the authority today', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());

  test('is counted for those who read all of it and arrange none, with when it was counted', async () => {
    const { board } = await aFinalRecord(app);
    app.clock.set('2027-04-01T09:00:00Z');
    const { db } = app.services;
    for (const role of ['leadership-reader', 'senior-education-officer'] as const) {
      const { body } = await app.get('/', await app.signInAs(await storePerson(db, { role })));
      const words = body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
      assert.match(words, /School Improvement Board, running 1 /, role);
      assert.match(words, /Progress Check-In, running 0 /);
      assert.match(words, /Agreed actions that are overdue 1 /);
      assert.match(words, /held here, on .*1 April 2027/);
      assert.match(words, /The term dates of this year are not loaded/);
      assert.ok(body.includes(`href="/cases/${board.caseId}"`));
    }
    for (const person of [board.chair, board.head, board.officer]) {
      const { body } = await app.get('/', await app.signInAs(person));
      assert.doesNotMatch(body, /The authority today/);
    }
  });

  test('looks at the half-term, in a holiday at the one to come', () => {
    const calendar = aCalendar();
    assert.equal(spanOn(calendar, date('2026-09-15')).name, 'Autumn 1');
    assert.equal(spanOn(calendar, date('2026-10-28')).name, 'Autumn 2');
    assert.equal(spanOn(calendar, date('2026-12-28')).name, 'Spring 1');
    assert.deepEqual(spanOn(calendar, date('2030-01-10')), {
      name: undefined,
      first: '2030-01-10',
      last: '2030-02-20',
    });
  });
});
