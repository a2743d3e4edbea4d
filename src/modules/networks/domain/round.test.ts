import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { FocusId, PersonId, RoundId, Urn } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { currentPack } from '#policy-pack/index.ts';
import type { Evidence } from './evidence.ts';
import type { FocusFact } from './focus.ts';
import { closeRound, decide, isSettled, nextUndecided, openRound, yearsToDecide } from './round.ts';
import type { Choice, Round, RoundSchool } from './round.ts';

const { categorisation } = currentPack;
const at = new Date('2027-06-10T09:00:00Z');
const by = { id: newId<PersonId>(), name: 'Amara Okafor' };
const year = '2027/28' as AcademicYear;

const open: Round = {
  id: newId<RoundId>(),
  year,
  openedAt: at,
  openedBy: by.id,
  policyVersion: 'coventry/1',
  state: { kind: 'open' },
};
const closed: Round = { ...open, state: { kind: 'closed', at, by: by.id } };

const low: Evidence = {
  kind: 'inspection-below-good',
  reason: 'less-than-good',
  sentence: 'Inspected on 9 May 2023. Overall effectiveness: Requires improvement',
  source: 'Ofsted management information',
  on: date('2023-05-09'),
};

const focus: Choice = { kind: 'focus', reasons: ['less-than-good'], stated: '' };

function aSchool(number: number, choice?: Choice): RoundSchool {
  return {
    urn: (900_000 + number) as Urn,
    name: `School ${number}`,
    network: undefined,
    decision: choice && { version: 1, choice, rationale: 'As agreed', evidence: [], at, by },
  };
}

const refusalOf = (result: Result<unknown>) => (result.ok ? undefined : result.refusal.code);

describe('the years that a round can be opened for', () => {
  for (const [day, next, present] of [
    ['2027-08-31', '2027/28', '2026/27'],
    ['2027-09-01', '2028/29', '2027/28'],
  ] as const) {
    it(`on ${day}: ${next}, or late ${present}`, () =>
      assert.deepEqual(yearsToDecide(date(day)), [next, present]));
  }
});

describe('opening a round', () => {
  const opening = { id: newId<RoundId>(), year, at, by: by.id, policyVersion: 'coventry/1' };
  const schools = [900_001 as Urn];
  const table: readonly [string, Round[], Urn[], string, string | undefined][] = [
    ['for the next year', [], schools, '2027/28', undefined],
    ['for the present year, late', [], schools, '2026/27', undefined],
    ['for the year after the next', [], schools, '2028/29', 'wrong-year'],
    ['for a year gone by', [], schools, '2025/26', 'wrong-year'],
    ['where it is open already', [open], schools, '2027/28', 'has-a-round'],
    ['where it was closed', [closed], schools, '2027/28', 'has-a-round'],
    ['beside another that is open', [open], schools, '2026/27', 'another-open'],
    ['after another that was closed', [closed], schools, '2026/27', undefined],
    ['without any school', [], [], '2027/28', 'no-schools'],
  ];
  for (const [what, rounds, urns, of, refusal] of table) {
    it(`${refusal ? `is refused (${refusal})` : 'succeeds'}: ${what}`, () => {
      const opened = openRound(rounds, urns, { ...opening, year: of as AcademicYear });
      assert.equal(refusalOf(opened), refusal);
      if (!opened.ok) assert.match(opened.refusal.sentence, /^[A-Z]/);
    });
  }
});

