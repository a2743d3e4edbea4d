import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Council } from '#test/builders/council.ts';
import {
  answered,
  chosen,
  draftOf,
  editOf,
  heard,
  isDue,
  isUnsent,
  openPart,
  restored,
  send,
  typed,
} from './part.ts';
import type { Draft, Part } from './part.ts';
import type { Edit, Result } from './wire.ts';

// Two or three copies of a page, and a council that forgets nothing, in any order of typing, sending,
// losing, delivering twice and crashing.

/** A page that is open, what its device has, and what is under way. */
class Copy {
  readonly me: string;
  parts: Map<string, Part>;
  disk = new Map<string, Draft>();
  /** What an answer to an earlier life of the page is not for. */
  life = 0;
  sendings = 0;
  readonly council: Council;

  constructor(council: Council, me: string) {
    this.council = council;
    this.me = me;
    this.parts = this.#opened([]);
  }

  part(name: string): Part {
    const part = this.parts.get(name);
    assert.ok(part);
    return part;
  }

  set(part: Part): void {
    this.parts.set(part.part, part);
    if (!isUnsent(part)) {
      assert.ok(
        this.council.all(part.part).some(({ text }) => text === part.text),
        `“${part.text}” is said to be with the council, which never had it`,
      );
    }
  }

  keep(name: string): void {
    this.disk.set(name, draftOf(this.part(name)));
  }

  crash(left: readonly Draft[] = []): void {
    this.life += 1;
    this.parts = this.#opened([...this.disk.values(), ...left]);
    for (const part of this.parts.values()) this.set(part);
  }

  #opened(drafts: readonly Draft[]): Map<string, Part> {
    return new Map(
      ['text', 'choice'].map((name) => {
        const merge = name === 'text' ? 'text' : 'choice';
        const page = openPart(this.council.held(name), merge);
        const found = drafts
          .filter(({ part }) => part === name)
          .map((draft, index) => ({ ...draft, copy: index === 0 ? undefined : `${index}` }));
        return [name, restored(page, found, this.me)];
      }),
    );
  }
}

/** A place that is neither in a word that is looked for later nor in a line that marks versions. */
function outsideWords(text: string, wanted: number): number {
  let place = wanted;
  for (;;) {
    const start = text.lastIndexOf('\n', place - 1) + 1;
    if (text[start] !== '[') break;
    const end = text.indexOf('\n', start);
    if (end < 0) return text.length;
    place = end + 1;
  }
  const from = text.lastIndexOf('<', place - 1);
  const to = text.indexOf('>', from);
  return from >= 0 && to >= place ? to + 1 : place;
}

interface Sending {
  readonly copy: Copy;
  readonly life: number;
  readonly edit: Edit;
}

interface Step {
  readonly do:
    | 'insert'
    | 'remove'
    | 'choose'
    | 'settle'
    | 'keep'
    | 'send'
    | 'ask'
    | 'crash'
    | 'leave'
    | 'deliver'
    | 'lose'
    | 'lose answer'
    | 'answer';
  readonly copy: number;
  readonly at: number;
}

const partNames = ['text', 'choice'];

