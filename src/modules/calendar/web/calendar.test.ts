import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import { kindOfDay } from '#kernel/school-days.ts';
import { storeCalendar, termsOf } from '#test/builders/calendar.ts';
import { aBoard, aPlannedMeeting, aSchool, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { yearEndingIn } from '#kernel/academic-year.ts';
import { authorityCalendar, calendarFor } from '../index.ts';

let app: TestApp;
let admin: SignedInHeaders;
let chair: SignedInHeaders;
before(async () => {
  app = await startApp();
  const { db } = app.services;
  admin = await app.signInAs(await storePerson(db, { role: 'administrator', name: 'Ewan Hollis' }));
  chair = await app.signInAs(await storePerson(db));
});
after(() => app.close());

/** The form of a year as someone types it. */
function typed(ending: number, more: Record<string, string> = {}): Record<string, string> {
  const fields: Record<string, string> = { after: '0', inset: '', source: '' };
  for (const { term, half, first, last } of termsOf(yearEndingIn(ending))) {
    for (const [end, day] of [
      ['first', first],
      ['last', last],
    ] as const) {
      const [year = '', month = '', number = ''] = day.split('-');
      fields[`${term}-${half}-${end}-day`] = number;
      fields[`${term}-${half}-${end}-month`] = month;
      fields[`${term}-${half}-${end}-year`] = year;
    }
  }
  return { ...fields, ...more };
}

describe('the calendar', () => {
  it('tells the administrator what is not loaded, and says so to whoever plans', async () => {
    const board = await aBoard(app);
    await aPlannedMeeting(app, board, date('2027-02-04'));
    const home = await app.get('/', admin);
    assert.match(home.body, /Load the term dates of 2026\/27/);
    assert.match(home.body, /One planned meeting has a date that could not be checked/);
    assert.match(home.body, /Load the term dates of 2027\/28/);
    assert.doesNotMatch((await app.get('/', chair)).body, /Load the term dates/);
    const meeting = await app.get(`/cases/${board.caseId}`, chair);
    assert.match(meeting.body, /not checked: the term dates of that year are not loaded/);
    const list = await app.get('/calendar', chair);
    assert.match(list.body, /Not loaded/);
    assert.doesNotMatch(list.body, /Enter the dates of/);
    const later = /href="\/calendar\/2028-29\/edit">Enter the dates of 2028\/29</;
    assert.match((await app.get('/calendar', admin)).body, later);
  });

  it('is entered by the administrator, and read by everyone', async () => {
    const path = '/calendar/2026-27/edit';
    assert.equal((await app.get(path, chair)).status, 404);
    assert.equal((await app.post(path, typed(2027), chair)).status, 404);
    const inset = '4 January 2027\r\n27/11/2026, Moderation of writing';
    const reply = await app.post(path, typed(2027, { inset }), admin);
    assert.equal(reply.location, '/calendar/2026-27?done=saved');
    const { body } = await app.get(reply.location, chair);
    assert.match(body, /Autumn 1/);
    assert.match(body, /Monday 7 September 2026/);
    assert.match(body, /Christmas holiday/);
    assert.match(body, /Friday 27 November 2026: Moderation of writing/);
    assert.match(body, /Good Friday/);
    assert.match(body, /In force: typed, by Ewan Hollis/);
    assert.doesNotMatch(body, /Change the dates/);
    const calendar = await authorityCalendar(app.services.db);
    assert.equal(kindOfDay(calendar, date('2027-01-04')).kind, 'INSET day');
    assert.doesNotMatch((await app.get('/', admin)).body, /Load the term dates of 2026\/27/);
    const events = await app.services.db
      .selectFrom('audit_events')
      .select(['type', 'subject_id'])
      .where('type', '=', 'calendar changed')
      .execute();
    assert.deepEqual(events, [{ type: 'calendar changed', subject_id: '2026/27' }]);
  });

  it('keeps what was typed when terms overlap or dates are none', async () => {
    const path = '/calendar/2027-28/edit';
    const fields = typed(2028, {
      'autumn-2-first-day': '11',
      'autumn-2-first-month': '10',
      inset: 'some day',
    });
    const first = await app.post(path, fields, admin);
    assert.equal(first.status, 422);
    assert.match(first.body, /Line 1 of the INSET days must begin with a real date/);
    assert.match(first.body, /some day/);
    const second = await app.post(path, { ...fields, inset: '' }, admin);
    assert.equal(second.status, 422);
    assert.match(
      second.body,
      /Autumn 2 \(11 October 2027 to 17 December 2027\) overlaps with autumn 1/,
    );
    assert.match(second.body, /href="#autumn-2-first"/);
    const missing = await app.post(
      path,
      { ...typed(2028), 'spring-1-last-day': '31', 'spring-1-last-month': '2' },
      admin,
    );
    assert.match(missing.body, /The last day of spring 1 must be a real date/);
  });

  it('does not lose what two people type at once', async () => {
    const path = '/calendar/2028-29/edit';
    assert.equal((await app.post(path, typed(2029), admin)).status, 303);
    const other = await app.post(path, typed(2029, { inset: '4 September 2028' }), admin);
    assert.equal(other.status, 422);
    assert.match(other.body, /Ewan Hollis has changed these dates since you opened the page/);
    assert.match(other.body, /name="after" value="1"/);
    assert.match(other.body, /4 September 2028/);
    const again = await app.post(
      path,
      typed(2029, { after: '1', inset: '4 September 2028' }),
      admin,
    );
    assert.equal(again.status, 303);
    // The very same, sent twice, is one change.
    assert.equal(
      (await app.post(path, typed(2029, { after: '1', inset: '4 September 2028' }), admin)).status,
      303,
    );
  });

  it('has other dates for one school', async () => {
    await storeCalendar(app, { year: '2029/30' });
    const urn = await aSchool(app, { name: 'Coppice Lane School' });
    const found = await app.get(`/calendar/2029-30/schools?urn=${urn}`, admin);
    const path = `/calendar/2029-30/schools/${urn}/edit`;
    assert.equal(found.location, path);
    assert.match((await app.get(path, admin)).body, /Coppice Lane School/);
    const unknown = await app.get('/calendar/2029-30/schools?urn=999999', admin);
    assert.equal(unknown.status, 422);
    assert.match(unknown.body, /No school in the register has the URN “999999”/);
    assert.match(unknown.body, /value="999999"/);
    const nothing = await app.post(path, { after: '0', inset: '', source: '' }, admin);
    assert.match(nothing.body, /Choose whose term dates the school has/);
    const own = { after: '0', terms: 'authority', inset: '7 January 2030', source: '' };
    assert.equal((await app.post(path, own, admin)).status, 303);
    assert.match(
      (await app.get('/calendar/2029-30', chair)).body,
      /Coppice Lane School.*INSET Monday 7 January 2030/s,
    );
    assert.equal(
      kindOfDay(await calendarFor(app.services.db, urn), date('2030-01-07')).kind,
      'INSET day',
    );
    assert.equal(
      kindOfDay(await authorityCalendar(app.services.db), date('2030-01-07')).kind,
      'school day',
    );
    // And follows the authority again.
    const back = { after: '1', terms: 'authority', inset: '', source: '' };
    assert.equal((await app.post(path, back, admin)).status, 303);
    assert.doesNotMatch((await app.get('/calendar/2029-30', chair)).body, /Coppice Lane/);
  });
});
