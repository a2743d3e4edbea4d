import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { EntryId, ProceedingId } from '#kernel/ids.ts';
import { anUrn } from '#test/builders/casework.ts';
import {
  aFact,
  anEntry,
  aProceeding,
  aStanding,
  coasting,
  conditionId,
  inCategory,
  waysTo,
} from '#test/builders/regional-director.ts';
import { academyOrderRuleOn, academyOrderSentence } from './academy-orders.ts';
import { assessmentStatusNames } from './assessment.ts';
import type { AssessmentStatus } from './assessment.ts';
import { concernStatusNames } from './concern.ts';
import type { ConcernStatus } from './concern.ts';
import { factNames } from './facts.ts';
import type { Fact, FactKind } from './facts.ts';
import { daysUnanswered, missingFrom } from './missing.ts';
import { begin, correct, proceedingOf, record, statusOf } from './proceeding.ts';
import type { Content, Entry, Proceeding } from './proceeding.ts';
import { mayBegin, partiesOf } from './school.ts';
import { wordingProblems } from './wording.ts';

const today = date('2026-11-20');
const about = { school: aStanding, today };
const kinds = Object.keys(factNames) as FactKind[];

/** The state that follows, or the sentence of the refusal. */
function after(proceeding: Proceeding, fact: Fact, school = aStanding): string {
  const id = fact.kind === 'condition' ? conditionId : newId<EntryId>();
  const recorded = record(proceeding, id, fact, { school, today });
  if (!recorded.ok) return recorded.refusal.sentence;
  return statusOf(extended(proceeding, recorded.value, id));
}

function entriesOf({ told }: Proceeding): Entry[] {
  return told.flatMap(({ first, corrections }) => [first, ...corrections]);
}

function extended(proceeding: Proceeding, content: Content, id = newId<EntryId>()): Proceeding {
  const entries = entriesOf(proceeding);
  const [sample] = entries;
  assert.ok(sample);
  const next = { ...sample, id, number: entries.length + 1, content };
  const made = proceedingOf(proceeding.id, proceeding.urn, [...entries, next]);
  assert.ok(made);
  return made;
}

const noPlace = 'That is not something that can be recorded here.';
const closed =
  'The assessment was closed on 20 November 2026. What came after belongs in a new one; an entry that is wrong can still be corrected.';
const withdrawn =
  'The assessment was withdrawn on 19 November 2026. What came after belongs in a new one; an entry that is wrong can still be corrected.';
const undecided =
  'No decision is recorded yet. Record the decision first: a condition belongs to it.';
const noDecision =
  'No decision is recorded. Record it first, or record that the assessment was withdrawn.';
const decided =
  'A decision is recorded already. Correct it if it is wrong; if the Regional Director decided again, close this assessment and open a new one.';
const cannotWithdraw =
  'The Regional Director has decided, so the assessment cannot be withdrawn. Close it once nothing is open.';
const noCondition = 'There is no such condition in this assessment.';

/** What each fact makes of each state: the state that follows, or why not. */
const assessmentTable: Record<string, Record<AssessmentStatus, string>> = {
  notified: same(),
  'representation-asked': { ...same(), opened: 'representations' },
  'representation-made': { ...same(), opened: 'representations' },
  view: same(),
  consideration: same(),
  support: same(),
  decision: {
    opened: 'decided',
    representations: 'decided',
    decided,
    'conditions-running': decided,
    closed,
    withdrawn,
  },
  condition: {
    ...same(),
    opened: undecided,
    representations: undecided,
    decided: 'conditions-running',
  },
  'condition-ended': {
    opened: noCondition,
    representations: noCondition,
    decided: noCondition,
    'conditions-running': 'decided',
    closed,
    withdrawn,
  },
  closed: {
    opened: noDecision,
    representations: noDecision,
    decided: 'closed',
    'conditions-running':
      '1 condition is still open. Record first how each was met, or that it was lifted.',
    closed,
    withdrawn,
  },
  withdrawn: {
    opened: 'withdrawn',
    representations: 'withdrawn',
    decided: cannotWithdraw,
    'conditions-running': cannotWithdraw,
    closed,
    withdrawn,
  },
  opened: nowhere(),
  raised: nowhere(),
  answered: nowhere(),
  'follow-up': nowhere(),
};

