import { shortInstant } from '#kernel/dates.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { KeptImport } from '../../queries/find-import.ts';
import { changesPart, doubtfulPart, fileFacts } from './report-view.ts';

const fresh = 10 * 60 * 1000;

/** An import of the past, with what it changed. */
export function importView(
  arrival: Arrival,
  { importedAt, importedBy, overridden, reason, report }: KeptImport,
): Html {
  const isFresh = arrival.now.getTime() - importedAt.getTime() < fresh;
  return shellPage(arrival, {
    title: 'Import',
    back: { href: '/administration/imports', content: 'Imports' },
    main: column(
      isFresh &&
        notificationBanner({
          type: 'success',
          disableAutoFocus: true,
          content: html`<p class="govuk-notification-banner__heading">The file has been imported</p>${paragraph(link('/schools', 'See the schools'))}`,
        }),
      heading('Import', { level: 1, caption: report.sourceName }),
      paragraph(`Imported ${shortInstant(importedAt)} by ${importedBy}.`),
      overridden &&
        insetText({
          content: html`${paragraph('It looked implausible, and was imported all the same:')}${bulletList(report.doubts.map(({ sentence }) => sentence))}${reason !== undefined && paragraph(`The reason given: ${reason}`)}`,
        }),
      fileFacts(report),
      changesPart(report),
      doubtfulPart(report),
    ),
  });
}
