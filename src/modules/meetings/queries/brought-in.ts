import { longDate, longInstant } from '#kernel/dates.ts';
import type { Form } from '#policy-pack/index.ts';
import type { FormDocument } from '#platform/documents/form/form-document.ts';
import type { WordPiece, WordText } from '#platform/documents/word/read-word.ts';
import {
  isTooMuch,
  linesIn,
  remarksIn,
  sectionsIn,
  textOf,
} from '#platform/documents/word/word-sections.ts';
import { revisedMarkdown } from '#platform/documents/word/write-markdown.ts';
import type { BroughtIn, BroughtInSection, LeftOut } from '../store-brought-in.ts';
import type { MeetingMatter } from '../store.ts';

export { broughtInOf } from '../store-brought-in.ts';
export type { BroughtIn, BroughtInSection, LeftOut } from '../store-brought-in.ts';

/** A Word file put under the labels of a form. */
export interface MappedWord {
  /** Every section of the form; empty where the file does not have its label. */
  readonly sections: readonly BroughtInSection[];
  readonly leftOut: readonly LeftOut[];
  /** How many of the form's labels the file has. */
  readonly found: number;
}

/** What stands in a Word file under each label of a form, and what stands under none. */
export function mapWord(read: WordText, form: Form): MappedWord {
  const { rows, heading, closing, outside } = sectionsIn(read, form.sections);
  const at = (where: string, texts: readonly string[]) => texts.map((text) => ({ where, text }));
  const isTitle = (text: string) => [form.heading, form.title, form.marking].includes(text.trim());
  return {
    sections: form.sections.map(({ key, label }) => ({
      key,
      label,
      text: textUnder(rows.get(key) ?? []),
    })),
    leftOut: [
      ...at(
        'Above the first section',
        heading.filter((text) => !isTitle(text)),
      ),
      ...at('Between the sections', outside),
      ...at('Below the last section', closing),
      ...[...rows].flatMap(([key, pieces]) =>
        at(form.sections.find((each) => each.key === key)?.label ?? key, remarksIn(pieces)),
      ),
      ...at('In a footnote or a box', read.beside),
      ...read.comments.map(({ by, text }) => ({ where: `Comment by ${by || 'someone'}`, text })),
      ...(read.pictures === 0
        ? []
        : [
            {
              where: 'Pictures',
              text: read.pictures === 1 ? '1 picture' : `${read.pictures} pictures`,
            },
          ]),
    ],
    found: rows.size,
  };
}

/** As Markdown; more than a section takes as its mere words, which are refused when they are kept. */
function textUnder(pieces: readonly WordPiece[]): string {
  return isTooMuch(pieces) ? pieces.map(textOf).join('\n\n') : revisedMarkdown('', linesIn(pieces));
}

/** Where a record came from, as every page and document of it says. */
export function comesFrom({ file, by, at }: BroughtIn): string {
  return `Brought in from the authority’s own Word record by ${by} on ${longInstant(at)}. The original file is “${file.name}”.`;
}

/** The record as a document, marked on every page. */
export function broughtInDocument(
  record: BroughtIn,
  { meeting, schoolName, urn }: MeetingMatter,
  form: Form,
  authority: string,
): FormDocument {
  return {
    language: 'en-GB',
    process: form.heading,
    title: form.title,
    marking: form.marking,
    subject: `${schoolName} (URN ${urn})`,
    dateLine: longDate(meeting.date),
    version: 'Brought in from the authority’s own Word record',
    author: authority,
    created: record.at,
    rows: [
      {
        label: 'Where this comes from:',
        group: 0,
        blocks: [{ kind: 'paragraph', text: comesFrom(record) }],
      },
      ...record.sections.map(({ key, label, text }) => ({
        label: `${label}:`,
        group: form.sections.find((section) => section.key === key)?.group ?? 1,
        blocks: [
          text === ''
            ? ({ kind: 'paragraph', text: 'Nothing recorded' } as const)
            : ({ kind: 'markdown', text } as const),
        ],
      })),
      ...(record.leftOut.length === 0
        ? []
        : [
            {
              label: 'In the file, and in no section:',
              group: 99,
              blocks: record.leftOut.map(({ where, text }) => ({
                kind: 'paragraph' as const,
                text: `${where}: ${text}`,
              })),
            },
          ]),
    ],
    closing: [`Fingerprint of the original file (SHA-256): ${record.file.sha256}`],
  };
}
