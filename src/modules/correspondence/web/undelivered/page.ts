import { dateOf } from '#kernel/dates.ts';
import { parseId } from '#kernel/ids.ts';
import type { Branded } from '#kernel/ids.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import type { Refusal } from '#kernel/result.ts';
import { gate } from '#web/gates.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { putAside, sendAgain } from '../../commands/undelivered.ts';
import { findMail, findUndelivered } from '../../queries/outbox.ts';
import { recipientOf } from '../../index.ts';
import { undeliveredView } from './view.ts';

const path = '/outbox/:mail/undelivered';
const list = '/outbox?show=undelivered';

/** A mail of the outbox, for those who see to it that mails arrive. What it says is not shown. */
const onMail = gate('write outbox, of one mail', async ({ services, actor, params }) => {
  if (!permitsAuthority(actor, 'outbox', 'write')) return undefined;
  const id = parseId<Branded<string, 'MailId'>>(params['mail'] ?? '');
  const subject = id && (await findMail(services.db, id));
  return subject && { subject: { id: subject.id } };
});

type Here = Visit<{ readonly id: string }>;

export const undeliveredRoutes = [
  route({ method: 'GET', path, gate: onMail, handle: (visit) => show(visit) }),
  route({
    method: 'POST',
    path: `${path}/again`,
    gate: onMail,
    async handle(visit) {
      const sent = await sendAgain(workOf(visit), visit.subject.id);
      return sent.ok ? redirect(list) : show(visit, sent.refusal);
    },
  }),
  route({
    method: 'POST',
    path: `${path}/aside`,
    gate: onMail,
    async handle(visit) {
      const aside = await putAside(workOf(visit), visit.subject.id);
      return aside.ok ? redirect(list) : show(visit, aside.refusal);
    },
  }),
];

async function show(visit: Here, refusal?: Refusal): Promise<Reply> {
  const { services, subject, now } = visit;
  const mail = await findUndelivered(services.db, subject.id);
  // Someone else has sent it again, or put it aside.
  if (!mail) return redirect(list);
  const recipient =
    mail.person_id === null
      ? undefined
      : await recipientOf(services.db, mail.person_id, dateOf(now));
  const problems = refusal ? [{ sentence: refusal.sentence }] : [];
  return page(undeliveredView(visit, { mail, recipient, problems }), refusal ? 409 : 200);
}