function same(): Record<AssessmentStatus, string> {
  return {
    opened: 'opened',
    representations: 'representations',
    decided: 'decided',
    'conditions-running': 'conditions-running',
    closed,
    withdrawn,
  };
}

function nowhere(): Record<AssessmentStatus, string> {
  return {
    opened: noPlace,
    representations: noPlace,
    decided: noPlace,
    'conditions-running': noPlace,
    closed: noPlace,
    withdrawn: noPlace,
  };
}

describe('an assessment, by state and what is recorded', () => {
  const statuses = Object.keys(assessmentStatusNames) as AssessmentStatus[];
  for (const status of statuses) {
    for (const kind of kinds) {
      const expected = assessmentTable[kind]?.[status];
      test(`${status}: ${kind}`, () => {
        assert.ok(expected !== undefined, 'the table has a cell for it');
        assert.equal(after(aProceeding(...waysTo[status]), aFact(kind)), expected);
      });
    }
  }

  test('reaches every state from the opening', () => {
    const reached = new Set<string>();
    const waiting: Proceeding[] = [aProceeding(aFact('opened'))];
    for (const proceeding of waiting) {
      if (reached.has(statusOf(proceeding))) continue;
      reached.add(statusOf(proceeding));
      for (const kind of kinds) {
        const id = kind === 'condition' ? conditionId : newId<EntryId>();
        const recorded = record(proceeding, id, aFact(kind), about);
        if (recorded.ok) waiting.push(extended(proceeding, recorded.value, id));
      }
    }
    assert.deepEqual([...reached].toSorted(), statuses.toSorted());
  });
});

describe('a concern about an academy, by state and what is recorded', () => {
  const raised = aProceeding(aFact('raised'));
  const ways: Record<ConcernStatus, Proceeding> = {
    raised,
    answered: aProceeding(aFact('raised'), aFact('answered')),
    closed: aProceeding(aFact('raised'), aFact('answered'), aFact('closed')),
    withdrawn: aProceeding(aFact('raised'), aFact('withdrawn')),
  };
  const over = (how: string, on: string) =>
    `The concern was ${how} on ${on}. What came after belongs in a new one; an entry that is wrong can still be corrected.`;
  const isOver = {
    closed: over('closed', '20 November 2026'),
    withdrawn: over('withdrawn', '19 November 2026'),
  };
  const table: Partial<Record<FactKind, Record<ConcernStatus, string>>> = {
    answered: {
      raised: 'answered',
      answered:
        'The answer of 17 November 2026 is recorded already. Record what came after it as a follow-up; correct the answer if it is wrong.',
      ...isOver,
    },
    'follow-up': { raised: 'raised', answered: 'answered', ...isOver },
    closed: {
      raised: 'No answer is recorded. Record it first, or record that the concern was withdrawn.',
      answered: 'closed',
      ...isOver,
    },
    withdrawn: { raised: 'withdrawn', answered: 'withdrawn', ...isOver },
  };
  const statuses = Object.keys(concernStatusNames) as ConcernStatus[];
  for (const status of statuses) {
    for (const kind of kinds) {
      test(`${status}: ${kind}`, () => {
        assert.equal(statusOf(ways[status]), status);
        assert.equal(after(ways[status], aFact(kind)), table[kind]?.[status] ?? noPlace);
      });
    }
  }

  test('an answer that has not come is counted in days', () => {
    const unanswered = (proceeding: Proceeding) =>
      proceeding.kind === 'concern' ? daysUnanswered(proceeding.concern, today) : assert.fail();
    assert.equal(unanswered(raised), 18);
    assert.equal(unanswered(ways.answered), undefined);
  });
});

