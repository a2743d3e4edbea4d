import { shortDate } from '#kernel/dates.ts';
import { counted } from '#modules/schools/index.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, paragraph } from '#ui/text.ts';
import type { DataUsed } from '../../queries/overview.ts';

/** Which data the reasons rest on, and what is missing: a school without a reason may be one without data. */
export function dataPart({
  inspections,
  figures,
  years,
  leftAside,
  withoutInspections,
}: DataUsed): Html {
  return html`
    ${heading('What this rests on', { id: 'data' })}
    ${
      inspections.length === 0
        ? paragraph('No inspections are held.')
        : html`${paragraph('Inspections:')}${bulletList(
            inspections.map(({ name, asAt }) =>
              asAt === null ? name : `${name}, as at ${shortDate(asAt)}`,
            ),
          )}`
    }
    ${
      withoutInspections > 0 &&
      paragraph(
        `Of ${counted(withoutInspections, 'school')} no inspection is held: nothing can be said of ${withoutInspections === 1 ? 'its' : 'their'} inspections.`,
      )
    }
    ${stackingTable({
      caption: 'Figures held of the academic years that are used',
      captionClasses: 'govuk-table__caption--s',
      head: ['Figure', ...years],
      firstCellIsHeader: true,
      rows: figures.map(({ label, years: held }) => [
        { content: label, classes: 'app-weight-regular' },
        ...held.map(({ schools, sources }) =>
          schools === 0
            ? 'None held'
            : html`${counted(schools, 'school')}<br><span class="app-secondary">${sources.join('; ')}</span>`,
        ),
      ]),
    })}
    ${
      leftAside.size > 0 &&
      html`${paragraph('Figures of these years that are left aside:')}${bulletList(
        [...leftAside].map(([why, count]) => `${counted(count, 'figure')}: ${why}`).toSorted(),
      )}`
    }`;
}
