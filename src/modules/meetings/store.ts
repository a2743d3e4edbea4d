import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded, CaseId, MeetingId, PersonId } from '#kernel/ids.ts';
import { findCase, lockCase } from '#modules/cases/index.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';
import type { Selectable } from 'kysely';
import type { Meeting, Venue } from './domain/meeting.ts';

/** A meeting with its case and what access turns on. */
export interface MeetingMatter extends CaseMatter {
  readonly meetingId: MeetingId;
  readonly meeting: Meeting;
}

/** Someone who comes to one meeting, or to parts of it. */
export interface OtherAttendee {
  readonly id: string;
  readonly personId: PersonId | undefined;
  readonly name: string;
  readonly capacity: string;
  /** Keys of the form's sections; empty means the whole meeting. */
  readonly parts: readonly string[];
  /** The membership for which they stand in at this meeting. */
  readonly standsInFor: string | undefined;
}

interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
}

/** The meeting with the facts that access turns on. Inside a transaction, `lock` holds its case and its row. */
export async function findMeeting(
  db: Db | Trx,
  id: MeetingId,
  asking: Asking,
  options: { readonly lock?: boolean } = {},
): Promise<MeetingMatter | undefined> {
  let query = db.selectFrom('meetings').selectAll().where('id', '=', id);
  if (options.lock === true) {
    const meeting = await query.clearSelect().select('case_id').executeTakeFirst();
    if (meeting) await lockCase(db, meeting.case_id);
    query = query.forUpdate();
  }
  const row = await query.executeTakeFirst();
  const found = row && (await findCase(db, row.case_id, asking));
  return found && { ...found, meetingId: row.id, meeting: meetingOf(row) };
}

/** The meetings of a case, newest first. */
export async function meetingsOf(db: Db | Trx, caseId: CaseId): Promise<Meeting[]> {
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('date', 'desc')
    .orderBy('time', 'desc')
    .execute();
  return rows.map(meetingOf);
}

/** The last meeting of a case that was held, where its record has not been final yet. */
export async function unsettledMeeting(db: Db | Trx, caseId: CaseId): Promise<Meeting | undefined> {
  const row = await db
    .selectFrom('meetings as m')
    .leftJoin('records as r', 'r.meeting_id', 'm.id')
    .selectAll('m')
    .select(['r.current_version'])
    .where('m.case_id', '=', caseId)
    .where('m.status', '=', 'held')
    .orderBy('m.date', 'desc')
    .orderBy('m.time', 'desc')
    .limit(1)
    .executeTakeFirst();
  // One that was held before its case was taken on has no record here.
  return row?.current_version === 0 ? meetingOf(row) : undefined;
}

export function venueColumns(venue: Venue) {
  return {
    venue_kind: venue.kind,
    venue_detail: venue.kind === 'school' ? '' : venue.detail,
    venue_reason: venue.kind === 'elsewhere' ? venue.reason : '',
  };
}

/** The columns of a meeting that may change. */
function columns(meeting: Meeting) {
  const { venue } = meeting;
  return {
    form: meeting.form,
    status: meeting.status,
    date: meeting.date,
    time: meeting.time,
    minutes: meeting.minutes,
    ...venueColumns(venue),
    change_reason: meeting.reason,
    invitation_sequence: meeting.sequence,
    version: meeting.version,
    set_by_meeting: meeting.setBy?.meeting ?? null,
    set_by_outcome: meeting.setBy?.outcome ?? '',
  };
}

/** Who changes something, and when. */
export interface Doing {
  readonly at: Date;
  readonly by: { readonly id: PersonId; readonly name: string };
}

export async function insertMeeting(trx: Trx, meeting: Meeting, doing: Doing): Promise<void> {
  await trx
    .insertInto('meetings')
    .values({
      id: meeting.id,
      case_id: meeting.caseId,
      invited_at: null,
      taken_on: meeting.takenOn,
      ...columns(meeting),
    })
    .execute();
  await appendChange(trx, meeting, doing);
}

/** Saves a meeting that has changed, and adds to its history how it then stands. Its row is locked. */
export async function updateMeeting(trx: Trx, meeting: Meeting, doing: Doing): Promise<void> {
  await trx.updateTable('meetings').set(columns(meeting)).where('id', '=', meeting.id).execute();
  await appendChange(trx, meeting, doing);
}