describe('opening', () => {
  test('needs a reason where no rule makes the school eligible', () => {
    const without = begin('assessment', aFact('opened', { grounds: [] }), today);
    assert.equal(without.ok || without.refusal.field, 'reason');
    const reason = 'A breakdown in governance.';
    assert.equal(begin('assessment', aFact('opened', { grounds: [], reason }), today).ok, true);
  });

  test('is never in the future, and is of its own kind', () => {
    const tomorrow = begin('assessment', aFact('opened', { on: date('2026-11-21') }), today);
    assert.equal(
      tomorrow.ok || tomorrow.refusal.sentence,
      'The day must not be after today, 20 November 2026',
    );
    assert.equal(begin('concern', aFact('opened'), today).ok, false);
    assert.equal(begin('assessment', aFact('raised'), today).ok, false);
  });

  for (const [what, kind, school, open, code] of [
    ['an assessment of a maintained school', 'assessment', {}, undefined, 'ok'],
    ['an assessment of an academy', 'assessment', { kind: 'academy' }, undefined, 'not-maintained'],
    ['an assessment of a closed school', 'assessment', { open: false }, undefined, 'school-closed'],
    ['a second assessment', 'assessment', {}, { since: today }, 'already-open'],
    ['a concern about an academy', 'concern', { kind: 'academy' }, undefined, 'ok'],
    ['a concern about a maintained school', 'concern', {}, undefined, 'no-academy'],
    ['a concern about a private school', 'concern', { kind: 'neither' }, undefined, 'no-academy'],
  ] as const) {
    test(`${what}: ${code}`, () => {
      const begun = mayBegin(kind, { ...aStanding, ...school }, open);
      assert.equal(begun.ok ? 'ok' : begun.refusal.code, code);
    });
  }
});

describe('days', () => {
  const opened = aProceeding(aFact('opened'));
  const open = aProceeding(aFact('opened'), aFact('decision'));
  const running = aProceeding(aFact('opened'), aFact('decision'), aFact('condition'));
  const answered = aProceeding(aFact('raised'), aFact('answered'));
  for (const [what, proceeding, fact, sentence] of [
    ['a fact of tomorrow', opened, aFact('view', { on: date('2026-11-21') }), /after today/],
    [
      'a representation before the opening',
      opened,
      aFact('representation-made', { on: date('2026-11-01') }),
      /before the assessment was opened, 2 November 2026/,
    ],
    [
      'a representation after the decision',
      open,
      aFact('representation-made', { on: date('2026-11-17') }),
      /decided on 16 November 2026: the day must not be after that/,
    ],
    [
      'a decision before a representation',
      aProceeding(aFact('opened'), aFact('representation-made')),
      aFact('decision', { on: date('2026-11-09') }),
      /recorded for 10 November 2026/,
    ],
    [
      'a condition before its decision',
      open,
      aFact('condition', { on: date('2026-11-15') }),
      /before the decision, 16 November 2026/,
    ],
    [
      'a condition that was due before it was set',
      open,
      aFact('condition', { due: date('2026-11-15') }),
      /must not be before it was set/,
    ],
    [
      'the end of a condition before it was set',
      running,
      aFact('condition-ended', { on: date('2026-11-15') }),
      /before the condition was set, 16 November 2026/,
    ],
    [
      'a second end of a condition',
      aProceeding(aFact('opened'), aFact('decision'), aFact('condition'), aFact('condition-ended')),
      aFact('condition-ended'),
      /recorded already, for 18 November 2026/,
    ],
    [
      'a second notification',
      aProceeding(aFact('opened'), aFact('notified')),
      aFact('notified'),
      /notified on 3 November 2026, as it is recorded/,
    ],
    [
      'a closing before the decision',
      open,
      aFact('closed', { on: date('2026-11-15') }),
      /the last thing that is recorded, 16 November 2026/,
    ],
    [
      'an answer before the concern was raised',
      aProceeding(aFact('raised')),
      aFact('answered', { on: date('2026-11-01') }),
      /before the concern was raised, 2 November 2026/,
    ],
    [
      'a closing before the answer',
      answered,
      aFact('closed', { on: date('2026-11-16') }),
      /before the answer, 17 November 2026/,
    ],
  ] as const) {
    test(`${what} is refused`, () => assert.match(after(proceeding, fact), sentence));
  }

  test('what was learned late can be recorded late: a representation up to the day of the decision', () => {
    assert.equal(after(open, aFact('representation-made', { on: date('2026-11-16') })), 'decided');
  });
});

