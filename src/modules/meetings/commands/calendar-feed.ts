import { newToken } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import { deleteFeed, feedMadeAt, replaceFeed } from '../store-feeds.ts';

/**
 * Makes a secret address by which someone's own calendar reads their meetings, in the place of the one
 * that they had. It is given this once: only its hash is kept.
 */
export async function makeCalendarAddress(work: Work): Promise<string> {
  const { db, clock, actor, baseUrl } = work;
  const token = newToken();
  await db.transaction().execute(async (trx) => {
    const replaced = (await feedMadeAt(trx, actor.id)) !== undefined;
    await replaceFeed(trx, actor.id, token, clock.now());
    await note(trx, work, 'calendar address made', { replaced });
  });
  return `${baseUrl}/calendar/feed/${token}.ics`;
}

/** Switches the address off, whoever may know it. */
export async function switchCalendarOff(work: Work): Promise<void> {
  await work.db.transaction().execute(async (trx) => {
    if (await deleteFeed(trx, work.actor.id)) {
      await note(trx, work, 'calendar address switched off', {});
    }
  });
}

function note(
  trx: Trx,
  { clock, actor }: Work,
  type: string,
  payload: Readonly<Record<string, boolean>>,
): Promise<void> {
  return appendAudit(trx, {
    at: clock.now(),
    actor: { personId: actor.id, name: actor.name },
    type,
    subject: { kind: 'person', id: actor.id },
    payload,
  });
}
