import { assertNever } from '#kernel/assert-never.ts';
import type { GradedInspection } from '#modules/inspections/index.ts';
import type { InspectionFact, InspectionReading } from '#policy-pack/index.ts';

/** Something that an inspection found, on which a reading turns. Grades as its framework has them. */
export type Finding =
  | { readonly of: 'overall'; readonly grade: Grade }
  | { readonly of: 'area'; readonly area: string; readonly grade: Grade }
  | { readonly of: 'category'; readonly category: string }
  | { readonly of: 'safeguarding'; readonly is: string };

/** 1 to 4, a word of the report card, or `insufficient-data` or `not-judged`. */
export type Grade = number | string;

/**
 * Reads an inspection in one of the policy pack's ways, in its own framework. Gives what it turned
 * on, or undefined where the inspection is of another framework or does not say so.
 */
export function readAs(
  inspection: GradedInspection,
  reading: InspectionReading,
): readonly Finding[] | undefined {
  if (!reading.frameworks.includes(inspection.framework)) return undefined;
  const findings: Finding[] = [];
  for (const fact of reading.all) {
    const found = find(inspection, fact);
    if (!found) return undefined;
    findings.push(...found);
  }
  return findings;
}

function find(inspection: GradedInspection, fact: InspectionFact): Finding[] | undefined {
  switch (fact.of) {
    case 'overall': {
      const grade = ('overall' in inspection ? inspection.overall : null) ?? 'not-judged';
      return fact.grades.includes(grade) ? [{ of: 'overall', grade }] : undefined;
    }
    case 'area': {
      const grade = judged(inspection).get(fact.area) ?? 'not-judged';
      return fact.grades.includes(grade) ? [{ of: 'area', area: fact.area, grade }] : undefined;
    }
    case 'any area':
    case 'no area': {
      const found = [...judged(inspection)]
        .filter(([area, grade]) => !fact.except.includes(area) && fact.grades.includes(grade))
        .map(([area, grade]): Finding => ({ of: 'area', area, grade }));
      if (fact.of === 'no area') return found.length === 0 ? [] : undefined;
      return found.length > 0 ? found : undefined;
    }
    case 'category': {
      const { category } = inspection;
      if ((category !== null) !== fact.any) return undefined;
      return category === null ? [] : [{ of: 'category', category }];
    }
    case 'safeguarding':
      return inspection.safeguarding === fact.is
        ? [{ of: 'safeguarding', is: fact.is }]
        : undefined;
    default:
      return assertNever(fact);
  }
}

function judged(inspection: GradedInspection): ReadonlyMap<string, Grade> {
  return new Map<string, Grade>(Object.entries(inspection.judgements));
}
