import { button } from '#ui/components/button.ts';
import { form, hidden } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { anyone } from '#web/gates.ts';
import { shellPage } from '#web/pages.ts';
import { page, route } from '#web/route.ts';
import type { Arrival } from '#web/route.ts';
import { followLink } from '../../commands/sign-in-link.ts';
import { nextPage } from '../../domain/next-page.ts';

const gate = anyone('the link shows who it is');

/** Opening the link changes nothing, because mail scanners open links too: pressing the button does. */
export const signInLinkRoutes = [
  route({
    method: 'GET',
    path: '/sign-in/link/:token',
    gate,
    perMinute: 30,
    handle: (visit) => Promise.resolve(page(pressView(visit, visit.params['token'] ?? ''))),
  }),
  route({
    method: 'POST',
    path: '/sign-in/link/:token',
    gate,
    perMinute: 30,
    async handle(visit) {
      const { services, params, form: sent, sessionToken } = visit;
      const signedIn = await followLink(services, params['token'] ?? '', sessionToken);
      if (!signedIn.ok) return page(spentView(visit), 403);
      const to = nextPage(sent.text('next'));
      return { kind: 'redirect', to, session: signedIn.value.sessionToken };
    },
  }),
];

function pressView(arrival: Arrival, token: string): Html {
  const title = 'Sign in to Trajectory';
  return shellPage(arrival, {
    title,
    main: column(
      heading(title, { level: 1 }),
      form({
        action: path`/sign-in/link/${token}`,
        content: html`${hidden('next', nextPage(arrival.query.text('next')))}${button({ content: 'Sign in', preventDoubleClick: true })}`,
      }),
    ),
  });
}

function spentView(arrival: Arrival): Html {
  const title = 'This link does not work any more';
  const { value } = arrival.services.pack.periods.signInLink;
  return shellPage(arrival, {
    title,
    main: column(
      heading(title, { level: 1 }),
      paragraph(
        `A link works once, for ${value} minutes. If you have signed in with it, you may still be signed in.`,
      ),
      paragraph(link('/sign-in', 'Ask for a new link')),
    ),
  });
}
