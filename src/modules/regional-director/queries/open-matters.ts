import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { eligibilitiesOf } from '#modules/eligibility/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { schoolsWithin } from '#modules/schools/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Assessment, Condition } from '../domain/assessment.ts';
import type { Concern } from '../domain/concern.ts';
import type { Ground } from '../domain/facts.ts';
import { missingFrom } from '../domain/missing.ts';
import type { Missing } from '../domain/missing.ts';
import { groundsIn, hasReligiousBody } from '../domain/school.ts';
import { proceedingsIn } from '../store.ts';

/** Everything of the Regional Director that is open, about the schools within reach. */
export interface OpenMatters {
  /** By name. */
  readonly assessments: readonly OpenAssessment[];
  /** By the day they are due; those without a day last. */
  readonly conditions: readonly OpenCondition[];
  /** The longest open first. */
  readonly concerns: readonly OpenConcern[];
  /** Maintained schools that a rule makes eligible today, and of which no assessment is open. */
  readonly eligible: readonly EligibleSchool[];
}

export interface NamedSchool {
  readonly urn: Urn;
  readonly name: string;
}

export interface OpenAssessment {
  readonly school: NamedSchool;
  readonly assessment: Assessment;
  readonly missing: readonly Missing[];
}

export interface OpenCondition {
  readonly school: NamedSchool;
  readonly condition: Condition;
}

export interface OpenConcern {
  readonly school: NamedSchool;
  readonly concern: Concern;
}

export interface EligibleSchool {
  readonly school: NamedSchool;
  readonly grounds: readonly Ground[];
}

export async function openMatters(
  db: Db,
  reach: Reach,
  asking: { readonly laCode: string; readonly today: LocalDate },
): Promise<OpenMatters> {
  const { laCode, today } = asking;
  const [rows, within, rules] = await Promise.all([
    openRows(db, reach, laCode),
    schoolsWithin(db, reach, asking),
    eligibilitiesOf(db, { laCode }, today),
  ]);
  const proceedings = await proceedingsIn(db, rows);
  const facts = new Map(rows.map((row) => [row.urn, row]));
  const flagged = new Map(rules.map(({ school, eligibility }) => [school.urn, eligibility]));
  const assessments: OpenAssessment[] = [];
  const concerns: OpenConcern[] = [];
  for (const proceeding of proceedings) {
    const row = facts.get(proceeding.urn);
    if (!row) continue;
    const school = { urn: row.urn, name: row.name };
    if (proceeding.kind === 'concern') {
      concerns.push({ school, concern: proceeding.concern });
      continue;
    }
    const { assessment } = proceeding;
    const standing = {
      religious: hasReligiousBody({
        diocese: row.diocese,
        religiousCharacter: row.religious_character,
      }),
      extraConsideration: flagged.get(row.urn)?.extraConsideration ?? false,
      typeName: row.type_name,
    };
    assessments.push({ school, assessment, missing: missingFrom(assessment, standing, today) });
  }
  const assessed = new Set(assessments.map(({ school }) => school.urn));
  return {
    assessments,
    conditions: assessments
      .flatMap(({ school, assessment }) =>
        assessment.conditions
          .filter(({ ended }) => ended === undefined)
          .map((condition) => ({ school, condition })),
      )
      .toSorted((a, b) => (dueOf(a) < dueOf(b) ? -1 : dueOf(a) > dueOf(b) ? 1 : 0)),
    concerns: concerns.toSorted((a, b) => (a.concern.raised.on < b.concern.raised.on ? -1 : 1)),
    eligible: within.flatMap((school) => {
      const found = flagged.get(school.urn);
      const grounds = found && school.maintained ? groundsIn(found) : [];
      return grounds.length === 0 || assessed.has(school.urn) ? [] : [{ school, grounds }];
    }),
  };
}

function dueOf({ condition }: OpenCondition): string {
  return condition.set.due ?? '9999-12-31';
}

/** Schools that have closed since are among them: what is open about them is still to be closed. */
function openRows(db: Db, reach: Reach, laCode: string) {
  return db
    .selectFrom('director_proceedings as d')
    .innerJoin('schools as s', 's.urn', 'd.urn')
    .select(['d.id', 'd.urn', 's.name', 's.type_name', 's.diocese', 's.religious_character'])
    .where('d.is_open', '=', true)
    .where(
      sql<boolean>`((${reach.authority} and s.la_code = ${laCode}) or s.urn = any(${reach.urns}::integer[]))`,
    )
    .orderBy(sql`s.search_name collate "C"`)
    .orderBy('d.began_on')
    .orderBy('d.id')
    .execute();
}
