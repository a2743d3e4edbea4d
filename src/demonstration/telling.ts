import { instantOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { ActionId, CaseId, MeetingId, PersonId } from '#kernel/ids.ts';
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

/** The id of a case's meeting by its place in time, from 0. */
export async function meetingAt(db: Db, caseId: CaseId, index: number): Promise<MeetingId> {
  const row = await db
    .selectFrom('meetings')
    .select('id')
    .where('case_id', '=', caseId)
    .orderBy('date')
    .offset(index)
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.id;
}
