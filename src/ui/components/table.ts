import { attributes, html } from '../html.ts';
import type { AttributeValues, Html } from '../html.ts';
import { classNames, part } from './part.ts';
import type { Content, Dressing, Maybe, Part } from './part.ts';

export interface CellOptions {
  /** Numbers stand at the right. */
  readonly format?: 'numeric' | undefined;
  readonly classes?: string | undefined;
  readonly colspan?: number | undefined;
  readonly rowspan?: number | undefined;
  readonly attributes?: AttributeValues | undefined;
}

export type Cell = Part<CellOptions>;

export interface TableOptions extends Dressing {
  readonly caption?: Content | undefined;
  readonly captionClasses?: string | undefined;
  readonly head?: readonly Cell[] | undefined;
  readonly rows: readonly Maybe<readonly Cell[]>[];
  readonly firstCellIsHeader?: boolean | undefined;
}

/** GOV.UK table. A wide one goes inside `scrollable` (src/ui/text.ts). */
export function table(options: TableOptions): Html {
  const { caption, head } = options;
  const own = attributes({
    class: classNames('govuk-table', options.classes),
    ...options.attributes,
  });
  return html`<table${own}>${
    caption &&
    html`<caption class="${classNames('govuk-table__caption', options.captionClasses)}">${caption}</caption>`
  }${
    head &&
    html`<thead class="govuk-table__head"><tr class="govuk-table__row">${head.map(headCell)}</tr></thead>`
  }<tbody class="govuk-table__body">${options.rows.map(
    (row) =>
      row &&
      html`<tr class="govuk-table__row">${row.map((cell, index) =>
        index === 0 && options.firstCellIsHeader ? rowHeader(cell) : dataCell(cell),
      )}</tr>`,
  )}</tbody></table>`;
}

function headCell(given: Cell): Html {
  const cell = part<CellOptions>(given);
  const format = cell.format && `govuk-table__header--${cell.format}`;
  const own = attributes({ scope: 'col', ...common('govuk-table__header', cell, format) });
  return html`<th${own}>${cell.content}</th>`;
}

function rowHeader(given: Cell): Html {
  const cell = part<CellOptions>(given);
  return html`<th${attributes({ scope: 'row', ...common('govuk-table__header', cell) })}>${cell.content}</th>`;
}

function dataCell(given: Cell): Html {
  const cell = part<CellOptions>(given);
  const format = cell.format && `govuk-table__cell--${cell.format}`;
  return html`<td${attributes(common('govuk-table__cell', cell, format))}>${cell.content}</td>`;
}

function common(name: string, cell: CellOptions, format?: string): AttributeValues {
  return {
    class: classNames(name, format, cell.classes),
    colspan: cell.colspan,
    rowspan: cell.rowspan,
    ...cell.attributes,
  };
}
