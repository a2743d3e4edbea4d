import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { FocusId, NetworkId, PersonId, RoundId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';
import type { FocusFact } from './domain/focus.ts';
import type { Choice, Decision, Round, RoundSchool } from './domain/round.ts';

const evidenceList = z.array(
  z.object({
    kind: z.enum([
      'change-of-headteacher',
      'inspection-below-good',
      'self-evaluation-below-good',
      'open-process',
    ]),
    reason: z.string(),
    sentence: z.string(),
    source: z.string(),
    on: z.custom<LocalDate>((value) => typeof value === 'string'),
  }),
);

function roundOf(row: Selectable<Database['categorisation_rounds']>): Round {
  return {
    id: row.id,
    year: row.academic_year,
    openedAt: row.opened_at,
    openedBy: row.opened_by,
    policyVersion: row.policy_version,
    state:
      row.closed_at === null || row.closed_by === null
        ? { kind: 'open' }
        : { kind: 'closed', at: row.closed_at, by: row.closed_by },
  };
}

/** The round; inside a transaction, `lock` holds its row, so that it is not closed meanwhile. */
export async function findRound(
  db: Db | Trx,
  id: RoundId,
  options: { readonly lock?: 'share' | 'update' } = {},
): Promise<Round | undefined> {
  let query = db.selectFrom('categorisation_rounds').selectAll().where('id', '=', id);
  if (options.lock === 'share') query = query.forShare();
  if (options.lock === 'update') query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && roundOf(row);
}

/** Every round that there has been, the newest year first. */
export async function allRounds(db: Db | Trx): Promise<Round[]> {
  const rows = await db
    .selectFrom('categorisation_rounds')
    .selectAll()
    .orderBy('academic_year', 'desc')
    .execute();
  return rows.map(roundOf);
}

export async function insertRound(trx: Trx, round: Round): Promise<void> {
  await trx
    .insertInto('categorisation_rounds')
    .values({
      id: round.id,
      academic_year: round.year,
      status: 'open',
      opened_at: round.openedAt,
      opened_by: round.openedBy,
      closed_at: null,
      closed_by: null,
      policy_version: round.policyVersion,
    })
    .execute();
}

export async function saveClosed(trx: Trx, { id, state }: Round): Promise<void> {
  if (state.kind !== 'closed') throw new Error('The round is not closed');
  await trx
    .updateTable('categorisation_rounds')
    .set({ status: 'closed', closed_at: state.at, closed_by: state.by })
    .where('id', '=', id)
    .execute();
}

export async function insertRoundSchools(
  trx: Trx,
  id: RoundId,
  schools: readonly { readonly urn: Urn; readonly network: NetworkId | undefined }[],
): Promise<void> {
  await trx
    .insertInto('round_schools')
    .values(
      schools.map(({ urn, network }, index) => ({
        round_id: id,
        urn,
        network_id: network ?? null,
        position: index + 1,
      })),
    )
    .execute();
}

/** The schools of a round in its order, each with its newest decision; or one of them. */
export async function schoolsOfRound(
  db: Db | Trx,
  id: RoundId,
  only?: Urn,
): Promise<RoundSchool[]> {
  const rows = await db
    .selectFrom('round_schools as r')
    .innerJoin('schools as s', 's.urn', 'r.urn')
    .leftJoin('networks as n', 'n.id', 'r.network_id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('round_decisions as d')
          .innerJoin('people as p', 'p.id', 'd.decided_by')
          .select(['d.version', 'd.kind', 'd.reasons', 'd.stated_reason', 'd.rationale'])
          .select(['d.evidence', 'd.decided_at', 'd.decided_by', 'p.name as decided_by_name'])
          .whereRef('d.round_id', '=', 'r.round_id')
          .whereRef('d.urn', '=', 'r.urn')
          .orderBy('d.version', 'desc')
          .limit(1)
          .as('d'),
      (join) => join.onTrue(),
    )
    .select(['r.urn', 's.name', 'r.network_id', 'n.name as network_name'])
    .select(['d.version', 'd.kind', 'd.reasons', 'd.stated_reason', 'd.rationale'])
    .select(['d.evidence', 'd.decided_at', 'd.decided_by', 'd.decided_by_name'])
    .where('r.round_id', '=', id)
    .$if(only !== undefined, (query) => query.where('r.urn', '=', only as Urn))
    .orderBy('r.position')
    .execute();
  return rows.map((row) => ({
    urn: row.urn,
    name: row.name,
    network:
      row.network_id === null || row.network_name === null
        ? undefined
        : { id: row.network_id, name: row.network_name },
    decision: row.version === null ? undefined : decisionOf(row),
  }));
}

interface DecisionRow {
  readonly version: number | null;
  readonly kind: Choice['kind'] | null;
  readonly reasons: string[] | null;
  readonly stated_reason: string | null;
  readonly rationale: string | null;
  readonly evidence: unknown;
  readonly decided_at: Date | null;
  readonly decided_by: PersonId | null;
  readonly decided_by_name: string | null;
}

function decisionOf(row: DecisionRow): Decision | undefined {
  const { version, kind, decided_at: at, decided_by: id, decided_by_name: name } = row;
  if (version === null || kind === null || at === null || id === null || name === null) {
    return undefined;
  }
  const reasons = { reasons: row.reasons ?? [], stated: row.stated_reason ?? '' };
  return {
    version,
    choice: kind === 'focus' ? { kind, ...reasons } : { kind },
    rationale: row.rationale ?? '',
    evidence: evidenceList.parse(row.evidence),
    at,
    by: { id, name },
  };
}

export async function insertDecision(
  trx: Trx,
  round: RoundId,
  urn: Urn,
  decision: Decision,
): Promise<void> {
  const { choice } = decision;
  await trx
    .insertInto('round_decisions')
    .values({
      round_id: round,
      urn,
      version: decision.version,
      kind: choice.kind,
      reasons: choice.kind === 'focus' ? [...choice.reasons] : [],
      stated_reason: choice.kind === 'focus' ? choice.stated : '',
      rationale: decision.rationale,
      evidence: JSON.stringify(decision.evidence),
      decided_at: decision.at,
      decided_by: decision.by.id,
    })
    .execute();
}

/** Which facts: of one school, of schools, of one year; every version, or what counts alone. */
interface FactsAsked {
  readonly urns?: readonly Urn[];
  readonly year?: AcademicYear;
  readonly history?: true;
}

/** Facts about network focus, the newest year first and in it the newest version. */
export async function focusFacts(db: Db | Trx, asked: FactsAsked): Promise<FocusFact[]> {
  const { urns, year, history } = asked;
  const rows = await db
    .selectFrom('network_focus as f')
    .selectAll()
    .$if(urns !== undefined, (query) => query.where(sql<boolean>`f.urn = any(${urns}::integer[])`))
    .$if(year !== undefined, (query) => query.where('f.academic_year', '=', year as AcademicYear))
    .$if(history !== true, (query) =>
      query.where(
        sql<boolean>`not exists (select from network_focus l where l.urn = f.urn
          and l.academic_year = f.academic_year and l.version > f.version)`,
      ),
    )
    .orderBy('f.academic_year', 'desc')
    .orderBy('f.urn')
    .orderBy('f.version', 'desc')
    .execute();
  return rows.map(factOf);
}

/** Of the schools given, those on which the closed round of a year decided, one way or the other. */
export async function decidedInRound(
  db: Db | Trx,
  urns: readonly Urn[],
  year: AcademicYear,
): Promise<ReadonlySet<Urn>> {
  const rows = await db
    .selectFrom('round_decisions as d')
    .innerJoin('categorisation_rounds as r', 'r.id', 'd.round_id')
    .select('d.urn')
    .where('r.academic_year', '=', year)
    .where('r.status', '=', 'closed')
    .where('d.kind', 'in', ['focus', 'not-focus'])
    .where(sql<boolean>`d.urn = any(${urns}::integer[])`)
    .where(
      sql<boolean>`not exists (select from round_decisions l where l.round_id = d.round_id
        and l.urn = d.urn and l.version > d.version)`,
    )
    .execute();
  return new Set(rows.map(({ urn }) => urn));
}

/** The fact with this id, whatever its school and year, and whether or not it still counts. */
export async function findFact(db: Db | Trx, id: FocusId): Promise<FocusFact | undefined> {
  const row = await db
    .selectFrom('network_focus')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && factOf(row);
}

function factOf(row: Selectable<Database['network_focus']>): FocusFact {
  return {
    id: row.id,
    urn: row.urn,
    year: row.academic_year,
    version: row.version,
    kind: row.kind,
    reasons: row.reasons,
    stated: row.stated_reason,
    rationale: row.rationale,
    evidence: evidenceList.parse(row.evidence),
    network: row.network_id ?? undefined,
    round: row.round_id ?? undefined,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    policyVersion: row.policy_version,
  };
}

export async function insertFacts(trx: Trx, facts: readonly FocusFact[]): Promise<void> {
  if (facts.length === 0) return;
  await trx
    .insertInto('network_focus')
    .values(
      facts.map((fact) => ({
        id: fact.id,
        urn: fact.urn,
        academic_year: fact.year,
        version: fact.version,
        kind: fact.kind,
        reasons: [...fact.reasons],
        stated_reason: fact.stated,
        rationale: fact.rationale,
        evidence: JSON.stringify(fact.evidence),
        network_id: fact.network ?? null,
        round_id: fact.round ?? null,
        decided_at: fact.decidedAt,
        decided_by: fact.decidedBy,
        policy_version: fact.policyVersion,
      })),
    )
    .execute();
}

/** Holds the network focus of schools until the transaction ends. */
export async function lockSchools(trx: Trx, urns: readonly Urn[]): Promise<void> {
  await trx
    .selectFrom('schools')
    .select('urn')
    .where(sql<boolean>`urn = any(${urns}::integer[])`)
    .orderBy('urn')
    .forNoKeyUpdate()
    .execute();
}