describe('academy orders', () => {
  const order = (on: string) => aFact('decision', { decision: 'academy-order', on: date(on) });
  const sentence = /only once the Secretary of State has notified its governing body/;

  test('for a coasting school need the day on which the governing body was notified', () => {
    const opened = aFact('opened', { grounds: [coasting] });
    assert.match(after(aProceeding(opened), order('2026-11-16')), sentence);
    const notified = aProceeding(opened, aFact('notified', { on: date('2026-11-10') }));
    assert.match(after(notified, order('2026-11-09')), sentence);
    assert.equal(after(notified, order('2026-11-10')), 'decided');
    assert.equal(
      after(aProceeding(opened), aFact('decision')),
      'decided',
      'other decisions do not',
    );
  });

  test('for a school in a category of concern do not', () => {
    const opened = aFact('opened', { grounds: [coasting, inCategory] });
    assert.equal(after(aProceeding(opened), order('2026-11-16')), 'decided');
  });

  for (const [day, nature, edition] of [
    ['2016-05-01', 'duty', 'until 28 June 2026'],
    ['2026-06-28', 'duty', 'until 28 June 2026'],
    ['2026-06-29', 'power', 'from 29 June 2026'],
    ['2027-01-14', 'power', 'from 29 June 2026'],
  ] as const) {
    test(`are a ${nature} on ${day}`, () => {
      const rule = academyOrderRuleOn(date(day));
      assert.equal(rule.nature, nature);
      assert.ok(academyOrderSentence(rule).includes(edition));
    });
  }
});

describe('a special school', () => {
  const school = { ...aStanding, typeName: 'Community special school', extraConsideration: true };
  const opened = aProceeding(aFact('opened'));

  test('is warned of extra consideration before a decision, and can answer that it is not known', () => {
    assert.match(after(opened, aFact('decision'), school), /Extra consideration is due/);
    const unknown = aFact('decision', { considerationUnknown: true });
    assert.equal(after(opened, unknown, school), 'decided');
    const considered = aProceeding(aFact('opened'), aFact('consideration'));
    assert.equal(after(considered, aFact('decision'), school), 'decided');
  });

  test('misses it until then', () => {
    const sentences = (...told: Fact[]) => {
      const proceeding = aProceeding(...told);
      assert.ok(proceeding.kind === 'assessment');
      return missingFrom(proceeding.assessment, school, today).map(({ mend }) => mend);
    };
    assert.ok(sentences(aFact('opened')).includes('consideration'));
    assert.ok(!sentences(aFact('opened'), aFact('consideration')).includes('consideration'));
  });
});

describe('what is still missing', () => {
  const missing = (school: Partial<typeof aStanding>, ...told: Fact[]) => {
    const proceeding = aProceeding(...told);
    assert.ok(proceeding.kind === 'assessment');
    return missingFrom(proceeding.assessment, { ...aStanding, ...school }, today).map(
      ({ sentence }) => sentence,
    );
  };

  test('is said for each party that may speak, the religious body where there is one', () => {
    assert.deepEqual(missing({}, aFact('opened')), [
      'No representation by the governing body is recorded',
      'No representation by the authority is recorded',
      'The school’s own view on academisation is not recorded',
      'No support or advice offered by the authority is recorded',
      'No decision is recorded',
    ]);
    assert.ok(
      missing({ religious: true }, aFact('opened')).includes(
        'No representation by the religious body is recorded',
      ),
    );
    assert.deepEqual(partiesOf({ religious: false }), ['governing-body', 'authority']);
  });

  test('says since when a representation is awaited', () => {
    assert.ok(
      missing({}, aFact('opened'), aFact('representation-asked')).includes(
        'No representation by the governing body is recorded. It was asked for on 4 November 2026',
      ),
    );
  });

  test('names the notification of a coasting school, never inferred', () => {
    const opened = aFact('opened', { grounds: [coasting] });
    assert.match(missing({}, opened)[0] ?? '', /Secretary of State notified/);
    assert.doesNotMatch(missing({}, opened, aFact('notified')).join(), /notified/);
  });

  test('names a condition whose day has passed', () => {
    const due = (day: string) =>
      missing({}, aFact('opened'), aFact('decision'), aFact('condition', { due: date(day) }));
    assert.match(due('2026-11-19').join(), /was due on 19 November 2026/);
    assert.doesNotMatch(due('2026-11-20').join(), /was due/);
  });

  test('is nothing once the assessment is over', () => {
    assert.deepEqual(missing({}, ...waysTo.closed), []);
    assert.deepEqual(missing({}, ...waysTo.withdrawn), []);
  });
});

