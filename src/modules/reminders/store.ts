import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/** What a person does not want to be reminded of. */
export async function kindsOff(db: Db | Trx, person: PersonId): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('reminders_off')
    .select('kind')
    .where('person_id', '=', person)
    .execute();
  return new Set(rows.map(({ kind }) => kind));
}

export async function replaceKindsOff(
  trx: Trx,
  person: PersonId,
  kinds: readonly string[],
): Promise<void> {
  await trx.deleteFrom('reminders_off').where('person_id', '=', person).execute();
  if (kinds.length === 0) return;
  await trx
    .insertInto('reminders_off')
    .values(kinds.map((kind) => ({ person_id: person, kind })))
    .execute();
}

/** The Monday of the last week for which digests were sent. */
export async function lastDigest(db: Db | Trx): Promise<LocalDate | undefined> {
  const row = await db
    .selectFrom('digests')
    .select('week')
    .orderBy('week', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.week;
}

export async function noteDigest(
  trx: Trx,
  digest: { readonly week: LocalDate; readonly at: Date; readonly mails: number },
): Promise<void> {
  const { week, at, mails } = digest;
  await trx.insertInto('digests').values({ week, made_at: at, mails }).execute();
}
