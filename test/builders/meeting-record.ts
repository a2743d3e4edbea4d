import { date } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, MeetingId, RecordId } from '#kernel/ids.ts';
import type { TestApp } from '#test/harness/app.ts';
import {
  answerCheck,
  sendToHeadteacher,
} from '../../src/modules/records/commands/accuracy-check.ts';
import { finaliseRecord } from '../../src/modules/records/commands/finalise.ts';
import {
  addAction,
  saveAttendance,
  saveNext,
  saveOutcome,
} from '../../src/modules/records/commands/hold-meeting.ts';
import { saveSections } from '../../src/modules/records/commands/save-sections.ts';
import { startRecord } from '../../src/modules/records/commands/start-record.ts';
import { boardOf } from '#modules/cases/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import { formOf } from '#policy-pack/index.ts';
import { aBoard, aPlannedMeeting, must } from './stored.ts';
import type { Board } from './stored.ts';

export interface StoredRecord {
  readonly board: Board;
  readonly meetingId: MeetingId;
  readonly recordId: RecordId;
}

/** The record of an entry meeting that is held on the test's day, opened and otherwise as it was filled in. */
export async function anOpenRecord(
  app: TestApp,
  options: Parameters<typeof aBoard>[1] = {},
): Promise<StoredRecord> {
  const board = await aBoard(app, options);
  const meetingId = await aPlannedMeeting(app, board);
  const recordId = must(await startRecord(await app.workAs(board.chair), meetingId));
  return { board, meetingId, recordId };
}

/** The same with everything in it that a record has, ready to be sent to the headteacher. */
export async function aWrittenRecord(
  app: TestApp,
  options: Parameters<typeof aBoard>[1] = {},
): Promise<StoredRecord> {
  const stored = await anOpenRecord(app, options);
  await writeRecord(app, stored);
  return stored;
}

/** Writes everything that a record has into one that is open. */
export async function writeRecord(app: TestApp, stored: StoredRecord): Promise<void> {
  const { board, recordId } = stored;
  const work = await app.workAs(board.chair);
  const empty = ['key-actions-and-progress', 'impact-of-support', 'self-evaluation'];
  must(
    await saveSections(
      work,
      recordId,
      empty.map((section) => ({
        section,
        text: `Notes on ${section}.`,
        parent: 0,
      })),
    ),
  );
  const members = await boardOf(work.db, board.caseId);
  must(
    await saveAttendance(
      work,
      recordId,
      members.map(({ id }) => ({ member: id, attended: 'present', substitute: '' })),
      '',
    ),
  );
  const [first] = formOf(work.pack, 'sib-entry').outcomes;
  must(
    await saveOutcome(work, recordId, {
      outcome: first?.key,
      answer: 'not-yet',
      reasons: 'Leadership is new.',
      concerns: 'Reading at the end of key stage 2.',
      support: 'Six days of a specialist leader.',
    }),
  );
  must(
    await addAction(work, recordId, newId<ActionId>(), {
      what: 'Give every pupil who reads below the expected fluency a daily session',
      undertakes: 'English lead',
      undertakesPerson: board.head,
      monitors: 'Priya Nair',
      monitorsPerson: board.officer,
      success: 'Seven in ten gain six months in reading age by Easter',
      support: 'Two days of a specialist leader',
      byWhen: date('2027-03-19'),
    }),
  );
  must(
    await saveNext(work, recordId, {
      kind: 'set',
      date: date('2027-03-11'),
      time: '09:30' as LocalTime,
    }),
  );
}

/** The same, sent to the headteacher. */
export async function aSentRecord(
  app: TestApp,
  options: Parameters<typeof aBoard>[1] = {},
): Promise<StoredRecord> {
  const stored = await aWrittenRecord(app, options);
  must(await sendToHeadteacher(await app.workAs(stored.board.chair), stored.recordId));
  return stored;
}

/** The same, answered by the headteacher: all of it is accurate. */
export async function anAnsweredRecord(
  app: TestApp,
  options: Parameters<typeof aBoard>[1] = {},
): Promise<StoredRecord> {
  const stored = await aSentRecord(app, options);
  const work = await app.workAs(stored.board.head);
  must(await answerCheck(work, stored.recordId, [], 'accurate'));
  return stored;
}

/** The same, final and shared with the board. */
export async function aFinalRecord(
  app: TestApp,
  options: Parameters<typeof aBoard>[1] = {},
): Promise<StoredRecord> {
  const stored = await anAnsweredRecord(app, options);
  must(await finaliseRecord(await app.workAs(stored.board.chair), stored.recordId));
  return stored;
}

/**
 * Holds the meeting whose record is open, agrees `outcome` where its form asks for one, and has the
 * record checked and finalised, so that the next meeting is planned for `next`.
 */
export async function conclude(
  app: TestApp,
  { board, recordId }: StoredRecord,
  outcome: string,
  next: LocalDate,
): Promise<void> {
  const chair = await app.workAs(board.chair);
  const { form: key } = await app.services.db
    .selectFrom('records')
    .select('form')
    .where('id', '=', recordId)
    .executeTakeFirstOrThrow();
  const { outcomes } = formOf(chair.pack, key);
  if (outcomes.length > 0) {
    const agreed = { outcome, answer: 'yes', reasons: '', concerns: '', support: '' };
    must(await saveOutcome(chair, recordId, agreed));
  }
  must(await saveNext(chair, recordId, { kind: 'set', date: next, time: '09:30' as LocalTime }));
  must(await sendToHeadteacher(chair, recordId));
  must(await answerCheck(await app.workAs(board.head), recordId, [], 'accurate'));
  must(await finaliseRecord(chair, recordId));
}

/** Opens the record of the meeting that is planned for the school, on its day. */
export async function openNextRecord(app: TestApp, stored: StoredRecord): Promise<StoredRecord> {
  const { db } = app.services;
  const { id: caseId } = await db
    .selectFrom('cases')
    .select('id')
    .where('urn', '=', stored.board.urn)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  const planned = (await meetingsOf(db, caseId)).find(({ status }) => status === 'planned');
  if (!planned) throw new Error('No meeting is planned.');
  app.clock.set(`${planned.date}T15:00:00Z`);
  const recordId = must(await startRecord(await app.workAs(stored.board.chair), planned.id));
  return { board: { ...stored.board, caseId }, meetingId: planned.id, recordId };
}