describe('words', () => {
  for (const kind of kinds) {
    test(`of “${kind}” are enough by default, and are asked for when they are missing`, () => {
      assert.deepEqual(wordingProblems(kind, { ...aFact(kind) }), []);
      const problems = wordingProblems(kind, {});
      assert.ok(problems.length > 0);
      for (const { field, sentence } of problems) assert.ok(field && /^[A-Z]/.test(sentence));
    });
  }

  test('are not endless, and a link is one of the web', () => {
    const problems = wordingProblems('representation-made', {
      ...aFact('representation-made'),
      summary: 'x'.repeat(20_001),
      link: 'javascript:alert(1)',
    });
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['too-long', 'not-a-link'],
    );
  });

  test('refuses choices that the form does not have', () => {
    assert.equal(
      wordingProblems('decision', { ...aFact('decision'), decision: 'close' }).length,
      1,
    );
    assert.equal(wordingProblems('raised', { ...aFact('raised'), about: [] }).length, 1);
  });
});

describe('a correction', () => {
  const proceeding = aProceeding(...waysTo['conditions-running']);
  const entry = (kind: FactKind, of = proceeding) => {
    const told = of.told.find(({ fact }) => fact.kind === kind);
    assert.ok(told);
    return told.id;
  };
  const correcting = (kind: FactKind, fact: Fact | undefined, reason = 'The letter says so.') =>
    correct(proceeding, entry(kind), { fact, reason }, about);

  test('is a new entry; what it corrects stays, and the fact is as corrected', () => {
    const fact = aFact('decision', { decision: 'support', words: 'Support is offered.' });
    const made = correcting('decision', fact);
    assert.ok(made.ok);
    const now = extended(proceeding, made.value);
    const told = now.told.find(({ id }) => id === entry('decision'));
    assert.equal(told?.fact.kind === 'decision' && told.fact.decision, 'support');
    assert.deepEqual(told?.first.content, { type: 'fact', fact: aFact('decision') });
    assert.equal(told?.corrections.length, 1);
    assert.equal(statusOf(now), 'conditions-running');
  });

  test('strikes out what should not be there, but never the first entry', () => {
    const struck = correcting('condition', undefined);
    assert.ok(struck.ok);
    const now = extended(proceeding, struck.value);
    assert.equal(statusOf(now), 'decided');
    assert.equal(now.told.length, 3, 'the entry stays to be read');
    const again = correct(now, entry('condition', now), { fact: undefined, reason: 'x' }, about);
    assert.equal(again.ok || again.refusal.code, 'struck');
    const first = correcting('opened', undefined);
    assert.equal(first.ok || first.refusal.code, 'first-entry');
  });

  for (const [what, kind, fact, sentence] of [
    ['another kind of fact', 'decision', aFact('view'), /cannot|not something/],
    ['the future', 'decision', aFact('decision', { on: date('2026-11-21') }), /after today/],
    [
      'a decision after its condition',
      'decision',
      aFact('decision', { on: date('2026-11-17') }),
      /With this correction the entry “Condition set” of 16 November 2026 could not stand: The day must not be before the decision, 17 November 2026/,
    ],
    ['a decision that a condition needs', 'decision', undefined, /“Condition set”.*No decision/],
    ['missing words', 'decision', aFact('decision', { words: '' }), /Enter the decision/],
    [
      'an opening after the decision',
      'opened',
      aFact('opened', { on: date('2026-11-18') }),
      /“Decision of the Regional Director” of 16 November 2026 could not stand/,
    ],
    [
      'an opening without grounds or reason',
      'opened',
      aFact('opened', { grounds: [] }),
      /No rule makes this school eligible/,
    ],
  ] as const) {
    test(`is refused: ${what}`, () => {
      const made = correcting(kind, fact);
      assert.ok(!made.ok);
      assert.match(made.refusal.sentence, sentence);
    });
  }

  test('has a reason of a sensible length', () => {
    const none = correcting('decision', aFact('decision'), '');
    assert.equal(none.ok || none.refusal.field, 'reasonForCorrection');
    const endless = correcting('decision', aFact('decision'), 'x'.repeat(2_001));
    assert.equal(endless.ok || endless.refusal.code, 'too-long');
  });

  test('is possible of a proceeding that is over', () => {
    const over = aProceeding(...waysTo.closed);
    const fact = aFact('closed', { words: 'The school became an academy.' });
    const made = correct(over, entry('closed', over), { fact, reason: 'Put plainly.' }, about);
    assert.equal(made.ok && statusOf(extended(over, made.value)), 'closed');
  });

  test('of an earlier correction corrects the same thing again', () => {
    let now = proceeding;
    for (const words of ['First', 'Second']) {
      const fact = aFact('decision', { words });
      const made = correct(now, entry('decision'), { fact, reason: words }, about);
      assert.ok(made.ok);
      now = extended(now, made.value);
    }
    const told = now.told.find(({ fact }) => fact.kind === 'decision');
    assert.equal(told?.fact.kind === 'decision' && told.fact.words, 'Second');
    assert.equal(told?.corrections.length, 2);
  });
});

