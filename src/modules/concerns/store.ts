import { sql } from 'kysely';
import { z } from 'zod';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Concern, ConcernId, Showing } from './domain/concern.ts';
import type { LevelDecisionId } from './domain/decision.ts';
import type { Seen, StoredDecision } from './domain/seen.ts';
import type { Exit, SetbackSeen } from './domain/suggestion.ts';

/** Which schools: one authority's, or these. */
export type SchoolsAsked = { readonly laCode: string } | readonly Urn[];

/** The concerns about schools, by school, the newest first. A school without one is not in the map. */
export async function concernsOf(
  db: Db | Trx,
  of: SchoolsAsked,
): Promise<ReadonlyMap<Urn, readonly Concern[]>> {
  const rows = await db
    .selectFrom('concerns as c')
    .innerJoin('people as p', 'p.id', 'c.recorded_by')
    .leftJoin('concern_resolutions as r', 'r.concern_id', 'c.id')
    .leftJoin('people as rp', 'rp.id', 'r.by')
    .selectAll('c')
    .select(['p.name as author', 'rp.name as resolver', 'rp.id as resolver_id'])
    .select(['r.resolved_on', 'r.text as resolution', 'r.at as resolved_at'])
    .$if('laCode' in of, (query) => query.where(inAuthority('c.urn', of)))
    .$if(!('laCode' in of), (query) => query.where(sql<boolean>`c.urn = any(${of}::integer[])`))
    .orderBy('c.of_date', 'desc')
    .orderBy('c.recorded_at', 'desc')
    .orderBy('c.id')
    .execute();
  const showings = await showingsOf(
    db,
    rows.map(({ id }) => id),
  );
  const concerns = new Map<Urn, Concern[]>();
  for (const row of rows) {
    const concern: Concern = {
      id: row.id,
      urn: row.urn,
      kind: row.kind,
      ofDate: row.of_date,
      source: row.source,
      text: row.text,
      author: { id: row.recorded_by, name: row.author },
      recordedAt: row.recorded_at,
      showings: showings.get(row.id) ?? [],
      resolution:
        row.resolved_on === null ||
        row.resolution === null ||
        row.resolved_at === null ||
        row.resolver_id === null
          ? undefined
          : {
              on: row.resolved_on,
              text: row.resolution,
              by: { id: row.resolver_id, name: row.resolver ?? '' },
              at: row.resolved_at,
            },
    };
    concerns.set(row.urn, [...(concerns.get(row.urn) ?? []), concern]);
  }
  return concerns;
}

async function showingsOf(
  db: Db | Trx,
  ids: readonly ConcernId[],
): Promise<ReadonlyMap<ConcernId, Showing[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('concern_showings as s')
    .innerJoin('people as p', 'p.id', 's.by')
    .selectAll('s')
    .select('p.name')
    .where(sql<boolean>`s.concern_id = any(${ids}::uuid[])`)
    .orderBy('s.concern_id')
    .orderBy('s.position')
    .execute();
  const showings = new Map<ConcernId, Showing[]>();
  for (const row of rows) {
    const showing = {
      shown: row.shown,
      reason: row.reason,
      by: { id: row.by, name: row.name, role: row.by_role },
      at: row.at,
    };
    showings.set(row.concern_id, [...(showings.get(row.concern_id) ?? []), showing]);
  }
  return showings;
}

export async function findConcern(db: Db | Trx, id: ConcernId): Promise<Concern | undefined> {
  const row = await db.selectFrom('concerns').select('urn').where('id', '=', id).executeTakeFirst();
  const all = row && (await concernsOf(db, [row.urn])).get(row.urn);
  return all?.find((concern) => concern.id === id);
}

export async function insertConcern(
  trx: Trx,
  concern: Concern,
  policyVersion: string,
): Promise<void> {
  await trx
    .insertInto('concerns')
    .values({
      id: concern.id,
      urn: concern.urn,
      kind: concern.kind,
      of_date: concern.ofDate,
      source: concern.source,
      text: concern.text,
      recorded_by: concern.author.id,
      recorded_at: concern.recordedAt,
      policy_version: policyVersion,
    })
    .execute();
  await insertShowing(trx, concern);
}

/** Adds the newest showing of a concern. */
export async function insertShowing(trx: Trx, { id, showings }: Concern): Promise<void> {
  const showing = showings.at(-1);
  if (!showing) return;
  await trx
    .insertInto('concern_showings')
    .values({
      concern_id: id,
      position: showings.length,
      shown: showing.shown,
      reason: showing.reason,
      by: showing.by.id,
      by_role: showing.by.role,
      at: showing.at,
    })
    .execute();
}

export async function insertResolution(trx: Trx, { id, resolution }: Concern): Promise<void> {
  if (!resolution) return;
  await trx
    .insertInto('concern_resolutions')
    .values({
      concern_id: id,
      resolved_on: resolution.on,
      text: resolution.text,
      by: resolution.by.id,
      at: resolution.at,
    })
    .execute();
}

