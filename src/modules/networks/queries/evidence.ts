import { sql } from 'kysely';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { RoundId, Urn } from '#kernel/ids.ts';
import { openShownConcerns } from '#modules/concerns/index.ts';
import type { Concern } from '#modules/concerns/index.ts';
import { belowGood, histories, isGraded } from '#modules/inspections/index.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import { concernKinds, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import { suggest } from '../domain/evidence.ts';
import type {
  Evidence,
  FocusFacts,
  HeadRole,
  LowInspection,
  RecordedConcern,
} from '../domain/evidence.ts';
import type { RoundSchool } from '../domain/round.ts';
import { schoolsOfRound } from '../store.ts';

/** What suggests network focus of these schools in a year. A school of which nothing does has an empty list. */
export async function evidenceFor(
  db: Db | Trx,
  urns: readonly Urn[],
  asking: { readonly today: LocalDate; readonly year: AcademicYear; readonly pack: PolicyPack },
): Promise<ReadonlyMap<Urn, readonly Evidence[]>> {
  const { pack, today, year } = asking;
  const { categorisation } = pack;
  // One after another: within a transaction there is one connection, which takes one query at a time.
  const heads = await headsOf(db, urns);
  const inspections = await histories(db, urns);
  const processes = await openProcesses(db, urns, pack);
  const concerns = await openShownConcerns(db, urns);
  return new Map(
    urns.map((urn) => {
      const facts: FocusFacts = {
        heads: heads.get(urn) ?? [],
        inspection: lowInspection(inspections.get(urn) ?? []),
        openProcess: processes.get(urn),
        concerns: (concerns.get(urn) ?? []).flatMap((concern) => recorded(concern, pack)),
      };
      return [urn, suggest(facts, { today, year, categorisation })];
    }),
  );
}

/** What a concern says in favour of network focus: its kind, day and source, and not its words. */
function recorded(concern: Concern, pack: PolicyPack): RecordedConcern[] {
  const { kind, ofDate: on, source, author } = concern;
  const label = concernKinds(pack).find(({ key }) => key === kind)?.label ?? kind;
  return pack.categorisation.concerns
    .filter((each) => each.concern === kind)
    .map(({ says }) => ({
      kind: says,
      on,
      sentence: `Concern of ${shortDate(on)}: ${label}`,
      source: `${source}, recorded by ${author.name}`,
    }));
}

function lowInspection(history: readonly Inspection[]): LowInspection | undefined {
  const inspection = history.find(isGraded);
  const judgements = inspection ? belowGood(inspection) : [];
  return inspection && judgements.length > 0 ? { inspection, judgements } : undefined;
}

/** The schools of a round in its order, each with what suggests network focus of it today. */
export async function roundEvidence(
  { db, clock, pack }: Pick<Work, 'db' | 'clock' | 'pack'>,
  round: RoundId,
  year: AcademicYear,
): Promise<(RoundSchool & { readonly evidence: readonly Evidence[] })[]> {
  const schools = await schoolsOfRound(db, round);
  const asking = { today: dateOf(clock.now()), year, pack };
  const found = await evidenceFor(
    db,
    schools.map(({ urn }) => urn),
    asking,
  );
  return schools.map((school) => ({ ...school, evidence: found.get(school.urn) ?? [] }));
}

async function headsOf(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly HeadRole[]>> {
  const rows = await db
    .selectFrom('roles_held as r')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    .select(['r.scope_id', 'r.person_id', 'p.name', 'r.from_date', 'r.until_date'])
    .where('r.role', '=', 'headteacher')
    .where('r.scope_kind', '=', 'school')
    .where(sql<boolean>`r.scope_id = any(${urns.map(String)}::text[])`)
    .execute();
  const bySchool = Map.groupBy(rows, ({ scope_id: urn }) => Number(urn) as Urn);
  return new Map(
    [...bySchool].map(([urn, held]) => [
      urn,
      held.map((row) => ({
        personId: row.person_id,
        name: row.name,
        from: row.from_date,
        until: row.until_date ?? undefined,
      })),
    ]),
  );
}

async function openProcesses(
  db: Db | Trx,
  urns: readonly Urn[],
  pack: PolicyPack,
): Promise<ReadonlyMap<Urn, { readonly name: string; readonly openedOn: LocalDate }>> {
  const rows = await db
    .selectFrom('cases')
    .select(['urn', 'process', 'opened_on'])
    .where('status', '<>', 'closed')
    .where(sql<boolean>`urn = any(${urns}::integer[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.urn,
      { name: processOf(pack, row.process).name, openedOn: row.opened_on },
    ]),
  );
}
