import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { ok } from '#kernel/result.ts';
import { readTable } from './read-table.ts';
import type { TableFormat } from './table-format.ts';

const pets: TableFormat = {
  noHeader: 'This is not a list of pets.',
  isHeader: (cells) => cells.includes('Name'),
  match: (header) =>
    ok({
      layout: 'pets',
      wanted: header.map(() => true),
      unrecognised: [],
      missing: [],
      row(fields, line, sink) {
        if (fields[0] === 'skip') sink.skip(line, 'It is to be skipped.');
        else if (fields[0] === 'stop') sink.refuse('stop', 'It must not be.');
        else sink.write([line, ...fields.slice(0, header.length)]);
      },
    }),
};

let folder = '';
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'read-table-'));
});
after(() => rmSync(folder, { recursive: true }));

function read(content: string | Buffer, format = pets) {
  const file = path.join(folder, 'file.csv');
  writeFileSync(file, content);
  let copied = '';
  const result = readTable(file, format, date('2026-05-31'), {
    onPiece: (piece) => {
      copied += Buffer.from(piece).toString();
    },
    onProgress: () => undefined,
  });
  return { result, copied };
}

function refusalOf(content: string | Buffer): { code: string; sentence: string } | undefined {
  const { result } = read(content);
  return result.ok ? undefined : result.refusal;
}

suite('reading a file as a table', () => {
  test('stages its rows for COPY, under a title and with blank rows between', () => {
    const content = 'Pets as at May\n\nName,Kind\nRex,dog\n,\n\nTom\\,"c\nat"\n';
    const { result, copied } = read(content);
    assert.ok(result.ok);
    assert.equal(copied, '4\u0001Rex\u0001dog\n7\u0001Tom\\\\\u0001c\\nat\n');
    const { rows, blankRows, sha256, size } = result.value;
    assert.deepEqual({ rows, blankRows, size }, { rows: 2, blankRows: 2, size: content.length });
    assert.equal(sha256, createHash('sha256').update(content).digest('hex'));
  });

  test('lists by line the rows that it had to leave out, and goes on', () => {
    const { result } = read('Name,Kind\nRex,dog\nskip,\nTom,cat,grey\nIda,cow\n');
    assert.ok(result.ok);
    assert.equal(result.value.rows, 2);
    assert.equal(result.value.skippedRows, 2);
    assert.deepEqual(result.value.problems, [
      { line: 3, sentence: 'It is to be skipped.', skipped: true },
      { line: 4, sentence: 'It has 3 values where the header has 2.', skipped: true },
    ]);
  });

  test('refuses a file of which too much cannot be read', () => {
    const content = `Name,Kind\n${'skip,\n'.repeat(30)}${'Rex,dog\n'.repeat(100)}`;
    const refusal = refusalOf(content);
    assert.equal(refusal?.code, 'unreadable-rows');
    assert.match(refusal.sentence, /^30 of 130 rows cannot be read. The first is line 2:/);
  });

  test('refuses a file that was cut short, wherever it was cut', () => {
    const whole = 'Name,Kind\nRex,dog\n"Tom, II",cat\n';
    for (const cut of ['Rex,dog\n"Tom', 'Rex,dog\n"Tom, II"', 'Rex,dog\n"Tom, II",']) {
      const content = whole.slice(0, whole.indexOf(cut) + cut.length);
      assert.equal(refusalOf(content)?.code, 'truncated', content);
    }
  });

  test('takes a whole last row without a line ending', () => {
    assert.equal(refusalOf('Name,Kind\nRex,dog'), undefined);
    assert.equal(refusalOf('Name,Kind\n"Rex",""'), undefined);
  });

  test('refuses what is not a CSV file, and says what it seems to be', () => {
    const kinds: [string | Buffer, string, RegExp][] = [
      ['', 'empty', /empty/],
      ['  {"code":"error.notFound"}', 'not-csv', /error message/],
      ['\ufeff<!DOCTYPE html><html>', 'not-csv', /web page/],
      [Buffer.from('PK\u0003\u0004'), 'workbook', /Excel/],
      [Buffer.from('\ufeffName,Kind\nRex,dog\n', 'utf16le'), 'encoding', /UTF-16/],
      [Buffer.from('Name,Kind\nRex,dog\n', 'utf16le'), 'encoding', /UTF-16/],
      [Buffer.from([...Buffer.from('Name,Kind\nRex,'), 0x81, 0xff, 0x0a]), 'encoding', /neither/],
      ['Nom,Genre\nRex,chien\n', 'columns', /not a list of pets/],
      ['Name,Kind\n', 'no-rows', /no rows/],
    ];
    for (const [content, code, sentence] of kinds) {
      const refusal = refusalOf(content);
      assert.equal(refusal?.code, code);
      assert.match(refusal.sentence, sentence);
    }
  });

  test('stops where a row shows that the file cannot be trusted', () => {
    assert.deepEqual(refusalOf('Name,Kind\nRex,dog\nstop,\nskip,\n'), {
      code: 'stop',
      sentence: 'It must not be.',
    });
  });

  test('reads UTF-8 and Windows-1252 alike', () => {
    const utf8 = read('Name,Kind\nZoë – B,dog\n');
    const bytes = [0x5a, 0x6f, 0xeb, 0x20, 0x96, 0x20, 0x42];
    const cp1252 = read(
      Buffer.concat([Buffer.from('Name,Kind\r\n'), Buffer.from(bytes), Buffer.from(',dog\r\n')]),
    );
    assert.equal(utf8.copied, '2\u0001Zoë – B\u0001dog\n');
    assert.equal(cp1252.copied, utf8.copied);
  });

  test('takes rows that leave out their last values, where the format says that it may be so', () => {
    const short: TableFormat = {
      ...pets,
      match: (header, asAt) => {
        const matched = pets.match(header, asAt);
        return matched.ok ? ok({ ...matched.value, fewestValues: 1 }) : matched;
      },
    };
    const whole = read('Name,Kind,Note\nRex\nTom,cat\nIda,cow,brown,large\nAda\n', short);
    assert.ok(whole.result.ok);
    assert.equal(
      whole.copied,
      '2\u0001Rex\u0001\u0001\n3\u0001Tom\u0001cat\u0001\n5\u0001Ada\u0001\u0001\n',
    );
    assert.deepEqual(whole.result.value.problems, [
      { line: 4, sentence: 'It has 4 values where the header has 3.', skipped: true },
    ]);
    const cut = read('Name,Kind,Note\nRex,dog\nTom,', short);
    assert.equal(cut.result.ok ? '' : cut.result.refusal.code, 'truncated');
    // A last row that ends sooner than any before it was cut; one that ends like others was not.
    const soon = read('Name,Kind,Note\nRex\nIda,cow,brown\nTom,cat', short);
    assert.equal(soon.result.ok ? '' : soon.result.refusal.code, 'truncated');
    assert.ok(read('Name,Kind,Note\nRex,dog\nIda,cow,brown\nTom,cat', short).result.ok);
  });

  test('refuses a file of which no row can be read, however few they are', () => {
    assert.match(
      refusalOf('Name,Kind\nskip,\n')?.sentence ?? '',
      /^1 of 1 rows cannot be read. The first is line 2: It is to be skipped./,
    );
  });

  test('says that a file is not there', () => {
    const gone = path.join(folder, 'gone.csv');
    const result = readTable(gone, pets, date('2026-05-31'), {
      onPiece: () => undefined,
      onProgress: () => undefined,
    });
    assert.equal(result.ok ? '' : result.refusal.code, 'no-file');
  });
});
