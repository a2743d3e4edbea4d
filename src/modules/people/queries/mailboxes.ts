import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Address } from '../domain/address.ts';

/** Whose mailbox it is on the day. */
export async function holderOf(
  db: Db,
  address: Address,
  day: LocalDate,
): Promise<{ readonly id: PersonId; readonly name: string } | undefined> {
  return db
    .selectFrom('mailboxes as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .where('m.address', '=', address)
    .where('m.from_date', '<=', day)
    .where((eb) => eb.or([eb('m.until_date', 'is', null), eb('m.until_date', '>', day)]))
    .orderBy('m.from_date', 'desc')
    .limit(1)
    .executeTakeFirst();
}
