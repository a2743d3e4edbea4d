import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { aRecord } from '#test/builders/record.ts';
import { editSection, emptySection, isTyped, longestText } from './section.ts';
import type { Revision, Saved, SectionText, Typed } from './section.ts';

const form = formOf(currentPack, 'sib-entry');
const section = form.sections.find(({ key }) => key === 'context');
assert.ok(section);
const people = [newId<PersonId>(), newId<PersonId>()] as const;
const at = new Date('2027-01-14T10:00:00Z');

/** A section as the database would keep it. */
function aStore() {
  const revisions: Revision[] = [];
  return {
    revisions,
    current(): SectionText {
      const last = revisions.at(-1);
      return last ? { ...emptySection('context'), ...last } : emptySection('context');
    },
    save(typed: Typed, by: PersonId): Saved {
      assert.ok(section);
      const since = revisions.filter(({ revision }) => revision > typed.parent);
      const saved = editSection(aRecord(), section, this.current(), since, typed, { at, by });
      assert.ok(saved.ok);
      if (saved.value.kind === 'saved') revisions.push(saved.value.revision);
      return saved.value;
    },
  };
}

describe('saving a section', () => {
  test('a text typed on the newest revision becomes the next one', () => {
    const store = aStore();
    store.save({ text: 'one', parent: 0, writer: 'a' }, people[0]);
    const saved = store.save({ text: 'two', parent: 1, writer: 'a' }, people[0]);
    assert.equal(saved.kind === 'saved' && saved.revision.revision, 2);
    assert.equal(store.current().text, 'two');
  });

  test('a text that is there already makes no revision, whatever it was typed on', () => {
    const store = aStore();
    store.save({ text: 'one', parent: 0, writer: 'a' }, people[0]);
    assert.equal(store.save({ text: 'one', parent: 0, writer: 'b' }, people[1]).kind, 'unchanged');
    assert.equal(store.revisions.length, 1);
  });

  test('a text typed on an older revision comes back beside the newer one, which stays', () => {
    const store = aStore();
    store.save({ text: 'theirs', parent: 0, writer: 'a' }, people[0]);
    const saved = store.save({ text: 'mine', parent: 0, writer: 'b' }, people[1]);
    assert.ok(saved.kind === 'conflict');
    assert.equal(saved.current.text, 'theirs');
    assert.equal(saved.current.by, people[0]);
    assert.equal(saved.typed.text, 'mine');
    assert.equal(store.current().text, 'theirs');
    const merged = { text: 'theirs, and mine', parent: saved.current.revision, writer: 'b' };
    assert.equal(store.save(merged, people[1]).kind, 'saved');
  });

  test('one page does not conflict with itself when it has not heard that it was saved', () => {
    const store = aStore();
    store.save({ text: 'one', parent: 0, writer: 'a' }, people[0]);
    store.save({ text: 'one two', parent: 0, writer: 'a' }, people[0]);
    const saved = store.save({ text: 'one two three', parent: 0, writer: 'a' }, people[0]);
    assert.equal(saved.kind, 'saved');
  });

  test('two pages of one person do conflict', () => {
    const store = aStore();
    store.save({ text: 'on the laptop', parent: 0, writer: 'a' }, people[0]);
    const saved = store.save({ text: 'on the tablet', parent: 0, writer: 'b' }, people[0]);
    assert.equal(saved.kind, 'conflict');
  });

  test('a text over the limit is refused with how much it is over', () => {
    const typed = { text: 'x'.repeat(longestText + 12), parent: 0, writer: 'a' };
    assert.ok(section);
    const refused = editSection(aRecord(), section, emptySection('context'), [], typed, {
      at,
      by: people[0],
    });
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
      [],
      { text: 'x', parent: 0, writer: 'a' },
      { at, by: people[0] },
    );
    assert.equal(refused.ok || refused.refusal.code, 'not-typed');
  });

  test('however two people’s saves fall together, each text is in a revision or came back', () => {
    const step = fc.record({
      who: fc.constantFrom<0 | 1>(0, 1),
      text: fc.string({ maxLength: 8 }),
      // How far behind the newest revision the page is; and whether the answer reaches the page.
      hears: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const store = aStore();
        const known = [0, 0];
        for (const { who, text, hears } of steps) {
          const typed = { text, parent: known[who] ?? 0, writer: `page-${who}` };
          const before = store.current();
          const saved = store.save(typed, people[who]);
          if (saved.kind === 'saved') {
            assert.equal(store.current().text, text);
            // Nothing of the other person's was saved over unseen.
            const over = store.revisions.filter(
              ({ revision, by }) =>
                revision > typed.parent && revision <= before.revision && by !== people[who],
            );
            assert.deepEqual(over, []);
            if (hears) known[who] = saved.revision.revision;
          } else if (saved.kind === 'conflict') {
            assert.equal(saved.typed.text, text);
            assert.deepEqual(saved.current, before);
            if (hears) known[who] = saved.current.revision;
          } else {
            assert.equal(before.text, text);
            if (hears) known[who] = saved.current.revision;
          }
        }
        // Nothing that was saved is ever gone, and the chain has no holes.
        assert.deepEqual(
          store.revisions.map(({ revision }) => revision),
          store.revisions.map((_, index) => index + 1),
        );
      }),
    );
  });
});
