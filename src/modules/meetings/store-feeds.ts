import type { PersonId } from '#kernel/ids.ts';
import { hashToken } from '#modules/people/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/** Keeps the hash of a person's secret address, in the place of the one before. */
export async function replaceFeed(
  trx: Trx,
  personId: PersonId,
  token: string,
  at: Date,
): Promise<void> {
  const feed = { token_hash: hashToken(token), made_at: at };
  await trx
    .insertInto('calendar_feeds')
    .values({ person_id: personId, ...feed })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(feed))
    .execute();
}

/** False where there was none. */
export async function deleteFeed(trx: Trx, personId: PersonId): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('calendar_feeds')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** When a person's secret address was made; undefined where they have none. */
export async function feedMadeAt(db: Db | Trx, personId: PersonId): Promise<Date | undefined> {
  const row = await db
    .selectFrom('calendar_feeds')
    .select('made_at')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return row?.made_at;
}

/** Whose secret address it is. */
export async function personOfFeed(db: Db, token: string): Promise<PersonId | undefined> {
  const row = await db
    .selectFrom('calendar_feeds')
    .select('person_id')
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst();
  return row?.person_id;
}
