import type { MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { AccuracyAnswer } from './domain/accuracy.ts';
import type { MemberAttendance } from './domain/attendance.ts';
import type { Prefilled } from './domain/prefill.ts';
import { emptySection } from './domain/section.ts';
import type { Revision, SectionText } from './domain/section.ts';

/** The sections of a record that have something in them. */
export async function sectionsOf(
  db: Db | Trx,
  recordId: RecordId,
): Promise<ReadonlyMap<string, SectionText>> {
  const rows = await db
    .selectFrom('record_sections')
    .selectAll()
    .where('record_id', '=', recordId)
    .execute();
  return new Map(
    rows.map((row) => [
      row.section,
      {
        section: row.section,
        text: row.text,
        revision: row.revision,
        prefilledFrom: row.prefilled_from,
        at: row.updated_at,
        by: row.updated_by ?? undefined,
      },
    ]),
  );
}

/** The revisions of a section after one of them, oldest first; from the first when it is 0. */
export async function revisionsOf(
  db: Db | Trx,
  recordId: RecordId,
  section: string,
  after = 0,
): Promise<Revision[]> {
  const rows = await db
    .selectFrom('section_revisions')
    .selectAll()
    .where('record_id', '=', recordId)
    .where('section', '=', section)
    .where('revision', '>', after)
    .orderBy('revision')
    .execute();
  return rows.map((row) => ({
    section: row.section,
    revision: row.revision,
    parent: row.parent ?? undefined,
    text: row.text,
    at: row.at,
    by: row.by ?? undefined,
    writer: row.writer,
  }));
}

/** Keeps a revision, and makes it the section's text. */
export async function saveRevision(
  trx: Trx,
  recordId: RecordId,
  revision: Revision,
  prefilledFrom = '',
): Promise<void> {
  await trx
    .insertInto('section_revisions')
    .values({
      record_id: recordId,
      section: revision.section,
      revision: revision.revision,
      parent: revision.parent ?? null,
      text: revision.text,
      at: revision.at,
      by: revision.by ?? null,
      writer: revision.writer,
    })
    .execute();
  const columns = {
    text: revision.text,
    revision: revision.revision,
    prefilled_from: prefilledFrom,
    updated_at: revision.at,
    updated_by: revision.by ?? null,
  };
  await trx
    .insertInto('record_sections')
    .values({ record_id: recordId, section: revision.section, ...columns })
    .onConflict((conflict) => conflict.columns(['record_id', 'section']).doUpdateSet(columns))
    .execute();
}

export async function savePrefilled(
  trx: Trx,
  recordId: RecordId,
  filled: Prefilled,
  at: Date,
): Promise<void> {
  const { section, text, from } = filled;
  const first = { parent: undefined, by: undefined, writer: '', revision: 1 };
  await saveRevision(trx, recordId, { ...first, section, text, at }, from);
}

export function sectionIn(
  sections: ReadonlyMap<string, SectionText>,
  section: string,
): SectionText {
  return sections.get(section) ?? emptySection(section);
}

export async function attendanceOf(
  db: Db | Trx,
  meetingId: MeetingId,
): Promise<MemberAttendance[]> {
  const rows = await db
    .selectFrom('attendance')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .execute();
  return rows.map((row) => ({
    member: row.member_id,
    attended: row.attended,
    substitute: row.substitute,
  }));
}

export async function replaceAttendance(
  trx: Trx,
  meetingId: MeetingId,
  attendance: readonly MemberAttendance[],
): Promise<void> {
  await trx.deleteFrom('attendance').where('meeting_id', '=', meetingId).execute();
  if (attendance.length === 0) return;
  await trx
    .insertInto('attendance')
    .values(
      attendance.map(({ member, attended, substitute }) => ({
        meeting_id: meetingId,
        member_id: member,
        attended,
        substitute,
      })),
    )
    .execute();
}

/** What the headteacher answered in one round of the accuracy check. */
export async function answersOf(
  db: Db | Trx,
  recordId: RecordId,
  round: number,
): Promise<AccuracyAnswer[]> {
  const rows = await db
    .selectFrom('accuracy_answers')
    .selectAll()
    .where('record_id', '=', recordId)
    .where('round', '=', round)
    .execute();
  return rows.map((row) => {
    const { decision, decision_reason: reason, decided_by: by, decided_at: at } = row;
    return {
      section: row.section,
      answer: row.answer,
      comment: row.comment,
      decided: decision && by && at ? { decision, reason, by, at } : undefined,
    };
  });
}

export async function insertAnswers(
  trx: Trx,
  recordId: RecordId,
  round: number,
  answers: readonly AccuracyAnswer[],
  doing: { readonly at: Date; readonly by: PersonId },
): Promise<void> {
  if (answers.length === 0) return;
  await trx
    .insertInto('accuracy_answers')
    .values(
      answers.map(({ section, answer, comment }) => ({
        record_id: recordId,
        round,
        section,
        answer,
        comment,
        answered_by: doing.by,
        answered_at: doing.at,
        decision: null,
        decision_reason: '',
        decided_by: null,
        decided_at: null,
      })),
    )
    .execute();
}

export async function updateAnswer(
  trx: Trx,
  recordId: RecordId,
  round: number,
  { section, decided }: AccuracyAnswer,
): Promise<void> {
  await trx
    .updateTable('accuracy_answers')
    .set({
      decision: decided?.decision ?? null,
      decision_reason: decided?.reason ?? '',
      decided_by: decided?.by ?? null,
      decided_at: decided?.at ?? null,
    })
    .where('record_id', '=', recordId)
    .where('round', '=', round)
    .where('section', '=', section)
    .execute();
}
