import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { addDays, date, dateOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { actionsOf } from '#modules/actions/index.ts';
import { boardOf } from '#modules/cases/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import { formOf } from '#policy-pack/index.ts';
import { anOpenRecord, writeRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { answerCheck, sendToHeadteacher } from './accuracy-check.ts';
import { finaliseRecord } from './finalise.ts';
import { saveNext, saveOutcome } from './hold-meeting.ts';
import { startRecord } from './start-record.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(() => app.clock.set('2027-01-14T09:30:00Z'));

/** Holds the meeting whose record is open, agrees `outcome`, and has the record checked and finalised. */
async function conclude(stored: StoredRecord, outcome: string, next: LocalDate): Promise<void> {
  const chair = await app.workAs(stored.board.chair);
  const { recordId } = stored;
  const agreed = { outcome, answer: 'yes', reasons: '', concerns: '', support: '' };
  must(await saveOutcome(chair, recordId, agreed));
  must(await saveNext(chair, recordId, { kind: 'set', date: next, time: '09:30' as LocalTime }));
  must(await sendToHeadteacher(chair, recordId));
  const record = await app.services.db
    .selectFrom('records')
    .select('form')
    .where('id', '=', recordId)
    .executeTakeFirstOrThrow();
  const answers = formOf(chair.pack, record.form).sections.map(({ key }) => ({
    section: key,
    answer: 'accurate' as const,
    comment: '',
  }));
  must(await answerCheck(await app.workAs(stored.board.head), recordId, answers));
  must(await finaliseRecord(chair, recordId));
}

async function nextRecord(stored: StoredRecord): Promise<StoredRecord> {
  const { db } = app.services;
  const planned = (await meetingsOf(db, stored.board.caseId)).find(
    ({ status }) => status === 'planned',
  );
  assert.ok(planned);
  app.clock.set(`${planned.date}T15:00:00Z`);
  const recordId = must(await startRecord(await app.workAs(stored.board.chair), planned.id));
  return { ...stored, meetingId: planned.id, recordId };
}

describe('leaving the School Improvement Board', () => {
  it('closes it, and opens the Progress Check-Ins with their date, their people and the open actions', async () => {
    const entry = await anOpenRecord(app);
    await writeRecord(app, entry);
    await conclude(entry, 'set-exit-agenda', date('2027-03-11'));
    const exit = await nextRecord(entry);
    await conclude(exit, 'exit-to-progress-check-in', date('2027-06-10'));

    const { db } = app.services;
    const cases = await db
      .selectFrom('cases')
      .selectAll()
      .where('urn', '=', entry.board.urn)
      .orderBy('process', 'desc')
      .execute();
    assert.deepEqual(
      cases.map(({ process, status }) => [process, status]),
      [
        ['sib', 'closed'],
        ['pci', 'open'],
      ],
    );
    const checkIns = cases[1];
    assert.ok(checkIns);
    assert.match(
      checkIns.background,
      /^The school left the School Improvement Board on 11 March 2027/,
    );
    const [meeting] = await meetingsOf(db, checkIns.id);
    assert.deepEqual(
      [meeting?.form, meeting?.date, meeting?.status],
      ['pci', '2027-06-10', 'planned'],
    );
    const members = (await boardOf(db, checkIns.id)).map(({ role }) => role);
    assert.deepEqual(members.toSorted(), ['chair', 'headteacher', 'monitoring-officer']);
    const actions = await actionsOf(db, checkIns.id);
    assert.deepEqual(
      actions.map(({ status }) => status.kind),
      ['open'],
    );
    assert.deepEqual(await actionsOf(db, entry.board.caseId), []);
  });

  it('leaves the records of the board to those who had them', async () => {
    const entry = await anOpenRecord(app, { schoolName: 'Birchwood Primary School' });
    await writeRecord(app, entry);
    const day = dateOf(app.clock.now());
    await conclude(entry, 'set-exit-agenda', addDays(day, 56));
    const exit = await nextRecord(entry);
    await conclude(exit, 'exit-to-progress-check-in', addDays(day, 147));
    const governor = await app.signInAs(entry.board.governor);
    assert.equal((await app.get(`/records/${exit.recordId}`, governor)).status, 200);
    assert.match((await app.get(`/cases/${entry.board.caseId}`, governor)).body, /Closed/);
  });
});
