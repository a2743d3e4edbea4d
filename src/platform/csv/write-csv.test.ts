import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCsv } from './write-csv.ts';

const written = (...row: (string | number)[]) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(['School'], [row]));

test('a file starts with its mark and its columns, and ends its lines as spreadsheets do', () => {
  assert.equal(written('Elm Primary School', 7), '\uFEFFSchool\r\nElm Primary School,7\r\n');
});

for (const [what, given, cell] of [
  ['a comma', 'a, b', '"a, b"'],
  ['a quotation mark', 'the "old" school', '"the ""old"" school"'],
  ['a line break', 'one\ntwo', '"one\ntwo"'],
  ['a formula', '=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['a plus sign', '+44', "'+44"],
  ['a minus sign', '-1', "'-1"],
  ['an at sign', '@SUM', "'@SUM"],
] as const) {
  test(`${what} stays what it is and does nothing`, () => {
    assert.equal(written(given), `\uFEFFSchool\r\n${cell}\r\n`);
  });
}

test('a negative number is a number', () => {
  assert.equal(written(-3), '\uFEFFSchool\r\n-3\r\n');
});
