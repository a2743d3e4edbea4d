import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readWorkbook } from './read-workbook.ts';
import { writeWorkbook } from './write-workbook.ts';

const sheets = [
  {
    name: 'Cases',
    rowsToFill: 50,
    columns: [
      { title: 'URN', width: 10 },
      { title: 'School', width: 40, hint: 'As in the <register> & "here"' },
      { title: 'Process', width: 20, list: ['Board', 'Check-in'] },
      { title: 'Began on', width: 12, kind: 'date' },
    ],
    rows: [
      [900_001, 'St Bede’s & <Sons>', null, null],
      [900_002, null, 'Board', null],
    ],
  },
  { name: 'Guidance', columns: [{ title: 'How to', width: 80 }], rows: [['Fill it in.']] },
] as const;

describe('a workbook that is written', () => {
  test('reads back as it was written', async () => {
    const read = await readWorkbook(await writeWorkbook(sheets));
    assert.ok(read.ok);
    assert.deepEqual(read.value, [
      {
        name: 'Cases',
        rows: [
          ['URN', 'School', 'Process', 'Began on'],
          [900_001, 'St Bede’s & <Sons>', null, null],
          [900_002, null, 'Board', null],
        ],
      },
      { name: 'Guidance', rows: [['How to'], ['Fill it in.']] },
    ]);
  });

  test('has every text as a text, however it begins, and none that Excel calls too long', async () => {
    const texts = ['=1+1', '+cmd|x', '-1', '@SUM(A1)', '</t></si><f>1</f>', 'a'.repeat(32_767)];
    const tooLong = `${'a'.repeat(32_765)}\u{1F4C4}a`;
    const sheet = { name: 'A', columns: [{ title: 'x', width: 9 }] };
    const bytes = await writeWorkbook([
      { ...sheet, rows: [...texts, tooLong].map((text) => [text]) },
    ]);
    const read = await readWorkbook(bytes);
    assert.ok(read.ok);
    const cells = read.value[0]?.rows.slice(1).map(([cell]) => cell);
    assert.deepEqual(cells, [...texts, `${'a'.repeat(32_765)}…`]);
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    assert.doesNotMatch(xml, /<f\b/);
  });

  test('has drop-down lists, hints and rules for dates in the cells to fill', async () => {
    const files = unzipSync(await writeWorkbook(sheets));
    const xml = strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    assert.match(xml, /<\/sheetData><dataValidations count="3">/);
    assert.match(xml, /type="list"[^>]*sqref="C2:C51"><formula1>"Board,Check-in"<\/formula1>/);
    assert.match(xml, /type="date"[^>]*sqref="D2:D51">/);
    assert.match(xml, /prompt="As in the &lt;register&gt; &amp; &quot;here&quot;"/);
    const guidance = strFromU8(files['xl/worksheets/sheet2.xml'] ?? new Uint8Array());
    assert.doesNotMatch(guidance, /dataValidation/);
  });

  test('is printed as wide as the page, with its titles on each, and can be filtered', async () => {
    const columns = [
      { title: 'School', width: 60 },
      { title: 'Since', width: 60 },
    ];
    const list = { name: 'Ours & St Bede’s', columns, rows: [['a', 'b']], isFiltered: true };
    const files = unzipSync(await writeWorkbook([list, sheets[1]]));
    const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
    const [wide, upright] = [1, 2].map((number) => text(`xl/worksheets/sheet${number}.xml`));
    assert.match(wide ?? '', /<sheetPr><pageSetUpPr fitToPage="1"\/><\/sheetPr><sheetViews>/);
    assert.match(wide ?? '', /<\/sheetData><autoFilter ref="A1:B2"\/><pageMargins/);
    assert.match(wide ?? '', /orientation="landscape" fitToWidth="1" fitToHeight="0"/);
    assert.match(wide ?? '', /&amp;LOurs &amp;&amp; St Bede’s&amp;RPage &amp;P of &amp;N/);
    assert.match(upright ?? '', /orientation="portrait"/);
    assert.doesNotMatch(upright ?? '', /autoFilter/);
    assert.match(
      text('xl/workbook.xml'),
      /Print_Titles" localSheetId="0">'Ours &amp; St Bede’s'!\$1:\$1<.*Print_Titles" localSheetId="1">'Guidance'!\$1:\$1</,
    );
  });

  test('refuses a list that no cell can carry', async () => {
    const columns = [{ title: 'Process', width: 10, list: ['One, two'] }];
    await assert.rejects(writeWorkbook([{ name: 'Cases', rowsToFill: 1, columns, rows: [] }]));
  });
});

/** The workbook with another row in its first sheet. */
async function withRow(row: string): Promise<Buffer> {
  const files = unzipSync(await writeWorkbook(sheets));
  const part = 'xl/worksheets/sheet1.xml';
  const xml = strFromU8(files[part] ?? new Uint8Array());
  return Buffer.from(
    zipSync({ ...files, [part]: strToU8(xml.replace('</sheetData>', `${row}</sheetData>`)) }),
  );
}

describe('a workbook that is read', () => {
  test('is refused where it would unpack to more than anyone fills in', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': new Uint8Array(40_000_000),
      '[Content_Types].xml': new Uint8Array(10),
    });
    const read = await readWorkbook(Buffer.from(bomb));
    assert.equal(read.ok ? 'ok' : read.refusal.code, 'too-large');
  });

  for (const [what, row] of [
    ['in the last cell of a sheet', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'],
    ['in a row beyond every sheet', '<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>'],
    ['in a column beyond every sheet', '<row r="4"><c r="ZZZZZZZ4"><v>1</v></c></row>'],
  ] as const) {
    test(`is refused where a small file has something ${what}`, async () => {
      const bytes = await withRow(row);
      assert.ok(bytes.length < 10_000);
      const read = await readWorkbook(bytes);
      assert.equal(read.ok ? 'ok' : read.refusal.code, 'too-large');
    });
  }

  test('is read whatever its parts say of their own size', async () => {
    const bytes = await writeWorkbook(sheets);
    let parts = 0;
    for (let at = bytes.indexOf('PK\u0003\u0004'); at >= 0; parts += 1) {
      bytes.writeUInt32LE(2_000_000_000, at + 22);
      at = bytes.indexOf('PK\u0003\u0004', at + 1);
    }
    assert.ok(parts > 5);
    const read = await readWorkbook(bytes);
    assert.equal(read.ok && read.value[0]?.rows.length, 3);
  });

  test('has results where formulas stand, and nothing that no database keeps', async () => {
    const read = await readWorkbook(
      await withRow(
        `<row r="4"><c r="A4"><f>1+1</f><v>2</v></c>
         <c r="B4" t="inlineStr"><is><t>half _xD800_ none_x0000_</t></is></c>
         <c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c>
         <c r="D4" s="1"><v>1E300</v></c></row>`,
      ),
    );
    assert.ok(read.ok);
    const [number, text, error, day] = read.value[0]?.rows[3] ?? [];
    assert.deepEqual([number, text, error ?? null], [2, 'half \ufffd none', null]);
    assert.ok(!(day instanceof Date) || !Number.isNaN(day.getTime()));
  });

  for (const [what, bytes] of [
    ['damaged', Buffer.from('PK\u0003\u0004 and then nothing')],
    ['another file', Buffer.from(zipSync({ 'readme.txt': new Uint8Array([65]) }))],
  ] as const) {
    test(`is refused with a sentence where it is ${what}`, async () => {
      const read = await readWorkbook(bytes);
      assert.ok(!read.ok);
      assert.match(read.refusal.sentence, /^The workbook /);
    });
  }
});
