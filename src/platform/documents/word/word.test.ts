import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';
import type { Block, FormDocument } from '../form/form-document.ts';
import { renderWord } from './word.ts';

/** The parts of an Office file by name, read from the directory of the ZIP. */
function parts(file: Uint8Array): Map<string, string> {
  const zip = Buffer.from(file);
  const found = new Map<string, string>();
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(data, data + size);
    const text = (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8');
    found.set(zip.toString('utf8', at + 46, at + 46 + (name ?? 0)), text);
    at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return found;
}

async function part(form: FormDocument, name: string): Promise<string> {
  const text = parts(await renderWord(form)).get(name);
  assert.ok(text !== undefined, `${name} is in the file`);
  return text;
}

const body = (form: FormDocument): Promise<string> => part(form, 'word/document.xml');

function withBlocks(...blocks: Block[]): FormDocument {
  return { ...entryRecord, rows: [{ label: 'Notes:', blocks }], closing: [] };
}

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function textOf(xml: string): string {
  return unescaped(
    [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]).join(''),
  );
}

/** The texts of all paragraphs with a style, in order. */
function styled(xml: string, style: string): string[] {
  return [...xml.matchAll(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>/g)]
    .map((match) => match[0])
    .filter((paragraph) => paragraph.includes(`<w:pStyle w:val="${style}"/>`))
    .map(textOf);
}

test('the heading block is a title and a heading, with the marking below', async () => {
  const xml = await body(entryRecord);
  assert.deepEqual(styled(xml, 'Title'), ['School Improvement Board']);
  assert.deepEqual(styled(xml, 'Heading1'), ['Entry Meeting Record']);
  assert.deepEqual(styled(xml, 'Marking'), ['Private & ConfidentialVersion 1, final']);
});

test('the labels stand in the order of the form', async () => {
  const xml = await body(entryRecord);
  const labels = [...xml.matchAll(/<w:pStyle w:val="(?:Heading2|WideLabel)"\/>.*?<\/w:p>/g)].map(
    (match) => textOf(match[0]),
  );
  assert.deepEqual(
    labels,
    entryRecord.rows.map((row) => row.label),
  );
});

test('the first column of a label table holds row headers, and a data table repeats its head', async () => {
  const xml = await body(entryRecord);
  const tables = [...xml.matchAll(/<w:tbl>.*?<\/w:tbl>/g)].map((match) => match[0]);
  const data = tables.filter((table) => table.includes('<w:tblHeader/>'));
  assert.equal(data.length, 3);
  for (const table of data) {
    const [head = ''] = /<w:tr>.*?<\/w:tr>/.exec(table) ?? [];
    assert.match(head, /<w:tblHeader\/>/);
    assert.equal(table.split('<w:tblHeader/>').length, 2, 'only the first row is a head');
    assert.match(table, /<w:tblLook [^>]*w:firstRow="(1|true)"/);
  }
  for (const table of tables.filter((one) => !data.includes(one))) {
    assert.match(table, /<w:tblLook [^>]*w:firstColumn="(1|true)"/);
  }
});

test('no table stands within another', async () => {
  const depth = { now: 0, most: 0 };
  for (const [tag] of (await body(entryRecord)).matchAll(/<w:tbl>|<\/w:tbl>/g)) {
    depth.now += tag === '<w:tbl>' ? 1 : -1;
    depth.most = Math.max(depth.most, depth.now);
  }
  assert.deepEqual(depth, { now: 0, most: 1 });
});

test('marking, subject, date, version and page stand on every page', async () => {
  const files = parts(await renderWord(entryRecord));
  const head = files.get('word/header1.xml') ?? '';
  const foot = files.get('word/footer1.xml') ?? '';
  assert.equal(textOf(head), 'Private & ConfidentialFernhollow Primary School (URN 900014)');
  assert.match(
    textOf(foot),
    /^Entry Meeting Record · Thursday 14 January 2027 at 9:30am · Version 1, final/,
  );
  assert.match(foot, />Page <.*>PAGE<.*> of <.*>NUMPAGES</);
  assert.match(files.get('word/document.xml') ?? '', /<w:headerReference w:type="default"/);
  assert.doesNotMatch(
    files.get('word/document.xml') ?? '',
    /<w:titlePg/,
    'no different first page',
  );
});

