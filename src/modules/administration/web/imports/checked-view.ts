import { changesNothing } from '#modules/schools/index.ts';
import type { ImportReport } from '#modules/schools/index.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { textarea } from '#ui/components/textarea.ts';
import { warningText } from '#ui/components/warning-text.ts';
import { form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, column, heading } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { changesPart, doubtfulPart, fileFacts } from './report-view.ts';
import { discardForm } from './state-views.ts';

interface CheckedShown {
  readonly file: KeptFile;
  readonly report: ImportReport;
  readonly reason: string;
  readonly error: string | undefined;
  readonly problems: readonly FormError[];
}

/** What a file would change, with the button that imports it. */
export function checkedView(arrival: Arrival, shown: CheckedShown): Html {
  const { file, report, problems } = shown;
  const here = `/administration/imports/files/${file.token}`;
  const title = 'What the file would change';
  return shellPage(arrival, {
    title,
    back: { href: '/administration/imports', content: 'Imports' },
    problems,
    main: column(
      heading(title, { level: 1, caption: file.fileName }),
      insetText({ content: 'Nothing has been changed yet.' }),
      fileFacts(report),
      changesPart(report),
      doubtfulPart(report),
      report.doubts.length > 0 ? doubtsForm(shown, here) : plainForm(report, here),
      discardForm(here),
    ),
  });
}

function plainForm(report: ImportReport, here: string): Html {
  const isEmpty = changesNothing(report);
  return html`${heading(isEmpty ? 'Nothing would change' : 'Import it?')}${form({
    action: `${here}/import`,
    content: button({ content: 'Import the file', preventDoubleClick: true }),
  })}`;
}

function doubtsForm({ report, reason, error }: CheckedShown, here: string): Html {
  return html`
    ${heading('The file looks wrong')}
    ${warningText({ content: 'It is not imported unless you say that it is right all the same.' })}
    ${bulletList(report.doubts.map(({ sentence }) => sentence))}
    ${form({
      action: `${here}/import`,
      content: html`${textarea({
        name: 'reason',
        label: { content: 'Why is the file right all the same?', classes: 'govuk-label--s' },
        hint: 'This is kept with the import, under your name.',
        rows: 3,
        value: reason,
        errorMessage: error,
      })}${button({
        content: 'Import anyway',
        classes: 'govuk-button--warning',
        preventDoubleClick: true,
      })}`,
    })}`;
}
