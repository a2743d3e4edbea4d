import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textOfPdf } from '#test/harness/pdf-text.ts';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';
import type { Block, FormDocument } from '../form/form-document.ts';
import { renderPdf } from './pdf.ts';

// The structure of a tagged PDF stands in plain objects; only what is painted is compressed.
function source(form: FormDocument): string {
  return Buffer.from(renderPdf(form)).toString('latin1');
}

function withBlocks(...blocks: Block[]): FormDocument {
  return { ...entryRecord, rows: [{ label: 'Notes:', blocks }], closing: [] };
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

const pages = (pdf: string): number => count(pdf, /\/Type \/Page\b(?!s)/g);

test('the file says that it is tagged PDF/UA-1, in British English, with a title to show', () => {
  const pdf = source(entryRecord);
  assert.match(pdf, /^%PDF-1\.7/);
  assert.match(pdf, /\/StructTreeRoot \d+ 0 R/);
  assert.match(pdf, /\/MarkInfo <<\s*\/Marked true/);
  assert.match(pdf, /\/Lang \(en-GB\)/);
  assert.match(pdf, /<pdfuaid:part>1<\/pdfuaid:part>/);
  assert.match(pdf, /\/DisplayDocTitle true/);
  const title =
    'School Improvement Board – Entry Meeting Record – Fernhollow Primary School (URN 900014)';
  assert.ok(pdf.includes(Buffer.from(`<rdf:li xml:lang="x-default">${title}`).toString('latin1')));
});

test('headings, rows of labels and heads of tables are tagged as what they are', () => {
  const pdf = source(entryRecord);
  const tagged = (tag: string): number => count(pdf, new RegExp(`/S /${tag}\\b`, 'g'));
  assert.equal(tagged('H1'), 1);
  assert.equal(tagged('H2'), entryRecord.rows.length);
  assert.equal(tagged('H3'), 2);
  assert.equal(tagged('Table'), 3);
  assert.equal(tagged('TH'), 4 + 3 + 6);
  assert.equal(tagged('TD'), 10 * 4 + 8 * 3 + 5 * 6);
  assert.equal(count(pdf, /\/Scope \/Column/g), 13);
});

test('the paper is A4, and every page has a number', () => {
  const pdf = source(entryRecord);
  assert.ok(pages(pdf) >= 4);
  assert.equal(count(pdf, /\/MediaBox \[0 0 595\.27\d* 841\.88\d*\]/g), pages(pdf));
});

test('the same form gives the same bytes, another form others', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: new Date('2027-02-01T09:00:00Z') });
  const first = Buffer.from(renderPdf(entryRecord));
  renderPdf(withBlocks({ kind: 'paragraph', text: 'Something else in between' }));
  t.mock.timers.setTime(new Date('2028-03-02T10:11:12Z').getTime());
  assert.ok(first.equals(renderPdf(entryRecord)), 'a year later');
  assert.ok(!first.equals(renderPdf({ ...entryRecord, version: 'Version 2, final' })));
});

test('typed text is never read as the language of the template', () => {
  const typed = `#panic("read") $x$ *a* _b_ <label> @ref \\u{41} // c /* d */ \`e\` [f] <script>alert('x')</script>`;
  assert.doesNotThrow(() =>
    source({
      ...withBlocks(
        { kind: 'paragraph', text: typed },
        { kind: 'markdown', text: typed },
        { kind: 'list', ordered: true, items: [typed] },
        { kind: 'table', caption: typed, head: [typed], rows: [[typed]] },
        { kind: 'remark', by: typed, text: typed },
      ),
      subject: typed,
      title: typed,
      process: typed,
      marking: typed,
      version: typed,
      dateLine: typed,
      author: typed,
      closing: [typed],
    }),
  );
});

test('a long text without a space stays on the paper and goes on to the next page', () => {
  const one = pages(source(withBlocks({ kind: 'paragraph', text: 'x'.repeat(100) })));
  const many = pages(source(withBlocks({ kind: 'paragraph', text: 'x'.repeat(20_000) })));
  assert.equal(one, 1);
  assert.ok(many > 8, `${many} pages`);
});

test('one hundred thousand characters become many pages, also in one cell of a table', () => {
  const text = 'The board heard that reading is better. '.repeat(2500);
  assert.ok(pages(source(withBlocks({ kind: 'paragraph', text }))) > 30);
  const table: Block = { kind: 'table', caption: '', head: ['a', 'b'], rows: [[text, 'x']] };
  assert.ok(pages(source(withBlocks(table))) > 15);
});

test('what closes a form stands together on one page, wherever the page ends', () => {
  const closing = ['First closing line.', 'Second closing line.', 'Third closing line.'];
  const between = Array.from({ length: 8 }, (_, more): string => {
    const blocks = Array.from({ length: 24 + more }, (): Block => ({
      kind: 'paragraph',
      text: 'The board heard that reading is better.',
    }));
    const text = textOfPdf(renderPdf({ ...withBlocks(...blocks), closing }));
    return text.slice(text.indexOf('First closing'), text.indexOf('Third closing'));
  });
  for (const text of between) assert.doesNotMatch(text, /Page \d/);
});

test('empty blocks and rows leave a form that can be made', () => {
  const form = withBlocks(
    { kind: 'paragraph', text: '' },
    { kind: 'list', ordered: false, items: ['', ' '] },
    { kind: 'markdown', text: '#\n\n-\n\n>' },
    { kind: 'table', caption: '', head: [], rows: [] },
    { kind: 'table', caption: 'Nothing yet', head: ['a', 'b'], rows: [] },
    { kind: 'remark', by: '', text: '' },
  );
  assert.equal(pages(source(form)), 1);
  assert.equal(pages(source({ ...form, rows: [{ label: '', blocks: [] }] })), 1);
  assert.equal(pages(source({ ...form, rows: [] })), 1);
});

test('whatever is typed, the PDF can be made', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 60 });
  const readable = fc.string({ unit: 'grapheme', maxLength: 60 });
  fc.assert(
    fc.property(fc.array(fc.oneof(anything, readable), { minLength: 6, maxLength: 6 }), (texts) => {
      const [a = '', b = '', c = '', d = '', e = '', f = ''] = texts;
      const pdf = source({
        ...withBlocks(
          { kind: 'paragraph', text: a },
          { kind: 'markdown', text: b },
          { kind: 'markdown', text: `# ${c}\n\n> - ${d}` },
          { kind: 'table', caption: c, head: [d, e], rows: [[f, a]] },
          { kind: 'list', ordered: true, items: [c, d] },
        ),
        title: e,
        subject: f,
        version: a,
      });
      return pdf.startsWith('%PDF');
    }),
    { numRuns: 60 },
  );
});
