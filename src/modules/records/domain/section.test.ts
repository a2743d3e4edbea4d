import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { mergeTexts } from '#merge/texts.ts';
import { hasVersions, passagesOf } from '#merge/versions.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { aRecord } from '#test/builders/record.ts';
import { editSection, emptySection, isTyped, longestText } from './section.ts';
import type { Revision, SectionText, Typed } from './section.ts';

const form = formOf(currentPack, 'sib-entry');
const section = form.sections.find(({ key }) => key === 'context');
assert.ok(section);
const people = [newId<PersonId>(), newId<PersonId>()] as const;
const at = new Date('2027-01-14T10:00:00Z');

const names = ['Ruth Calloway', 'Priya Nair'] as const;

type Who = 0 | 1;

interface Answer {
  /** Whether it made a revision. */
  readonly isNew: boolean;
  readonly overlap: boolean;
  /** What the section then says. */
  readonly text: string;
  readonly revision: number;
}

/** A section as the database would keep it; an edit that it has already is answered from there. */
function aStore() {
  const revisions: Revision[] = [];
  const textAt = (number: number) =>
    number === 0 ? '' : revisions.find(({ revision }) => revision === number)?.text;
  return {
    revisions,
    current(): SectionText {
      const last = revisions.at(-1);
      return last ? { ...emptySection('context'), ...last } : emptySection('context');
    },
    save(typed: Typed, who: Who): Answer {
      assert.ok(section);
      const there = revisions.find(({ edit }) => edit !== undefined && edit === typed.edit);
      if (there) return { isNew: false, overlap: false, ...there };
      const doing = { at, by: people[who] };
      const writers = { mine: names[who], theirs: names[who === 0 ? 1 : 0] };
      const base = textAt(typed.parent);
      const saved = editSection(aRecord(), section, this.current(), base, typed, doing, writers);
      assert.ok(saved.ok);
      if (saved.value.kind === 'unchanged') {
        return { isNew: false, overlap: false, ...saved.value.current };
      }
      const { revision, overlap } = saved.value;
      revisions.push(revision);
      return { isNew: true, overlap, ...revision };
    },
  };
}

describe('saving a section', () => {
  test('a text typed on the newest revision becomes the next one', () => {
    const store = aStore();
    store.save({ text: 'one', parent: 0 }, 0);
    assert.equal(store.save({ text: 'two', parent: 1 }, 0).revision, 2);
    assert.equal(store.current().text, 'two');
  });

  test('a text that is there already makes no revision, whatever it was typed on', () => {
    const store = aStore();
    store.save({ text: 'one', parent: 0 }, 0);
    assert.equal(store.save({ text: 'one', parent: 0 }, 1).isNew, false);
    assert.equal(store.revisions.length, 1);
  });

  test('a text typed on an older revision is made one with the newer', () => {
    const store = aStore();
    store.save({ text: 'The head spoke.\nThe board asked.', parent: 0 }, 0);
    store.save({ text: 'The headteacher spoke.\nThe board asked.', parent: 1 }, 0);
    const saved = store.save({ text: 'The head spoke.\nThe board asked twice.', parent: 1 }, 1);
    assert.equal(saved.overlap, false);
    assert.equal(store.current().text, 'The headteacher spoke.\nThe board asked twice.');
    assert.equal(store.revisions.at(-1)?.parent, 1);
  });

  test('two texts of one passage both stay, with whose they are', () => {
    const store = aStore();
    store.save({ text: 'Results fell.', parent: 0 }, 0);
    store.save({ text: 'Results fell twice.', parent: 1 }, 0);
    const saved = store.save({ text: 'Results rose.', parent: 1 }, 1);
    assert.equal(saved.overlap, true);
    assert.deepEqual(passagesOf(store.current().text), [
      {
        kind: 'versions',
        versions: [
          { by: names[0], text: 'Results fell twice.' },
          { by: names[1], text: 'Results rose.' },
        ],
      },
    ]);
    // Whoever leaves what is right has settled it.
    store.save({ text: 'Results fell.', parent: 3 }, 1);
    assert.equal(hasVersions(store.current().text), false);
  });

  test('a text typed on a revision that is not there is refused', () => {
    assert.ok(section);
    const typed = { text: 'one', parent: 7 };
    const writers = { mine: names[0], theirs: names[1] };
    const doing = { at, by: people[0] };
    const now = emptySection('context');
    const refused = editSection(aRecord(), section, now, undefined, typed, doing, writers);
    assert.equal(refused.ok || refused.refusal.code, 'unknown-revision');
  });

  test('a text over the limit is refused with how much it is over', () => {
    const typed = { text: 'x'.repeat(longestText + 12), parent: 0 };
    assert.ok(section);
    const writers = { mine: names[0], theirs: names[1] };
    const doing = { at, by: people[0] };
    const now = emptySection('context');
    const refused = editSection(aRecord(), section, now, '', typed, doing, writers);
    assert.equal(
      refused.ok || refused.refusal.sentence,
      '“Context” must be 100,000 characters or fewer. It is 12 too long and has not been saved.',
    );
  });

  test('sections that show what is recorded elsewhere take no text', () => {
    const typed = form.sections.filter(isTyped).map(({ key }) => key);
    assert.deepEqual(typed, [
      'purpose-and-protocols',
      'background',
      'context',
      'key-actions-and-progress',
      'impact-of-support',
      'self-evaluation',
    ]);
    const board = form.sections.find(({ kind }) => kind === 'board');
    assert.ok(board);
    const refused = editSection(
      aRecord(),
      board,
      emptySection('board'),
      '',
      { text: 'x', parent: 0 },
      { at, by: people[0] },
      { mine: names[0], theirs: names[1] },
    );
    assert.equal(refused.ok || refused.refusal.code, 'not-typed');
  });
});

