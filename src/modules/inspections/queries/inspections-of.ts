import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Inspection } from '../domain/inspection.ts';
import { histories } from './histories.ts';

/** The inspections in a school's history, its only predecessor’s included, the newest first. */
export async function inspectionsOf(db: Db | Trx, urn: Urn): Promise<readonly Inspection[]> {
  return (await histories(db, [urn])).get(urn) ?? [];
}
