import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Eligibility } from '#modules/eligibility/index.ts';
import type { School } from '#modules/schools/index.ts';
import type { Ground, Party, ProceedingKind } from './facts.ts';

/** What the rules ask of a school. */
export interface SchoolStanding {
  readonly urn: Urn;
  readonly name: string;
  readonly kind: 'maintained' | 'academy' | 'neither';
  readonly typeName: string;
  readonly open: boolean;
  /** Whether a religious body stands behind it, which may make representations. */
  readonly religious: boolean;
  /**
   * Whether "extra consideration will be given to identifying the most suitable course of action and
   * sponsor" (the authority’s policy): pupil referral units, alternative provision, special schools.
   */
  readonly extraConsideration: boolean;
}

export function standingOf(school: School, rules: Eligibility): SchoolStanding {
  const { urn, name, type, status } = school;
  return {
    urn,
    name,
    kind: school.maintained ? 'maintained' : type.family === 'academy' ? 'academy' : 'neither',
    typeName: type.name,
    open: status === 'open' || status === 'closing',
    religious: hasReligiousBody(school),
    extraConsideration: rules.extraConsideration,
  };
}

/** Whether the register names a diocese or a religious character. */
export function hasReligiousBody({
  diocese,
  religiousCharacter,
}: Pick<School, 'diocese' | 'religiousCharacter'>): boolean {
  return isNamed(diocese) || isNamed(religiousCharacter);
}

/** The register says in several ways that there is none. */
function isNamed(text: string | null): boolean {
  return (
    text !== null && !['', 'does not apply', 'none', 'not applicable'].includes(text.toLowerCase())
  );
}

/** What makes the school eligible, as the rules found; empty where nothing does. Never merged. */
export function groundsIn(rules: Eligibility): Ground[] {
  const findings = [
    ['category-of-concern', rules.categoryOfConcern],
    ['coasting', rules.coasting],
    ['stuck', rules.stuck],
  ] as const;
  return findings.flatMap(([fact, { holds, rule, reason }]) =>
    holds ? [{ fact, citation: rule?.citation ?? '', reason }] : [],
  );
}

/** The parties that may make representations about the school. */
export function partiesOf({ religious }: Pick<SchoolStanding, 'religious'>): Party[] {
  return ['governing-body', 'authority', ...(religious ? (['religious-body'] as const) : [])];
}

/** Whether the authority can begin this kind of proceeding about the school. */
export function mayBegin(
  kind: ProceedingKind,
  school: SchoolStanding,
  openAssessment: { readonly since: LocalDate } | undefined,
): Result<undefined> {
  if (kind === 'assessment' && school.kind !== 'maintained') {
    return refuse(
      'not-maintained',
      `${school.name} is not maintained by the authority (${school.typeName}). Raise a concern about an academy with the Regional Director instead.`,
    );
  }
  if (kind === 'concern' && school.kind !== 'academy') {
    return refuse(
      'no-academy',
      `${school.name} is no academy (${school.typeName}). Concerns are raised with the Regional Director about academies; for a maintained school, record an assessment.`,
    );
  }
  if (!school.open) {
    return refuse(
      'school-closed',
      `${school.name} is not open, so nothing can be opened about it.`,
    );
  }
  if (kind === 'assessment' && openAssessment) {
    return refuse(
      'already-open',
      `An assessment of ${school.name} is open already. Record what happens in it, or close it first.`,
    );
  }
  return ok(undefined);
}
