import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import * as fc from 'fast-check';
import { currentPack } from '#policy-pack/index.ts';
import { keyOf, lineText, linesOf, spoken } from '#platform/documents/form/lines.ts';
import { flowOf } from '#platform/documents/form/arrange.ts';
import { readWordFile } from '#platform/documents/word/read-word-file.ts';
import type { WordText } from '#platform/documents/word/read-word.ts';
import { textOf } from '#platform/documents/word/word-sections.ts';
import { renderWord } from '#platform/documents/word/word.ts';
import { markdownLines } from '#platform/documents/word/write-markdown.ts';
import { anAction, aRecord, aState } from '#test/builders/record.ts';
import { editedWord } from '#test/harness/edited-word.ts';
import { plainWords, typedText } from '#test/builders/typed-text.ts';
import { aWhole } from '#test/builders/whole-record.ts';
import { contentOf } from '../domain/content.ts';
import type { WholeRecord } from '../domain/content.ts';
import { fieldTexts } from '../domain/parts.ts';
import { recordDocument } from './record-document.ts';
import { findChanges } from './word-findings.ts';
import type { WordBase } from './word-findings.ts';

/** Of each property. */
const runs = 25;
const madeAt = new Date('2027-01-21T16:12:00Z');

/** Records with anything in their sections, outcome, actions and remarks, of every form. */
const wholes: fc.Arbitrary<WholeRecord> = fc
  .record({
    form: fc.constantFrom(...currentPack.forms.map(({ key }) => key)),
    status: fc.constantFrom('draft', 'answered', 'final'),
    texts: fc.array(typedText, { minLength: 12, maxLength: 12 }),
    actions: fc.array(
      fc.record({
        what: plainWords,
        undertakes: fc.oneof(fc.constant(''), plainWords),
        monitors: plainWords,
        success: plainWords,
        support: fc.oneof(fc.constant(''), plainWords),
      }),
      { maxLength: 4 },
    ),
    chosen: fc.boolean(),
    remark: plainWords,
  })
  .map(({ form: key, status, texts, actions, chosen, remark }) => {
    const whole = aWhole(key);
    const text = (index: number) => texts[index % texts.length] ?? '';
    return {
      ...whole,
      record: aRecord({
        id: whole.record.id,
        form: key,
        state: aState(status),
        proceeded: text(0),
        decision: {
          outcome: chosen ? whole.form.outcomes[0]?.key : undefined,
          question: undefined,
          answer: chosen ? currentPack.question.answers[0]?.key : undefined,
          reasons: text(1),
          concerns: text(2),
          support: text(3),
        },
      }),
      sections: new Map(
        [...whole.sections].map(([section, held], index) => [
          section,
          { ...held, text: text(index + 4) },
        ]),
      ),
      actions: actions.map((action, index) => anAction({ ...action, position: index + 1 })),
      answers: whole.answers.map((answer) => ({ ...answer, comment: remark })),
    };
  });

function baseOf(whole: WholeRecord): WordBase {
  const texts = [...whole.sections].map(([section, { text }]) => [section, text] as const);
  return {
    content: contentOf(whole),
    parts: new Map(
      [...texts, ...fieldTexts(whole)].map(([part, text]) => [part, { text, revision: 1 }]),
    ),
    outcomes: whole.form.outcomes,
    answers: currentPack.question.answers,
  };
}

async function wordOf(whole: WholeRecord): Promise<WordText> {
  const as = { kind: 'draft', status: 'draft', at: madeAt, revision: 1 } as const;
  const read = readWordFile(
    await renderWord(recordDocument(contentOf(whole), { authority: 'Avonbridge', as })),
  );
  assert.ok(read.ok);
  return read.value;
}

/** Plain text as it is compared. */
function plainKey(typed: string): string {
  // A dash in a cell stands for nothing.
  const text = typed.trim() === '–' ? '' : typed;
  return linesOf(flowOf({ kind: 'paragraph', text }))
    .map(keyOf)
    .join();
}

/** A record, and the same with other words in one place: which part, and what it then says. */
const changed = fc
  .tuple(wholes, fc.nat(), typedText, plainWords)
  .map(([whole, place, text, words]) => {
    const sections = [...whole.sections.keys()];
    const fields = ['what', 'undertakes', 'monitors', 'success', 'support'] as const;
    const places = [
      ...sections,
      ...(whole.form.outcomes.length === 0 ? [] : ['decision:reasons']),
      ...whole.actions.flatMap(({ id }) => fields.map((field) => `action:${id}:${field}`)),
    ];
    const part = places[place % places.length] ?? '';
    const [kind, id, field = ''] = part.split(':');
    const other =
      kind === 'decision'
        ? {
            ...whole,
            record: { ...whole.record, decision: { ...whole.record.decision, reasons: text } },
          }
        : kind === 'action'
          ? {
              ...whole,
              actions: whole.actions.map((action) =>
                action.id === id ? { ...action, [field]: words } : action,
              ),
            }
          : {
              ...whole,
              sections: new Map(
                [...whole.sections].map(([key, held]) => [
                  key,
                  key === part ? { ...held, text } : held,
                ]),
              ),
            };
    return { whole, other, part, text: kind === 'action' ? words : text };
  });

