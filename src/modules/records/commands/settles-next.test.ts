import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ChoiceId, MeetingId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { arrangeMeeting, isToCome, meetingsOf, offerBoardDates } from '#modules/meetings/index.ts';
import {
  aFinalRecord,
  aSentRecord,
  anAnsweredRecord,
  anOpenRecord,
  conclude,
  openNextRecord,
  writeRecord,
} from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { finaliseRecord, startCorrection } from './finalise.ts';
import { saveNext, saveOutcome } from './hold-meeting.ts';
import { takeBack } from './accuracy-check.ts';

// What follows a meeting is settled by its record, and by nothing else.

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(() => app.clock.set('2027-01-14T09:30:00Z'));

const at = {
  time: '14:00' as LocalTime,
  minutes: 90,
  venue: { kind: 'school' },
  reason: 'The hall is free on that day.',
} as const;

async function setFromCase({ board }: StoredRecord, day = date('2027-02-04')) {
  const work = await app.workAs(board.chair);
  return arrangeMeeting(work, board.caseId, newId<MeetingId>(), { ...at, date: day });
}

/** What there is to come of a case: agenda, state and day. */
async function toCome({ board }: StoredRecord) {
  return (await meetingsOf(app.services.db, board.caseId))
    .filter(isToCome)
    .map(({ form, status, date: day }) => [form, status, day]);
}

/** The meeting that is to come is put into a state that came about otherwise. */
async function put(stored: StoredRecord, set: { date?: LocalDate; status?: 'postponed' }) {
  await app.services.db
    .updateTable('meetings')
    .set(set)
    .where('case_id', '=', stored.board.caseId)
    .where('id', '<>', stored.meetingId)
    .where('status', '=', 'planned')
    .execute();
}

/** One that was planned beside the record, as could once be done. */
async function alsoPlanned(stored: StoredRecord, day: LocalDate) {
  const { db } = app.services;
  const held = (trx: typeof db, status: 'held' | 'cancelled') =>
    trx.updateTable('meetings').set({ status }).where('id', '=', stored.meetingId).execute();
  await held(db, 'cancelled');
  must(await setFromCase(stored, day));
  await held(db, 'held');
}

function sentence(result: Result<unknown>): string {
  return result.ok ? 'done' : result.refusal.sentence;
}

describe('a meeting whose record has not been final', () => {
  const states = {
    'with the headteacher': () => aSentRecord(app),
    answered: () => anAnsweredRecord(app),
    'taken back': async () => {
      const stored = await aSentRecord(app);
      must(await takeBack(await app.workAs(stored.board.chair), stored.recordId, 'Too early.'));
      return stored;
    },
  };
  for (const [state, make] of Object.entries(states)) {
    it(`keeps the next one from being set beside it: ${state}`, async () => {
      const stored = await make();
      const expected =
        /^The record of Thursday 14 January 2027 is not final yet\. It settles what follows, and when/;
      assert.match(sentence(await setFromCase(stored)), expected);
      const { board } = stored;
      const offered = await offerBoardDates(
        await app.workAs(board.chair),
        board.caseId,
        newId<ChoiceId>(),
        { ...at, days: [date('2027-02-04'), date('2027-02-09')] },
      );
      assert.match(sentence(offered), expected);
      assert.deepEqual(await toCome(stored), []);
    });
  }

  it('is where both pages lead whoever opens them, and keeps what was typed', async () => {
    const stored = await anAnsweredRecord(app);
    const { board, recordId } = stored;
    const chair = await app.signInAs(board.chair);
    const clerk = await app.signInAs(
      await storePerson(app.services.db, { role: 'clerk', name: 'Dee' }),
    );
    for (const what of ['meetings', 'dates']) {
      const path = `/cases/${board.caseId}/${what}/new`;
      const page = await app.get(path, chair);
      assert.equal(page.status, 200);
      assert.match(page.body, /is not final yet\. It settles what follows/);
      assert.ok(page.body.includes(`href="/records/${recordId}/answers"`), path);
      assert.doesNotMatch(page.body, /name="time"/);
      const other = await app.get(path, clerk);
      assert.match(other.body, /Whoever chairs the board finishes it/);
      assert.ok(!other.body.includes(recordId));
      const sent = await app.post(
        path,
        { id: newId(), on: ['2027-02-04', '2027-02-09'], time: '2.15pm', venue: 'school' },
        chair,
      );
      assert.equal(sent.status, 422);
      assert.match(sent.body, /There is a problem/);
      assert.match(sent.body, /is not final yet/);
      assert.match(sent.body, /value="2\.15pm"/);
    }
    assert.deepEqual(await toCome(stored), []);
  });

  it('lets the next one be set once it is final and its date was cancelled', async () => {
    const stored = await aFinalRecord(app);
    await app.services.db
      .updateTable('meetings')
      .set({ status: 'cancelled' })
      .where('case_id', '=', stored.board.caseId)
      .where('status', '=', 'planned')
      .execute();
    must(await setFromCase(stored));
    assert.deepEqual(await toCome(stored), [['sib-standard', 'planned', '2027-02-04']]);
  });
});

