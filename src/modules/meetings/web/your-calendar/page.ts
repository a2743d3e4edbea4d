import { longInstant } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { input } from '#ui/components/input.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { warningText } from '#ui/components/warning-text.ts';
import { form } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { bulletList, column, heading, paragraph } from '#ui/text.ts';
import { anyone, signedIn } from '#web/gates.ts';
import { shellPage } from '#web/pages.ts';
import { page, redirect, route, text } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { makeCalendarAddress, switchCalendarOff } from '../../commands/calendar-feed.ts';
import { calendarOf, ownAddressMadeAt } from '../../queries/calendar-feed.ts';

const path = '/your-calendar';

export const yourCalendarRoutes = [
  route({ method: 'GET', path, gate: signedIn, handle: (visit) => show(visit) }),
  route({
    method: 'POST',
    path,
    gate: signedIn,
    // The address is shown on this answer and on no other page.
    handle: async (visit) => show(visit, await makeCalendarAddress(workOf(visit))),
  }),
  route({
    method: 'POST',
    path: `${path}/off`,
    gate: signedIn,
    async handle(visit) {
      await switchCalendarOff(workOf(visit));
      return redirect(path);
    },
  }),
  route({
    method: 'GET',
    path: '/calendar/feed/:token.ics',
    gate: anyone('a calendar program asks by a secret address, which shows its person’s meetings'),
    perMinute: 60,
    async handle({ services, authority, now, params }) {
      const { db, pack, baseUrl } = services;
      const asking = { db, pack, baseUrl, authority, now };
      const calendar = await calendarOf(asking, params['token'] ?? '');
      return calendar === undefined
        ? text('There is no calendar at this address.\n', { status: 404, type: 'text/plain' })
        : text(calendar, { status: 200, type: 'text/calendar' });
    },
  }),
];

async function show(visit: Visit<undefined>, address?: string): Promise<Reply> {
  const madeAt = await ownAddressMadeAt(visit.services.db, visit.actor.id);
  const title = 'Your calendar';
  return page(
    shellPage(visit, {
      title,
      back: { href: '/', content: 'Your work' },
      main: column(
        heading(title, { level: 1 }),
        paragraph(
          'Your own calendar can follow the meetings that you are to come to: those of the last three months and all to come. It shows which meeting it is, of which school, when and where, and changes by itself when a meeting does.',
        ),
        address !== undefined &&
          insetText({
            content: html`${input({
              name: 'address',
              label: { content: 'Your address', classes: 'govuk-label--s' },
              hint: 'Copy it now: it is not kept, and not shown again. Whoever has it can read your calendar, so give it to nobody.',
              value: address,
              autocomplete: 'off',
              spellcheck: false,
              attributes: { readonly: true },
            })}${bulletList([
              'In Outlook: Add calendar, Subscribe from web, and paste it.',
              'In Google Calendar: Other calendars, From URL.',
              'On an iPhone or iPad: Settings, Calendar accounts, Add subscribed calendar.',
            ])}`,
          }),
        address === undefined &&
          paragraph(
            madeAt
              ? `An address was made on ${longInstant(madeAt)}, and works until you replace it or switch it off.`
              : 'No calendar address has been made.',
          ),
        form({
          action: path,
          content: html`${
            madeAt &&
            warningText({
              content: 'A new address ends the one that you have, wherever it is used.',
              iconFallbackText: 'Warning',
            })
          }${button({
            content: madeAt ? 'Replace the address' : 'Make a calendar address',
            classes: madeAt ? 'govuk-button--secondary' : undefined,
            preventDoubleClick: true,
          })}`,
        }),
        madeAt &&
          form({
            action: `${path}/off`,
            content: button({
              content: 'Switch it off',
              classes: 'govuk-button--warning',
              preventDoubleClick: true,
            }),
          }),
      ),
    }),
  );
}
