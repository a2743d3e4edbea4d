import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { boardRoleOnForm, currentPack, formOf, processOf } from './index.ts';

// The forms in the pack against the forms in the policy, word for word.

interface PrintedRow {
  readonly label: string;
  /** 1 for the heading, then the tables below it. */
  readonly table: number;
  readonly text: string;
  readonly bullets: readonly string[];
}

interface PrintedForm {
  readonly heading: readonly string[];
  readonly rows: readonly PrintedRow[];
}

/**
 * A row is a block that follows a blank line and whose first line is a cell ending with a colon. Cells inside a
 * row ("The board will consist of:") follow their label directly; a row's text may go on after a blank line.
 */
function readPrintedForm(text: string): PrintedForm {
  const [head = '', ...tables] = text.split(/\n(?: *\n){2,}/).filter((part) => part.trim() !== '');
  const rows: PrintedRow[] = [];
  for (const [index, table] of tables.entries()) {
    for (const block of table.split(/\n\s*\n/)) {
      const [first = '', ...rest] = block.split('\n').filter((line) => line.trim() !== '');
      const label = /^\t(.+):$/.exec(first)?.[1];
      const last = rows.at(-1);
      if (label !== undefined) rows.push(printedRow(label, index + 2, rest));
      else if (last?.table === index + 2) {
        rows[rows.length - 1] = printedRow(last.label, last.table, [last.text, first, ...rest]);
      }
    }
  }
  const heading = head.split('\n').map((line) => line.trim());
  return { heading: heading.filter((line) => line !== ''), rows };
}

function printedRow(label: string, table: number, lines: readonly string[]): PrintedRow {
  const text = lines.join('\n');
  const bullets = text.split('\n').flatMap((line) => /^· (.+?)\s*$/.exec(line)?.[1] ?? []);
  return { label, table, text, bullets };
}

function rowOf(form: PrintedForm, label: string): PrintedRow {
  const row = form.rows.find((each) => each.label === label);
  assert.ok(row, `The policy's form has no row “${label}”.`);
  return row;
}

const policyText = readFileSync(
  new URL('../../test/fixtures/policy/forms.txt', import.meta.url),
  'utf8',
);
const printedForms = policyText
  .split(/^(?=\s*\t(?:School Improvement Board|Progress Check-In)$)/m)
  .filter((part) => part.trim() !== '')
  .map(readPrintedForm);

test('the policy text holds four forms, of 14, 15, 15 and 13 sections', () => {
  assert.deepEqual(
    printedForms.map((form) => form.rows.length),
    [14, 15, 15, 13],
  );
});

for (const [index, key] of ['sib-entry', 'sib-standard', 'sib-exit', 'pci'].entries()) {
  const form = formOf(currentPack, key);
  const printed = printedForms[index] ?? { heading: [], rows: [] };

  test(`${form.title} (${key}): the sections carry the policy’s labels, in its order and its tables`, () => {
    assert.deepEqual(
      form.sections.map(({ label, group }) => ({ label, table: group })),
      printed.rows.map(({ label, table }) => ({ label, table })),
    );
  });

  test(`${form.title} (${key}): heading, title and marking are the policy’s`, () => {
    assert.deepEqual([form.heading, form.title, form.marking], printed.heading);
  });

  test(`${form.title} (${key}): the outcomes are the policy’s, in its order`, () => {
    const row = printed.rows.find(({ label }) => label === 'Agreed outcome');
    assert.deepEqual(
      form.outcomes.map(({ label }) => label),
      row?.bullets ?? [],
    );
    assert.equal(
      form.asksConcernsAndSupport,
      row?.text.includes('significant concerns and any additional support') ?? false,
    );
  });

  test(`${form.title} (${key}): the pre-reads are the policy’s, in its order and as binding`, () => {
    const row = rowOf(printed, 'Pre-read documents');
    assert.deepEqual(
      form.preReads.map(({ label }) => label),
      row.bullets,
    );
    assert.equal(form.preReadsRequired, row.text.includes('to include:'));
    assert.equal(form.preReadsRequired, !row.text.includes('could include:'));
  });

  test(`${form.title} (${key}): the members are the policy’s, in its order`, () => {
    const { members } = processOf(currentPack, form.process);
    const row = printed.rows.find(({ label }) => label === 'Board' || label === 'Attendees');
    assert.deepEqual(
      members.map((role) => boardRoleOnForm(currentPack, role)),
      row?.bullets,
    );
  });

  test(`${form.title} (${key}): the length of the meeting is the policy’s`, () => {
    const minutes = /approximately (\d+) minutes/.exec(rowOf(printed, 'Time and date').text)?.[1];
    assert.equal(form.minutes, Number(minutes));
  });

  test(`${form.title} (${key}): the protocols are the policy’s`, () => {
    const listed = /successful (?:SIB|PCI) process \((.+?)\)/.exec(
      rowOf(printed, 'Purpose and Protocols').text,
    )?.[1];
    assert.equal(form.protocols.join('; ').toLowerCase(), listed);
  });
}

test('the fundamental question is the policy’s, word for word', () => {
  for (const printed of printedForms.slice(0, 3)) {
    const asked = /fundamental question: (.+?\?)/.exec(rowOf(printed, 'Agreed outcome').text)?.[1];
    assert.equal(currentPack.question.versions[0]?.text, asked);
  }
});

test('no guidance repeats a sentence of the policy: it says the same in the product’s own words', () => {
  const sentences = policyText.split(/(?<=[.:])\s|\n/).map((sentence) => sentence.trim());
  const long = new Set(sentences.filter((sentence) => sentence.split(' ').length > 5));
  const own = currentPack.forms.flatMap((form) => [
    ...form.sections.flatMap(({ guidance }) => guidance),
    ...form.purpose,
    form.closing,
  ]);
  assert.deepEqual(
    own.filter((text) => long.has(text)),
    [],
  );
});
