import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { MeetingId, PersonId } from '#kernel/ids.ts';
import { papersOwed } from '#modules/pre-reads/index.ts';
import { holdersOf } from '#modules/people/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { PreReadFacts } from '../domain/gap.ts';

interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
  readonly pack: PolicyPack;
}

/**
 * The required papers that are still to be sent for meetings to come; with `person`, those that they
 * owe, or chase as a clerk or because they chair the board.
 */
export async function preReadFacts(
  db: Db | Trx,
  asking: Asking,
  person: PersonId | undefined,
): Promise<PreReadFacts[]> {
  const chairs = await chairsOfMeetings(db, asking.today, person);
  const holders = await holdersOf(db, 'clerk', asking.today);
  const clerks = person === undefined ? holders : holders.filter((each) => each === person);
  // Whoever chases nothing is asked of what they owe alone.
  const chases = clerks.length > 0 || chairs.size > 0;
  const owed = await papersOwed(db, asking, chases ? undefined : person);
  return owed.flatMap((paper): PreReadFacts[] => {
    const { meetingId, meetingOn, dueOn, href, label, schoolName, owedBy } = paper;
    if (dueOn === undefined) return [];
    return [
      {
        meetingId,
        meetingOn,
        dueOn,
        href,
        label,
        school: schoolName,
        owedBy: owedBy.map(({ id }) => id),
        chasedBy: [...(chairs.get(meetingId) ?? []), ...clerks],
      },
    ];
  });
}

/** Who chairs the boards of the meetings to come, by meeting; with `person`, where it is that person. */
async function chairsOfMeetings(
  db: Db | Trx,
  today: LocalDate,
  person: PersonId | undefined,
): Promise<ReadonlyMap<MeetingId, PersonId[]>> {
  const rows = await db
    .selectFrom('meetings as m')
    .innerJoin('board_members as b', 'b.case_id', 'm.case_id')
    .select(['m.id', 'b.person_id'])
    .where('m.status', '=', 'planned')
    .where('m.date', '>=', today)
    .where('b.board_role', '=', 'chair')
    .where('b.from_date', '<=', today)
    .where(sql<boolean>`(b.until_date is null or b.until_date > ${today})`)
    .$if(person !== undefined, (query) =>
      query.where('b.person_id', '=', person ?? ('' as PersonId)),
    )
    .execute();
  const found = new Map<MeetingId, PersonId[]>();
  for (const { id, person_id: chair } of rows) found.set(id, [...(found.get(id) ?? []), chair]);
  return found;
}
