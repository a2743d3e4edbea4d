import type { Block, FormDocument } from '#platform/documents/form/form-document.ts';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';

/**
 * A record that runs on to a sixth page. Each number makes another text, as each record is: what
 * lays out documents remembers what it has laid out.
 */
export function sixPages(number: number): FormDocument {
  const again = entryRecord.rows
    .filter(({ label }) => label === 'Agreed actions:')
    .map((row) => ({ ...row, label: 'Actions agreed after the meeting:' }));
  return {
    ...entryRecord,
    // Marked as a record is, so that its Word file is known again when it comes back.
    origin: { 'Trajectory record': String(number) },
    rows: [...entryRecord.rows, ...again].map((row, index) => ({
      ...row,
      key: `row-${index}`,
      blocks: row.blocks.map((block) => marked(numbered(block, number), index)),
    })),
  };
}

/** The least that can be laid out: what a document costs before there is anything in it. */
export function oneParagraph(number: number): FormDocument {
  const text = `There is nothing to note under ${number}.`;
  return {
    ...entryRecord,
    rows: [{ label: 'Notes', blocks: [{ kind: 'paragraph', text }] }],
    closing: [],
  };
}

function marked(block: Block, row: number): Block {
  return block.kind === 'table'
    ? { ...block, keys: block.rows.map((_, index) => `${row}-${index}`) }
    : block;
}

function numbered(block: Block, number: number): Block {
  const change = (text: string): string =>
    text.replace(/\b(?:a|and|for|of|the|to)\b/g, (word) => `${word} ${number}`);
  switch (block.kind) {
    case 'list':
      return { ...block, items: block.items.map(change) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(change)) };
    case 'paragraph':
    case 'markdown':
    case 'remark':
      return { ...block, text: change(block.text) };
  }
}