/** Counts a message about the meeting that only one person gets; the meeting itself has not changed. */
export async function countMessage(trx: Trx, { id, sequence }: Meeting): Promise<void> {
  await trx
    .updateTable('meetings')
    .set({ invitation_sequence: sequence })
    .where('id', '=', id)
    .execute();
}

async function appendChange(trx: Trx, meeting: Meeting, { at, by }: Doing): Promise<void> {
  const { id, status, date, time, reason } = meeting;
  const last = await trx
    .selectFrom('meeting_changes')
    .select('position')
    .where('meeting_id', '=', id)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  await trx
    .insertInto('meeting_changes')
    .values({
      id: newId<Branded<string, 'MeetingChangeId'>>(),
      meeting_id: id,
      position: (last?.position ?? 0) + 1,
      status,
      date,
      time,
      reason: status === 'held' ? '' : reason,
      at,
      by_id: by.id,
      by_name: by.name,
    })
    .execute();
}

/** How a meeting stood after something happened to it. */
export interface MeetingChange extends Pick<Meeting, 'status' | 'date' | 'time' | 'reason'> {
  readonly at: Date;
  readonly by: string;
}

/** What happened to the meetings of a case, in order, by meeting. */
export async function meetingChangesOf(
  db: Db | Trx,
  ids: readonly MeetingId[],
): Promise<ReadonlyMap<MeetingId, MeetingChange[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('meeting_changes')
    .selectAll()
    .where('meeting_id', 'in', [...ids])
    .orderBy('meeting_id')
    .orderBy('position')
    .execute();
  const grouped = Map.groupBy(rows, ({ meeting_id: id }) => id);
  return new Map(
    [...grouped].map(([id, own]) => [
      id,
      own.map(({ status, date, time, reason, at, by_name: by }) => ({
        status,
        date,
        time,
        reason,
        at,
        by,
      })),
    ]),
  );
}

export async function otherAttendeesOf(
  db: Db | Trx,
  meetingId: MeetingId,
): Promise<OtherAttendee[]> {
  const rows = await db
    .selectFrom('other_attendees')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id ?? undefined,
    name: row.name,
    capacity: row.capacity,
    parts: row.parts,
    standsInFor: row.stands_in_for ?? undefined,
  }));
}

function meetingOf(row: Selectable<Database['meetings']>): Meeting {
  return {
    id: row.id,
    caseId: row.case_id,
    form: row.form,
    status: row.status,
    date: row.date,
    time: row.time,
    minutes: row.minutes,
    venue: venueOf(row),
    reason: row.change_reason,
    sequence: row.invitation_sequence,
    version: row.version,
    setBy:
      row.set_by_meeting === null
        ? undefined
        : { meeting: row.set_by_meeting, outcome: row.set_by_outcome },
    takenOn: row.taken_on,
  };
}

export function venueOf(row: {
  venue_kind: Venue['kind'];
  venue_detail: string;
  venue_reason: string;
}): Venue {
  switch (row.venue_kind) {
    case 'school':
      return { kind: 'school' };
    case 'elsewhere':
      return { kind: 'elsewhere', detail: row.venue_detail, reason: row.venue_reason };
    case 'teams':
    case 'hybrid':
      return { kind: row.venue_kind, detail: row.venue_detail };
  }
}

export async function insertAttendee(
  trx: Trx,
  meetingId: MeetingId,
  attendee: OtherAttendee,
): Promise<void> {
  await trx
    .insertInto('other_attendees')
    .values({
      id: attendee.id,
      meeting_id: meetingId,
      person_id: attendee.personId ?? null,
      name: attendee.name,
      capacity: attendee.capacity,
      parts: [...attendee.parts],
      stands_in_for: attendee.standsInFor ?? null,
    })
    .execute();
}

export async function deleteAttendee(trx: Trx, id: string): Promise<void> {
  await trx.deleteFrom('other_attendees').where('id', '=', id).execute();
}

export async function noteInvited(trx: Trx, id: MeetingId, at: Date): Promise<void> {
  await trx.updateTable('meetings').set({ invited_at: at }).where('id', '=', id).execute();
}
