import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, MeetingId, Urn } from '#kernel/ids.ts';
import { meetingFilesOf } from '#modules/meetings/index.ts';
import { formOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { PreviousMeeting } from '../domain/papers.ts';

/** A meeting whose predecessor is wanted. */
interface Following {
  readonly id: MeetingId;
  readonly case_id: CaseId;
  readonly urn: Urn;
  readonly date: LocalDate;
  readonly process: string;
}

/** The meeting before each of these, by their ids. */
export async function previousMeetings(
  db: Db | Trx,
  meetings: readonly Following[],
  pack: PolicyPack,
): Promise<ReadonlyMap<MeetingId, PreviousMeeting>> {
  const held = await heldMeetings(
    db,
    meetings.map(({ urn }) => urn),
  );
  const before = new Map(
    meetings.flatMap((meeting) => {
      const found = meetingBefore(meeting, held.get(meeting.urn) ?? [], pack);
      return found ? [[meeting.id, found] as const] : [];
    }),
  );
  const originals = await meetingFilesOf(
    db,
    [...before.values()].flatMap(({ id, taken_on: isTakenOn }) => (isTakenOn ? [id] : [])),
  );
  return new Map(
    [...before].map(([following, { id, date, version, taken_on: isTakenOn }]) => {
      const record: PreviousMeeting['record'] = isTakenOn
        ? { kind: 'originals', files: originals.get(id) ?? [] }
        : version > 0
          ? { kind: 'final', version }
          : { kind: 'not-final' };
      return [following, { meetingId: id, on: date, record }];
    }),
  );
}

interface HeldMeeting {
  readonly id: MeetingId;
  readonly case_id: CaseId;
  readonly urn: Urn;
  readonly form: string;
  readonly date: LocalDate;
  readonly taken_on: boolean;
  /** The newest final one of its record; 0 where there is none. */
  readonly version: number;
}

/** The meetings that the schools have held, newest first. */
async function heldMeetings(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly HeldMeeting[]>> {
  if (urns.length === 0) return new Map();
  const rows = await db
    .selectFrom('meetings as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .leftJoin('records as r', 'r.meeting_id', 'm.id')
    .select(['m.id', 'm.case_id', 'c.urn', 'm.form', 'm.date', 'm.taken_on'])
    .select(sql<number>`coalesce(r.current_version, 0)`.as('version'))
    .where('m.status', '=', 'held')
    .where('c.urn', 'in', [...new Set(urns)])
    .orderBy('m.date', 'desc')
    .orderBy('m.time', 'desc')
    .execute();
  return Map.groupBy(rows, ({ urn }) => urn);
}

/**
 * The meeting before this one in its case. The first of a process that follows on from another takes
 * the last one there: the exit meeting, before the first Progress Check-In.
 */
function meetingBefore(
  { id, case_id: caseId, date, process }: Following,
  held: readonly HeldMeeting[],
  pack: PolicyPack,
): HeldMeeting | undefined {
  const before = held.filter((each) => each.id !== id && each.date <= date);
  const inCase = before.find((each) => each.case_id === caseId);
  const [latest] = before;
  return inCase ?? (latest && leadsTo(pack, latest.form, process) ? latest : undefined);
}

function leadsTo(pack: PolicyPack, form: string, process: string): boolean {
  return formOf(pack, form).outcomes.some(
    (outcome) => outcome.leadsTo.kind === 'process' && outcome.leadsTo.process === process,
  );
}
