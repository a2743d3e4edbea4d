import writeXlsxFile from 'write-excel-file/node';
import type { CellObject } from 'write-excel-file/node';
import type { LocalDate } from '#kernel/dates.ts';

type Options = NonNullable<Parameters<typeof writeXlsxFile>[1]>;
type Feature = NonNullable<Options['features']>[number];

/** A column of a sheet, with what Excel is told about what goes into it. */
export interface SheetColumn {
  readonly title: string;
  /** About so many characters wide. */
  readonly width: number;
  /** What is chosen from, in a drop-down list: a few short texts without commas. */
  readonly list?: readonly string[];
  readonly kind?: 'date';
  /** Shown beside a cell that is being filled in; up to 255 characters. */
  readonly hint?: string;
}

/** What a cell holds; a day is one that Excel knows as a day. */
export type WrittenCell = string | number | null | { readonly day: LocalDate };

export interface WrittenSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly WrittenCell[])[];
  /** How many rows below the title the lists and hints reach; none unless told. */
  readonly rowsToFill?: number;
}

/** The longest list that Excel takes in a cell's own rule. */
const longestList = 255;

/** An Excel workbook: each sheet with its titles in the first row, which stays in view. */
export async function writeWorkbook(sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const written = sheets.map(({ name, columns, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width })),
    data: [
      columns.map(({ title }): CellObject => ({
        value: title,
        fontWeight: 'bold',
        wrap: true,
      })),
      ...rows.map((row) => row.map(cellOf)),
    ],
  }));
  return writeXlsxFile(written, { features: [rulesFeature(sheets)] }).toBuffer();
}

function cellOf(cell: WrittenCell): CellObject | null {
  if (cell === null) return null;
  const dressing = { wrap: true, alignVertical: 'top' } as const;
  if (typeof cell === 'object') {
    // The library takes an instant for the day that it is in UTC.
    const value = new Date(`${cell.day}T00:00:00Z`);
    return { value, type: Date, format: 'd mmm yyyy', align: 'left', ...dressing };
  }
  return typeof cell === 'number'
    ? { value: cell, type: Number, ...dressing }
    : { value: cell, type: String, ...dressing };
}

/** Writes the rules of the cells, which the library leaves to whoever needs them. */
function rulesFeature(sheets: readonly WrittenSheet[]): Feature {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(content, _options, { sheetIndex }) {
            const rules = rulesOf(sheets[sheetIndex]);
            if (rules.length === 0) return content;
            const xml = `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
            return content.replace('</sheetData>', `</sheetData>${xml}`);
          },
        },
      },
    },
  };
}

function rulesOf(sheet: WrittenSheet | undefined): string[] {
  const { columns = [], rowsToFill = 0 } = sheet ?? {};
  if (rowsToFill === 0) return [];
  return columns.flatMap(({ title, list, kind, hint }, index) => {
    const letter = String.fromCodePoint(65 + index);
    const where = `sqref="${letter}2:${letter}${rowsToFill + 1}"`;
    const prompt =
      hint === undefined
        ? ''
        : ` showInputMessage="1" promptTitle="${escaped(title.slice(0, 32))}" prompt="${escaped(hint)}"`;
    if (list) {
      const values = list.join(',');
      if (values.length > longestList || list.some((value) => value.includes(','))) {
        throw new Error(`The list of the column “${title}” does not fit into a cell's rule.`);
      }
      return [
        `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="${escaped(title.slice(0, 32))}" error="Choose from the list."${prompt} ${where}><formula1>"${escaped(values)}"</formula1></dataValidation>`,
      ];
    }
    if (kind === 'date') {
      // 36526 is 1 January 2000, as Excel counts days.
      return [
        `<dataValidation type="date" operator="greaterThan" allowBlank="1" showErrorMessage="1" errorTitle="${escaped(title.slice(0, 32))}" error="Enter a date, like 12/11/2025."${prompt} ${where}><formula1>36526</formula1></dataValidation>`,
      ];
    }
    return prompt === '' ? [] : [`<dataValidation allowBlank="1"${prompt} ${where}/>`];
  });
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