/** The decisions on schools' levels, by school, in order. A school without one is not in the map. */
export async function decisionsOf(
  db: Db | Trx,
  of: SchoolsAsked,
): Promise<ReadonlyMap<Urn, readonly StoredDecision[]>> {
  const rows = await db
    .selectFrom('level_decisions as d')
    .innerJoin('people as p', 'p.id', 'd.decided_by')
    .selectAll('d')
    .select('p.name')
    .$if('laCode' in of, (query) => query.where(inAuthority('d.urn', of)))
    .$if(!('laCode' in of), (query) => query.where(sql<boolean>`d.urn = any(${of}::integer[])`))
    .orderBy('d.urn')
    .orderBy('d.position')
    .execute();
  const decisions = new Map<Urn, StoredDecision[]>();
  for (const row of rows) {
    const seen: Seen = seenShape.parse(row.seen);
    const decision: StoredDecision = {
      id: row.id,
      urn: row.urn,
      position: row.position,
      kind: row.kind,
      level: row.level,
      from: row.from_date,
      suggested: row.suggested,
      reasons: seen.reasons.map(({ key }) => key),
      rationale: row.rationale,
      by: { id: row.decided_by, name: row.name, role: row.decided_by_role },
      at: row.decided_at,
      seen,
      seenSha256: row.seen_sha256,
      policyVersion: row.policy_version,
    };
    decisions.set(row.urn, [...(decisions.get(row.urn) ?? []), decision]);
  }
  return decisions;
}

/** The school and the id's decision, where the form was sent before. */
export async function decidedFor(trx: Trx, id: LevelDecisionId): Promise<Urn | undefined> {
  const row = await trx
    .selectFrom('level_decisions')
    .select('urn')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.urn;
}

export async function insertDecision(trx: Trx, decision: StoredDecision): Promise<void> {
  await trx
    .insertInto('level_decisions')
    .values({
      id: decision.id,
      urn: decision.urn,
      position: decision.position,
      kind: decision.kind,
      level: decision.level,
      from_date: decision.from,
      suggested: decision.suggested,
      seen: JSON.stringify(decision.seen),
      seen_sha256: decision.seenSha256,
      rationale: decision.rationale,
      decided_by: decision.by.id,
      decided_by_role: decision.by.role,
      decided_at: decision.at,
      policy_version: decision.policyVersion,
    })
    .execute();
}

/** Whatever else decides, or records a concern, about the school waits until the transaction ends. */
export async function lockSchool(trx: Trx, urn: Urn): Promise<void> {
  await trx.selectFrom('schools').select('urn').where('urn', '=', urn).forUpdate().execute();
}

/** What a school's processes say for its level. */
export interface SchoolProcesses {
  readonly exits: readonly Exit[];
  readonly setbacks: readonly SetbackSeen[];
  /** The process that is open. */
  readonly open: string | undefined;
}

/**
 * The processes that schools have left, what was lacking in them, and the one that is open for each.
 * What was lacking before an inspection that ended the process is judged by that inspection since.
 */
export async function processesOf(
  db: Db | Trx,
  of: SchoolsAsked,
): Promise<ReadonlyMap<Urn, SchoolProcesses>> {
  const rows = await db
    .selectFrom('cases as c')
    .leftJoin('case_changes as e', (join) =>
      join.onRef('e.case_id', '=', 'c.id').on('e.kind', 'in', ['closed', 'setback']),
    )
    .select(['c.id', 'c.urn', 'c.process', 'c.status', 'e.kind', 'e.about', 'e.position'])
    .select(sql<LocalDate>`(e.at at time zone 'Europe/London')::date`.as('on'))
    .$if('laCode' in of, (query) => query.where(inAuthority('c.urn', of)))
    .$if(!('laCode' in of), (query) => query.where(sql<boolean>`c.urn = any(${of}::integer[])`))
    .orderBy('c.id')
    .orderBy('e.position')
    .execute();
  const bySchool = Map.groupBy(rows, ({ urn }) => urn);
  return new Map(
    [...bySchool].map(([urn, own]) => {
      const cases = [...Map.groupBy(own, ({ id }) => id).values()];
      const endings = cases.map((changes) => {
        const [first] = changes;
        const closing =
          first?.status === 'closed'
            ? changes.findLast(({ kind }) => kind === 'closed')
            : undefined;
        return { changes, first, closing };
      });
      return [
        urn,
        {
          open: endings.find(({ first }) => first?.status !== 'closed')?.first?.process,
          exits: endings.flatMap(({ closing }): Exit[] =>
            closing?.about === 'exit'
              ? [{ caseId: closing.id, process: closing.process, on: closing.on }]
              : [],
          ),
          setbacks: endings
            .filter(({ closing }) => closing?.about !== 'inspection')
            .flatMap(({ changes }) => changes.filter(({ kind }) => kind === 'setback'))
            .map(({ id, process, position, about, on }) => ({
              caseId: id,
              process,
              position: position ?? 0,
              about: about as SetbackSeen['about'],
              on,
            })),
        },
      ];
    }),
  );
}

function inAuthority(column: string, of: SchoolsAsked) {
  const laCode = 'laCode' in of ? of.laCode : '';
  return sql<boolean>`${sql.ref(column)} in (select urn from schools where la_code = ${laCode})`;
}

const reason = z.object({
  key: z.string(),
  level: z.string().nullable(),
  trigger: z.string().nullable(),
  kind: z.enum(['inspection', 'concern', 'exit', 'setback']),
  on: z.custom<LocalDate>((value) => typeof value === 'string'),
  sentence: z.string(),
  source: z.string(),
  readings: z.array(z.object({ label: z.string(), source: z.enum(['policy', 'added']) })),
  framework: z.string().nullable(),
  judgements: z.array(z.object({ name: z.string(), grade: z.string() })),
  concern: z.custom<ConcernId>((value) => typeof value === 'string').nullable(),
});

const seenShape = z.object({
  suggested: z.string().nullable(),
  reasons: z.array(reason),
  answered: z.array(reason),
  figures: z.array(
    z.object({ name: z.string(), value: z.string(), about: z.string(), source: z.string() }),
  ),
});
