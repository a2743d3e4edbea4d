import { parseId } from '#kernel/ids.ts';
import type { Branded } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Clock } from '#kernel/dates.ts';
import { bounceSentence } from '#platform/mail/bounce.ts';
import type { DeliveryNotice } from '#platform/mail/bounce.ts';
import { noteCameBack } from '#platform/mail/came-back.ts';

export type Noted =
  | { readonly kind: 'bounced'; readonly mail: BouncedMail; readonly sentence: string }
  /** The mail is known, and the notice is not that it came back. */
  | { readonly kind: 'nothing'; readonly mail: BouncedMail }
  | { readonly kind: 'unknown mail' };

interface BouncedMail {
  readonly id: string;
  readonly template: string;
  readonly to_address: string;
}

/** How long after it left a mail is looked for by its address alone, in days. */
const daysByAddress = 5;

/**
 * Marks the mail that a notice is about as come back. The notice names it by its Message-ID; where it
 * names none, it is the one mail that went to that address in the last days, if there is only one.
 */
export async function noteBounce(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  notice: DeliveryNotice,
): Promise<Noted> {
  return db.transaction().execute(async (trx) => {
    const now = clock.now();
    const mail = await mailOf(trx, notice, now);
    if (!mail) return { kind: 'unknown mail' };
    const failed = notice.reports.find(({ action }) => action === 'failed');
    if (!failed) return { kind: 'nothing', mail };
    const sentence = bounceSentence(failed);
    await noteCameBack(trx, mail, { state: 'bounced', sentence }, now);
    return { kind: 'bounced', mail, sentence };
  });
}

async function mailOf(
  trx: Trx,
  { messageIds, reports }: DeliveryNotice,
  now: Date,
): Promise<BouncedMail | undefined> {
  const left = trx
    .selectFrom('mails')
    .select(['id', 'template', 'to_address'])
    .where('state', 'in', ['sent', 'delivered', 'bounced'])
    .forUpdate();
  const deliveries = messageIds.flatMap(
    (id) => parseId<Branded<string, 'Delivery'>>(id.split('@')[0] ?? '') ?? [],
  );
  if (deliveries.length > 0) {
    return left.where('delivery', 'in', deliveries).executeTakeFirst();
  }
  const address = reports.map(({ recipient }) => recipient).find((each) => each !== undefined);
  if (messageIds.length > 0 || address === undefined) return undefined;
  const since = new Date(now.getTime() - daysByAddress * 86_400_000);
  const [only, ...others] = await left
    .where((eb) => eb(eb.fn('lower', ['to_address']), '=', address))
    .where('sent_at', '>', since)
    .limit(2)
    .execute();
  return others.length === 0 ? only : undefined;
}
