import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvReader } from './csv-reader.ts';
import type { CsvRow } from './csv-reader.ts';

function read(text: string | Buffer, pieceSize = 1 << 16, wanted?: readonly boolean[]) {
  const rows: { line: number; fields: string[]; count: number; ended: boolean }[] = [];
  const reader = new CsvReader('utf-8', (row: CsvRow) => {
    rows.push({ ...row, fields: [...row.fields] });
  });
  if (wanted) reader.want(wanted);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceSize) {
    const refusal = reader.read(bytes.subarray(at, at + pieceSize));
    if (refusal) return { rows, refusal };
  }
  return { rows, refusal: reader.read(new Uint8Array(0), true) };
}

const cell = fc.oneof(
  fc.constantFrom('', 'a', '"', ',', '\n', '\r\n', ' ', '""', 'Ünïcödé – 校'),
  fc.string(),
  fc.string({ unit: 'binary' }),
);
const table = fc
  .integer({ min: 2, max: 6 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
  );

/** As a spreadsheet writes it: quoted where it must be, and now and then where it need not. */
function written(rows: readonly (readonly string[])[], ending: string): string {
  const quoted = (value: string): string =>
    /[",\r\n]/.test(value) || value.length % 2 === 1 ? `"${value.replaceAll('"', '""')}"` : value;
  return rows.map((row) => row.map(quoted).join(',') + ending).join('');
}

suite('reading comma-separated values', () => {
  test('gives what csv-parse gives, wherever the pieces are cut', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        (rows, ending, pieceSize) => {
          const text = Buffer.from(written(rows, ending)).toString();
          const expected = parse(text, { relax_column_count: true, skip_empty_lines: false });
          const { rows: found, refusal } = read(text, pieceSize);
          assert.equal(refusal, undefined);
          assert.deepEqual(
            found.map(({ fields }) => fields),
            expected,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('numbers rows by the line on which they begin', () => {
    const { rows } = read('a,b\n"one\ntwo\nthree",2\r\n\n"x",y');
    assert.deepEqual(
      rows.map(({ line }) => line),
      [1, 2, 5, 6],
    );
  });

  test('makes strings of the wanted columns alone, and shows nothing of a longer row before', () => {
    const { rows } = read('1,2,3\n4,5,6\n7\n', undefined, [true, false, true]);
    assert.deepEqual(
      rows.map(({ fields, count }) => [count, fields[0], fields[1] ?? '', fields[2]]),
      [
        [3, '1', '', '3'],
        [3, '4', '', '6'],
        [1, '7', '', ''],
      ],
    );
  });

  test('passes over a byte order mark', () => {
    assert.deepEqual(read('\ufeffURN,Name\n').rows[0]?.fields, ['URN', 'Name']);
  });

  test('reads the dashes and letters of Windows-1252', () => {
    const found: string[][] = [];
    const reader = new CsvReader('windows-1252', (row) => found.push([...row.fields]));
    reader.read(Buffer.from([0x41, 0x20, 0x96, 0x20, 0x42, 0x2c, 0xe9, 0x0a]), true);
    assert.deepEqual(found, [['A – B', 'é']]);
  });

  test('says that the last row has no line ending', () => {
    assert.deepEqual(
      read('a,b\nc,d').rows.map(({ ended }) => ended),
      [true, false],
    );
  });

  test('refuses a quotation mark that is never closed, with the line where it opens', () => {
    assert.match(read('a,b\n1,2\n3,"4\n5,6\n').refusal?.sentence ?? '', /opens on line 3 is never/);
  });

  test('refuses an endless quotation before it fills the memory', () => {
    const endless = Buffer.from(`a\n"${'x'.repeat(3 << 20)}`);
    assert.equal(read(endless).refusal?.code, 'truncated');
  });

  test('refuses text after a closing quotation mark', () => {
    assert.match(read('a,b\n"1"2,3\n').refusal?.sentence ?? '', /^Line 2 has text after/);
  });
});
