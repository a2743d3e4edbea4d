import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { histories, inspectionsMadeOf, isGraded } from '#modules/inspections/index.ts';
import type { GradedInspection, Inspection } from '#modules/inspections/index.ts';
import { allPredecessors, predecessorsOf, stateFundedTypeCodes } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { eligibilityAsAt } from '../domain/eligibility.ts';
import type { Eligibility, PredecessorHistory, SchoolHistory } from '../domain/finding.ts';

/** What the national rules say of a school as at a day; undefined for one that is not in the register. */
export async function eligibilityOf(
  db: Db | Trx,
  urn: Urn,
  asAt: LocalDate,
): Promise<Eligibility | undefined> {
  const [school] = await schoolsOf(db, sql`s.urn = ${urn}`);
  if (!school) return undefined;
  const graded = gradedIn((await histories(db, [urn])).get(urn));
  const links = isSingle(graded, asAt) ? await predecessorsOf(db, urn) : [];
  const made = await inspectionsMadeOf(
    db,
    links.map((link) => link.urn),
  );
  const predecessors = links.map((link) => ({
    urn: link.urn,
    name: link.name,
    graded: gradedIn(made.get(link.urn)),
  }));
  return eligibilityAsAt({ ...school, graded, predecessors }, asAt);
}

/** Whose schools: of all England, or of one local authority. */
export type EligibilitiesOf = 'all' | { readonly laCode: string };

export interface SchoolEligibility {
  readonly school: EligibleSchool;
  /** Newest first, ungraded ones too: what was looked at, and more. */
  readonly history: readonly Inspection[];
  readonly eligibility: Eligibility;
}

/**
 * The same for every state-funded school that was open on the day or has opened since, in the order
 * of their URNs. Set-based: all of England is some 22,000 schools.
 */
export async function eligibilitiesOf(
  db: Db | Trx,
  of: EligibilitiesOf,
  asAt: LocalDate,
): Promise<SchoolEligibility[]> {
  const whose = of === 'all' ? sql`true` : sql`s.la_code = ${of.laCode}`;
  const wasOpen = sql`(s.status in ('open', 'closing')
    or (s.status = 'closed' and s.closed_on > ${asAt}))`;
  const stateFunded = sql`s.type_code = any(${stateFundedTypeCodes})`;
  const [schools, told] = await Promise.all([
    schoolsOf(db, sql`${whose} and ${wasOpen} and ${stateFunded}`),
    histories(db, of),
  ]);
  const graded = new Map(schools.map(({ urn }) => [urn, gradedIn(told.get(urn))]));
  const single = schools
    .filter(({ urn }) => isSingle(graded.get(urn) ?? [], asAt))
    .map(({ urn }) => urn);
  const predecessors = await predecessorsOfMany(db, single);
  return schools.map((school) => ({
    school,
    history: told.get(school.urn) ?? [],
    eligibility: eligibilityAsAt(
      {
        ...school,
        graded: graded.get(school.urn) ?? [],
        predecessors: predecessors.get(school.urn) ?? [],
      },
      asAt,
    ),
  }));
}

/** Whether there was a single inspection by then: what came later must not change the answer. */
function isSingle(graded: readonly GradedInspection[], asAt: LocalDate): boolean {
  return graded.filter(({ firstDay }) => firstDay <= asAt).length === 1;
}

export type EligibleSchool = Pick<SchoolHistory, 'urn' | 'type'> & { readonly name: string };

async function schoolsOf(
  db: Db | Trx,
  condition: ReturnType<typeof sql>,
): Promise<EligibleSchool[]> {
  const { rows } = await sql<{ urn: Urn; name: string; type_code: string; type_name: string }>`
    select s.urn, s.name, s.type_code, s.type_name from schools as s
    where ${condition} order by s.urn
  `.execute(db);
  return rows.map(({ urn, name, type_code: code, type_name: typeName }) => ({
    urn,
    name,
    type: { code, name: typeName },
  }));
}

/** The predecessors of the schools whose own history has a single inspection: no others are asked about. */
async function predecessorsOfMany(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly PredecessorHistory[]>> {
  if (urns.length === 0) return new Map();
  const links = await allPredecessors(db);
  const asked = urns.flatMap((urn) => links.get(urn) ?? []);
  const made = await inspectionsMadeOf(db, asked);
  return new Map(
    urns.map((urn) => [
      urn,
      (links.get(urn) ?? []).map((predecessor) => {
        const inspections = made.get(predecessor) ?? [];
        const named = inspections.find(({ predecessor: at }) => at?.urn === predecessor);
        return {
          urn: predecessor,
          name: named?.predecessor?.name ?? null,
          graded: gradedIn(inspections),
        };
      }),
    ]),
  );
}

function gradedIn(history: readonly Inspection[] | undefined): readonly GradedInspection[] {
  return history?.filter(isGraded) ?? [];
}