describe('deciding on a school', () => {
  const terms = { evidence: [low], at, by, seen: 0 };
  const table: readonly [string, Round, RoundSchool, Choice, string, object, string | undefined][] =
    [
      ['focus, as suggested', open, aSchool(1), focus, '', {}, undefined],
      [
        'focus for another reason than suggested, without a rationale',
        open,
        aSchool(1),
        { ...focus, reasons: ['sib-or-pci'] },
        '',
        {},
        'no-rationale',
      ],
      ['focus without a reason', open, aSchool(1), { ...focus, reasons: [] }, '', {}, 'no-reason'],
      [
        'another reason that is not put into words',
        open,
        aSchool(1),
        { ...focus, reasons: ['other'] },
        'Because',
        {},
        'not-stated',
      ],
      [
        'not focus against the evidence',
        open,
        aSchool(1),
        { kind: 'not-focus' },
        ' ',
        {},
        'no-rationale',
      ],
      [
        'not focus with a rationale',
        open,
        aSchool(1),
        { kind: 'not-focus' },
        'It is well',
        {},
        undefined,
      ],
      [
        'not focus where nothing suggests it',
        open,
        aSchool(1),
        { kind: 'not-focus' },
        '',
        { evidence: [] },
        undefined,
      ],
      ['later', open, aSchool(1), { kind: 'later' }, '', {}, undefined],
      [
        'left open without a reason',
        open,
        aSchool(1),
        { kind: 'left-open' },
        '',
        {},
        'no-rationale',
      ],
      [
        'left open with a reason',
        open,
        aSchool(1),
        { kind: 'left-open' },
        'It merges',
        {},
        undefined,
      ],
      [
        'again, having seen the decision',
        open,
        aSchool(1, focus),
        { kind: 'later' },
        '',
        { seen: 1 },
        undefined,
      ],
      [
        'again, not having seen it',
        open,
        aSchool(1, focus),
        { kind: 'later' },
        '',
        {},
        'changed-meanwhile',
      ],
      [
        'a rationale that is too long',
        open,
        aSchool(1),
        focus,
        'x'.repeat(2001),
        {},
        'rationale-too-long',
      ],
      ['in a closed round', closed, aSchool(1), focus, '', {}, 'round-closed'],
    ];
  for (const [what, round, school, choice, rationale, told, refusal] of table) {
    it(`${refusal ? `is refused (${refusal})` : 'succeeds'}: ${what}`, () => {
      const decided = decide(
        round,
        school,
        choice,
        rationale,
        { ...terms, ...told },
        categorisation,
      );
      assert.equal(refusalOf(decided), refusal);
      if (decided.ok) assert.equal(decided.value.version, (school.decision?.version ?? 0) + 1);
      else assert.match(decided.refusal.sentence, /^[A-Z]/);
    });
  }
});

describe('closing a round', () => {
  const closing = { at, by: by.id, nextId: () => newId<FocusId>() };
  const none = new Map<Urn, FocusFact>();

  it('names the schools that are not decided, and counts the rest', () => {
    const undecided = Array.from({ length: 14 }, (_, index) => aSchool(index + 1));
    const refused = closeRound(open, [...undecided, aSchool(20, focus)], none, closing);
    assert.ok(!refused.ok);
    assert.match(
      refused.refusal.sentence,
      /^14 schools are not decided: School 1; .*; and 2 more$/,
    );
    const one = closeRound(open, [aSchool(1, { kind: 'later' })], none, closing);
    assert.ok(!one.ok);
    assert.match(one.refusal.sentence, /^One school is not decided: School 1$/);
  });

  it('makes focus facts of what was decided, and of nothing else', () => {
    const schools = [
      aSchool(1, focus),
      aSchool(2, { kind: 'not-focus' }),
      aSchool(3, { kind: 'left-open' }),
    ];
    const done = closeRound(open, schools, none, closing);
    assert.ok(done.ok);
    assert.equal(done.value.round.state.kind, 'closed');
    assert.deepEqual(
      done.value.facts.map(({ urn, kind, version }) => [urn, kind, version]),
      [[900_001, 'focus', 1]],
    );
  });

  it('ends the focus of a school that was added before and is decided against', () => {
    const first = closeRound(open, [aSchool(1, focus)], none, closing);
    assert.ok(first.ok);
    const [fact] = first.value.facts;
    assert.ok(fact);
    const present = new Map([[fact.urn, fact]]);
    const ended = closeRound(open, [aSchool(1, { kind: 'not-focus' })], present, closing);
    assert.ok(ended.ok);
    assert.deepEqual(
      ended.value.facts.map(({ kind, version }) => [kind, version]),
      [['ended', 2]],
    );
  });

  it('is refused once it is closed', () => {
    assert.equal(refusalOf(closeRound(closed, [], none, closing)), 'round-closed');
  });

  const anyChoice = fc.constantFrom<Choice | undefined>(
    undefined,
    focus,
    { kind: 'not-focus' },
    { kind: 'later' },
    { kind: 'left-open' },
  );
  const anySchools = fc
    .array(anyChoice, { maxLength: 12 })
    .map((choices) => choices.map((choice, index) => aSchool(index + 1, choice)));

  it('succeeds exactly when every school is settled, with one fact for each focus school', () => {
    fc.assert(
      fc.property(anySchools, (schools) => {
        const done = closeRound(open, schools, none, closing);
        assert.equal(done.ok, schools.every(isSettled));
        if (!done.ok) return;
        const wanted = schools.filter(({ decision }) => decision?.choice.kind === 'focus');
        assert.deepEqual(
          done.value.facts.map(({ urn }) => urn),
          wanted.map(({ urn }) => urn),
        );
      }),
    );
  });

  it('leads from one undecided school to the next until none is left', () => {
    fc.assert(
      fc.property(anySchools, fc.nat(12), (schools, start) => {
        const after = schools[start]?.urn;
        const next = nextUndecided(schools, after);
        assert.equal(next === undefined, schools.every(isSettled));
        if (next) assert.equal(isSettled(next), false);
      }),
    );
  });
});
