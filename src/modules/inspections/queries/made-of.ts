import { sql } from 'kysely';
import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Inspection } from '../domain/inspection.ts';
import { heldUnder } from './histories.ts';

/**
 * The inspections that were made of each of these schools, in whoever’s history they are told now:
 * a school that has become another is often left in the history of its successor alone. Each once,
 * the newest first. A school of which none is held is not in the map.
 */
export async function inspectionsMadeOf(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<Urn, readonly Inspection[]>> {
  if (urns.length === 0) return new Map();
  const { rows } = await sql<{ urn: Urn }>`
    select distinct urn from inspections where urn_at_time = any(${urns}::integer[])
  `.execute(db);
  const told = await heldUnder(db, [...new Set([...urns, ...rows.map(({ urn }) => urn)])]);
  const asked = new Set(urns);
  const found = new Map<Urn, Map<string, Inspection>>();
  for (const history of told.values()) {
    for (const inspection of history) {
      const of = inspection.predecessor?.urn ?? inspection.urn;
      if (!asked.has(of)) continue;
      const held = found.get(of);
      if (held) held.set(inspection.number, inspection);
      else found.set(of, new Map([[inspection.number, inspection]]));
    }
  }
  return new Map(
    [...found].map(([urn, held]) => [
      urn,
      [...held.values()].toSorted((a, b) => (a.firstDay < b.firstDay ? 1 : -1)),
    ]),
  );
}