/** Plays the steps; then lets everything arrive until nothing moves any more. */
function play(steps: readonly Step[], keepsBeforeSending: boolean) {
  const council = new Council([
    { part: 'text', merge: 'text', text: 'One. Two.\nThree.' },
    { part: 'choice', merge: 'choice', text: 'no' },
  ]);
  const copies = ['Ada', 'Ben', 'Cleo'].map((me) => new Copy(council, me));
  const onTheWay: Sending[] = [];
  const answers: { readonly sending: Sending; readonly result: Result }[] = [];
  /** Words that must be found, by the copy that they were typed in. */
  const must = copies.map(() => new Set<string>());
  let words = 0;

  const inRevisions = (word: string) => council.all('text').some(({ text }) => text.includes(word));
  const dispatch = (copy: Copy, name: string) => {
    let part = copy.part(name);
    if (isDue(part)) {
      copy.sendings += 1;
      part = send(part, `${copy.me} ${copy.life}.${copy.sendings}`);
      copy.set(part);
      if (keepsBeforeSending) copy.keep(name);
    }
    const edit = editOf(part);
    if (edit) onTheWay.push({ copy, life: copy.life, edit });
  };
  const deliver = (sending: Sending, isAnswered: boolean) => {
    const result = council.save(sending.edit, sending.copy.me);
    if (isAnswered) answers.push({ sending, result });
  };
  const answer = ({ sending: { copy, life }, result }: (typeof answers)[number]) => {
    if (copy.life === life) copy.set(answered(copy.part(result.part), result, copy.me));
  };
  const ask = (copy: Copy) => {
    for (const name of partNames) {
      copy.set(heard(copy.part(name), council.held(name), copy.me));
    }
  };
  const lost = (copy: Copy, drafts: readonly Draft[]) => {
    const wanted = must[copies.indexOf(copy)];
    for (const word of wanted ?? []) {
      if (
        !drafts.some(({ text, sent }) => `${text} ${sent?.text}`.includes(word)) &&
        !inRevisions(word)
      ) {
        wanted?.delete(word);
      }
    }
  };

  for (const { do: what, copy: which, at } of steps) {
    const copy = copies[which % copies.length];
    assert.ok(copy);
    const name = partNames[at % 2] ?? 'text';
    const { text } = copy.part('text');
    const place = outsideWords(text, at % (text.length + 1));
    if (what === 'insert') {
      words += 1;
      const word = `<${words}>`;
      const isMarkLine = /\[[^\n]*$/.test(text.slice(0, place));
      const space = at % 7 === 0 || isMarkLine ? '\n' : ' ';
      must[which % copies.length]?.add(word);
      copy.set(
        typed(
          copy.part('text'),
          `${text.slice(0, place)}${space}${word}${text.slice(place)}`,
          copy.me,
        ),
      );
    } else if (what === 'remove') {
      const next = `${text.slice(0, place)}${text.slice(place + 9)}`;
      for (const word of must.flatMap((each) => [...each])) {
        if (text.includes(word) && !next.includes(word)) {
          for (const each of must) if (!inRevisions(word)) each.delete(word);
        }
      }
      copy.set(typed(copy.part('text'), next, copy.me));
    } else if (what === 'choose') {
      copy.set(typed(copy.part('choice'), ['yes', 'no', 'later'][at % 3] ?? '', copy.me));
    } else if (what === 'settle') {
      const part = copy.part('choice');
      if (part.beside) copy.set(chosen(part, at % 2 ? part.text : part.beside.text));
    } else if (what === 'keep') copy.keep(name);
    else if (what === 'send') dispatch(copy, name);
    else if (what === 'ask') ask(copy);
    else if (what === 'crash') {
      lost(copy, [...copy.disk.values()]);
      copy.crash();
    } else if (what === 'leave') {
      // The browser ends; the first copy that opens again finds what another left.
      const heir = copies[(which + 1) % copies.length];
      assert.ok(heir);
      lost(copy, [...copy.disk.values()]);
      lost(heir, [...heir.disk.values()]);
      const left = [...copy.disk.values()];
      copy.disk = new Map();
      copy.crash();
      heir.crash(left);
      for (const each of partNames) heir.keep(each);
      for (const word of must[which % copies.length] ?? []) must[copies.indexOf(heir)]?.add(word);
      must[which % copies.length]?.clear();
      // What still waits is kept under a place of its own until it is brought in.
      for (const part of heir.parts.values()) if (part.waiting.length > 0) finish();
    } else if (what === 'deliver') {
      const [sending] = onTheWay.splice(at % (onTheWay.length || 1), 1);
      if (sending) deliver(sending, true);
    } else if (what === 'lose') onTheWay.splice(at % (onTheWay.length || 1), 1);
    else if (what === 'lose answer') {
      const [sending] = onTheWay.splice(at % (onTheWay.length || 1), 1);
      if (sending) deliver(sending, false);
    } else {
      const [each] = answers.splice(at % (answers.length || 1), 1);
      if (each) answer(each);
    }
  }
  finish();
  return { council, copies, must };

  function finish(): void {
    for (let round = 0; ; round += 1) {
      assert.ok(round < 60, 'it comes to rest');
      for (const sending of onTheWay.splice(0)) deliver(sending, true);
      for (const each of answers.splice(0)) answer(each);
      for (const copy of copies) ask(copy);
      if (!copies.some((copy) => [...copy.parts.values()].some(isUnsent))) return;
      for (const copy of copies) for (const name of partNames) dispatch(copy, name);
    }
  }
}

const steps = (kinds: readonly Step['do'][]): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      do: fc.constantFrom(...kinds),
      copy: fc.nat(2),
      at: fc.nat(200),
    }),
    { maxLength: 60, size: 'max' },
  );

const calm = [
  'insert',
  'insert',
  'choose',
  'settle',
  'keep',
  'send',
  'send',
  'ask',
  'deliver',
  'answer',
] as const;
const network = [...calm, 'lose', 'lose answer'] as const;
const anything = [...network, 'remove', 'crash', 'leave'] as const;

function expectAtRest({ council, copies, must }: ReturnType<typeof play>): void {
  for (const copy of copies) {
    for (const name of partNames) {
      assert.equal(
        copy.part(name).text,
        council.held(name).text,
        `${copy.me} sees what the council has`,
      );
    }
  }
  for (const word of must.flatMap((each) => [...each])) {
    assert.ok(
      council.all('text').some(({ text }) => text.includes(word)),
      `${word} is in a revision`,
    );
  }
}

describe('whatever the order of typing, sending, losing and crashing', () => {
  test('every word is in a revision, and all copies come to the same', () => {
    fc.assert(
      fc.property(steps(anything), fc.boolean(), (all, keeps) => expectAtRest(play(all, keeps))),
      { numRuns: 400 },
    );
  });

  test('a word that nobody took out stands in the text, once for each version of its passage', () => {
    fc.assert(
      fc.property(steps([...network, 'crash']), (all) => {
        const played = play(all, true);
        expectAtRest(played);
        const { text } = played.council.held('text');
        for (const word of played.must.flatMap((each) => [...each])) {
          assert.ok(text.includes(word), `${word} stands in “${text}”`);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('one who types alone gets back what was typed, and no mark', () => {
    fc.assert(
      fc.property(
        steps([...network, 'remove', 'crash']).map((all) =>
          all.map((step) => ({ ...step, copy: 0 })),
        ),
        (all) => {
          const played = play(all, true);
          expectAtRest(played);
          const { text } = played.council.held('text');
          assert.doesNotMatch(text, /versions/);
          const found = text.match(/<\d+>/g) ?? [];
          assert.equal(new Set(found).size, found.length, 'no word stands twice');
        },
      ),
      { numRuns: 300 },
    );
  });
});