const keysOf = (text: string) => markdownLines(text).map(keyOf);

/** Each paragraph's kind and words: Markdown cannot say every style, nor lists without a first item. */
const wordsOf = (text: string) => markdownLines(text).map((line) => [line.kind, lineText(line)]);

suite('a record’s Word file that comes back', () => {
  test('unchanged proposes nothing, whatever the record says', async () => {
    await fc.assert(
      fc.asyncProperty(wholes, async (whole) => {
        const read = await wordOf(whole);
        assert.deepEqual(findChanges(read, baseOf(whole)), {
          changes: [],
          notPlaced: [],
          missing: [],
        });
        // Nor is it the properties alone that tell: a program may drop them.
        const bare = findChanges({ ...read, properties: new Map() }, baseOf(whole));
        assert.deepEqual(bare.changes, []);
        const around = ['Above the first section', 'Below the last section'];
        assert.deepEqual(
          bare.notPlaced.filter(({ where }) => !around.includes(where)),
          [],
        );
      }),
      { numRuns: runs },
    );
  });

  test('with one change proposes exactly that one', async () => {
    await fc.assert(
      fc.asyncProperty(changed, async ({ whole, other, part, text }) => {
        const { properties } = await wordOf(whole);
        const before = new Map(fieldTexts(whole)).get(part) ?? whole.sections.get(part)?.text ?? '';
        const isAction = part.startsWith('action:');
        const isSame = isAction
          ? plainKey(before) === plainKey(text)
          : keysOf(before).join('\n') === keysOf(text).join('\n');
        const found = findChanges({ ...(await wordOf(other)), properties }, baseOf(whole));
        assert.equal(found.changes.length, isSame ? 0 : 1);
        assert.deepEqual(found.notPlaced, []);
        const [edit, ...more] = found.changes.flatMap(({ edits }) => edits);
        assert.equal(more.length, 0);
        if (!edit) return;
        assert.deepEqual([edit.part, edit.was, edit.parent], [part, before, 1]);
        if (isAction) assert.equal(plainKey(edit.text), plainKey(text));
        else assert.deepEqual(wordsOf(edit.text), wordsOf(text));
      }),
      { numRuns: runs },
    );
  });

  /** An entry record with three actions, read after its Word file was changed. */
  async function after(edit: (xml: string) => string) {
    const whole = {
      ...aWhole('sib-entry'),
      actions: ['Read daily', 'Visit lessons', 'Fill the vacancies'].map((what, index) =>
        anAction({ what, position: index + 1 }),
      ),
    };
    const as = { kind: 'draft', status: 'draft', at: madeAt, revision: 1 } as const;
    const file = await renderWord(
      recordDocument(contentOf(whole), { authority: 'Avonbridge', as }),
    );
    const read = readWordFile(editedWord(file, edit));
    assert.ok(read.ok);
    const found = findChanges(read.value, baseOf(whole));
    const said = found.changes.map(({ edits }) =>
      edits.map(({ part, text }) => {
        const [, id, field = ''] = part.split(':');
        const number = whole.actions.findIndex((action) => action.id === id) + 1;
        return part.startsWith('action:')
          ? `${number || 'new'} ${field}: ${text}`
          : `${part}: ${text}`;
      }),
    );
    return { said, notPlaced: found.notPlaced, missing: found.missing };
  }

  const rowOf =
    (what: string) =>
    (xml: string): string =>
      (xml.match(/<w:tr>(?:(?!<w:tr>).)*?<\/w:tr>/g) ?? []).find((row) => row.includes(what)) ?? '';
  const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const newRow = `<w:tr>${['4. Meet parents', 'The head', '', 'They come', '–', '1st May 2027'].map(cell).join('')}</w:tr>`;

  const edits: readonly [string, (xml: string) => string, string[][]][] = [
    [
      'a word in a cell',
      (xml) => xml.replace('Visit lessons', 'Visit all lessons'),
      [['2 what: Visit all lessons']],
    ],
    [
      'a date',
      (xml) => xml.replace('19 March 2027', 'Friday 26th March 2027'),
      [['1 byWhen: 2027-03-26']],
    ],
    ['a cell emptied', (xml) => xml.replace('English lead', ''), [['1 undertakes: ']]],
    [
      'a row taken out',
      (xml) => xml.replace(rowOf('Visit lessons')(xml), ''),
      [['2 removed: yes']],
    ],
    [
      'rows in another order',
      (xml) => {
        const row = rowOf('Visit lessons')(xml);
        return xml.replace(row, '').replace(rowOf('Read daily')(xml), (first) => row + first);
      },
      [],
    ],
    [
      'a row added',
      (xml) => {
        const row = rowOf('Fill the')(xml);
        return xml.replace(row, row + newRow);
      },
      [
        [
          'new what: Meet parents',
          'new undertakes: The head',
          'new success: They come',
          'new byWhen: 2027-05-01',
        ],
      ],
    ],
    [
      'a row copied and changed',
      (xml) => {
        const row = rowOf('Fill the')(xml);
        return xml.replace(
          row,
          row + row.replace('Fill the', 'Fill all').replaceAll(/<w:bookmark[^>]*>/g, ''),
        );
      },
      [
        [
          'new what: Fill all vacancies',
          'new undertakes: English lead',
          'new monitors: Priya Nair',
          'new success: Seven in ten gain six months in reading age by Easter',
          'new support: Two days of a specialist leader',
          'new byWhen: 2027-03-19',
        ],
      ],
    ],
    [
      'all marks lost, and a cell changed',
      (xml) =>
        xml.replaceAll(/<w:bookmark(Start|End)[^>]*>/g, '').replace('Visit lessons', 'Visit them'),
      [['2 what: Visit them']],
    ],
    [
      'the answer chosen',
      (xml) => xml.replace(/(No answer recorded)/, 'Not yet'),
      [['decision:answer: not-yet']],
    ],
    [
      'the outcome chosen',
      (xml) =>
        xml.replace(
          'The board agreed: not recorded',
          'The board agreed: remain within the SIB process with next meeting required next term',
        ),
      [['decision:outcome: remain-next-term']],
    ],
  ];
  for (const [what, edit, wanted] of edits) {
    test(`with ${what} proposes that and no more`, async () => {
      const { said, notPlaced, missing } = await after(edit);
      assert.deepEqual(said, wanted);
      assert.deepEqual([notPlaced, missing], [[], []]);
    });
  }

  test('with more in a section than one takes does not compare it, and says so', async () => {
    const { said, notPlaced } = await after((xml) =>
      xml.replace('Notes on ', `${'Much more. '.repeat(10_000)}Notes on `),
    );
    assert.deepEqual(said, []);
    assert.match(notPlaced[0]?.text ?? '', /more here than a section takes/);
  });

  test('without a section changes nothing in it, and says so', async () => {
    const gone = await after((xml) => xml.replace(rowOf('>Context:<')(xml), ''));
    assert.deepEqual([gone.said, gone.missing], [[], ['Context']]);
  });

  test('says what was typed where the record has no place for it', async () => {
    const typed = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const { said, notPlaced } = await after((xml) =>
      xml
        .replace('<w:body>', `<w:body>${typed('Above')}`)
        .replace(/(<w:p>(?:(?!<w:p>).)*After the meeting the Chair)/, `${typed('Between')}$1`)
        .replace('19 March 2027', 'Soon')
        .replace('Daniel Marsh', 'Daniel Marsch')
        .replace('We have come far.', 'We have come very far.')
        .replace('Are we confident?', 'Are we sure?'),
    );
    assert.deepEqual(said, []);
    assert.deepEqual(
      notPlaced.map(({ where, text }) => `${where}: ${text}`).toSorted(),
      [
        'Above the first section: Above',
        'Agreed actions: By when: Soon',
        'Agreed outcome: Are we sure?',
        'Between the sections: Between',
        'Board: Headteacher: Daniel Marsch, apologies; Helen Adeyemi came as substitute',
        'In a remark: We have come very far.',
      ].toSorted(),
    );
  });
});

