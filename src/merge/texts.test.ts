import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mergeTexts } from './texts.ts';
import { chooseVersion, hasVersions, markedVersions, passagesOf } from './versions.ts';

const writers = { mine: 'Mia', theirs: 'Theo' };
const merge = (base: string, mine: string, theirs: string) =>
  mergeTexts(base, mine, theirs, writers);

describe('two texts that grew from one', () => {
  for (const [what, base, mine, theirs, merged] of [
    ['only mine changed', 'a', 'b', 'a', 'b'],
    ['only theirs changed', 'a', 'a', 'b', 'b'],
    ['both made the same change', 'a', 'b', 'b', 'b'],
    ['I went on typing, they added a paragraph below', 'ab', 'abc', 'ab\nx', 'abc\nx'],
    ['both wrote in an empty section', '', 'mine', 'theirs', 'theirs\nmine'],
    ['both added a paragraph at the end', 'p\n', 'p\n\nmine', 'p\n\ntheirs', 'p\n\ntheirs\nmine'],
    ['neighbouring paragraphs', 'a\nb\nc', 'a1\nb\nc', 'a\nb1\nc', 'a1\nb1\nc'],
    [
      'two sentences of one paragraph',
      'The head spoke. The board asked. All agreed.',
      'The headteacher spoke. The board asked. All agreed.',
      'The head spoke. The board asked. All agreed but one.',
      'The headteacher spoke. The board asked. All agreed but one.',
    ],
    ['both took a paragraph out, and one of us its line', '- e\na', '- e', '- e\n', '- e\n'],
    ['I took a paragraph out, they changed another', 'a\nb\nc', 'a\nc', 'a\nb\nc1', 'a\nc1'],
  ] as const) {
    test(`merge by themselves: ${what}`, () => {
      assert.deepEqual(merge(base, mine, theirs), { text: merged, overlap: false });
    });
  }

  test('that changed the same sentence both stay, with whose they are', () => {
    const { text, overlap } = merge('One. Two.\nEnd', 'One. Too.\nEnd', 'One. To.\nEnd');
    assert.equal(overlap, true);
    assert.deepEqual(passagesOf(text), [
      {
        kind: 'versions',
        versions: [
          { by: 'Theo', text: 'One. To.' },
          { by: 'Mia', text: 'One. Too.' },
        ],
      },
      { kind: 'text', text: 'End' },
    ]);
  });

  test('of which one removed what the other changed both stay', () => {
    const { text } = merge('a\nb', 'a', 'a\nb2');
    assert.equal(chooseVersion(text, 0, 0), 'a\nb2');
    assert.equal(chooseVersion(text, 0, 1), 'a');
  });
});

describe('a passage in two versions', () => {
  const { text } = merge('x', 'mine', 'theirs');

  test('is settled with one, with the other or with both', () => {
    assert.equal(chooseVersion(text, 0, 0), 'theirs');
    assert.equal(chooseVersion(text, 0, 1), 'mine');
    assert.equal(chooseVersion(text, 0, 'all'), 'theirs\nmine');
  });

  test('takes a third version in, rather than versions within versions', () => {
    const third = merge('x', 'late', text).text;
    assert.deepEqual(
      passagesOf(third).map(
        (each) => each.kind === 'versions' && each.versions.map((one) => one.text),
      ),
      [['theirs', 'mine', 'late']],
    );
  });

  test('that I settle while they write elsewhere is settled', () => {
    assert.equal(merge(text, 'mine', `${text}\nmore`).text, 'mine\nmore');
  });

  test('is not taken for one when its marks are not whole', () => {
    for (const broken of [
      text.split('\n').slice(1).join('\n'),
      text.split('\n').slice(0, -1).join('\n'),
    ]) {
      assert.equal(hasVersions(broken), false);
      assert.equal(passagesOf(broken).length, 1);
    }
  });
});

