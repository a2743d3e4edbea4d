import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { linkMeaning, successionsIn } from '../domain/school-link.ts';
import type { LinkedSchool, SchoolLink } from '../domain/school-link.ts';

/** The links of one school that hold, by what the other school is to it. Oldest links last. */
export interface LinksOfSchool {
  readonly predecessors: readonly LinkedSchool[];
  readonly successors: readonly LinkedSchool[];
  /** Sixth form centres, and changes that are neither. */
  readonly others: readonly LinkedSchool[];
}

/** The schools that came right before this one, from the newest links file, whichever end says so. */
export async function predecessorsOf(db: Db | Trx, urn: Urn): Promise<readonly LinkedSchool[]> {
  return (await linksOf(db, urn)).predecessors;
}

/**
 * The predecessors of every school that has one, in the order of their URNs. Of all England: some
 * 17,000 pairs.
 */
export function allPredecessors(db: Db | Trx): Promise<Map<Urn, Urn[]>> {
  return predecessorsWhere(db, sql`true`);
}

/** The same of these schools only. */
export async function predecessorsOfEach(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<Map<Urn, Urn[]>> {
  const found = await predecessorsWhere(
    db,
    sql`(l.urn = any(${urns}::integer[]) or l.link_urn = any(${urns}::integer[]))`,
  );
  const asked = new Set(urns);
  return new Map([...found].filter(([urn]) => asked.has(urn)));
}

async function predecessorsWhere(
  db: Db | Trx,
  condition: RawBuilder<unknown>,
): Promise<Map<Urn, Urn[]>> {
  const { rows } = await sql<OpenEnds>`
    select l.urn, l.link_urn as "linkUrn", l.kind,
      coalesce(a.status in ('open', 'closing'), false) as "isOpen",
      coalesce(b.status in ('open', 'closing'), false) as "isOtherOpen"
    from school_links as l
      left join schools as a on a.urn = l.urn
      left join schools as b on b.urn = l.link_urn
    where l.absent_since is null and ${condition}
  `.execute(db);
  const found = new Map<Urn, Urn[]>();
  for (const { school, predecessor } of successionsIn(rows, openIn(rows))) {
    const held = found.get(school);
    if (held) held.push(predecessor);
    else found.set(school, [predecessor]);
  }
  for (const predecessors of found.values()) predecessors.sort((a, b) => a - b);
  return found;
}

/** Every link of a school, from either end. */
export async function linksOf(db: Db | Trx, urn: Urn): Promise<LinksOfSchool> {
  const { rows } = await sql<LinkFound>`
    select l.urn, l.link_urn as "linkUrn", l.kind, l.established_on as "establishedOn", l.source,
      i.as_at as "asAt",
      coalesce(a.status in ('open', 'closing'), false) as "isOpen",
      coalesce(b.status in ('open', 'closing'), false) as "isOtherOpen",
      o.la_code as "laCode",
      coalesce(o.name, case when l.urn = ${urn} then l.link_name else (
        select n.link_name from school_links as n
        where n.link_urn = l.urn and n.link_name is not null limit 1) end) as name
    from school_links as l
      left join imports as i on i.id = l.import_id
      left join schools as a on a.urn = l.urn
      left join schools as b on b.urn = l.link_urn
      left join schools as o on o.urn = case when l.urn = ${urn} then l.link_urn else l.urn end
    where (l.urn = ${urn} or l.link_urn = ${urn}) and l.absent_since is null
    order by l.established_on desc nulls last, l.urn, l.link_urn
  `.execute(db);
  const successions = successionsIn(rows, openIn(rows));
  return {
    predecessors: successions
      .filter(({ school }) => school === urn)
      .map(({ predecessor, link }) => linked(predecessor, link)),
    successors: successions
      .filter(({ predecessor }) => predecessor === urn)
      .map(({ school, link }) => linked(school, link)),
    others: rows
      .filter((row) => row.urn === urn && !isSuccession(row.kind))
      .map((row) => linked(row.linkUrn, row)),
  };
}

interface OpenEnds extends SchoolLink {
  readonly isOpen: boolean;
  readonly isOtherOpen: boolean;
}

interface LinkFound extends OpenEnds {
  readonly establishedOn: LocalDate | null;
  readonly source: string;
  readonly asAt: LocalDate | null;
  /** Of the other school, whichever end of the link it is. */
  readonly name: string | null;
  readonly laCode: string | null;
}

function openIn(rows: readonly OpenEnds[]): (urn: Urn) => boolean {
  const open = new Set<Urn>();
  for (const row of rows) {
    if (row.isOpen) open.add(row.urn);
    if (row.isOtherOpen) open.add(row.linkUrn);
  }
  return (urn) => open.has(urn);
}

function isSuccession(kind: string): boolean {
  const meaning = linkMeaning(kind);
  return meaning === 'predecessor' || meaning === 'successor';
}

function linked(urn: Urn, link: LinkFound): LinkedSchool {
  const { name, kind, establishedOn, laCode, source, asAt } = link;
  return { urn, name, kind, establishedOn, laCode, source, asAt };
}
