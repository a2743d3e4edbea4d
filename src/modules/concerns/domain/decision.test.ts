import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { currentPack } from '#policy-pack/index.ts';
import { anUrn } from '#test/builders/casework.ts';
import { aConcern, evidence, inspected } from '#test/builders/levels.ts';
import { decide, heldSince, levelHeld, levelPeriods, standingOf } from './decision.ts';
import type { Choice, Deciding, Decision, LevelDecisionId } from './decision.ts';
import { suggest } from './suggestion.ts';
import type { Suggestion } from './suggestion.ts';

const scc = 'school-causing-concern';
const focus = 'focus-school';
const at = new Date('2027-01-14T09:30:00Z');
const by = { id: newId<PersonId>(), name: 'Ruth Calloway', role: 'Senior Advisor' };
const school = {
  urn: anUrn,
  name: 'Ashgrove Primary School',
  maintained: true,
  typeName: 'Community school',
  open: true,
};
const change = aConcern();
const suggestsFocus = suggest(currentPack, evidence({ concerns: [change] }));
const suggestsConcern = suggest(
  currentPack,
  evidence({
    inspections: [inspected({ overall: 3, judgements: { 'leadership-and-management': 3 } })],
  }),
);
const suggestsNothing = suggest(currentPack, evidence());
const toLevel = (level: string): Choice => ({ kind: 'level', level });

function deciding(told: Partial<Deciding> = {}): Deciding {
  return {
    id: newId<LevelDecisionId>(),
    choice: toLevel(focus),
    from: date('2027-01-14'),
    rationale: 'A new headteacher from January.',
    after: 0,
    ...told,
  };
}

function decided(
  history: readonly Decision[],
  suggestion: Suggestion,
  told: Partial<Deciding> = {},
): Result<Decision> {
  const asked = deciding({ after: history.length, ...told });
  return decide(school, history, suggestion, asked, currentPack, { by, at });
}

function after(
  history: readonly Decision[],
  suggestion: Suggestion,
  told: Partial<Deciding> = {},
): Decision[] {
  const result = decided(history, suggestion, told);
  assert.ok(result.ok, result.ok ? '' : result.refusal.sentence);
  return [...history, result.value];
}

suite('deciding on a level', () => {
  test('confirms what is suggested, and keeps on what reasons', () => {
    const [decision] = after([], suggestsFocus);
    assert.ok(decision);
    assert.equal(decision.kind, 'confirmed');
    assert.equal(decision.level, focus);
    assert.equal(decision.position, 1);
    assert.deepEqual(decision.reasons, [`concern:${change.id}`]);
  });

  test('changes it to the other level, also where nothing is suggested', () => {
    assert.equal(after([], suggestsFocus, { choice: toLevel(scc) })[0]?.kind, 'changed');
    assert.equal(after([], suggestsNothing)[0]?.kind, 'changed');
  });

  test('dismisses it, which leaves the level as it was', () => {
    const dismissed = after([], suggestsFocus, { choice: { kind: 'dismiss' } });
    assert.equal(dismissed[0]?.kind, 'dismissed');
    assert.equal(levelHeld(dismissed), undefined);
    const held = after(after([], suggestsFocus), suggestsConcern, { choice: { kind: 'dismiss' } });
    assert.equal(levelHeld(held)?.level, focus);
  });

  test('ends the level', () => {
    const ended = after(after([], suggestsFocus), suggestsNothing, { choice: { kind: 'end' } });
    assert.equal(ended[1]?.kind, 'ended');
    assert.equal(levelHeld(ended), undefined);
  });

  const confirmed = after([], suggestsFocus, { from: date('2027-01-10') });
  const refusals: readonly [string, () => Result<Decision>, string, RegExp][] = [
    [
      'without a rationale',
      () => decided([], suggestsFocus, { rationale: '  \n' }),
      'no-rationale',
      /^Enter the reasons for your decision$/,
    ],
    [
      'with a rationale without end',
      () => decided([], suggestsFocus, { rationale: 'x'.repeat(10_001) }),
      'rationale-too-long',
      /10,000 characters or fewer/,
    ],
    [
      'from a day to come',
      () => decided([], suggestsFocus, { from: date('2027-01-15') }),
      'in-the-future',
      /today, 14 January 2027, or before/,
    ],
    [
      'from before the decision that came before',
      () => decided(confirmed, suggestsConcern, { choice: toLevel(scc), from: date('2027-01-09') }),
      'before-the-last',
      /on 10 January 2027, the day of the decision before it, or after/,
    ],
    [
      'after somebody else has decided',
      () => decided(confirmed, suggestsConcern, { choice: toLevel(scc), after: 0 }),
      'decided-meanwhile',
      /^Ruth Calloway decided on the level of Ashgrove Primary School on 14 January 2027/,
    ],
    [
      'on a level that there is not',
      () => decided([], suggestsFocus, { choice: toLevel('lost') }),
      'no-choice',
      /Choose what you decide/,
    ],
    [
      'on the level that the school has, on the same reasons',
      () => decided(confirmed, suggestsFocus),
      'held-already',
      /is a Focus School \(Early Intervention\) already/,
    ],
    [
      'to end what there is not',
      () => decided([], suggestsFocus, { choice: { kind: 'end' } }),
      'no-level',
      /has no level to end/,
    ],
    [
      'to dismiss nothing',
      () => decided([], suggestsNothing, { choice: { kind: 'dismiss' } }),
      'nothing-suggested',
      /Nothing is suggested/,
    ],
  ];
  for (const [what, run, code, sentence] of refusals) {
    test(`is refused ${what}`, () => {
      const result = run();
      assert.ok(!result.ok);
      assert.equal(result.refusal.code, code);
      assert.match(result.refusal.sentence, sentence);
    });
  }

  test('is refused for an academy, which may only be relieved of a level', () => {
    const academy = { ...school, maintained: false, typeName: 'Academy converter' };
    const ask = (history: readonly Decision[], choice: Choice) =>
      decide(
        academy,
        history,
        suggestsNothing,
        deciding({ choice, after: history.length }),
        currentPack,
        { by, at },
      );
    const refused = ask([], toLevel(focus));
    assert.ok(!refused.ok);
    assert.match(refused.refusal.sentence, /raised with the Regional Director/);
    assert.ok(ask(confirmed, { kind: 'end' }).ok);
  });

  test('is refused for a school that is not open', () => {
    const closed = { ...school, open: false };
    const result = decide(closed, [], suggestsNothing, deciding(), currentPack, { by, at });
    assert.ok(!result.ok);
    assert.equal(result.refusal.code, 'not-open');
  });
});

