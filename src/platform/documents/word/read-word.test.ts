import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { packed } from '#test/builders/office-file.ts';
import { typedText } from '#test/builders/typed-text.ts';
import { entryRecord } from '#test/fixtures/documents/entry-record.ts';
import { flowOf } from '../form/arrange.ts';
import type { Block, FormDocument } from '../form/form-document.ts';
import { keyOf, linesOf } from '../form/lines.ts';
import { readWordFile } from './read-word-file.ts';
import type { WordText } from './read-word.ts';
import { linesIn, sectionsIn, textOf } from './word-sections.ts';
import { renderWord } from './word.ts';
import { markdownLines, revisedMarkdown } from './write-markdown.ts';

const known = [
  { key: 'context', label: 'Context' },
  { key: 'notes', label: 'SIB background & notes' },
];

const withBlocks = (...blocks: Block[]): FormDocument => ({
  ...entryRecord,
  origin: {},
  rows: [
    { label: 'Context:', key: 'context', blocks },
    { label: 'SIB background & notes:', key: 'notes', blocks: [{ kind: 'paragraph', text: 'x' }] },
  ],
  closing: [],
});

function read(file: Uint8Array): WordText {
  const found = readWordFile(file);
  assert.ok(found.ok);
  return found.value;
}

/** A Word file as somebody else may write it. */
function wordOf(body: string, more: Readonly<Record<string, string>> = {}): WordText {
  return read(
    packed({
      'word/document.xml': `<w:document ${names}><w:body>${body}</w:body></w:document>`,
      ...more,
    }),
  );
}

const names =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const run = (text: string, look = '') =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const par = (inner: string, look = '') => `<w:p><w:pPr>${look}</w:pPr>${inner}</w:p>`;
const row = (...cells: string[]) =>
  `<w:tr>${cells.map((cell) => `<w:tc><w:tcPr/>${cell}</w:tc>`).join('')}</w:tr>`;
const tableOf = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;
const comments = `<w:comments ${names}><w:comment w:id="1" w:author="Daniel Marsh">${par(run('Is this right?'))}</w:comment></w:comments>`;
const footnotes = `<w:footnotes ${names}><w:footnote w:type="separator" w:id="-1">${par(run('–––'))}</w:footnote><w:footnote w:id="2">${par(run('See the plan.'))}</w:footnote></w:footnotes>`;

