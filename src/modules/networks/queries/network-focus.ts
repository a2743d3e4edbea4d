import { sql } from 'kysely';
import type { AcademicYear } from '#kernel/academic-year.ts';
import type { NetworkId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { FocusFact } from '../domain/focus.ts';
import { focusFacts } from '../store.ts';

/** The names of networks, by name. */
export async function networkNames(db: Db, ids: readonly NetworkId[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('networks')
    .select('name')
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .orderBy(sql`name collate "C"`)
    .execute();
  return rows.map(({ name }) => name);
}

/** That a school is a network focus school in the year; undefined where it is none, or is none any more. */
export async function networkFocusOf(
  db: Db | Trx,
  urn: Urn,
  year: AcademicYear,
): Promise<FocusFact | undefined> {
  const [fact] = await focusFacts(db, { urns: [urn], year });
  return fact?.kind === 'focus' ? fact : undefined;
}
