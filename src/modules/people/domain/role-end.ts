import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';

/** What ending a role turns on. */
export interface RoleStanding {
  readonly from: LocalDate;
  readonly until: LocalDate | undefined;
  /** For an administrator: whether another one holds the role on the day that this one ends. */
  readonly leavesAnAdministrator: boolean;
}

export type RoleEndProblem = 'ended-already' | 'before-it-began' | 'last-administrator';

/** Decides whether a role may end on the day. From that day on it gives no access. */
export function endOn(
  standing: RoleStanding,
  day: LocalDate,
  today: LocalDate,
): Result<LocalDate, Refusal<RoleEndProblem>> {
  if (standing.until !== undefined && standing.until <= today) {
    return refuse('ended-already', `The role ended on ${shortDate(standing.until)}`, 'until');
  }
  if (day < standing.from) {
    return refuse(
      'before-it-began',
      `The role began on ${shortDate(standing.from)}, so it cannot end before then`,
      'until',
    );
  }
  if (!standing.leavesAnAdministrator) {
    return refuse(
      'last-administrator',
      'Nobody would be administrator after that day. Give someone else the role first',
      'until',
    );
  }
  return ok(day);
}
