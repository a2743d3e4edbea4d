import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Db } from '#platform/db/connection.ts';
import type { FoundationTables } from '#platform/db/tables/foundation.ts';

type MailRow = Selectable<FoundationTables['mails']>;

/** A mail as the outbox lists it. What it says is not part of it. */
export type ListedMail = Pick<
  MailRow,
  'id' | 'created_at' | 'to_address' | 'template' | 'state' | 'attempts' | 'last_error' | 'sent_at'
>;

export const mailsPerPage = 25;

/** A page of the outbox, newest first. */
export async function listOutbox(
  db: Db,
  page: number,
): Promise<{ mails: ListedMail[]; total: number }> {
  const [mails, count] = await Promise.all([
    db
      .selectFrom('mails')
      .select([
        'id',
        'created_at',
        'to_address',
        'template',
        'state',
        'attempts',
        'last_error',
        'sent_at',
      ])
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(mailsPerPage)
      .offset((page - 1) * mailsPerPage)
      .execute(),
    db
      .selectFrom('mails')
      .select(sql<number>`count(*)`.as('total'))
      .executeTakeFirstOrThrow(),
  ]);
  return { mails, total: count.total };
}

/** A whole mail, with what it says. For the demonstration only. */
export async function findMail(db: Db, id: string): Promise<MailRow | undefined> {
  return db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst();
}
