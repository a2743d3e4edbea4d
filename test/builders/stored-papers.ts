import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { AnswerId, MeetingId, PersonId } from '#kernel/ids.ts';
import { answerPaper } from '#modules/pre-reads/index.ts';
import { checkFile } from '#platform/files/files.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { TestApp } from '#test/harness/app.ts';
import { smallPdf } from '../../src/demonstration/small-pdf.ts';
import { aBoard, aPlannedMeeting, must } from './stored.ts';
import type { Board } from './stored.ts';

let files = 0;

/** A PDF of one page, different from every other. */
export function aPdf(): Buffer {
  files += 1;
  return smallPdf([`Document ${files}`]);
}

/** The board of a school that meets on Thursday 4 February 2027; the meetings of other tests are out of the way. */
export async function aBoardThatMeets(
  app: TestApp,
): Promise<{ readonly board: Board; readonly meetingId: MeetingId; readonly here: string }> {
  app.clock.set('2027-01-14T09:30:00Z');
  await app.services.db
    .updateTable('meetings')
    .set({ status: 'cancelled' })
    .where('status', '=', 'planned')
    .execute();
  const board = await aBoard(app);
  const meetingId = await aPlannedMeeting(app, board, date('2027-02-04'));
  return { board, meetingId, here: `/meetings/${meetingId}/pre-reads` };
}

/** A document that someone sends for a meeting: the school's self-evaluation unless told. */
export async function storePaper(
  app: TestApp,
  meetingId: MeetingId,
  by: PersonId,
  paper: {
    readonly key?: string;
    readonly name?: string;
    readonly datedOn?: LocalDate;
    readonly bytes?: Buffer;
  } = {},
): Promise<AnswerId> {
  const { key = 'self-evaluation', name = `${key}.pdf`, datedOn } = paper;
  const id = newId<AnswerId>();
  const file = must(checkFile(paper.bytes ?? aPdf(), name));
  const work = await app.workAs(by);
  const answering = { id, meetingId, paper: key, byLink: false };
  must(await answerPaper(work, answering, { kind: 'file', file, datedOn }));
  return id;
}
