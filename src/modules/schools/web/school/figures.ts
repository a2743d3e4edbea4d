import { shortDate } from '#kernel/dates.ts';
import { figureText } from '#modules/schools/index.ts';
import type { ContextFigure } from '#modules/schools/index.ts';
import { details } from '#ui/components/details.ts';
import { button } from '#ui/components/button.ts';
import { table } from '#ui/components/table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import type { SchoolShown } from './shown.ts';

/** The newest figure of each measure and cohort, each with its source; the others folded away. */
export function figuresPart({ figures, mayAddFigure, school }: SchoolShown): Html {
  const newest: ContextFigure[] = [];
  const older: ContextFigure[] = [];
  const seen = new Set<string>();
  for (const figure of figures) {
    const key = `${figure.measure} ${figure.cohort}`;
    (seen.has(key) ? older : newest).push(figure);
    seen.add(key);
  }
  return html`
    ${heading('Context', { id: 'context' })}
    ${newest.length === 0 ? paragraph('No figure is known yet.') : figureTable(newest, 'Context figures')}
    ${
      older.length > 0 &&
      details({
        summary: `${older.length === 1 ? '1 more figure' : `${older.length} more figures`}, from earlier or from other sources`,
        content: figureTable(older, 'More figures'),
      })
    }
    ${newest.length > 0 && paragraph(link(`/schools/${school.urn}/figures`, 'These figures over the years, beside authority and England'))}
    ${
      mayAddFigure &&
      button({
        content: 'Add a figure',
        href: `/schools/${school.urn}/figures/new`,
        classes: 'govuk-button--secondary',
      })
    }`;
}

function figureTable(figures: readonly ContextFigure[], caption: string): Html {
  return table({
    classes: 'app-table--stacks app-figures',
    caption: html`<span class="govuk-visually-hidden">${caption}</span>`,
    head: ['Measure', { content: 'Value', format: 'numeric' }, 'Source'],
    firstCellIsHeader: true,
    rows: figures.map((figure) => {
      const about = [figure.cohort === 'all' ? '' : figure.cohort, periodText(figure.period)];
      return [
        {
          classes: 'app-weight-regular',
          content: html`${figure.name}${about.some((part) => part !== '') && html`<br><span class="app-secondary">${about.filter((part) => part !== '').join(', ')}</span>`}`,
        },
        {
          content: html`<strong>${figureText(figure.value, figure.unit)}</strong>${figure.status === 'provisional' && html`<br><span class="app-secondary">provisional</span>`}`,
          format: 'numeric',
          attributes: { 'data-label': 'Value' },
        },
        {
          content: html`<span class="app-secondary">${source(figure)}</span>`,
          attributes: { 'data-label': 'Source' },
        },
      ];
    }),
  });
}

/** A typed figure says who typed it: nobody else vouches for it. */
function source({ source: text, asAt, enteredBy }: ContextFigure): string {
  if (enteredBy === null) return text;
  return `${text}, ${shortDate(asAt)}. Typed by ${enteredBy}`;
}

/** A census day comes as `2025-01-16`. */
function periodText(period: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(period) ? shortDate(period as ContextFigure['asAt']) : period;
}