describe('whatever is recorded, in any order', () => {
  const anyKinds = fc.array(fc.constantFrom(...kinds), { maxLength: 12 });

  test('the history grows by what was taken, nothing is lost, and its order of arrival does not matter', () => {
    fc.assert(
      fc.property(anyKinds, fc.boolean(), (wanted, isAssessment) => {
        let now = aProceeding(aFact(isAssessment ? 'opened' : 'raised'));
        let taken = 1;
        for (const kind of wanted) {
          const isKnown = kind === 'condition' && now.told.some(({ id }) => id === conditionId);
          const id = kind === 'condition' && !isKnown ? conditionId : newId<EntryId>();
          const recorded = record(now, id, aFact(kind), about);
          if (!recorded.ok) continue;
          now = extended(now, recorded.value, id);
          taken += 1;
        }
        assert.equal(now.told.length, taken);
        const shuffled = proceedingOf(now.id, now.urn, entriesOf(now).toReversed());
        assert.deepEqual(shuffled, now);
      }),
    );
  });

  test('what stands, corrected to what it says already, stands as it was', () => {
    fc.assert(
      fc.property(anyKinds, fc.nat(), (wanted, which) => {
        let now = aProceeding(aFact('opened'));
        for (const kind of wanted) {
          const isKnown = kind === 'condition' && now.told.some(({ id }) => id === conditionId);
          const id = kind === 'condition' && !isKnown ? conditionId : newId<EntryId>();
          const recorded = record(now, id, aFact(kind), about);
          if (recorded.ok) now = extended(now, recorded.value, id);
        }
        const told = now.told[which % now.told.length];
        assert.ok(told);
        const made = correct(now, told.id, { fact: told.fact, reason: 'Checked.' }, about);
        assert.ok(made.ok, made.ok ? '' : made.refusal.sentence);
        assert.equal(statusOf(extended(now, made.value)), statusOf(now));
      }),
    );
  });

  test('nothing is made of entries that tell of nothing', () => {
    assert.equal(proceedingOf(newId<ProceedingId>(), anUrn, []), undefined);
    const stray = anEntry(1, aFact('decision'));
    assert.equal(proceedingOf(newId<ProceedingId>(), anUrn, [stray]), undefined);
  });
});
