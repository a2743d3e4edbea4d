import { dateOf, parseLocalDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { earlyWarningsOf } from '#modules/early-warning/index.ts';
import type { SchoolWarnings } from '#modules/early-warning/index.ts';
import { isFlagged } from '#modules/eligibility/index.ts';
import type { EligibilitiesOf, SchoolEligibility } from '#modules/eligibility/index.ts';
import { counted } from '#modules/schools/index.ts';
import { loadAuthority } from '#web/authority.ts';
import { isSet, textOption } from '../command.ts';
import type { CommandLine, Run, Tools } from '../command.ts';

/** `eligibility --as-at DAY [--authority CODE | --all]`: of the installation’s own authority unless told. */
export const runEligibility: Run = async (_word, line, tools) => {
  const asAt = dayOf(line, tools);
  if (!asAt.ok) return asAt;
  const of = await whose(line, tools);
  if (!of.ok) return of;
  const { db } = await tools.database();
  const found = await earlyWarningsOf(db, of.value, asAt.value);
  return ok({ data: found.map(jsonOf), lines: linesOf(found, asAt.value) });
};

function dayOf(line: CommandLine, { clock }: Tools): Result<LocalDate> {
  const typed = textOption(line, 'as-at');
  if (typed === '') return ok(dateOf(clock.now()));
  const day = parseLocalDate(typed);
  return day === undefined
    ? refuse('as-at', `“${typed}” is not a date. Write it as 2026-11-30.`)
    : ok(day);
}

async function whose(line: CommandLine, tools: Tools): Promise<Result<EligibilitiesOf>> {
  const code = textOption(line, 'authority');
  if (isSet(line, 'all')) {
    return code === '' ? ok('all') : refuse('usage', 'Give either --authority or --all, not both.');
  }
  if (code === '') {
    const { db } = await tools.database();
    return ok({ laCode: (await loadAuthority(db)).laCode });
  }
  return /^\d{3}$/.test(code)
    ? ok({ laCode: code })
    : refuse(
        'authority',
        `“${code}” is not the code of a local authority: it has three figures, like 331.`,
      );
}

/** One school, in the form that other programs read. */
function jsonOf({ eligibility, warnings }: SchoolWarnings) {
  const { urn, asAt, exempt, categoryOfConcern, coasting, stuck } = eligibility;
  const findings = [categoryOfConcern, coasting, stuck];
  const used = new Map(
    findings.flatMap(({ inspections }) => inspections).map((each) => [each.number, each]),
  );
  return {
    urn,
    as_at: asAt,
    category_of_concern: categoryOfConcern.holds,
    coasting: coasting.holds,
    coasting_rule: coasting.holds ? (coasting.rule?.id ?? null) : null,
    coasting_entry: coasting.entry,
    exempt,
    stuck: stuck.holds,
    early_warning: warnings.map(({ sentence, source }) => `${sentence} Source: ${source}.`),
    reason: findings.map(({ reason }) => reason).join(' '),
    inspections: [...used.values()]
      .toSorted((a, b) => (a.firstDay < b.firstDay ? 1 : -1))
      .map(({ firstDay, framework, predecessor }) => ({
        start: firstDay,
        framework,
        urn_at_inspection: predecessor?.urn ?? urn,
      })),
  };
}

function linesOf(found: readonly SchoolWarnings[], asAt: LocalDate): string[] {
  const count = (asks: (each: SchoolEligibility) => boolean) =>
    found.filter(asks).length.toLocaleString('en-GB');
  const flagged = found
    .filter(({ eligibility }) => isFlagged(eligibility))
    .map(({ school, eligibility }) => {
      const rules = [
        eligibility.categoryOfConcern.holds && 'category of concern',
        eligibility.coasting.holds && 'coasting',
        eligibility.stuck.holds && 'stuck',
      ];
      return `${school.urn} ${school.name}: ${rules.filter((rule) => rule !== false).join(', ')}`;
    });
  return [
    `${counted(found.length, 'school')}, as at ${shortDate(asAt)}.`,
    `In a category of concern: ${count(({ eligibility }) => eligibility.categoryOfConcern.holds)}.`,
    `Not making necessary improvements (coasting): ${count(({ eligibility }) => eligibility.coasting.holds)}.`,
    `Stuck, by the policy of the Department for Education: ${count(({ eligibility }) => eligibility.stuck.holds)}.`,
    `With a reason to be looked at early: ${found.filter(({ warnings }) => warnings.length > 0).length.toLocaleString('en-GB')}.`,
    `Exempt from the rule on coasting: ${count(({ eligibility }) => eligibility.exempt !== null)}.`,
    ...flagged,
  ];
}
