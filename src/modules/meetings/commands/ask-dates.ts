import { dateOf } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { boardOf, isPresent } from '#modules/cases/index.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import {
  datesOffered,
  datesWithdrawn,
  notify,
  recipientOf,
} from '#modules/correspondence/index.ts';
import { hashToken, newToken } from '#modules/people/index.ts';
import { formOf, meetingInFull } from '#policy-pack/index.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import type { DateChoice } from '../domain/choice.ts';
import { venueWords } from '../domain/venue.ts';
import { askedOf, insertLink, withdrawChoice } from '../store-choices.ts';

/**
 * Mails people the dates of a choice, each with a link of their own, of which the hash alone is kept.
 * Gives how many were asked: those who have been already, those without a mailbox, and whoever asks,
 * are not.
 */
export async function askMembers(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  choice: DateChoice,
  people: readonly PersonId[],
): Promise<number> {
  const now = work.clock.now();
  const already = new Set((await askedOf(trx, choice.id)).map(({ personId }) => personId));
  let asked = 0;
  for (const personId of new Set(people)) {
    if (personId === work.actor.id || already.has(personId)) continue;
    if (!(await recipientOf(trx, personId, dateOf(now)))) continue;
    const token = newToken();
    const link = { choiceId: choice.id, personId, tokenHash: hashToken(token), sentAt: now };
    await insertLink(trx, link);
    const content = datesOffered({
      school: matter.schoolName,
      meeting: meetingInFull(formOf(work.pack, choice.form)),
      minutes: choice.minutes,
      venue: venueWords(choice.venue),
      dates: choice.options,
      url: `${work.baseUrl}/dates/${token}`,
    });
    await notify(trx, work, personId, content);
    asked += 1;
  }
  return asked;
}

/** Withdraws a choice, and tells those on the board who were asked. The reason stays with the authority. */
export async function withdrawAndTell(
  trx: Trx,
  work: Work,
  matter: CaseMatter,
  choice: DateChoice,
  reason: string,
): Promise<void> {
  await withdrawChoice(trx, choice.id, reason);
  const content = datesWithdrawn({
    school: matter.schoolName,
    meeting: meetingInFull(formOf(work.pack, choice.form)),
    url: `${work.baseUrl}/cases/${matter.caseId}`,
  });
  const today = dateOf(work.clock.now());
  const board = await boardOf(trx, matter.caseId);
  const isStillOn = (person: PersonId) =>
    board.some((member) => member.personId === person && isPresent(member, today));
  for (const { personId } of await askedOf(trx, choice.id)) {
    if (personId === work.actor.id || !isStillOn(personId)) continue;
    await notify(trx, work, personId, content);
  }
}
