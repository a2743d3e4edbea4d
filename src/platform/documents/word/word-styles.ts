import { AlignmentType, BorderStyle, LevelFormat, LineRuleType, ShadingType } from 'docx';
import type { ILevelsOptions, IStylesOptions } from 'docx';

export const ink = '1D2733';
export const rule = '8A949E';
export const tint = 'E9EDF1';
const paleTint = 'F4F6F8';

/** Twentieths of a point, Word's own measure. */
export const pageWidth = 9638;
export const labelWidth = 2551;
export const indentStep = 300;

export const thin = { style: BorderStyle.SINGLE, size: 5, color: rule } as const;
export const tableBorders = {
  top: thin,
  bottom: thin,
  left: thin,
  right: thin,
  insideHorizontal: thin,
  insideVertical: thin,
} as const;
export const shade = { type: ShadingType.CLEAR, color: 'auto', fill: tint } as const;

const basedOnText = { basedOn: 'Normal', quickFormat: true } as const;
const plainHeading = (size: number, before: number, after: number) => ({
  ...basedOnText,
  next: 'Normal',
  run: { size, bold: true, color: ink },
  paragraph: { spacing: { before, after }, keepNext: true, keepLines: true },
});

export const wordStyles: IStylesOptions = {
  default: {
    document: {
      run: {
        // Every desk has Arial; the PDF's font has the same widths, so both copies break alike.
        font: 'Arial',
        size: 24,
        color: ink,
        language: { value: 'en-GB', eastAsia: 'en-GB', bidirectional: 'ar-SA' },
      },
      paragraph: { spacing: { after: 110, line: 264, lineRule: LineRuleType.AUTO } },
    },
    title: {
      ...plainHeading(44, 0, 0),
      paragraph: {
        spacing: { before: 0, after: 0 },
        border: { top: { style: BorderStyle.SINGLE, size: 20, color: ink, space: 12 } },
        keepNext: true,
      },
    },
    heading1: plainHeading(34, 40, 180),
    // Not kept with the next paragraph: in a table that would keep the row with the next row, and so on.
    heading2: {
      ...basedOnText,
      next: 'Normal',
      run: { size: 24, bold: true, color: ink },
      paragraph: { spacing: { after: 0 } },
    },
    heading3: plainHeading(24, 160, 60),
    heading4: plainHeading(24, 140, 60),
    heading5: plainHeading(24, 120, 60),
    heading6: plainHeading(24, 120, 60),
    listParagraph: { ...basedOnText, paragraph: { spacing: { after: 60 } } },
    caption: {
      ...basedOnText,
      run: { size: 21, bold: true, color: ink },
      paragraph: { spacing: { before: 120, after: 100 }, keepNext: true },
    },
  },
  paragraphStyles: [
    {
      id: 'WideLabel',
      name: 'Label across the page',
      ...basedOnText,
      basedOn: 'Heading2',
      next: 'Normal',
      paragraph: {
        shading: shade,
        border: {
          top: { ...thin, space: 6 },
          bottom: { ...thin, space: 6 },
          left: { ...thin, space: 7 },
          right: { ...thin, space: 7 },
        },
        indent: { left: 140, right: 140 },
        spacing: { before: 60, after: 220 },
        keepNext: true,
      },
    },
    {
      id: 'Marking',
      name: 'Marking',
      ...basedOnText,
      paragraph: { rightTabStop: pageWidth, spacing: { before: 60, after: 320 } },
    },
    {
      id: 'TableText',
      name: 'Table text',
      ...basedOnText,
      run: { size: 21 },
      paragraph: { spacing: { after: 30, line: 252, lineRule: LineRuleType.AUTO } },
    },
    {
      id: 'SmallTableText',
      name: 'Table text, many columns',
      ...basedOnText,
      basedOn: 'TableText',
      run: { size: 20 },
    },
    {
      id: 'Remark',
      name: 'Remark',
      ...basedOnText,
      paragraph: {
        shading: { type: ShadingType.CLEAR, color: 'auto', fill: paleTint },
        border: { left: { style: BorderStyle.SINGLE, size: 20, color: ink, space: 8 } },
        indent: { left: 220 },
        spacing: { before: 60, after: 60 },
      },
    },
    {
      id: 'Quotation',
      name: 'Quotation',
      ...basedOnText,
      paragraph: {
        border: { left: { style: BorderStyle.SINGLE, size: 10, color: rule, space: 8 } },
        indent: { left: 220 },
      },
    },
    {
      id: 'Closing',
      name: 'Closing lines',
      ...basedOnText,
      run: { size: 21 },
      // A last page with a line or two of it alone is a page too many.
      paragraph: { spacing: { before: 60, after: 60 }, keepNext: true, keepLines: true },
    },
    {
      id: 'Gap',
      name: 'Gap between tables',
      basedOn: 'Normal',
      run: { size: 8 },
      paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.EXACT } },
    },
    {
      id: 'PageLine',
      name: 'Top and foot of the page',
      ...basedOnText,
      run: { size: 18 },
      paragraph: { rightTabStop: pageWidth, spacing: { after: 0 } },
    },
  ],
};

const marks = ['•', '–', '•', '–', '•'];
const numberFormats = [
  LevelFormat.DECIMAL,
  LevelFormat.LOWER_LETTER,
  LevelFormat.LOWER_ROMAN,
  LevelFormat.DECIMAL,
  LevelFormat.LOWER_LETTER,
];

export function listLevels(ordered: boolean, start: number): ILevelsOptions[] {
  return marks.map((mark, level) => ({
    level,
    format: ordered ? (numberFormats[level] ?? LevelFormat.DECIMAL) : LevelFormat.BULLET,
    text: ordered ? `%${level + 1}.` : mark,
    alignment: AlignmentType.LEFT,
    start,
    style: { paragraph: { indent: { left: indentStep * (level + 1), hanging: indentStep } } },
  }));
}
