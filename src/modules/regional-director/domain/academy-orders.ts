import { addDays, date, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';

/** What the law says, for a while, of academy orders for schools in a category of concern. */
export interface AcademyOrderRule {
  readonly nature: 'duty' | 'power';
  /** The first day; undefined for a rule that began before the product’s data do. */
  readonly from: LocalDate | undefined;
  /** The last day; undefined while it stands. */
  readonly until: LocalDate | undefined;
  /** "until 28 June 2026": names the edition of the rule. */
  readonly edition: string;
}

const powerFrom = date('2026-06-29');
const lastOfDuty = addDays(powerFrom, -1);

/** The editions of the rule, oldest first: each stands where the one before ends. */
export const academyOrderRules: readonly AcademyOrderRule[] = [
  {
    nature: 'duty',
    from: undefined,
    until: lastOfDuty,
    edition: `until ${shortDate(lastOfDuty)}`,
  },
  {
    nature: 'power',
    from: powerFrom,
    until: undefined,
    edition: `from ${shortDate(powerFrom)}`,
  },
];

/** The rule that stands on a day. */
export function academyOrderRuleOn(day: LocalDate): AcademyOrderRule {
  const found = academyOrderRules.find(
    ({ from, until }) =>
      (from === undefined || from <= day) && (until === undefined || day <= until),
  );
  if (!found) throw new Error(`No rule on academy orders stands on ${day}.`);
  return found;
}

/** The rule in a sentence. */
export function academyOrderSentence({ nature, edition }: AcademyOrderRule): string {
  return nature === 'duty'
    ? `An academy order is a duty of the Secretary of State for a school in a category of concern (rule in force ${edition}).`
    : `An academy order is a power of the Secretary of State for a school in a category of concern, no longer a duty (rule in force ${edition}).`;
}
