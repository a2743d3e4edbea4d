import type { AcademicYear } from '#kernel/academic-year.ts';
import { dateOf } from '#kernel/dates.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { reasonLabels } from '../domain/reasons.ts';
import type { Reasons } from '../domain/reasons.ts';
import { choiceNames } from '../domain/round.ts';
import type { Round, RoundSchool } from '../domain/round.ts';
import type { RoundContext } from './round-context.ts';

/** The column that holds days. */
export const decidedOn = 'Decided on';

export function exportColumns(before: AcademicYear, year: AcademicYear): string[] {
  return [
    'Network',
    'URN',
    'School',
    `Network focus school in ${before}`,
    `Reasons in ${before}`,
    'Suggested reasons',
    'Evidence, with source',
    `Decision for ${year}`,
    `Reasons in ${year}`,
    'Rationale',
    'Decided by',
    decidedOn,
  ];
}

const pastWords = { 'not-focus': 'No', 'not-recorded': 'Nothing recorded' } as const;

/** The schools of a round, a row each, in its order. */
export function exportRows(
  { schools }: { readonly round: Round; readonly schools: readonly RoundSchool[] },
  { evidence, before }: RoundContext,
  { categorisation }: PolicyPack,
): (string | number)[][] {
  const labels = (reasons: Reasons) => reasonLabels(reasons, categorisation.reasons).join('; ');
  return schools.map(({ urn, name, network, decision }) => {
    const found = evidence.get(urn) ?? [];
    const past = before.get(urn) ?? 'not-recorded';
    const reasons = [...new Set(found.map(({ reason }) => reason))];
    return [
      network?.name ?? '',
      urn,
      name,
      typeof past === 'object' ? 'Yes' : pastWords[past],
      typeof past === 'object' ? labels(past) : '',
      labels({ reasons, stated: '' }),
      found.map(({ sentence, source }) => `${sentence} (${source})`).join('; '),
      decision ? choiceNames[decision.choice.kind] : 'Not decided',
      decision?.choice.kind === 'focus' ? labels(decision.choice) : '',
      decision?.rationale ?? '',
      decision?.by.name ?? '',
      decision ? dateOf(decision.at) : '',
    ];
  });
}
