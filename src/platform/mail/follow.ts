import { z } from 'zod';
import type { Clock } from '#kernel/dates.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Job } from '#platform/jobs/jobs.ts';
import { noteCameBack } from './came-back.ts';
import { outcomeAtNotify } from './notify.ts';
import type { NotifySettings } from './notify.ts';

/** Notify gives up after three days, and forgets a mail after seven. */
const daysFollowed = 6;
/** At one time: it allows 3,000 questions a minute. */
const mostAtOnce = 500;

export interface FollowOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly notify: NotifySettings;
}

/** Asks GOV.UK Notify what became of the mails that it took. */
export function mailFollowing({ db, clock, notify }: FollowOptions): Job<object> {
  return {
    name: 'mail.follow',
    payload: z.object({}),
    retries: 0,
    every: '*/10 * * * *',
    async handle() {
      const now = clock.now();
      const since = new Date(now.getTime() - daysFollowed * 86_400_000);
      const mails = await db
        .selectFrom('mails')
        .select(['id', 'template', 'notify_id'])
        .where('state', '=', 'sent')
        .where('notify_id', 'is not', null)
        .where('sent_at', '>', since)
        .orderBy('sent_at')
        .limit(mostAtOnce)
        .execute();
      for (const mail of mails) {
        if (mail.notify_id === null) continue;
        const outcome = await outcomeAtNotify(notify, mail.notify_id, now);
        if (!outcome) continue;
        const { state, sentence } = outcome;
        await db.transaction().execute(async (trx) => {
          const still = await trx
            .selectFrom('mails')
            .select('id')
            .where('notify_id', '=', mail.notify_id)
            .where('state', '=', 'sent')
            .forUpdate()
            .executeTakeFirst();
          // Someone has sent it again meanwhile.
          if (!still) return;
          if (state === 'delivered') {
            await trx.updateTable('mails').set({ state }).where('id', '=', mail.id).execute();
          } else await noteCameBack(trx, mail, { state, sentence }, now);
        });
      }
    },
  };
}
