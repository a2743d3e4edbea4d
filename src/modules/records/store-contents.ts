import type { Selectable } from 'kysely';
import type { MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';
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
  return new Map(rows.map((row) => [row.section, sectionTextOf(row)]));
}

function sectionTextOf(row: Selectable<Database['record_sections']>): SectionText {
  return {
    section: row.section,
    text: row.text,
    revision: row.revision,
    prefilledFrom: row.prefilled_from,
    at: row.updated_at,
    by: row.updated_by ?? undefined,
  };
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
  return rows.map(revisionOf);
}

function revisionOf(row: Selectable<Database['section_revisions']>): Revision {
  return {
    section: row.section,
    revision: row.revision,
    parent: row.parent ?? undefined,
    text: row.text,
    at: row.at,
    by: row.by ?? undefined,
    edit: row.edit ?? undefined,
    ...(row.beside && { beside: true }),
  };
}

/** The text of one section, where it has one. */
export async function sectionNow(
  trx: Trx,
  recordId: RecordId,
  section: string,
): Promise<SectionText> {
  const [found] = await sectionsCalled(trx, recordId, [section]);
  return found ?? emptySection(section);
}

/** The texts of some sections, where they have one. */
export async function sectionsCalled(
  db: Db | Trx,
  recordId: RecordId,
  keys: readonly string[],
): Promise<SectionText[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('record_sections')
    .selectAll()
    .where('record_id', '=', recordId)
    .where('section', 'in', keys)
    .execute();
  return rows.map(sectionTextOf);
}

/** The text of one revision of a part; undefined where there is no such revision. */
export async function textAt(
  trx: Trx,
  recordId: RecordId,
  part: string,
  revision: number,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('section_revisions')
    .select('text')
    .where('record_id', '=', recordId)
    .where('section', '=', part)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row?.text;
}

/** The revisions that edits have made already. */
export async function revisionsOfEdits(
  trx: Trx,
  recordId: RecordId,
  edits: readonly string[],
): Promise<Revision[]> {
  if (edits.length === 0) return [];
  const rows = await trx
    .selectFrom('section_revisions')
    .selectAll()
    .where('record_id', '=', recordId)
    .where('edit', 'in', edits)
    .execute();
  return rows.map(revisionOf);
}

/** All revisions of some parts, oldest first. */
export async function revisionsOfParts(
  db: Db | Trx,
  recordId: RecordId,
  parts: readonly string[],
): Promise<Revision[]> {
  if (parts.length === 0) return [];
  const rows = await db
    .selectFrom('section_revisions')
    .selectAll()
    .where('record_id', '=', recordId)
    .where('section', 'in', parts)
    .orderBy('revision')
    .execute();
  return rows.map(revisionOf);
}

/** The parts that have changed since the record had a version. */
export async function partsSince(
  db: Db | Trx,
  recordId: RecordId,
  version: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('section_revisions')
    .select('section')
    .distinct()
    .where('record_id', '=', recordId)
    .where('record_version', '>', version)
    .execute();
  return rows.map(({ section }) => section);
}

/** The parts that are no sections: of them all, whatever was ever typed in each. */
export async function fieldRevisions(db: Db | Trx, recordId: RecordId): Promise<Revision[]> {
  const rows = await db
    .selectFrom('section_revisions')
    .selectAll()
    .where('record_id', '=', recordId)
    .where('section', 'like', '%:%')
    .orderBy('revision')
    .execute();
  return rows.map(revisionOf);
}

/** The parts of which a choice was ever kept beside another, with all their revisions. */
export async function revisionsBeside(db: Db | Trx, recordId: RecordId): Promise<Revision[]> {
  const rows = await db
    .selectFrom('section_revisions')
    .select('section')
    .distinct()
    .where('record_id', '=', recordId)
    .where('beside', '=', true)
    .execute();
  return revisionsOfParts(
    db,
    recordId,
    rows.map(({ section }) => section),
  );
}

/** Keeps a revision of a part; `version` is the one that the record has with it. */
export async function insertRevision(
  trx: Trx,
  recordId: RecordId,
  version: number,
  revision: Revision,
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
      edit: revision.edit ?? null,
      beside: revision.beside ?? false,
      record_version: version,
    })
    .execute();
}

/** Keeps a revision, and makes it the section's text. */
export async function saveRevision(
  trx: Trx,
  recordId: RecordId,
  version: number,
  revision: Revision,
  prefilledFrom = '',
): Promise<void> {
  await insertRevision(trx, recordId, version, revision);
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
  const first = { parent: undefined, by: undefined, edit: undefined, revision: 1 };
  await saveRevision(trx, recordId, 1, { ...first, section, text, at }, from);
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
    ...(row.arrived !== null && { arrived: row.arrived }),
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
      attendance.map(({ member, attended, substitute, arrived }) => ({
        meeting_id: meetingId,
        member_id: member,
        attended,
        substitute,
        arrived: arrived ?? null,
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
    .orderBy('section')
    .orderBy('part')
    .execute();
  return rows.map((row) => {
    const { decision, decision_reason: reason, decided_by: by, decided_at: at } = row;
    return {
      section: row.section,
      part: row.part,
      said: row.said,
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
      answers.map(({ section, part, said, answer, comment }) => ({
        record_id: recordId,
        round,
        section,
        part,
        said,
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
  { section, part, decided }: AccuracyAnswer,
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
    .where('part', '=', part)
    .execute();
}
