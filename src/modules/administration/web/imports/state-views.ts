import { sourceName } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { form, formPage } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import type { Html } from '#ui/html.ts';
import { progress } from '#ui/progress.ts';
import { buttonGroup, column, heading, paragraph } from '#ui/text.ts';
import { shellPage, siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { shareDone } from '../../domain/kept-file.ts';
import type { FileState, KeptFile } from '../../domain/kept-file.ts';
import { dateField } from './list-view.ts';

const back = { href: '/administration/imports', content: 'Imports' };

/** Asks for the day that a file is of. */
export function undatedView(
  arrival: Arrival,
  file: KeptFile,
  typed: Form,
  problems: readonly FormError[],
): Html {
  const here = `/administration/imports/files/${file.token}`;
  return formPage({
    site: siteOf(arrival),
    title: 'Which day is the file of?',
    caption: file.fileName,
    back,
    errors: problems,
    action: `${here}/date`,
    intro: paragraph(
      `This is a file of ${sourceName(file.source)}, but its name does not say when it was made. Every fact from it will be shown with this date.`,
    ),
    fields: dateField(
      typed,
      problems,
      'The page that you downloaded it from says “as at”, or the day that you downloaded it. For example, 31 8 2025',
    ),
    submit: 'Check the file',
    after: discardForm(here),
  });
}

/** Shows how far the work is. Script asks on; without it the page is loaded again every two seconds. */
export function workingView(
  arrival: Arrival,
  file: KeptFile,
  state: FileState & { readonly kind: 'waiting' | 'working' },
): Html {
  const here = `/administration/imports/files/${file.token}`;
  const percent = state.kind === 'working' ? Math.round(shareDone(state.progress) * 100) : 0;
  const title = state.task === 'check' ? 'Checking the file' : 'Importing the file';
  return shellPage(arrival, {
    title,
    back,
    scripts: ['progress'],
    main: column(
      heading(title, { level: 1, caption: file.fileName }),
      paragraph(
        'A file for the whole of England takes a few seconds. You can leave this page: the work goes on, and the page of imports leads back here.',
      ),
      progress({ here, percent }),
    ),
  });
}

/** For work that broke off, or an import that was refused although the check had passed. */
export function brokenView(arrival: Arrival, file: KeptFile, sentence: string | undefined): Html {
  const here = `/administration/imports/files/${file.token}`;
  const title =
    sentence === undefined ? 'The work on the file broke off' : 'The file was not imported';
  return shellPage(arrival, {
    title,
    back,
    main: column(
      heading(title, { level: 1, caption: file.fileName }),
      paragraph(
        sentence ?? 'Something went wrong that was not the file’s fault. Nothing was changed.',
      ),
      buttonGroup(
        form({
          action: `${here}/check`,
          content: button({ content: 'Check the file again', preventDoubleClick: true }),
        }),
        discardForm(here),
      ),
    ),
  });
}

/** For a file in which there was nothing that is not held already. */
export function importedView(arrival: Arrival, file: KeptFile): Html {
  const title = 'The file had nothing new';
  return shellPage(arrival, {
    title,
    back,
    main: column(
      heading(title, { level: 1, caption: file.fileName }),
      paragraph(
        'This very file has been imported before, and all that is in it is held. Nothing was changed.',
      ),
    ),
  });
}

export function discardForm(here: string): Html {
  return form({
    action: `${here}/discard`,
    content: button({
      content: 'Do not import it',
      classes: 'govuk-button--secondary',
      preventDoubleClick: true,
    }),
  });
}
