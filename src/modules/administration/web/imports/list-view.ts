import { shortDate, shortInstant } from '#kernel/dates.ts';
import type { PastImport } from '#modules/schools/index.ts';
import type { Form } from '#platform/http/form.ts';
import { button } from '#ui/components/button.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { fileUpload } from '#ui/components/file-upload.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, outsideLink, paragraph } from '#ui/text.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { KeptFile } from '../../domain/kept-file.ts';
import { publications } from '../../domain/publications.ts';

export const datePrefix = 'asAt';

/** In bytes. A full extract of the register has some 60 MB. */
export const largestFile = 100_000_000;

interface ListShown {
  /** Newest first. */
  readonly imports: readonly PastImport[];
  /** The person's own files that they have not finished with. */
  readonly waiting: readonly KeptFile[];
  readonly typed: Form;
  readonly problems: readonly FormError[];
}

export function listView(arrival: Arrival, shown: ListShown): Html {
  const { imports, waiting } = shown;
  return shellPage(arrival, {
    title: 'Imports',
    problems: shown.problems,
    main: html`
      ${heading('Imports', { level: 1 })}
      ${waiting.length > 0 && waitingPart(waiting)}
      <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        ${heading('Import a file')}
        ${uploadForm(shown)}
      </div></div>
      ${heading('Past imports')}
      ${
        imports.length === 0
          ? paragraph('Nothing has been imported yet.')
          : html`${pastImports(imports)}${workbookLink(arrival)}`
      }`,
  });
}

function uploadForm({ typed, problems }: ListShown): Html {
  return html`
    ${paragraph('These public files are taken. Which of them it is, is seen from its headings.')}
    ${bulletList(
      Object.values(publications).map(
        ({ about, file, from }) =>
          html`${about}: ${file}, from ${outsideLink(from.href, from.name)}`,
      ),
    )}
    ${form({
      action: '/administration/imports',
      isMultipart: true,
      content: html`
        ${fileUpload({
          name: 'file',
          label: { content: 'File', classes: 'govuk-label--s' },
          hint: `A CSV file of ${largestFile / 1_000_000} MB at most, as it was downloaded (term dates also as .ics, bank holidays as .json)`,
          attributes: { accept: '.csv,.ics,.json,text/csv,text/calendar,application/json' },
          errorMessage: errorOf(problems, 'file'),
        })}
        ${dateField(typed, problems, 'Only if the name of the file does not say it, like edubasealldata20260821.csv')}
        ${button({ content: 'Check the file', preventDoubleClick: true })}
        ${paragraph('Nothing is changed yet: you see first what the file would change.', 'app-secondary')}`,
    })}`;
}

/** The day that a file is of. */
export function dateField(typed: Form, problems: readonly FormError[], hint: string): Html {
  const names = ['day', 'month', 'year'].map((part) => `${datePrefix}-${part}`);
  return dateInput({
    id: datePrefix,
    namePrefix: datePrefix,
    fieldset: { legend: { content: 'Date of the data', classes: 'govuk-fieldset__legend--s' } },
    hint,
    values: Object.fromEntries(names.map((name) => [name, typed.raw(name)])),
    errorMessage: errorOf(problems, datePrefix),
  });
}

function waitingPart(files: readonly KeptFile[]): Html {
  const tasks = {
    undated: 'needs its date',
    waiting: 'is being worked on',
    working: 'is being worked on',
    checked: 'has been checked, and waits for you to import it',
    refused: 'was refused',
    failed: 'could not be worked on',
    imported: 'was imported',
  } as const;
  return html`${heading('Files that wait for you')}${bulletList(
    files.map(
      ({ token, fileName, state }) =>
        html`<span class="app-breaks">${link(`/administration/imports/files/${token}`, fileName)}</span> ${tasks[state.kind]}`,
    ),
  )}`;
}

function pastImports(imports: readonly PastImport[]): Html {
  return stackingTable({
    caption: html`<span class="govuk-visually-hidden">Past imports, the newest first</span>`,
    head: ['File', 'Data as at', 'Imported', 'Fingerprint'],
    firstCellIsHeader: true,
    rows: imports.map((past) => [
      {
        classes: 'app-weight-regular app-breaks',
        content: html`${link(`/administration/imports/${past.id}`, past.fileName)}<br><span class="app-secondary">${past.sourceName}</span>`,
      },
      shortDate(past.asAt),
      html`${shortInstant(past.importedAt)}<br><span class="app-secondary">by ${past.importedBy}${past.overridden && ', although it looked implausible'}</span>`,
      html`<code class="app-hash">${past.sha256.slice(0, 16)}…</code>`,
    ]),
  });
}