describe('whatever was typed', () => {
  const line = fc.constantFrom('a', 'b', 'One. Two.', 'One. Three.', '', 'c d', '- e');
  const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));

  test('is in the merged text: every sentence that either added', () => {
    fc.assert(
      fc.property(text, text, text, (base, one, other) => {
        const mine = `${one}\nMINE`;
        const theirs = `THEIRS\n${other}`;
        const { text: merged } = merge(base, mine, theirs);
        assert.ok(merged.includes('MINE') && merged.includes('THEIRS'), merged);
        for (const side of [mine, theirs]) {
          for (const each of side.split('\n')) {
            if (base.split('\n').includes(each)) continue;
            for (const sentence of each.split(/(?<=\.) /))
              assert.ok(merged.includes(sentence), merged);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('comes to the same text again when it is merged a second time', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const { text: merged } = merge(base, mine, theirs);
        assert.equal(merge(mine, mine, merged).text, merged);
        assert.equal(merge(theirs, merged, theirs).text, merged);
      }),
    );
  });

  test('is the same passages, put together', () => {
    fc.assert(
      fc.property(text, text, text, (base, mine, theirs) => {
        const { text: merged, overlap } = merge(base, mine, theirs);
        assert.equal(hasVersions(merged), overlap);
        const nth = passagesOf(merged).filter(({ kind }) => kind === 'versions').length;
        let settled = merged;
        for (let at = 0; at < nth; at += 1) settled = chooseVersion(settled, 0, 'all');
        assert.equal(hasVersions(settled), false);
      }),
    );
  });
});

describe('marks that someone has typed in', () => {
  const block = markedVersions([
    { by: 'Theo', text: 'one' },
    { by: 'Mia', text: 'two' },
  ]);
  const versionsOf = (text: string) =>
    passagesOf(text).map((each) => (each.kind === 'versions' ? each.versions : each.text));

  test('keep what either typed beside a name', () => {
    const mine = block.replace('Theo', 'Theo MINE');
    const theirs = block.replace('Theo', 'Theo THEIRS');
    assert.deepEqual(versionsOf(merge(block, mine, theirs).text), [
      [
        { by: 'Theo THEIRS and Theo MINE', text: 'one' },
        { by: 'Mia', text: 'two' },
      ],
    ]);
  });

  test('go into a version without their brackets once they are not whole', () => {
    const mine = block.replace('[Versions', '[MINE\nVersions');
    const theirs = block.replace('two', 'THEIRS');
    const { text, overlap } = merge(block, mine, theirs);
    assert.equal(overlap, true);
    assert.deepEqual(versionsOf(text), [
      [
        { by: 'Theo', text: 'one' },
        { by: 'Mia', text: 'THEIRS' },
        {
          by: 'Mia',
          text: [
            '[MINE',
            'Versions of this passage, to choose from. Theo wrote:]',
            'one',
            'Mia wrote:',
            'two',
            'End of the versions.',
          ].join('\n'),
        },
      ],
    ]);
  });

  test('stay where the versions between them have come to say the same', () => {
    const same = block.replace('two', 'one');
    const mine = same.replace('Theo', 'Theo MINE');
    const { text } = merge(same, mine, 'one');
    assert.deepEqual(versionsOf(text), [
      'one',
      [
        { by: 'Theo MINE', text: 'one' },
        { by: 'Mia', text: 'one' },
      ],
    ]);
  });
});

describe('a block of versions', () => {
  test('is whole whatever they say, and whatever the names', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(']', '\n', '\r\n', '\u2028', 'M]ia', '[x wrote:]', '[End of the versions.]'),
      fc.constant('[Versions of this passage, to choose from. Theo wrote:]'),
    );
    const several = fc.array(line, { maxLength: 3 }).map((lines) => lines.join('\n'));
    const version = fc.record({ by: several, text: several });
    fc.assert(
      fc.property(fc.array(version, { minLength: 2, maxLength: 4 }), (versions) => {
        const text = markedVersions(versions);
        const [passage, ...others] = passagesOf(`before\n${text}\nafter`).slice(1);
        assert.ok(passage?.kind === 'versions');
        assert.equal(passage.versions.length, versions.length);
        assert.equal(markedVersions(passage.versions), text);
        assert.deepEqual(others, [{ kind: 'text', text: 'after' }]);
      }),
    );
  });
});

