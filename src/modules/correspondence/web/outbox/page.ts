import { dateOf, longInstant } from '#kernel/dates.ts';
import { parseId } from '#kernel/ids.ts';
import type { Branded } from '#kernel/ids.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import type { Form } from '#platform/http/form.ts';
import { emlOf } from '#platform/mail/message.ts';
import type { Mail } from '#platform/mail/message.ts';
import { mailSettings } from '#platform/mail/settings.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { authorityGate, gate } from '#web/gates.ts';
import { pageAsked } from '#web/paging.ts';
import { page, route } from '#web/route.ts';
import { countUndelivered, findMail, listOutbox } from '../../queries/outbox.ts';
import type { ListedMail, OutboxFilter } from '../../queries/outbox.ts';
import { mailStates, mailView, outboxView, stateWord } from './view.ts';

/** What a mail says, and the link in it, are for its recipient: only the demonstration shows them. */
const onDemonstrationMail = gate<Mail>('read outbox, in the demonstration', async (arrival) => {
  const { services, actor, params } = arrival;
  if (services.mode !== 'demo' || !permitsAuthority(actor, 'outbox', 'read')) return undefined;
  const id = parseId<Branded<string, 'MailId'>>(params['mail'] ?? '');
  const subject = id && (await findMail(services.db, id));
  return subject && { subject };
});

export const outboxRoutes = [
  route({
    method: 'GET',
    path: '/outbox',
    gate: authorityGate('read', 'outbox'),
    async handle(visit) {
      const { services, actor, query } = visit;
      const asked = pageAsked(query);
      const filter = filterIn(query);
      const [list, undelivered] = await Promise.all([
        listOutbox(services.db, filter, asked),
        countUndelivered(services.db),
      ]);
      const mayMend = permitsAuthority(actor, 'outbox', 'write');
      return page(outboxView(visit, { ...list, filter, undelivered, page: asked, mayMend }));
    },
  }),
  route({
    method: 'GET',
    path: '/outbox.xlsx',
    gate: authorityGate('read', 'outbox'),
    async handle(visit) {
      const filter = filterIn(visit.query);
      const { mails } = await listOutbox(visit.services.db, filter, undefined);
      return listWorkbook<ListedMail>(visit, {
        name: 'Outbox',
        rows: mails,
        filter: {
          Show: filter.show === 'all' ? undefined : 'Did not arrive',
          'Address or kind of mail': filter.search,
          State: filter.state && stateWord({ state: filter.state }),
        },
        columns: [
          { title: 'To', width: 40, value: (mail) => mail.to_address },
          { title: 'What', width: 34, value: (mail) => mail.template },
          { title: 'Written on', width: 14, value: (mail) => dayCell(dateOf(mail.created_at)) },
          { title: 'When', width: 34, value: (mail) => longInstant(mail.created_at) },
          { title: 'State', width: 14, value: (mail) => stateWord(mail) },
          { title: 'Why', width: 60, value: (mail) => mail.last_error },
        ],
      });
    },
  }),
  route({
    method: 'GET',
    path: '/outbox/:mail',
    gate: onDemonstrationMail,
    handle: (visit) => Promise.resolve(page(mailView(visit, visit.subject))),
  }),
  route({
    method: 'GET',
    path: '/outbox/:mail/eml',
    gate: onDemonstrationMail,
    async handle({ services, subject }) {
      const { senderAddress: address } = mailSettings(undefined, services.baseUrl);
      const bytes = await emlOf(subject, { name: 'Trajectory', address });
      return { kind: 'file', bytes, type: 'message/rfc822', name: `${subject.id}.eml` };
    },
  }),
];

function filterIn(query: Form): OutboxFilter {
  return {
    show: query.raw('show') === 'undelivered' ? 'undelivered' : 'all',
    search: query.text('search').slice(0, 200),
    state: mailStates.find((each) => each === query.raw('state')),
  };
}
