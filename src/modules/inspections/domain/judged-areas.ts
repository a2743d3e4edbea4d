import { areaChoices, gradesOf, safeguardingsOf } from './entered.ts';
import type { Framework } from './frameworks.ts';
import { safeguardingNames } from './inspection.ts';

/** A grade by its key and name; `place` is 1 for the best, null where it has no place on the scale. */
export interface JudgedGrade {
  readonly key: string;
  readonly name: string;
  readonly place: number | null;
}

export interface JudgedArea {
  readonly key: string;
  readonly name: string;
  readonly grades: readonly JudgedGrade[];
  /** Areas that only some schools have. */
  readonly only: 'early years' | 'sixth form' | undefined;
}

/** What a framework judges, in words: to be judged by whoever does it under that framework alone. */
export interface JudgedFramework {
  readonly id: string;
  readonly name: string;
  /** How many places its scale has. */
  readonly places: number;
  readonly areas: readonly JudgedArea[];
}

/** The areas of a framework with its grades; overall effectiveness and safeguarding where it judges them. */
export function judgedUnder(framework: Framework): JudgedFramework {
  const grades = gradesOf(framework)
    .filter(([key]) => key !== 'insufficient-data')
    .map(([key, name], at): JudgedGrade => ({ key, name, place: at + 1 }));
  const safeguardings = safeguardingsOf(framework.id).map((key): JudgedGrade => ({
    key,
    name: safeguardingNames[key],
    place: null,
  }));
  return {
    id: framework.id,
    name: framework.name,
    places: grades.length,
    areas: [
      ...(framework.overall
        ? [{ key: 'overall', name: 'Overall effectiveness', grades, only: undefined }]
        : []),
      ...areaChoices(framework).map(([key, name]) => ({ key, name, grades, only: onlyFor[key] })),
      ...(safeguardings.length === 0
        ? []
        : [
            {
              key: 'safeguarding',
              name: 'Safeguarding',
              grades: safeguardings,
              only: undefined,
            },
          ]),
    ],
  };
}

const onlyFor: Readonly<Record<string, JudgedArea['only']>> = {
  'early-years': 'early years',
  'sixth-form': 'sixth form',
  'post-16': 'sixth form',
};
