import { dateOf } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { authorityCalendar } from '#modules/calendar/index.ts';
import { notify, weeklyDigest } from '#modules/correspondence/index.ts';
import { findActor } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { lockFor } from '#platform/db/locks.ts';
import type { Work } from '#web/services.ts';
import { digestLines, isDigestDay, weekOf } from '../domain/digest.ts';
import { gapsIn, gapsOf } from '../domain/gap.ts';
import { factsFor } from '../queries/facts.ts';
import { kindsOff, lastDigest, noteDigest } from '../store.ts';

/** The setting that stands for the mail itself, beside the kinds. */
export const digestSetting = 'digest';

/**
 * Sends each person who is behind with something one mail for the week, all in one transaction: run
 * again in the same week, or twice at once, it sends nothing more. Gives the number of mails.
 */
export async function sendDigests(work: Omit<Work, 'actor'>): Promise<number> {
  const { db, clock, pack, authority, baseUrl } = work;
  const now = clock.now();
  const today = dateOf(now);
  const calendar = await authorityCalendar(db);
  return db.transaction().execute(async (trx) => {
    await lockFor(trx, 'digests');
    if (!isDigestDay(calendar, today, await lastDigest(trx))) return 0;
    const facts = await factsFor(trx, { today, laCode: authority.laCode, pack });
    const gaps = gapsIn(facts, today);
    let mails = 0;
    for (const person of new Set(gaps.map((gap) => gap.person))) {
      const off = await kindsOff(trx, person);
      const own = off.has(digestSetting) ? [] : gapsOf(gaps, person, off);
      if (own.length === 0 || !(await hasRole(person))) continue;
      const content = weeklyDigest({
        lines: digestLines(own),
        url: `${baseUrl}/`,
        settingsUrl: `${baseUrl}/reminders`,
      });
      if (await notify(trx, work, person, content)) mails += 1;
    }
    await noteDigest(trx, { week: weekOf(today), at: now, mails });
    await appendAudit(trx, {
      at: now,
      actor: { personId: null, name: 'Trajectory' },
      type: 'weekly digests sent',
      subject: { kind: 'digest', id: weekOf(today) },
      payload: { mails },
    });
    return mails;

    /** Whoever has left is written to no more. */
    async function hasRole(person: PersonId): Promise<boolean> {
      return ((await findActor(trx, person, today))?.roles.length ?? 0) > 0;
    }
  });
}