describe('a record that becomes final while a meeting is planned', () => {
  it('takes the one that it agreed on, and plans no second', async () => {
    const stored = await anAnsweredRecord(app);
    await alsoPlanned(stored, date('2027-03-11'));
    await app.services.db
      .updateTable('meetings')
      .set({ time: '09:30' as LocalTime })
      .where('case_id', '=', stored.board.caseId)
      .execute();
    must(await finaliseRecord(await app.workAs(stored.board.chair), stored.recordId));
    assert.equal((await toCome(stored)).length, 1);
  });

  it('is refused where it says another day, and where that one waits for its date', async () => {
    const stored = await anAnsweredRecord(app);
    await alsoPlanned(stored, date('2027-02-04'));
    const work = await app.workAs(stored.board.chair);
    assert.equal(
      sentence(await finaliseRecord(work, stored.recordId)),
      'The next meeting is planned for Thursday 4 February 2027 at 2pm, and the record says Thursday 11 March 2027 at 9:30am. Move the meeting, or change the record.',
    );
    await put(stored, { status: 'postponed' });
    assert.match(
      sentence(await finaliseRecord(work, stored.recordId)),
      /is postponed and waits for its new date\. Set that to Thursday 11 March 2027 at 9:30am/,
    );
    assert.equal((await toCome(stored)).length, 1);
    const row = await app.services.db
      .selectFrom('records')
      .select('status')
      .where('id', '=', stored.recordId)
      .executeTakeFirstOrThrow();
    assert.equal(row.status, 'answered');
  });

  it('does not let the board end with a meeting still to come', async () => {
    const entry = await anOpenRecord(app);
    await writeRecord(app, entry);
    await conclude(app, entry, 'set-exit-agenda', date('2027-03-11'));
    const exit = await openNextRecord(app, entry);
    await app.services.db
      .updateTable('meetings')
      .set({ status: 'cancelled' })
      .where('id', '=', exit.meetingId)
      .execute();
    must(await setFromCase(exit, date('2027-04-15')));
    await app.services.db
      .updateTable('meetings')
      .set({ status: 'held' })
      .where('id', '=', exit.meetingId)
      .execute();
    await assert.rejects(
      conclude(app, exit, 'exit-to-progress-check-in', date('2027-06-10')),
      /A meeting of this board is planned for Thursday 15 April 2027 at 2pm, and the record says that the board ends\. Cancel that meeting first/,
    );
  });
});

describe('a correction', () => {
  it('of something else leaves the next meeting where it has been moved to, or cancelled', async () => {
    for (const set of [{ date: date('2027-03-18') }, { status: 'cancelled' as const }]) {
      const stored = await aFinalRecord(app);
      await app.services.db
        .updateTable('meetings')
        .set(set)
        .where('case_id', '=', stored.board.caseId)
        .where('status', '=', 'planned')
        .execute();
      const stands = await toCome(stored);
      const work = await app.workAs(stored.board.chair);
      must(await startCorrection(work, stored.recordId, 'A name is wrong.'));
      // Long after the day that the record names.
      app.clock.set('2027-05-10T09:30:00Z');
      must(await finaliseRecord(await app.workAs(stored.board.chair), stored.recordId));
      assert.deepEqual(await toCome(stored), stands);
      app.clock.set('2027-01-14T09:30:00Z');
    }
  });

  it('of the next date, or of the agenda, is held against the meeting that is planned', async () => {
    const stored = await aFinalRecord(app);
    const work = await app.workAs(stored.board.chair);
    must(await startCorrection(work, stored.recordId, 'The date is wrong.'));
    const next = (day: LocalDate) =>
      saveNext(work, stored.recordId, { kind: 'set', date: day, time: '09:30' as LocalTime });
    must(await next(date('2027-03-17')));
    assert.match(
      sentence(await finaliseRecord(work, stored.recordId)),
      /planned for Thursday 11 March 2027 at 9:30am, and the record says Wednesday 17 March 2027/,
    );
    must(await next(date('2027-03-11')));
    const nothing = { answer: undefined, reasons: '', concerns: '', support: '' };
    must(await saveOutcome(work, stored.recordId, { ...nothing, outcome: 'set-exit-agenda' }));
    assert.equal(
      sentence(await finaliseRecord(work, stored.recordId)),
      'The next meeting is planned with the agenda of the standard meeting, and the record now agrees the exit meeting. Cancel that meeting first: the other is planned in its place.',
    );
  });
});
