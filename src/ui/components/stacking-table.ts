import { classNames, part } from './part.ts';
import type { Maybe } from './part.ts';
import { table } from './table.ts';
import type { Cell, CellOptions, TableOptions } from './table.ts';
import { html } from '../html.ts';
import type { Html } from '../html.ts';

export interface StackingTableOptions extends Omit<TableOptions, 'head' | 'rows'> {
  /** Shown above the columns, and before each cell where the table is stacked. */
  readonly head: readonly string[];
  readonly rows: readonly Maybe<readonly Cell[]>[];
}

/** A table whose rows become blocks on a narrow screen, each cell under the name of its column. */
export function stackingTable(options: StackingTableOptions): Html {
  const { head, rows, classes } = options;
  return table({
    ...options,
    classes: classNames('app-table--stacks', classes),
    rows: rows.map(
      (row) =>
        row &&
        row.map((cell, index) => {
          const given = part<CellOptions>(cell);
          // A row's own header says what the row is about; it needs no name before it.
          if (index === 0 && options.firstCellIsHeader) return given;
          const attributes = { 'data-label': head[index], ...given.attributes };
          return { ...given, content: html`<div>${given.content}</div>`, attributes };
        }),
    ),
  });
}