describe('texts in which people type anywhere, even in the marks of versions', () => {
  interface Edit {
    readonly do: 'type' | 'take out' | 'take out the line' | 'repeat the line';
    readonly place: number;
    readonly inMark: boolean;
  }

  /** What someone makes of the text that both began with, or of another. */
  interface Side {
    readonly of: number | undefined;
    readonly edits: readonly Edit[];
  }

  interface Meeting {
    readonly base: number;
    readonly mine: Side;
    readonly theirs: Side;
  }

  const edit: fc.Arbitrary<Edit> = fc.record({
    do: fc.constantFrom('type', 'type', 'type', 'take out', 'take out the line', 'repeat the line'),
    place: fc.nat(10_000),
    inMark: fc.boolean(),
  });
  const side: fc.Arbitrary<Side> = fc.record({
    of: fc.option(fc.nat(9), { nil: undefined, freq: 4 }),
    edits: fc.array(edit, { maxLength: 3 }),
  });
  const meetings: fc.Arbitrary<Meeting[]> = fc.array(
    fc.record({ base: fc.nat(4), mine: side, theirs: side }),
    { minLength: 2, maxLength: 8, size: 'max' },
  );

  function edited(text: string, { do: what, place, inMark }: Edit, word: string): string {
    const at = inMark ? placeInMark(text, place) : place % (text.length + 1);
    if (what === 'type') return text.slice(0, at) + word + text.slice(at);
    if (what === 'take out') return text.slice(0, at) + text.slice(at + 1 + (place % 9));
    const lines = text.split('\n');
    const number = text.slice(0, at).split('\n').length - 1;
    const line = lines[number] ?? '';
    return lines
      .toSpliced(number, 1, ...(what === 'repeat the line' ? [line, line] : []))
      .join('\n');
  }

  function placeInMark(text: string, place: number): number {
    const marks = [...text.matchAll(/^\[.*/gm)];
    const mark = marks[place % marks.length];
    return mark ? mark.index + (place % (mark[0].length + 1)) : place % (text.length + 1);
  }

  /** Merges the newest texts with one another, so that what is merged goes into later merges. */
  function merges(all: readonly Meeting[]) {
    const texts = ['One. Two.\nThree.\n\n- four\nFive; six.'];
    let words = 0;
    const newest = (back: number) => texts.at(-1 - (back % texts.length)) ?? '';
    const made = (base: string, { of, edits }: Side) =>
      edits.reduce(
        (text, each) => edited(text, each, `<${(words += 1)}>`),
        of === undefined ? base : newest(of),
      );
    return all.map((each) => {
      const base = newest(each.base);
      const mine = made(base, each.mine);
      const theirs = made(base, each.theirs);
      const { text: merged } = merge(base, mine, theirs);
      texts.push(mine, theirs, merged);
      return { base, mine, theirs, merged };
    });
  }

  const wordsIn = (text: string) => new Set(text.match(/<\d+>/g));
  const timesIn = (text: string, word: string) => text.split(word).length - 1;

  test('keep every word that either put in, and every word that neither took out', () => {
    fc.assert(
      fc.property(meetings, (all) => {
        for (const { base, mine, theirs, merged } of merges(all)) {
          const [ours, others] = [wordsIn(mine), wordsIn(theirs)];
          for (const word of ours.union(others)) {
            // Of a word that was there twice, each may have taken out another.
            const were = timesIn(base, word);
            const isIn = were === 0 || (were === 1 && ours.has(word) && others.has(word));
            if (!isIn) continue;
            const story = [base, mine, theirs, merged].join('\n———\n');
            assert.ok(merged.includes(word), `${word} is lost:\n${story}`);
          }
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('come to the same text again when they are merged a second time', () => {
    fc.assert(
      fc.property(meetings, (all) => {
        for (const { base, mine, theirs, merged } of merges(all)) {
          assert.equal(merge(base, mine, theirs).text, merged);
          assert.equal(merge(base, merged, merged).text, merged);
          assert.equal(merge(mine, mine, merged).text, merged);
          assert.equal(merge(theirs, merged, theirs).text, merged);
        }
      }),
    );
  });
});
