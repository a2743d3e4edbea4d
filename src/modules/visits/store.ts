import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Support, SupportId, SupportVersion } from './domain/support.ts';
import { presentSupport } from './domain/support.ts';
import { presentVisit } from './domain/visit.ts';
import type { Visit, VisitId, VisitReply, VisitVersion } from './domain/visit.ts';

/** The visits to a school, the newest first. */
export async function visitsOf(db: Db | Trx, urn: Urn): Promise<Visit[]> {
  const versions = await db
    .selectFrom('visits as v')
    .innerJoin('visit_versions as w', 'w.visit_id', 'v.id')
    .innerJoin('people as p', 'p.id', 'w.by')
    .selectAll('w')
    .select('p.name')
    .where('v.urn', '=', urn)
    .orderBy('w.visit_id')
    .orderBy('w.version')
    .execute();
  if (versions.length === 0) return [];
  const showings = await db
    .selectFrom('visits as v')
    .innerJoin('visit_showings as s', 's.visit_id', 'v.id')
    .innerJoin('people as p', 'p.id', 's.by')
    .selectAll('s')
    .select('p.name')
    .where('v.urn', '=', urn)
    .orderBy('s.position')
    .execute();
  const replies = await db
    .selectFrom('visits as v')
    .innerJoin('visit_replies as r', 'r.visit_id', 'v.id')
    .innerJoin('people as p', 'p.id', 'r.by')
    .selectAll('r')
    .select('p.name')
    .where('v.urn', '=', urn)
    .orderBy('r.at')
    .orderBy('r.id')
    .execute();
  const byVisit = Map.groupBy(versions, ({ visit_id }) => visit_id);
  const shownOf = Map.groupBy(showings, ({ visit_id }) => visit_id);
  const saidOf = Map.groupBy(replies, ({ visit_id }) => visit_id);
  return [...byVisit]
    .map(([id, rows]): Visit => ({
      id,
      urn,
      versions: rows.map((row) => ({
        version: row.version,
        on: row.visited_on,
        visitors: row.visitors,
        purpose: row.purpose,
        seen: row.seen,
        follows: row.follows,
        reason: row.reason,
        by: { id: row.by, name: row.name, role: row.by_role },
        at: row.at,
      })),
      showings: (shownOf.get(id) ?? []).map((row) => ({
        shown: row.shown,
        by: { id: row.by, name: row.name },
        at: row.at,
      })),
      replies: (saidOf.get(id) ?? []).map((row) => ({
        id: row.id,
        text: row.text,
        by: { id: row.by, name: row.name },
        at: row.at,
      })),
    }))
    .toSorted((a, b) => {
      const [one, other] = [presentVisit(a), presentVisit(b)];
      return other.on.localeCompare(one.on, 'en') || other.at.getTime() - one.at.getTime();
    });
}

export async function findVisit(db: Db | Trx, id: VisitId): Promise<Visit | undefined> {
  const row = await db.selectFrom('visits').select('urn').where('id', '=', id).executeTakeFirst();
  return row && (await visitsOf(db, row.urn)).find((visit) => visit.id === id);
}

export async function insertVisit(trx: Trx, visit: Visit): Promise<void> {
  await trx.insertInto('visits').values({ id: visit.id, urn: visit.urn }).execute();
  await insertVisitVersion(trx, visit.id, presentVisit(visit));
  await insertShowing(trx, visit);
}

export async function insertVisitVersion(
  trx: Trx,
  id: VisitId,
  { version, on, visitors, purpose, seen, follows, reason, by, at }: VisitVersion,
): Promise<void> {
  await trx
    .insertInto('visit_versions')
    .values({
      visit_id: id,
      version,
      visited_on: on,
      visitors,
      purpose,
      seen,
      follows,
      reason,
      by: by.id,
      by_role: by.role,
      at,
    })
    .execute();
}

/** Adds the last showing of a visit. */
export async function insertShowing(trx: Trx, { id, showings }: Visit): Promise<void> {
  const last = showings.at(-1);
  if (!last) return;
  await trx
    .insertInto('visit_showings')
    .values({
      visit_id: id,
      position: showings.length,
      shown: last.shown,
      by: last.by.id,
      at: last.at,
    })
    .execute();
}

export async function insertReply(
  trx: Trx,
  visitId: VisitId,
  { id, text, by, at }: VisitReply,
): Promise<void> {
  await trx
    .insertInto('visit_replies')
    .values({ id, visit_id: visitId, text, by: by.id, at })
    .execute();
}

/** The support that a school has or had, that which began last first. */
export async function supportOf(db: Db | Trx, urn: Urn): Promise<Support[]> {
  const rows = await db
    .selectFrom('support_entries as s')
    .innerJoin('support_versions as v', 'v.entry_id', 's.id')
    .innerJoin('people as p', 'p.id', 'v.by')
    .selectAll('v')
    .select('p.name')
    .where('s.urn', '=', urn)
    .orderBy('v.entry_id')
    .orderBy('v.version')
    .execute();
  return [...Map.groupBy(rows, ({ entry_id }) => entry_id)]
    .map(([id, versions]): Support => ({
      id,
      urn,
      versions: versions.map((row) => ({
        version: row.version,
        what: row.what,
        receiver: row.receiver,
        provider: row.provider,
        from: row.from_date,
        until: row.until_date ?? undefined,
        impact: row.impact,
        reason: row.reason,
        by: { id: row.by, name: row.name, role: row.by_role },
        at: row.at,
      })),
    }))
    .toSorted((a, b) => {
      const [one, other] = [presentSupport(a), presentSupport(b)];
      return (
        other.from.localeCompare(one.from, 'en') ||
        one.what.localeCompare(other.what, 'en') ||
        a.id.localeCompare(b.id, 'en')
      );
    });
}

export async function findSupport(db: Db | Trx, id: SupportId): Promise<Support | undefined> {
  const row = await db
    .selectFrom('support_entries')
    .select('urn')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (await supportOf(db, row.urn)).find((support) => support.id === id);
}

export async function insertSupport(trx: Trx, support: Support): Promise<void> {
  await trx.insertInto('support_entries').values({ id: support.id, urn: support.urn }).execute();
  await insertSupportVersion(trx, support.id, presentSupport(support));
}

export async function insertSupportVersion(
  trx: Trx,
  id: SupportId,
  { version, what, receiver, provider, from, until, impact, reason, by, at }: SupportVersion,
): Promise<void> {
  await trx
    .insertInto('support_versions')
    .values({
      entry_id: id,
      version,
      what,
      receiver,
      provider,
      from_date: from,
      until_date: until ?? null,
      impact,
      reason,
      by: by.id,
      by_role: by.role,
      at,
    })
    .execute();
}
