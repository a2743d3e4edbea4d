/**
 * A form as people file it: a heading block, then labels at the left with their content at the right.
 * The same document is laid out as Word and as PDF; every text is plain text except `markdown` blocks.
 */
export interface FormDocument {
  readonly language: 'en-GB';
  /** The first line of the heading block. */
  readonly process: string;
  /** The name of the form, the second line of the heading block. */
  readonly title: string;
  /** Who may read it. In the heading block and at the top of every page. */
  readonly marking: string;
  /** What the form is about. At the top of every page. */
  readonly subject: string;
  /** The day and time it is about, for people. At the foot of every page. */
  readonly dateLine: string;
  /** "Version 1, final". In the heading block and at the foot of every page. */
  readonly version: string;
  /** The organisation whose paper it is, for the file's properties. */
  readonly author?: string;
  /** When the content was settled. The same document gives the same bytes, whenever it is laid out. */
  readonly created: Date;
  readonly rows: readonly FormRow[];
  /** Paragraphs after the last row. */
  readonly closing: readonly string[];
  /** What the Word file says of where it comes from, to programs: kept when it is edited and saved. */
  readonly origin?: Readonly<Record<string, string>>;
}

/** Rows with the same `group` stand in one table; where the group changes a new table begins. */
export interface FormRow {
  readonly label: string;
  readonly blocks: readonly Block[];
  readonly group?: number;
  /** Marks the row in the Word file, so that it is known again: lower-case letters, figures and hyphens. */
  readonly key?: string;
}

export type Block =
  | {
      readonly kind: 'paragraph';
      readonly text: string;
      /** As the key of a row. */
      readonly key?: string;
    }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  /** Markdown without HTML: paragraphs, lists, emphasis, sub-headings, tables. Typed line breaks are kept. */
  | { readonly kind: 'markdown'; readonly text: string }
  /** A row that holds a table runs across the whole page, so that its columns can be read. */
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** As the key of a row, one for each row below the head: at most 32 characters. */
      readonly keys?: readonly string[];
    }
  /** Someone's remark on the text before it: who, or what they say of it, then their words. */
  | { readonly kind: 'remark'; readonly by: string; readonly text: string };
