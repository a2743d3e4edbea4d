import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
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
        writer: 'builder',
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
  const { sections } = formOf(work.pack, 'sib-entry');
  must(
    await answerCheck(
      work,
      stored.recordId,
      sections.map(({ key }) => ({ section: key, answer: 'accurate', comment: '' })),
    ),
  );
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
