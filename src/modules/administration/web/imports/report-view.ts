import { shortDate } from '#kernel/dates.ts';
import type { ImportReport } from '#modules/schools/index.ts';
import { details } from '#ui/components/details.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { table } from '#ui/components/table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, fileSize, heading, paragraph, scrollable } from '#ui/text.ts';

const count = (number: number) => number.toLocaleString('en-GB');

/** Where a publication has more than one layout, what to call it. */
const layouts: Readonly<Record<string, string>> = {
  establishments: 'establishments',
  graded: 'graded inspections',
  'report-card': 'report cards',
};

/** What a file is: name, publication, day, size, hash, rows. */
export function fileFacts(report: ImportReport): Html {
  const { rows, blankRows, skippedRows } = report;
  const layout = layouts[report.layout];
  const more = [
    blankRows > 0 && `${count(blankRows)} blank`,
    skippedRows > 0 && `${count(skippedRows)} left out`,
  ].filter((part) => !!part);
  return summaryList({
    rows: [
      { key: 'File', value: html`<span class="app-breaks">${report.fileName}</span>` },
      {
        key: 'Publication',
        value: `${report.sourceName}${layout === undefined ? '' : ` (${layout})`}`,
      },
      { key: 'Data as at', value: shortDate(report.asAt) },
      {
        key: 'Rows',
        value: `${count(rows)} read${more.length > 0 ? `; ${more.join(', ')}` : ''}`,
      },
      { key: 'Size', value: fileSize(report.fileSize) },
      { key: 'Fingerprint', value: html`<code class="app-hash">${report.sha256}</code>` },
    ],
  });
}

/** What changed, or would change: counts, the facts concerned, examples. */
export function changesPart(report: ImportReport): Html {
  const { changes, fields, examples, dryRun } = report;
  return html`
    ${heading(dryRun ? 'What would change' : 'What changed')}
    ${scrollable(
      table({
        head: [
          html`<span class="govuk-visually-hidden">What it is about</span>`,
          { content: 'New', format: 'numeric' },
          { content: 'Changed', format: 'numeric' },
          { content: 'Same', format: 'numeric' },
        ],
        firstCellIsHeader: true,
        rows: changes.map(({ subject, new: added, changed, unchanged }) => [
          capital(subject),
          { content: count(added), format: 'numeric' },
          { content: count(changed), format: 'numeric' },
          { content: count(unchanged), format: 'numeric' },
        ]),
      }),
      dryRun ? 'What would change' : 'What changed',
    )}
    ${bulletList(changes.flatMap(({ notes }) => notes))}
    ${
      fields.length > 0 &&
      details({
        summary: 'Which facts change, and how often',
        content: html`${bulletList(fields.map(({ field, count: of }) => `${field}: ${count(of)}`))}`,
      })
    }
    ${examples.length > 0 && details({ summary: 'Examples', content: examplesTable(examples) })}`;
}

/** What the reader could not make sense of: headings and lines. */
export function doubtfulPart(report: ImportReport): Html {
  const { unrecognised, missing, problems, problemCount } = report;
  return html`
    ${
      unrecognised.length > 0 &&
      html`${heading('Columns that were not recognised', { size: 's' })}${paragraph('They are left aside. Nothing else depends on them.')}${bulletList(unrecognised)}`
    }
    ${
      missing.length > 0 &&
      html`${heading('Columns that the file does not have', { size: 's' })}${paragraph('The facts in them are left empty.')}${bulletList(missing)}`
    }
    ${
      problemCount > 0 &&
      html`${heading('Lines with a problem', { size: 's' })}${paragraph(
        problemCount > problems.length
          ? `The first ${count(problems.length)} of ${count(problemCount)}.`
          : 'Everything else in the file is taken as it is.',
      )}${scrollable(
        table({
          head: [{ content: 'Line', format: 'numeric' }, 'Problem', 'Left out'],
          rows: problems.map(({ line, sentence, skipped, kept }) => [
            { content: count(line), format: 'numeric' },
            sentence,
            skipped ? 'the whole line' : kept ? 'nothing' : 'this value',
          ]),
        }),
        'Lines with a problem',
      )}`
    }`;
}

function examplesTable(examples: ImportReport['examples']): Html {
  const words = { new: 'New', changed: 'Changed', closed: 'Closed', gone: 'Gone' } as const;
  return scrollable(
    table({
      head: ['What', 'School', 'Detail'],
      rows: examples.map(({ what, urn, name, detail }) => [
        words[what],
        html`${name}${urn !== null && html`<br><span class="app-secondary">URN ${urn}</span>`}`,
        detail,
      ]),
    }),
    'Examples',
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
