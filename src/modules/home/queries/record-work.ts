import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';

/** A record with something to be done about it, or newly shared. */
export interface RecordWork {
  readonly id: RecordId;
  readonly school: string;
  readonly form: string;
  /** The day of the meeting. */
  readonly date: LocalDate;
  readonly status: 'draft' | 'with-headteacher' | 'answered' | 'final' | 'correcting';
  readonly due: LocalDate | undefined;
  readonly version: number;
}

function base(db: Db) {
  return db
    .selectFrom('records as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select(['r.id', 's.name', 'r.form', 'm.date', 'r.status', 'r.answers_due_on'])
    .select('r.current_version');
}

/**
 * Records that wait for whoever holds this board's meetings: drafts of meetings that have begun,
 * answers to decide on, checks whose time has run out, corrections begun.
 */
export async function recordsForChair(
  db: Db,
  personId: PersonId,
  today: LocalDate,
): Promise<RecordWork[]> {
  const rows = await base(db)
    .where((eb) =>
      eb.or([
        eb('r.note_taker_id', '=', personId),
        eb.exists(
          eb
            .selectFrom('board_members as b')
            .select('b.id')
            .whereRef('b.case_id', '=', 'r.case_id')
            .where('b.person_id', '=', personId)
            .where('b.board_role', '=', 'chair')
            .where((or) => or.or([or('b.until_date', 'is', null), or('b.until_date', '>', today)])),
        ),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb.and([eb('r.status', '=', 'draft'), eb('m.date', '<=', today)]),
        eb('r.status', 'in', ['answered', 'correcting']),
        eb.and([eb('r.status', '=', 'with-headteacher'), eb('r.answers_due_on', '<', today)]),
      ]),
    )
    .orderBy('m.date')
    .execute();
  return rows.map(work);
}

/** Records that a headteacher has for an accuracy check. */
export async function recordsToCheck(db: Db, personId: PersonId): Promise<RecordWork[]> {
  const rows = await base(db)
    .where('r.status', '=', 'with-headteacher')
    .where('r.sent_to', '=', personId)
    .orderBy('r.answers_due_on')
    .execute();
  return rows.map(work);
}

/** Final records that were shared with a person and that they have not opened. */
export async function recordsToRead(db: Db, personId: PersonId): Promise<RecordWork[]> {
  const rows = await base(db)
    .innerJoin('record_shares as h', (join) =>
      join.onRef('h.record_id', '=', 'r.id').onRef('h.version', '=', 'r.current_version'),
    )
    .where('h.person_id', '=', personId)
    .where('h.first_opened_at', 'is', null)
    .orderBy('h.shared_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(work);
}

function work(row: {
  id: RecordId;
  name: string;
  form: string;
  date: LocalDate;
  status: RecordWork['status'];
  answers_due_on: LocalDate | null;
  current_version: number;
}): RecordWork {
  return {
    id: row.id,
    school: row.name,
    form: row.form,
    date: row.date,
    status: row.status,
    due: row.answers_due_on ?? undefined,
    version: row.current_version,
  };
}
