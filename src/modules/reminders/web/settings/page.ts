import { button } from '#ui/components/button.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { form as formElement } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { column, heading, paragraph } from '#ui/text.ts';
import { signedIn } from '#web/gates.ts';
import { shellPage } from '#web/pages.ts';
import { page, redirect, route } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { chooseReminders, reminderSettings } from '../../commands/choose-reminders.ts';
import { digestSetting } from '../../commands/send-digests.ts';
import { gapKinds } from '../../domain/gap.ts';
import { offFor } from '../../queries/settings.ts';

const path = '/reminders';

export const reminderRoutes = [
  route({
    method: 'GET',
    path,
    gate: signedIn,
    async handle(visit) {
      const off = await offFor(visit.services.db, visit.actor.id);
      const title = 'What you are reminded of';
      const saved = visit.query.has('saved');
      return page(
        shellPage(visit, {
          title,
          back: { href: '/', content: 'Your work' },
          main: column(
            saved && notificationBanner({ type: 'success', content: 'Your choice is saved.' }),
            heading(title, { level: 1 }),
            paragraph(
              '“Your work” lists what should have happened and has not, where you can do something about it. Once a week, on Monday morning, you get it by email as well: not in school holidays where their dates are known, and not when there is nothing to say.',
            ),
            formElement({
              action: path,
              content: html`${checkboxes({
                name: 'kind',
                fieldset: {
                  legend: { content: 'Remind me when', classes: 'govuk-fieldset__legend--m' },
                },
                values: reminderSettings.filter((kind) => !off.has(kind)),
                items: Object.entries(gapKinds).map(([value, content]) => ({ value, content })),
              })}${checkboxes({
                name: 'kind',
                idPrefix: 'digest',
                fieldset: {
                  legend: { content: 'By email', classes: 'govuk-fieldset__legend--m' },
                },
                values: off.has(digestSetting) ? [] : [digestSetting],
                items: [{ value: digestSetting, content: 'Send me the list once a week' }],
              })}${button({ content: 'Save', preventDoubleClick: true })}`,
            }),
          ),
        }),
      );
    },
  }),
  route({
    method: 'POST',
    path,
    gate: signedIn,
    async handle(visit) {
      await chooseReminders(workOf(visit), visit.form.all('kind'));
      return redirect(`${path}?saved=yes`);
    },
  }),
];
