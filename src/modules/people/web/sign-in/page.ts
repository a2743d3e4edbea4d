import { parseId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { anyone } from '#web/gates.ts';
import { notFound, page, route } from '#web/route.ts';
import { problemOf } from '#web/fields.ts';
import { signInAs } from '../../commands/session.ts';
import { askForLink } from '../../commands/sign-in-link.ts';
import { nextPage } from '../../domain/next-page.ts';
import { demonstrationPeople } from '../../queries/demonstration.ts';
import { askView, demonstrationView, linkOnItsWayView } from './view.ts';

const gate = anyone('this is how people sign in');

export const signInRoutes = [
  route({
    method: 'GET',
    path: '/sign-in',
    gate,
    async handle(visit) {
      const { services, today } = visit;
      const next = nextPage(visit.query.text('next'));
      if (services.mode === 'live')
        return page(askView(visit, { address: '', next, problems: [] }));
      const groups = await demonstrationPeople(services.db, today);
      return page(demonstrationView(visit, groups, next));
    },
  }),
  route({
    method: 'POST',
    path: '/sign-in',
    gate,
    perMinute: 10,
    async handle(visit) {
      const { services, form } = visit;
      if (services.mode !== 'live') return notFound;
      const address = form.text('address');
      const next = nextPage(form.text('next'));
      const asked = await askForLink(services, address, next);
      if (asked.ok) return page(linkOnItsWayView(visit, address));
      const problems = [problemOf(asked.refusal, 'address')];
      return page(askView(visit, { address, next, problems }), 422);
    },
  }),
  route({
    method: 'POST',
    path: '/sign-in/as/:person',
    gate: anyone('in the demonstration one can be anyone; shut in live mode'),
    perMinute: 120,
    async handle(visit) {
      const { services, form, sessionToken } = visit;
      const person = parseId<PersonId>(visit.params['person'] ?? '');
      const signedIn = person && (await signInAs(services, person, sessionToken));
      if (!signedIn?.ok) return notFound;
      const to = nextPage(form.text('next'));
      return { kind: 'redirect', to, session: signedIn.value.sessionToken };
    },
  }),
];
