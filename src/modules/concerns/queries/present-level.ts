import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { heldSince, levelHeld } from '../domain/decision.ts';
import { decisionsOf } from '../store.ts';

/** The level that a school has now, and since when; undefined for none. */
export async function presentLevel(
  db: Db,
  urn: Urn,
): Promise<{ readonly level: string; readonly since: LocalDate } | undefined> {
  const decisions = (await decisionsOf(db, [urn])).get(urn) ?? [];
  const held = levelHeld(decisions);
  const since = heldSince(decisions);
  return held && since ? { level: held.level, since } : undefined;
}
