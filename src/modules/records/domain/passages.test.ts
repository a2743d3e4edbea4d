import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId } from '#kernel/ids.ts';
import type { ContentSection, SectionBody } from './content.ts';
import {
  acceptedWording,
  paragraphsOf,
  passagesOf,
  putBack,
  withLead,
  withoutLead,
  withWords,
} from './passages.ts';

const texts = (text: string) => paragraphsOf(text).map((each) => each.text);

describe('the paragraphs of a typed text', () => {
  for (const [what, text, expected] of [
    ['none', '', []],
    ['none, of empty lines', '\n \n', []],
    ['one of two lines', 'a\nb', ['a\nb']],
    ['two', 'a\n\n\nb', ['a', 'b']],
    ['each item of a list', 'a\n- b\n- c\n\nd', ['a', '- b', '- c', 'd']],
    ['an item with what is indented below', '1. a\n\n   more\n2. b', ['1. a\n\n   more', '2. b']],
    ['a heading goes with what follows', '# A\n\nb\n\n## C\nd', ['# A\n\nb', '## C\nd']],
    ['headings below each other', '# A\n\n## B\n\nc', ['# A\n\n## B\n\nc']],
    [
      'a line of bold words is a heading',
      'a\n\n**Key changes**\n\nb',
      ['a', '**Key changes**\n\nb'],
    ],
    ['a paragraph that begins with bold words', '**A.** b\n\nc', ['**A.** b', 'c']],
    ['a heading at the end', 'a\n\n# B', ['a', '# B']],
    ['words before a list', 'The data:\n\n- a\n- b', ['The data:\n\n- a', '- b']],
    ['an item that ends so', '- a:\n- b', ['- a:', '- b']],
    ['a table', '| a |\n|---|\n| b |\n\nc', ['| a |\n|---|\n| b |', 'c']],
    ['a year at the start of a line', 'Since\n2019. A year', ['Since\n2019. A year']],
  ] as const) {
    test(what, () => assert.deepEqual(texts(text), expected));
  }

  const line = fc.constantFrom('a', '- b', '', '  c', '# D', '**E**', '1. f', '\t', 'a');
  const text = fc.array(line, { maxLength: 9 }).map((lines) => lines.join('\n'));

  test('have every word of it, in its order, each where it says', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const found = paragraphsOf(typed);
        let end = 0;
        for (const { from, to, text: words } of found) {
          assert.equal(typed.slice(from, to), words);
          assert.equal(typed.slice(end, from).trim(), '');
          end = to;
        }
        assert.equal(typed.slice(end).trim(), '');
      }),
    );
  });

  test('are each changed by themselves', () => {
    fc.assert(
      fc.property(text, fc.nat(8), (typed, index) => {
        const found = paragraphsOf(typed);
        const one = found[index % Math.max(1, found.length)];
        if (!one) return;
        const place = { part: String(found.indexOf(one) + 1), said: one.text };
        assert.equal(withWords(typed, place, one.text), typed);
        assert.equal(
          withWords(typed, place, 'CHANGED'),
          `${typed.slice(0, one.from)}CHANGED${typed.slice(one.to)}`,
        );
      }),
    );
  });
});

describe('other words in place of a paragraph', () => {
  for (const [what, text, part, said, expected] of [
    ['of two that say the same, the nearer', 'x\n\ny\n\nx', '3', 'x', 'x\n\ny\n\nNEW'],
    ['that has moved', 'first\n\nx', '1', 'x', 'first\n\nNEW'],
    ['that says something else by now', 'z', '1', 'x', undefined],
    ['where nothing was', '', '1', '', 'NEW'],
    ['where nothing was and something is', 'y', '1', '', undefined],
  ] as const) {
    test(what, () => assert.equal(withWords(text, { part, said }, 'NEW'), expected));
  }
});

describe('a wording that is taken out again', () => {
  for (const [what, text, part, said, wording, expected] of [
    ['gives what it said before', 'a\n\nNEW\n\nc', '2', 'b', 'NEW', 'a\n\nb\n\nc'],
    ['of several paragraphs', 'a\n\nNEW\n\nTOO\n\nc', '2', 'b', 'NEW\n\nTOO', 'a\n\nb\n\nc'],
    ['of two alike, the nearer', 'NEW\n\ny\n\nNEW', '3', 'b', 'NEW', 'NEW\n\ny\n\nb'],
    ['that filled an empty section', 'NEW', '1', '', 'NEW', ''],
    ['that was changed since', 'NEWER', '1', 'b', 'NEW', undefined],
    ['that was never given', 'a', '1', 'b', '', undefined],
  ] as const) {
    test(what, () => assert.equal(putBack(text, { part, said }, wording), expected));
  }

  for (const [what, kept, expected] of [
    ['other words than were proposed', ['a\n\nb\n\nc', 'a\n\nX\n\nY\n\nc'], 'X\n\nY'],
    ['after changes elsewhere', ['b', 'a\n\nb', 'a\n\nX', 'a\n\nX\n\nc'], 'X'],
    ['never changed', ['a\n\nb'], undefined],
    ['changed with what stands around it', ['a\n\nb', 'A\n\nX'], undefined],
  ] as const) {
    test(`is known from the texts: ${what}`, () =>
      assert.equal(acceptedWording(kept, { part: '2', said: 'b' }), expected));
  }

  test('leaves the text as it was before it was put in', () => {
    const line = fc.constantFrom('a', '- b', '', 'c d', '1. f');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 9 }), fc.nat(8), (lines, index) => {
        const text = lines.join('\n');
        const found = paragraphsOf(text);
        const one = found[index % Math.max(1, found.length)];
        if (!one) return;
        const place = { part: String(found.indexOf(one) + 1), said: one.text };
        const wording = withLead(place, 'CHANGED');
        const corrected = withWords(text, place, wording);
        assert.ok(corrected !== undefined);
        assert.equal(putBack(corrected, place, wording), text);
      }),
    );
  });
});

