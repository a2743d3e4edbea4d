import { instantOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { ActionId, CaseId, MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import type { Cast } from './cast.ts';
import type { Step } from './stage.ts';
import type { Story } from './story.ts';
import type { Timeline } from './timeline.ts';

/** One story being told: what its commands have made so far, for those that come after. */
export interface Telling {
  readonly story: Story;
  readonly cast: Cast;
  readonly timeline: Timeline;
  readonly today: LocalDate;
  readonly pack: PolicyPack;
  readonly caseId: CaseId;
  members: readonly BoardMember[];
  /** By the meeting's place in time, from 0. */
  readonly meetingIds: Map<number, MeetingId>;
  readonly recordIds: Map<number, RecordId>;
  /** By meeting: the id of each of its actions, in its order. */
  readonly actions: readonly (readonly ActionId[])[];
}

/** Makes steps of one person in the story. */
export function stepBy(telling: Telling, by: PersonId) {
  return (
    day: LocalDate,
    time: string,
    what: string,
    run: (work: Work) => Promise<Result<unknown>>,
  ): Step => ({
    at: instantOf(day, time as LocalTime),
    by,
    what: `${telling.story.school}, ${day}, ${what}`,
    run,
  });
}

/** The id of a meeting by its place in time, from 0. Asked once it has been planned. */
export async function meetingAt(db: Db, telling: Telling, index: number): Promise<MeetingId> {
  const known = telling.meetingIds.get(index);
  if (known) return known;
  const { id } = await db
    .selectFrom('meetings')
    .select('id')
    .where('case_id', '=', telling.caseId)
    .orderBy('date')
    .offset(index)
    .limit(1)
    .executeTakeFirstOrThrow();
  telling.meetingIds.set(index, id);
  return id;
}

/** The id of a meeting's record. Asked once it has been opened. */
export async function recordAt(db: Db, telling: Telling, index: number): Promise<RecordId> {
  const known = telling.recordIds.get(index);
  if (known) return known;
  const { id } = await db
    .selectFrom('records')
    .select('id')
    .where('meeting_id', '=', await meetingAt(db, telling, index))
    .executeTakeFirstOrThrow();
  telling.recordIds.set(index, id);
  return id;
}