suite('a Word file', () => {
  const bodies: readonly [string, string, readonly string[]][] = [
    ['runs that a program has cut', par(run('Rea') + run('ding')), ['Reading']],
    [
      'an insertion',
      par(`${run('The ')}<w:ins w:author="a">${run('new ')}</w:ins>${run('plan')}`),
      ['The new plan'],
    ],
    [
      'a deletion',
      par(`${run('The ')}<w:del><w:r><w:delText>old </w:delText></w:r></w:del>${run('plan')}`),
      ['The plan'],
    ],
    [
      'a move',
      `${par(`<w:moveFrom>${run('Here')}</w:moveFrom>`)}${par(`<w:moveTo>${run('There')}</w:moveTo>`)}`,
      ['There'],
    ],
    [
      'a paragraph whose end was deleted',
      `${par(run('One '), '<w:rPr><w:del/></w:rPr>')}${par(run('and two'))}`,
      ['One and two'],
    ],
    [
      'a row that was deleted',
      tableOf(row(par(run('Kept'))), '<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p/></w:tc></w:tr>'),
      ['Kept'],
    ],
    [
      'content controls',
      `<w:sdt><w:sdtPr/><w:sdtContent>${par(`<w:sdt><w:sdtContent>${run('Held')}</w:sdtContent></w:sdt>`)}</w:sdtContent></w:sdt>`,
      ['Held'],
    ],
    ['a link', par(`<w:hyperlink>${run('guidance')}</w:hyperlink>`), ['guidance']],
    [
      'a field with its result',
      par(
        `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('1 May')}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
      ),
      ['1 May'],
    ],
    [
      'signs of a font, and what is none',
      par(
        `<w:r>${['2192', 'FFFFFFFF', '-5', 'D83D', 'x', '00E9']
          .map((char) => `<w:sym w:char="${char}"/>`)
          .join('')}</w:r>`,
      ),
      ['→é'],
    ],
    ['a formula', par('<m:oMath><m:r><m:t>x + y</m:t></m:r></m:oMath>'), ['x + y']],
    ['hidden text', par(run('seen') + run('unseen', '<w:vanish/>')), ['seen']],
    [
      'a line end, a tab and a hyphen that stays',
      par(
        '<w:r><w:t>A</w:t><w:br/><w:t>B</w:t><w:tab/><w:t>C</w:t><w:noBreakHyphen/><w:t>D</w:t></w:r>',
      ),
      ['A\nB C‑D'],
    ],
    ['a page break', par('<w:r><w:t>A</w:t><w:br w:type="page"/></w:r>'), ['A']],
    [
      'what another program repeats for old ones',
      par(
        `<mc:AlternateContent><mc:Choice>${run('once')}</mc:Choice><mc:Fallback>${run('once')}</mc:Fallback></mc:AlternateContent>`,
      ),
      ['once'],
    ],
  ];
  for (const [what, body, texts] of bodies) {
    test(`is read with ${what}`, () => {
      assert.deepEqual(wordOf(body).body.map(textOf).filter(Boolean), texts);
    });
  }

  test('says what stands beside its text', () => {
    const box = `<w:r><w:pict><w:txbxContent>${par(run('In a box'))}</w:txbxContent></w:pict></w:r>`;
    const found = wordOf(par(`${run('Text')}${box}<w:r><w:drawing/></w:r>`), {
      'word/comments.xml': comments,
      'word/footnotes.xml': footnotes,
    });
    assert.deepEqual(found.body.map(textOf), ['Text']);
    assert.deepEqual(found.beside, ['See the plan.', 'In a box']);
    assert.deepEqual(found.comments, [{ by: 'Daniel Marsh', text: 'Is this right?' }]);
    assert.equal(found.pictures, 1);
    assert.equal(found.hasTrackedChanges, false);
    assert.ok(wordOf(par(`<w:ins>${run('x')}</w:ins>`)).hasTrackedChanges);
  });

  test('that is damaged is refused', () => {
    for (const file of [Buffer.from('PK'), packed({ 'word/document.xml': '<w:document' })]) {
      const found = readWordFile(file);
      assert.equal(found.ok ? '' : found.refusal.code, 'broken');
    }
  });

  const forms: readonly [string, string][] = [
    [
      'a table with labels at the left',
      tableOf(
        row(par(run('CONTEXT')), par(run('About us'))),
        row(par(run('2. SIB Background and notes:')), par(run('Why'))),
      ),
    ],
    [
      'a table with labels above',
      tableOf(
        row(par(run('Context:'))),
        row(par(run('About us'))),
        row(par(run('SIB background &amp; Notes'))),
        row(par(run('Why'))),
      ),
    ],
    [
      'bold labels as paragraphs',
      par(run('Context', '<w:b/>')) +
        par(run('About us')) +
        par(run('SIB background &amp; notes:')) +
        par(run('Why')),
    ],
  ];
  for (const [what, body] of forms) {
    test(`from elsewhere is told apart by its labels: ${what}`, () => {
      const { rows, heading } = sectionsIn(wordOf(par(run('Meeting record')) + body), known);
      assert.deepEqual(heading, ['Meeting record']);
      assert.deepEqual(
        [...rows].map(([key, pieces]) => [key, pieces.map(textOf).filter(Boolean)]),
        [
          ['context', ['About us']],
          ['notes', ['Why']],
        ],
      );
    });
  }

  test('of ours is told apart by its marks, whatever became of its labels', async () => {
    const file = await renderWord(withBlocks({ kind: 'markdown', text: 'Context' }));
    const { body, ...rest } = read(file);
    const relabelled = JSON.parse(
      JSON.stringify(body).replaceAll('Context:', 'About the school'),
    ) as WordText['body'];
    const { rows, outside } = sectionsIn({ ...rest, body: relabelled }, known);
    assert.deepEqual((rows.get('context') ?? []).map(textOf), ['Context']);
    assert.deepEqual(outside, []);
  });

  test('keeps what is typed between sections apart', () => {
    const ours = par('<w:bookmarkStart w:name="_s_context"/>' + run('Context:'));
    const body = tableOf(row(ours, par(run('About us')))) + par(run('Typed between'));
    assert.deepEqual(sectionsIn(wordOf(body), known).outside, ['Typed between']);
  });
});

suite('a text that comes back', () => {
  test('is what was typed', async () => {
    await fc.assert(
      fc.asyncProperty(typedText, async (text) => {
        const block: Block = { kind: 'markdown', text };
        const { rows } = sectionsIn(read(await renderWord(withBlocks(block))), known);
        const lines = linesIn(rows.get('context') ?? []);
        assert.deepEqual(lines.map(keyOf), linesOf(flowOf(block)).map(keyOf));
        assert.equal(revisedMarkdown(text, lines), text);
      }),
      { numRuns: 60 },
    );
  });

  const before =
    '# Reading\n\n*Phonics* began in [May](https://example.org/).\n\n* one\n* two\n\n| a | b |\n|---|---|\n| 1 | 2 |';
  const revised: readonly [string, string, string][] = [
    [
      'a word of a paragraph',
      '*Phonics* began in [May](https://example.org/).',
      '*Phonics* began in June.',
    ],
    ['an item', '* two', '* three'],
    ['an item more', '* two', '* two\n* three'],
    ['an item less', '* one\n', ''],
    ['a heading', '# Reading', '# Writing'],
    ['a cell', '| 1 | 2 |', '| 1 | 3 |'],
    ['a paragraph more', '* one', 'More.\n\n* one'],
    ['all of it', before, 'Nothing.'],
  ];
  for (const [what, old, now] of revised) {
    test(`with ${what} keeps the Markdown of the rest`, () => {
      const wanted = before.replace(old, now);
      const got = revisedMarkdown(before, linesOf(flowOf({ kind: 'markdown', text: wanted })));
      const kept = (text: string) =>
        text
          .split('\n')
          .filter((line) => before.split('\n').includes(line) && !/^(\||$)/.test(line));
      assert.deepEqual(kept(got), kept(wanted));
      assert.deepEqual(
        linesOf(flowOf({ kind: 'markdown', text: got })).map(keyOf),
        linesOf(flowOf({ kind: 'markdown', text: wanted })).map(keyOf),
      );
    });
  }

  test('is written as plainly as it can be where there was nothing before', () => {
    const texts = [
      '- one\n- two\n  - three\n\nMore.',
      '| a | b |\n| --- | --- |\n| 1. x_y | 5 < 6 |',
    ];
    for (const text of texts) {
      assert.equal(revisedMarkdown('', linesOf(flowOf({ kind: 'markdown', text }))), text);
    }
  });

  test('with signs that Markdown reads keeps them as signs', () => {
    const texts = ['# no heading', '1. no list', 'a * b * c', '[x](y)', '<b>', '&amp;', 'a | b'];
    for (const text of texts) {
      const plain = linesOf(flowOf({ kind: 'paragraph', text }));
      const written = revisedMarkdown('Something else.', plain);
      const said = linesOf(flowOf({ kind: 'markdown', text: written }));
      assert.deepEqual(said.map(keyOf), plain.map(keyOf));
    }
  });
});

test('what is quoted in a list is written in the list, and a list that is quoted in the quotation', () => {
  for (const typed of [
    '- reading\n  - mathematics\n\n    > writing *!*',
    '> - reading\n>\n>   writing *!*',
  ]) {
    const lines = markdownLines(typed);
    assert.deepEqual(markdownLines(revisedMarkdown('', lines)).map(keyOf), lines.map(keyOf));
  }
});
