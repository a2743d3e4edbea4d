import { sql } from 'kysely';
import type { Trx } from './connection.ts';

/**
 * Holds a name until the transaction ends; whoever wants the same waits. For what has no row to
 * lock yet. Two names may share a lock, which costs a wait and nothing else.
 */
export async function lockFor(trx: Trx, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
}