suite('a record’s Word file', () => {
  for (const { key, sections } of currentPack.forms) {
    test(`of the form ${key} has the record’s text, order and tables, under the policy’s labels`, async () => {
      const whole = aWhole(key);
      const as = { kind: 'draft', status: 'draft', at: madeAt, revision: 1 } as const;
      const document = recordDocument(contentOf(whole), { authority: 'Avonbridge', as });
      const { body } = await wordOf(whole);
      const heads = body.flatMap((piece) =>
        piece.kind === 'table'
          ? piece.rows.flatMap(({ cells }) =>
              cells.length === 2 ? [textOf(cells[0]?.[0] ?? piece)] : [],
            )
          : piece.style === 'label across the page'
            ? [textOf(piece)]
            : [],
      );
      assert.deepEqual(
        heads,
        sections.map(({ label }) => `${label}:`),
      );
      const said = body
        .map(textOf)
        .filter((text) => text !== '')
        .join('\n');
      const wanted = document.rows.flatMap(({ label, blocks }) => [
        label,
        ...linesOf(blocks.flatMap(flowOf)).flatMap((line) =>
          line.kind === 'table' ? line.rows.flat().map(spoken) : [lineText(line)],
        ),
      ]);
      let from = 0;
      for (const text of wanted) {
        const found = said.indexOf(text, from);
        assert.ok(found >= 0, `“${text}” comes after what stands before it`);
        from = found + text.length;
      }
      const [table] = body.filter(
        (piece) => piece.kind === 'table' && piece.rows[0]?.isHead === true,
      );
      assert.ok(table?.kind === 'table');
      assert.deepEqual(
        table.rows.map(({ cells }) => cells.length),
        [6, 6],
      );
    });
  }
});
