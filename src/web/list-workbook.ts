import { dateOf, longInstant } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { writeWorkbook } from '#platform/workbooks/write-workbook.ts';
import type { WrittenCell } from '#platform/workbooks/write-workbook.ts';
import type { Html } from '#ui/html.ts';
import { link, paragraph } from '#ui/text.ts';
import type { Arrival, Reply } from './route.ts';

/** A column of a list as a workbook has it. */
export interface ListColumn<Row> {
  readonly title: string;
  /** About so many characters wide. */
  readonly width: number;
  value(row: Row): WrittenCell | undefined;
}

export interface List<Row> {
  /** What the list is called: on its sheet, and in the name of the file. */
  readonly name: string;
  readonly columns: readonly ListColumn<Row>[];
  /** The same rows as the page has, of all its pages. */
  readonly rows: readonly Row[];
  /** What was chosen on the page, by its label: `{ Network: 'Riverside' }`. Empty ones are left out. */
  readonly filter?: Readonly<Record<string, string | undefined>>;
}

/** A day for a cell of a workbook, as a day that Excel can sort and filter. */
export const dayCell = (day: LocalDate | null | undefined): WrittenCell => (day ? { day } : null);

/**
 * A list as an Excel workbook: its first row names the columns and stays in view; a second sheet says
 * where the list is from, when it was made and what was chosen.
 */
export async function listWorkbook<Row>(arrival: Arrival, list: List<Row>): Promise<Reply> {
  const { authority, services, now, path } = arrival;
  const { name, columns, rows, filter = {} } = list;
  const chosen = Object.entries(filter).flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [[label, value]],
  );
  const bytes = await writeWorkbook([
    {
      // Excel takes no more than 31 letters, and not all of them.
      name: name.replaceAll(/[/\\?*:[\]]/g, ' ').slice(0, 31),
      columns,
      rows: rows.map((row) => columns.map(({ value }) => value(row) ?? null)),
      isFiltered: true,
    },
    {
      name: 'About this list',
      columns: [
        { title: 'List', width: 28 },
        { title: name, width: 80 },
      ],
      rows: [
        ['Of', authority.name],
        ['As at', longInstant(now)],
        ['Source', `Trajectory, ${services.baseUrl}${path.replace(/\.xlsx(?=\?|$)/, '')}`],
        ['Rows', rows.length],
        ...(chosen.length === 0 ? [['Chosen', 'All that you may see']] : chosen),
      ],
    },
  ]);
  return {
    kind: 'file',
    bytes,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    name: `${name.replaceAll(/[/\\?*:"<>|]/g, ' ')} as at ${dateOf(now)}.xlsx`,
  };
}

/** The link to the workbook of a list, with what is chosen on its page. */
export function workbookLink({ path }: Pick<Arrival, 'path'>): Html {
  const [here = '', search = ''] = path.split('?');
  const chosen = new URLSearchParams(search);
  chosen.delete('page');
  const query = chosen.toString();
  return paragraph(
    link(`${here}.xlsx${query === '' ? '' : `?${query}`}`, 'Download as Excel'),
    'app-not-printed',
  );
}
