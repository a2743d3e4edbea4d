import { yearsAfter } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import type { Reach } from '#modules/people/index.ts';
import { schoolsWithin } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { FocusFact } from '../domain/focus.ts';
import { focusFacts } from '../store.ts';
import { pastFocus } from './past-focus.ts';
import type { PastFocus } from './past-focus.ts';
import { namesOf } from './rounds.ts';

/** A school that is a network focus school in a year, or was in the year before. */
export interface FocusListed {
  readonly urn: Urn;
  readonly name: string;
  /** The fact of the year, while it counts. */
  readonly focus: FocusFact | undefined;
  /** Who decided that. */
  readonly decidedBy: string;
  /** What is known of the year before. */
  readonly before: PastFocus;
}

export interface FocusList {
  /** By name, schools without a network last; only networks with such a school. */
  readonly networks: readonly {
    readonly name: string | undefined;
    readonly schools: readonly FocusListed[];
  }[];
  /** Every year of which something is known, the newest first. */
  readonly years: readonly AcademicYear[];
}

/** The network focus schools of a year within reach, by the network that they are in today. */
export async function focusList(
  db: Db,
  reach: Reach,
  asking: { readonly laCode: string; readonly today: LocalDate },
  year: AcademicYear,
): Promise<FocusList> {
  const [schools, facts] = await Promise.all([
    schoolsWithin(db, reach, asking),
    focusFacts(db, {}),
  ]);
  const now = new Map(
    facts
      .filter((fact) => fact.year === year && fact.kind === 'focus')
      .map((fact) => [fact.urn, fact]),
  );
  const before = await pastFocus(
    db,
    schools.map(({ urn }) => urn),
    yearsAfter(year, -1),
  );
  const names = await namesOf(db, [...new Set(facts.map(({ decidedBy }) => decidedBy))]);
  const decider = (id: PersonId | undefined) => (id && names.get(id)) ?? '';
  const listed = schools.filter(({ urn }) => now.has(urn) || typeof before.get(urn) === 'object');
  const networks = Map.groupBy(listed, ({ network }) => network);
  const within = new Set(schools.map(({ urn }) => urn));
  return {
    networks: [...networks].map(([name, members]) => ({
      name,
      schools: members.map((school) => {
        const focus = now.get(school.urn);
        return {
          urn: school.urn,
          name: school.name,
          focus,
          decidedBy: decider(focus?.decidedBy),
          before: before.get(school.urn) ?? 'not-recorded',
        };
      }),
    })),
    years: [...new Set(facts.filter(({ urn }) => within.has(urn)).map((fact) => fact.year))],
  };
}

/** Everything decided about the network focus of a school: the newest year first, in it the newest first. */
export async function focusHistory(
  db: Db,
  urn: Urn,
): Promise<readonly (FocusFact & { readonly decidedByName: string })[]> {
  const facts = await focusFacts(db, { urns: [urn], history: true });
  const names = await namesOf(db, [...new Set(facts.map(({ decidedBy }) => decidedBy))]);
  return facts.map((fact) => ({ ...fact, decidedByName: names.get(fact.decidedBy) ?? '' }));
}