describe('a paragraph below a heading or in a list that is corrected', () => {
  for (const [said, shown] of [
    ['- Attendance is 94%', 'Attendance is 94%'],
    ['12. Phonics', 'Phonics'],
    ['- a\n  b', 'a\n  b'],
    ['- - within', '- - within'],
    ['**Key changes**\n\nA new head', 'A new head'],
    ['# A\n\n## B\n\n- c', 'c'],
    ['# Only a heading', '# Only a heading'],
    ['The data:\n\n- a', 'The data:\n\n- a'],
    ['Attendance', 'Attendance'],
    ['', ''],
  ] as const) {
    test(`“${said}” is given as “${shown}”, and is the same when it comes back`, () => {
      assert.equal(withoutLead({ said }, said), shown);
      assert.equal(withLead({ said }, shown), said);
    });
  }
  for (const [said, typed, kept] of [
    ['- Attendance is 94%', 'Attendance is 93%', '- Attendance is 93%'],
    ['- Attendance is 94%', '- Attendance is 93%', '- Attendance is 93%'],
    ['- Attendance is 94%', '* Attendance is 93%', '* Attendance is 93%'],
    ['3. Phonics', 'Reading', '3. Reading'],
    ['- Attendance', ' ', ' '],
    ['**Key changes**\n\nA new head', 'Two new heads', '**Key changes**\n\nTwo new heads'],
    ['**Changes**\n\nA head', '**Key changes**\n\nA head', '**Key changes**\n\nA head'],
    ['# Data\n\n- a', '- b\n- c', '# Data\n\n- b\n- c'],
    ['Attendance', '- a list', '- a list'],
  ] as const) {
    test(`“${said}” with “${typed}” typed is “${kept}”`, () =>
      assert.equal(withLead({ said }, typed), kept));
  }
});

describe('what a headteacher answers by itself', () => {
  const section = (key: string, body: SectionBody): ContentSection => ({
    key,
    label: `The ${key}`,
    group: 1,
    body,
  });
  const action = {
    id: newId<ActionId>(),
    what: 'Appoint a deputy',
    undertakes: 'Governors',
    monitors: '',
    success: 'Appointed',
    support: '',
    byWhen: date('2027-03-19'),
  };
  const content = {
    sections: [
      section('venue', { kind: 'facts', lines: ['At the school'] }),
      section('board', {
        kind: 'board',
        members: [
          { seat: 'Headteacher', name: 'Daniel Marsh', attended: 'present', substitute: '' },
          { seat: 'Chair', name: 'Ruth Calloway', attended: null, substitute: '' },
        ],
        proceeded: 'The date was agreed.',
      }),
      section('context', { kind: 'text', text: 'One.\n\nTwo.' }),
      section('notes', { kind: 'text', text: '' }),
      section('outcome', {
        kind: 'outcome',
        question: 'Are we confident?',
        caption: '',
        answer: 'Not yet',
        reasons: 'New.',
        outcome: null,
        concerns: '',
        support: null,
      }),
      section('actions', { kind: 'actions', actions: [action] }),
      section('next', { kind: 'next', next: { kind: 'not-set' } }),
    ],
  };

  test('is each paragraph, line, answer and action, with a name of its own', () => {
    assert.deepEqual(
      passagesOf(content).map(({ name, part, said }) => [name, part, said]),
      [
        ['The venue', '1', 'At the school'],
        ['The board, line 1', '1', 'Headteacher: Daniel Marsh, present'],
        ['The board, line 2', '2', 'Chair: Ruth Calloway'],
        ['The board, The meeting went ahead because', 'proceeded', 'The date was agreed.'],
        ['The context, paragraph 1', '1', 'One.'],
        ['The context, paragraph 2', '2', 'Two.'],
        ['The notes', '1', ''],
        ['The outcome, Are we confident?', 'answer', 'Not yet'],
        ['The outcome, The board’s reasons', 'reasons', 'New.'],
        ['The outcome, The board agreed', 'outcome', 'Not recorded'],
        ['The outcome, Significant concerns', 'concerns', ''],
        [
          'The actions, Action 1',
          action.id,
          'Appoint a deputy\nWho undertakes it: Governors\nHow success is measured: Appointed\nBy when: 19 March 2027',
        ],
        ['The next', '1', 'Not recorded'],
      ],
    );
  });
});