suite('what waits for a decision', () => {
  test('is a suggestion on which nobody has decided', () => {
    assert.equal(standingOf([], suggestsNothing).kind, 'nothing');
    assert.equal(standingOf([], suggestsFocus).kind, 'waiting');
    assert.equal(standingOf(after([], suggestsFocus), suggestsFocus).kind, 'settled');
  });

  test('is not what was dismissed, until there is a new reason: which is named', () => {
    const dismissed = after([], suggestsFocus, { choice: { kind: 'dismiss' } });
    assert.equal(standingOf(dismissed, suggestsFocus).kind, 'settled');
    const second = aConcern({ kind: 'visits' });
    const again = suggest(currentPack, evidence({ concerns: [change, second] }));
    const standing = standingOf(dismissed, again);
    assert.ok(standing.kind === 'waiting');
    assert.deepEqual(
      standing.fresh.map(({ key }) => key),
      [`concern:${second.id}`],
    );
  });

  test('is not a dismissed suggestion of which a reason has gone', () => {
    const second = aConcern({ kind: 'visits' });
    const both = suggest(currentPack, evidence({ concerns: [change, second] }));
    const dismissed = after([], both, { choice: { kind: 'dismiss' } });
    assert.equal(standingOf(dismissed, suggestsFocus).kind, 'settled');
    assert.equal(standingOf(dismissed, suggestsNothing).kind, 'settled');
  });

  test('is a level whose reasons are gone', () => {
    const standing = standingOf(after([], suggestsFocus), suggestsNothing);
    assert.ok(standing.kind === 'waiting');
    assert.deepEqual(standing.gone, [`concern:${change.id}`]);
  });

  test('is not a level that an officer gave without a suggestion', () => {
    assert.equal(standingOf(after([], suggestsNothing), suggestsNothing).kind, 'settled');
  });

  test('is a new reason for the level that the school has', () => {
    const second = aConcern({ kind: 'visits' });
    const more = suggest(currentPack, evidence({ concerns: [change, second] }));
    const history = after([], suggestsFocus);
    assert.equal(standingOf(history, more).kind, 'waiting');
    const again = after(history, more);
    assert.equal(again[1]?.kind, 'confirmed');
    assert.equal(standingOf(again, more).kind, 'settled');
  });
});

suite('the history of levels', () => {
  test('says since when the present level is held, also where it was confirmed again', () => {
    const second = suggest(currentPack, evidence({ concerns: [change, aConcern()] }));
    const history = after(after([], suggestsFocus, { from: date('2026-11-01') }), second);
    assert.equal(heldSince(history), date('2026-11-01'));
    const up = after(history, suggestsConcern, { choice: toLevel(scc) });
    assert.equal(heldSince(up), date('2027-01-14'));
    assert.equal(heldSince([]), undefined);
  });

  test('never overlaps and has one level at most on each day, whatever is decided', () => {
    const choices: readonly Choice[] = [
      toLevel(scc),
      toLevel(focus),
      { kind: 'end' },
      { kind: 'dismiss' },
    ];
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            choice: fc.constantFrom(...choices),
            suggestion: fc.constantFrom(suggestsFocus, suggestsConcern, suggestsNothing),
            back: fc.integer({ min: -2, max: 400 }),
          }),
          { maxLength: 12 },
        ),
        (asked) => {
          let history: readonly Decision[] = [];
          for (const { choice, suggestion, back } of asked) {
            const from = addDays(date('2027-01-14'), -back);
            const result = decided(history, suggestion, { choice, from });
            if (result.ok) history = [...history, result.value];
          }
          const periods = levelPeriods(history);
          for (const [index, { from, until }] of periods.entries()) {
            const next = periods[index + 1];
            assert.ok(until === undefined || from <= until);
            if (next) assert.ok(until !== undefined && until <= next.from);
          }
          assert.ok(history.every((decision, index) => decision.position === index + 1));
          assert.ok(periods.filter(({ until }) => until === undefined).length <= 1);
        },
      ),
    );
  });
});
