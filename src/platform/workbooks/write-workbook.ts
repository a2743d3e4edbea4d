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
  /** Whether each column is to have Excel's own filter. */
  readonly isFiltered?: boolean;
}

/** The longest list that Excel takes in a cell's own rule. */
const longestList = 255;

/** The widest sheet, in characters, that is printed upright. */
const widestUpright = 95;

/**
 * An Excel workbook: each sheet with its titles in the first row, which stays in view and is printed on
 * each page. On paper a sheet is as wide as the page.
 */
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
  const options = { fontFamily: 'Arial', fontSize: 10, features: [ownMarkup(sheets)] };
  return writeXlsxFile(written, options).toBuffer();
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
    : { value: fitting(cell), type: String, ...dressing };
}

/** The longest text of a cell; Excel calls a workbook with a longer one damaged. */
const longestText = 32_767;

function fitting(text: string): string {
  return text.length <= longestText
    ? text
    : `${text.slice(0, longestText - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Writes what the library leaves to whoever needs it: rules of cells, filters, and how it is printed. */
function ownMarkup(sheets: readonly WrittenSheet[]): Feature {
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (content) =>
            content.replace(
              /<definedNames *\/>/,
              `<definedNames>${sheets.flatMap(definedNames).join('')}</definedNames>`,
            ),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform(content, _options, { sheetIndex }) {
            const sheet = sheets[sheetIndex];
            if (!sheet) return content;
            const rules = rulesOf(sheet);
            // In the order that the format asks for.
            const after = [
              sheet.isFiltered === true ? `<autoFilter ref="${filteredRange(sheet)}"/>` : '',
              rules.length === 0
                ? ''
                : `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`,
              '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>',
              `<pageSetup paperSize="9" orientation="${orientationOf(sheet)}" fitToWidth="1" fitToHeight="0"/>`,
              `<headerFooter><oddFooter>${escaped(`&L${sheet.name.replaceAll('&', '&&')}&RPage &P of &N`)}</oddFooter></headerFooter>`,
            ].join('');
            return content
              .replace(
                '<sheetViews>',
                () => '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>',
              )
              .replace('</sheetData>', () => `</sheetData>${after}`);
          },
        },
      },
    },
  };
}

function orientationOf({ columns }: WrittenSheet): 'landscape' | 'portrait' {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return width > widestUpright ? 'landscape' : 'portrait';
}

/** All cells of a sheet, its titles among them. */
function filteredRange({ columns, rows }: WrittenSheet, sign = ''): string {
  return `${sign}A${sign}1:${sign}${letterOf(columns.length - 1)}${sign}${rows.length + 1}`;
}

/** What Excel calls the row that each page repeats, and the cells that are filtered. */
function definedNames(sheet: WrittenSheet, index: number): string[] {
  const name = escaped(`'${sheet.name.replaceAll("'", "''")}'`);
  const own = `localSheetId="${index}"`;
  return [
    ...(sheet.isFiltered === true
      ? [
          `<definedName name="_xlnm._FilterDatabase" ${own} hidden="1">${name}!${filteredRange(sheet, '$')}</definedName>`,
        ]
      : []),
    `<definedName name="_xlnm.Print_Titles" ${own}>${name}!$1:$1</definedName>`,
  ];
}

/** The letter of one of the first 26 columns, counted from 0. */
function letterOf(index: number): string {
  return String.fromCodePoint(65 + index);
}

function rulesOf({ columns, rowsToFill = 0 }: WrittenSheet): string[] {
  if (rowsToFill === 0) return [];
  return columns.flatMap(({ title, list, kind, hint }, index) => {
    const letter = letterOf(index);
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
