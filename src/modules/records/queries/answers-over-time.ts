import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, RecordId, Urn } from '#kernel/ids.ts';
import { findCase } from '#modules/cases/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { can, partsFor } from '../access.ts';
import { partsOf } from '../domain/content.ts';
import type { RecordContent } from '../domain/content.ts';
import { matterOf, recordOf } from '../store.ts';

/** What a board answered to the fundamental question, as its record has it. */
export interface BoardAnswer {
  readonly record: RecordId;
  readonly meetingOn: LocalDate;
  readonly form: string;
  readonly question: string;
  /** "Not yet" */
  readonly answer: string;
}

/**
 * The answers of a school's boards, or of one case's, as they stand in the final records that the
 * actor may read: oldest first. Read from the frozen text, so that each says what its record says.
 */
export async function answersOverTime(
  db: Db,
  actor: Actor,
  of: { readonly urn: Urn } | { readonly caseId: CaseId },
  asking: { readonly today: LocalDate; readonly laCode: string },
): Promise<BoardAnswer[]> {
  const rows = await db
    .selectFrom('records as r')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('record_versions as v', (join) =>
      join.onRef('v.record_id', '=', 'r.id').onRef('v.version', '=', 'r.current_version'),
    )
    .selectAll('r')
    .select('v.content')
    .where('urn' in of ? sql<boolean>`c.urn = ${of.urn}` : sql<boolean>`c.id = ${of.caseId}`)
    .orderBy('m.date')
    .orderBy('m.time')
    .execute();
  const answers: BoardAnswer[] = [];
  for (const [caseId, records] of Map.groupBy(rows, ({ case_id }) => case_id)) {
    const held = await findCase(db, caseId, asking);
    const meetings = new Map((await meetingsOf(db, caseId)).map((each) => [each.id, each]));
    for (const row of records) {
      const meeting = meetings.get(row.meeting_id);
      if (!held || !meeting) continue;
      const matter = matterOf({ ...held, meetingId: meeting.id, meeting }, recordOf(row));
      if (!can(actor, 'read the final record', matter)) continue;
      const content = JSON.parse(row.content) as RecordContent;
      for (const { body } of partsOf(content, partsFor(actor, matter)).sections) {
        if (body.kind !== 'outcome' || body.answer === null) continue;
        const { question, answer } = body;
        const { form, id: record } = row;
        answers.push({ record, meetingOn: meeting.date, form, question, answer });
      }
    }
  }
  return answers;
}
