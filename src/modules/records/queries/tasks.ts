import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { RecordId } from '#kernel/ids.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';

/** Something about a record that waits for someone. */
export interface RecordTask {
  readonly kind:
    | 'finish the draft'
    | 'finish the correction'
    | 'check the record'
    | 'decide on the answers'
    | 'finalise without an answer'
    | 'decide on changes from Word'
    | 'read the final record';
  readonly recordId: RecordId;
  readonly schoolName: string;
  /** The form, a key of the record's policy pack. */
  readonly form: string;
  readonly meetingOn: LocalDate;
  /** The day by which the headteacher answers; of records that are with one. */
  readonly dueOn: LocalDate | undefined;
  readonly href: string;
}

/**
 * What waits for this person today, the oldest meeting first: drafts of theirs to finish (as chair
 * of the board or as note-taker, from the day of the meeting on), accuracy checks to answer, answers
 * and changes from Word copies to decide on, checks that no answer came to, and final records that they
 * have not opened.
 */
export async function tasksFor(db: Db, actor: Actor, today: LocalDate): Promise<RecordTask[]> {
  const chairs = sql<boolean>`exists (
    select from board_members b
    where b.case_id = r.case_id and b.person_id = ${actor.id} and b.board_role = 'chair'
      and b.from_date <= ${today} and (b.until_date is null or b.until_date > ${today}))`;
  const unread = sql<boolean>`exists (
    select from record_shares h
    where h.record_id = r.id and h.version = r.current_version and h.person_id = ${actor.id}
      and h.first_opened_at is null)`;
  const returned = sql<boolean>`exists (
    select from word_copies w join word_changes h on h.copy_id = w.id
    where w.record_id = r.id and not exists (
      select from word_changes_settled d where d.copy_id = h.copy_id and d.position = h.position))`;
  const rows = await db
    .selectFrom('records as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select([
      'r.id',
      'r.form',
      'r.status',
      'r.answers_due_on',
      'r.sent_to',
      'r.note_taker_id',
      'm.date',
      's.name',
      'c.status as case_status',
    ])
    .select([chairs.as('chairs'), unread.as('unread'), returned.as('returned')])
    // A paused case is only read.
    .where((eb) => eb.or([eb('c.status', '<>', 'paused'), unread]))
    .where((eb) =>
      eb.or([
        eb.and([eb('r.status', '<>', 'final'), eb('m.status', '<>', 'cancelled'), chairs]),
        eb.and([
          eb('r.status', 'in', ['draft', 'answered', 'correcting']),
          eb('r.note_taker_id', '=', actor.id),
        ]),
        eb.and([eb('r.status', '=', 'with-headteacher'), eb('r.sent_to', '=', actor.id)]),
        eb.and([eb('r.current_version', '>', 0), unread]),
      ]),
    )
    .orderBy('m.date')
    .orderBy('s.name')
    .orderBy('r.id')
    .execute();
  return rows.flatMap((row): RecordTask[] => {
    const found =
      row.case_status === 'paused'
        ? [readingOf(row)]
        : [taskOf(row, actor, today), returnedOf(row, actor)];
    return found
      .filter((task) => task !== undefined)
      .map(([kind, page]) => ({
        kind,
        recordId: row.id,
        schoolName: row.name,
        form: row.form,
        meetingOn: row.date,
        dueOn: row.status === 'with-headteacher' ? (row.answers_due_on ?? undefined) : undefined,
        href: `/records/${row.id}${page}`,
      }));
  });
}

/** A final record that someone has read before. */
export type ReadRecord = Pick<RecordTask, 'recordId' | 'schoolName' | 'meetingOn' | 'href'>;

/**
 * Final records of meetings that this person came to without being on the board, and has opened,
 * the newest first. They see no case that would lead them back to these.
 */
export async function recordsAttended(db: Db, actor: Actor): Promise<ReadRecord[]> {
  const meetings = actor.roles.flatMap(({ scope }) => (scope.kind === 'meeting' ? [scope.id] : []));
  if (meetings.length === 0) return [];
  const rows = await db
    .selectFrom('records as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .innerJoin('record_shares as h', (join) =>
      join.onRef('h.record_id', '=', 'r.id').onRef('h.version', '=', 'r.current_version'),
    )
    .select(['r.id', 'm.date', 's.name'])
    .where('r.meeting_id', 'in', meetings)
    .where('h.person_id', '=', actor.id)
    .where('h.first_opened_at', 'is not', null)
    .orderBy('m.date', 'desc')
    .orderBy('s.name')
    .execute();
  return rows.map((row) => ({
    recordId: row.id,
    schoolName: row.name,
    meetingOn: row.date,
    href: `/records/${row.id}`,
  }));
}

interface TaskRow {
  readonly status: 'draft' | 'with-headteacher' | 'answered' | 'final' | 'correcting';
  readonly answers_due_on: LocalDate | null;
  readonly sent_to: Actor['id'] | null;
  readonly date: LocalDate;
  readonly chairs: boolean;
  readonly unread: boolean;
  /** Whether a Word copy came back with changes that nobody has decided on. */
  readonly returned: boolean;
  readonly note_taker_id: Actor['id'] | null;
}

/** A copy of a record that is final, or with the headteacher, waits without a reminder. */
function returnedOf(row: TaskRow, actor: Actor): readonly [RecordTask['kind'], string] | undefined {
  const writes = row.chairs || row.note_taker_id === actor.id;
  const isOpen = ['draft', 'answered', 'correcting'].includes(row.status);
  return row.returned && writes && isOpen ? ['decide on changes from Word', '/word'] : undefined;
}

function readingOf({ unread }: TaskRow): readonly [RecordTask['kind'], string] | undefined {
  return unread ? ['read the final record', ''] : undefined;
}

function taskOf(
  row: TaskRow,
  actor: Actor,
  today: LocalDate,
): readonly [RecordTask['kind'], string] | undefined {
  switch (row.status) {
    case 'draft':
      return row.date <= today ? ['finish the draft', '/room'] : undefined;
    case 'with-headteacher':
      if (row.sent_to === actor.id) return ['check the record', '/accuracy-check'];
      return row.chairs && row.answers_due_on !== null && row.answers_due_on < today
        ? ['finalise without an answer', '/finalise']
        : undefined;
    case 'answered':
      return row.chairs ? ['decide on the answers', '/answers'] : undefined;
    case 'correcting':
      if (row.chairs || row.note_taker_id === actor.id) return ['finish the correction', '/room'];
      return row.unread ? ['read the final record', ''] : undefined;
    case 'final':
      return row.unread ? ['read the final record', ''] : undefined;
  }
}
