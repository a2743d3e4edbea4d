import { appendAudit } from '#platform/audit/audit.ts';
import type { Work } from '#web/services.ts';
import { gapKinds } from '../domain/gap.ts';
import { replaceKindsOff } from '../store.ts';
import { digestSetting } from './send-digests.ts';

/** Everything that can be turned off: each kind, and the weekly mail. */
export const reminderSettings: readonly string[] = [...Object.keys(gapKinds), digestSetting];

/** Keeps what someone wants to be reminded of: the others are turned off for them alone. */
export async function chooseReminders(
  { db, clock, actor }: Pick<Work, 'db' | 'clock' | 'actor'>,
  wanted: readonly string[],
): Promise<void> {
  const off = reminderSettings.filter((kind) => !wanted.includes(kind));
  await db.transaction().execute(async (trx) => {
    await replaceKindsOff(trx, actor.id, off);
    await appendAudit(trx, {
      at: clock.now(),
      actor: { personId: actor.id, name: actor.name },
      type: 'reminders chosen',
      subject: { kind: 'person', id: actor.id },
      payload: { off },
    });
  });
}