test('the properties name the form, its language and the time when it was settled', async () => {
  const files = parts(await renderWord(entryRecord));
  const core = files.get('docProps/core.xml') ?? '';
  assert.match(
    core,
    /<dc:title>School Improvement Board – Entry Meeting Record – Fernhollow Primary School \(URN 900014\)<\/dc:title>/,
  );
  assert.match(core, /<dc:creator>Aldershaw City Council<\/dc:creator>/);
  assert.match(
    core,
    /<dc:description>Private &amp; Confidential\. Version 1, final\.<\/dc:description>/,
  );
  assert.match(core, /<dc:language>en-GB<\/dc:language>/);
  assert.match(core, /<dcterms:created xsi:type="dcterms:W3CDTF">2027-01-21T16:12:40Z</);
  assert.match(core, /<dcterms:modified xsi:type="dcterms:W3CDTF">2027-01-21T16:12:40Z</);
  assert.match(files.get('word/styles.xml') ?? '', /<w:docDefaults>.*<w:lang w:val="en-GB"/);
});

test('the same form gives the same bytes, another form others', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: new Date('2027-02-01T09:00:00Z') });
  const first = Buffer.from(await renderWord(entryRecord));
  t.mock.timers.setTime(new Date('2028-03-02T10:11:12Z').getTime());
  assert.ok(first.equals(await renderWord(entryRecord)), 'a year later');
  assert.ok(!first.equals(await renderWord({ ...entryRecord, version: 'Version 2, final' })));
});

test('typed text is text, whatever it looks like', async () => {
  const typed = `<script>alert('x')</script> & "quotes", O’Rourke, it's </w:t> 🎉 שלום`;
  const xml = await body(
    withBlocks({ kind: 'paragraph', text: typed }, { kind: 'markdown', text: typed }),
  );
  assert.equal(textOf(xml).split(typed).length, 3);
  assert.doesNotMatch(xml, /<script/);
});

test('control characters and lone surrogates leave a file that XML can hold', async () => {
  const xml = await body(
    withBlocks({ kind: 'paragraph', text: 'a\u0000b\u0007c\u001Bd\uD800e\uFFFEf\u202Eg\th' }),
  );
  assert.match(textOf(xml), /abcd\uFFFDefg h/);
  // oxlint-disable-next-line no-control-regex
  assert.doesNotMatch(xml, /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
});

test('a paragraph that begins with a right-to-left letter is read from right to left', async () => {
  const xml = await body(withBlocks({ kind: 'paragraph', text: 'مرحبا at 9:30am' }));
  assert.match(xml, /<w:bidi\/>/);
  assert.match(xml, /<w:rtl\/>.*مرحبا/);
  assert.doesNotMatch(
    await body(withBlocks({ kind: 'paragraph', text: 'Greeting: مرحبا' })),
    /<w:bidi\/>/,
  );
});

test('every numbered list counts from its own start', async () => {
  const files = parts(
    await renderWord(
      withBlocks(
        { kind: 'list', ordered: true, items: ['one', 'two'] },
        { kind: 'list', ordered: true, items: ['again one'] },
        { kind: 'markdown', text: '7. seven\n8. eight' },
      ),
    ),
  );
  const xml = files.get('word/document.xml') ?? '';
  const numbers = [...xml.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map((match) => match[1]);
  assert.equal(new Set(numbers).size, 3);
  assert.match(files.get('word/numbering.xml') ?? '', /<w:start w:val="7"\/>/);
});

test('a remark names whose it is', async () => {
  const xml = await body(
    withBlocks({
      kind: 'remark',
      by: 'The headteacher sees it differently',
      text: 'They had been in post five weeks.',
    }),
  );
  assert.deepEqual(styled(xml, 'Remark'), [
    'The headteacher sees it differently: They had been in post five weeks.',
  ]);
});

test('one hundred thousand characters come through whole', async () => {
  const text = 'The board heard that reading is better. '.repeat(2600);
  assert.ok(textOf(await body(withBlocks({ kind: 'paragraph', text }))).includes(text.trim()));
});