/** One of two who type at once, on a page that may not hear of what became of it. */
interface Page {
  text: string;
  parent: number;
  sent: { readonly text: string; readonly parent: number; readonly edit: string } | undefined;
}

interface Step {
  readonly who: Who;
  readonly act: 'word' | 'sentence' | 'paragraph' | 'remove';
  readonly place: number;
  /** Whether the answer of the council reaches the page; else the same edit is sent again. */
  readonly hears: boolean;
}

describe('however the saves of two people fall together', () => {
  const steps = (...acts: Step['act'][]) =>
    fc.array(
      fc.record({
        who: fc.constantFrom<Who>(0, 1),
        act: fc.constantFrom(...acts),
        place: fc.nat(40),
        hears: fc.boolean(),
      }),
      { maxLength: 40 },
    );

  /** What the two type, step by step, and every word that reached the council. */
  function play(taken: readonly Step[]) {
    const store = aStore();
    const pages: readonly [Page, Page] = [
      { text: '', parent: 0, sent: undefined },
      { text: '', parent: 0, sent: undefined },
    ];
    const words: string[] = [];
    const answers: { readonly again: boolean; readonly isNew: boolean }[] = [];
    const hear = (page: Page, sent: { readonly text: string }, answer: Answer) => {
      const writers = { mine: 'Me', theirs: 'Them' };
      page.text = mergeTexts(sent.text, page.text, answer.text, writers).text;
      page.parent = answer.revision;
      page.sent = undefined;
    };
    const send = (who: Who, hears: boolean) => {
      const page = pages[who];
      const again = page.sent !== undefined;
      const sent = page.sent ?? { text: page.text, parent: page.parent, edit: newId<PersonId>() };
      page.sent = sent;
      const before = store.revisions.some(({ edit }) => edit === sent.edit);
      const answer = store.save(sent, who);
      answers.push({ again: again && before, isNew: answer.isNew });
      for (const word of sent.text.match(/w\d+x/g) ?? []) words.push(word);
      if (hears) hear(page, sent, answer);
    };
    for (const [number, { who, act, place, hears }] of taken.entries()) {
      const page = pages[who];
      page.text = typedIn(page.text, act, place, `w${number}x`);
      send(who, hears);
    }
    // At last each is heard, and what was typed meanwhile is sent.
    for (const who of [0, 1, 0, 1] as const) send(who, true);
    return { store, words: [...new Set(words)], answers, pages };
  }

  test('each word is in a revision, the revisions have no holes, and an edit counts once', () => {
    fc.assert(
      fc.property(steps('word', 'sentence', 'paragraph', 'remove'), (taken) => {
        const { store, words, answers } = play(taken);
        const kept = store.revisions.map(({ text }) => text);
        for (const word of words)
          assert.ok(
            kept.some((text) => text.includes(word)),
            word,
          );
        assert.deepEqual(
          store.revisions.map(({ revision }) => revision),
          store.revisions.map((_, index) => index + 1),
        );
        for (const { again, isNew } of answers) assert.ok(!(again && isNew));
      }),
      { numRuns: 500 },
    );
  });

  test('each word is in the text itself where nobody took one out', () => {
    fc.assert(
      fc.property(steps('word', 'sentence', 'paragraph'), (taken) => {
        const { store, pages } = play(taken);
        const { text } = store.current();
        for (const number of taken.keys()) assert.ok(text.includes(`w${number}x`), text);
        assert.equal(pages[1].text, text);
      }),
      { numRuns: 500 },
    );
  });

  /** Puts a word, a sentence or a paragraph in, between words; or takes a word out. */
  function typedIn(text: string, act: Step['act'], place: number, word: string): string {
    const gaps = [0, ...[...text.matchAll(/(?<=x)/g)].map(({ index }) => index)];
    const gap = gaps[place % gaps.length] ?? 0;
    const [before, after] = [text.slice(0, gap), text.slice(gap)];
    switch (act) {
      case 'word':
        return `${before} ${word}${after}`;
      case 'sentence':
        return `${before}. ${word}${after}`;
      case 'paragraph':
        return `${before}\n${word}${after}`;
      case 'remove':
        return before.replace(/w\d+x$/, '') + after;
    }
  }
});
