import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { queueMail } from '#platform/mail/mail.ts';
import type { CalendarPart, MailContent, Recipient } from '#platform/mail/mail.ts';
import type { Work } from '#web/services.ts';

/** The mailbox that is the person's today; undefined when they have none. */
export async function recipientOf(
  db: Db,
  personId: PersonId,
  today: LocalDate,
): Promise<Recipient | undefined> {
  const row = await db
    .selectFrom('mailboxes as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'm.address'])
    .where('p.id', '=', personId)
    .where('m.from_date', '<=', today)
    .where((eb) => eb.or([eb('m.until_date', 'is', null), eb('m.until_date', '>', today)]))
    // The newest, where several are in use.
    .orderBy('m.from_date', 'desc')
    .orderBy('m.address')
    .limit(1)
    .executeTakeFirst();
  return row && { personId: row.id, name: row.name, address: row.address };
}

/**
 * Tells a person something by mail, as part of the transaction of what it tells of.
 * False when they have no mailbox today: nothing is sent, and the change goes ahead.
 */
export async function notify(
  trx: Trx,
  work: Pick<Work, 'clock' | 'jobs' | 'authority'>,
  personId: PersonId,
  content: MailContent,
  calendar?: CalendarPart,
): Promise<boolean> {
  const now = work.clock.now();
  const recipient = await recipientOf(trx, personId, dateOf(now));
  if (!recipient) return false;
  await queueMail(trx, work.jobs, recipient, content, {
    now,
    from: work.authority.name,
    ...(calendar ? { calendar } : {}),
  });
  return true;
}
