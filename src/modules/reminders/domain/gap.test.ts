import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, CaseId, MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import { gapKinds, gapsIn, gapsOf } from './gap.ts';
import type {
  ActionFacts,
  CaseFacts,
  CheckFacts,
  Facts,
  GapKind,
  HeldMeeting,
  PreReadFacts,
} from './gap.ts';

const today = date('2027-03-10');
const yesterday = addDays(today, -1);
const tomorrow = addDays(today, 1);
const [chair, head, officer] = [newId<PersonId>(), newId<PersonId>(), newId<PersonId>()];
const clerk = newId<PersonId>();
const term = { first: date('2027-01-04'), last: date('2027-03-25') };
const nothing: Facts = { cases: [], preReads: [], checks: [], actions: [] };

function aCase(given: Partial<CaseFacts> = {}): CaseFacts {
  return {
    caseId: newId<CaseId>(),
    school: 'Ashgrove Primary School',
    term: undefined,
    chairs: [chair],
    openedOn: date('2026-10-01'),
    planned: { meetingId: newId<MeetingId>(), date: date('2027-03-20') },
    held: aHeldMeeting(),
    ...given,
  };
}

function aHeldMeeting(given: Partial<HeldMeeting> = {}): HeldMeeting {
  return {
    date: date('2026-12-03'),
    recordId: newId<RecordId>(),
    isFinal: true,
    next: { kind: 'set' },
    ...given,
  };
}

function anAction(given: Partial<ActionFacts> = {}): ActionFacts {
  return {
    id: newId<ActionId>(),
    caseId: newId<CaseId>(),
    school: 'Ashgrove Primary School',
    what: 'Teach phonics daily',
    byWhen: tomorrow,
    agreedOn: date('2026-12-03'),
    undertakes: { id: head, hasLeft: false },
    monitors: { id: officer, hasLeft: false },
    isProposed: false,
    carriedOn: [],
    chairs: [chair],
    ...given,
  };
}

function aCheck(given: Partial<CheckFacts> = {}): CheckFacts {
  return {
    recordId: newId<RecordId>(),
    school: 'Ashgrove Primary School',
    meetingOn: date('2027-03-01'),
    dueOn: yesterday,
    sentTo: head,
    chairs: [chair],
    ...given,
  };
}

function aPreRead(given: Partial<PreReadFacts> = {}): PreReadFacts {
  return {
    meetingId: newId<MeetingId>(),
    meetingOn: tomorrow,
    school: 'Ashgrove Primary School',
    label: 'School Improvement Plan',
    dueOn: yesterday,
    href: '/meetings/1/pre-reads/plan/send',
    owedBy: [head],
    chasedBy: [chair, clerk],
    ...given,
  };
}

const notSet = { kind: 'not-set' } as const;
const toBeAgreed = (byDate: typeof today) =>
  ({ kind: 'to-be-agreed', by: 'The clerk', byDate }) as const;
const unplanned = { planned: undefined } as const;

/** Facts, and what is told to whom: `kind` to the people named; nothing otherwise. */
const table: readonly (readonly [
  name: string,
  facts: Partial<Facts>,
  told: readonly (readonly [GapKind, PersonId])[],
])[] = [
  ['a case with its next meeting in the diary', { cases: [aCase()] }, []],
  ['a case that has not met yet', { cases: [aCase({ ...unplanned, held: undefined })] }, []],
  [
    'a meeting that set no next date',
    { cases: [aCase({ ...unplanned, held: aHeldMeeting({ next: notSet }) })] },
    [['next-date', chair]],
  ],
  [
    'a meeting that is held today',
    {
      cases: [
        aCase({ ...unplanned, held: aHeldMeeting({ date: today, isFinal: false, next: notSet }) }),
      ],
    },
    [],
  ],
  [
    'a date that is to be agreed by today',
    { cases: [aCase({ ...unplanned, held: aHeldMeeting({ next: toBeAgreed(today) }) })] },
    [],
  ],
  [
    'a date that was to be agreed by yesterday',
    { cases: [aCase({ ...unplanned, held: aHeldMeeting({ next: toBeAgreed(yesterday) }) })] },
    [['next-date', chair]],
  ],
  [
    'a date that is set in a record that is not final',
    { cases: [aCase({ ...unplanned, held: aHeldMeeting({ isFinal: false }) })] },
    [],
  ],
  [
    'a next meeting that is no longer in the diary',
    { cases: [aCase({ ...unplanned })] },
    [['next-date', chair]],
  ],
  ['a check-in in this term to come', { cases: [aCase({ term })] }, []],
  [
    'a check-in that has been held this term',
    {
      cases: [
        aCase({
          term,
          planned: { meetingId: newId<MeetingId>(), date: date('2027-06-01') },
          held: aHeldMeeting({ date: date('2027-02-01') }),
        }),
      ],
    },
    [],
  ],
  [
    'no check-in this term, the next one planned for the term after',
    {
      cases: [
        aCase({
          term,
          planned: { meetingId: newId<MeetingId>(), date: date('2027-06-01') },
        }),
      ],
    },
    [['check-in', chair]],
  ],
  [
    'check-ins that began this term',
    { cases: [aCase({ term, ...unplanned, held: undefined, openedOn: term.first })] },
    [],
  ],
  [
    'no check-in this term and none planned at all, which is told once',
    { cases: [aCase({ term, ...unplanned, held: aHeldMeeting({ next: notSet }) })] },
    [['next-date', chair]],
  ],
  ['a pre-read that is due today', { preReads: [aPreRead({ dueOn: today })] }, []],
  ['a pre-read of a meeting that is over', { preReads: [aPreRead({ meetingOn: yesterday })] }, []],
  [
    'a pre-read that is late',
    { preReads: [aPreRead()] },
    [
      ['pre-reads', head],
      ['pre-reads', chair],
      ['pre-reads', clerk],
    ],
  ],
  [
    'a pre-read that the chair owes, who is told once',
    { preReads: [aPreRead({ owedBy: [chair] })] },
    [
      ['pre-reads', chair],
      ['pre-reads', clerk],
    ],
  ],
  ['an accuracy check that is due today', { checks: [aCheck({ dueOn: today })] }, []],
  [
    'an accuracy check without an answer',
    { checks: [aCheck()] },
    [
      ['accuracy-check', head],
      ['accuracy-check', chair],
    ],
  ],
  ['an action that is not due yet', { actions: [anAction()] }, []],
  ['an action that is due today', { actions: [anAction({ byWhen: today })] }, []],
  ['an action without a day', { actions: [anAction({ byWhen: undefined })] }, []],
  [
    'an overdue action',
    { actions: [anAction({ byWhen: yesterday })] },
    [
      ['overdue-action', head],
      ['overdue-action', officer],
    ],
  ],
  [
    'an overdue action of nobody by account',
    { actions: [anAction({ byWhen: yesterday, undertakes: undefined, monitors: undefined })] },
    [['overdue-action', chair]],
  ],
  [
    'an overdue action that is said to be complete',
    { actions: [anAction({ byWhen: yesterday, isProposed: true })] },
    [],
  ],
  [
    'an overdue action whose owner has left',
    { actions: [anAction({ byWhen: yesterday, undertakes: { id: head, hasLeft: true } })] },
    [['no-owner', chair]],
  ],
  [
    'an overdue action whose monitor has left',
    { actions: [anAction({ byWhen: yesterday, monitors: { id: officer, hasLeft: true } })] },
    [['overdue-action', head]],
  ],
  ['an action carried once', { actions: [anAction({ carriedOn: [yesterday] })] }, []],
  [
    'an action carried twice without evidence',
    { actions: [anAction({ carriedOn: [date('2027-01-14'), yesterday] })] },
    [
      ['carried-action', head],
      ['carried-action', chair],
    ],
  ],
];

suite('what has not happened', () => {
  for (const [name, facts, told] of table) {
    test(`${name}: ${told.length === 0 ? 'nothing is told' : told.map(([kind]) => kind).join(', ')}`, () => {
      const gaps = gapsIn({ ...nothing, ...facts }, today);
      assert.deepEqual(
        gaps.map(({ kind, person }) => [kind, person]),
        told,
      );
    });
  }

  test('says nothing of check-ins in a holiday, nor where no term dates are known', () => {
    const planned = { meetingId: newId<MeetingId>(), date: date('2027-06-01') };
    const asked = (day: typeof today, known: CaseFacts['term']) =>
      gapsIn({ ...nothing, cases: [aCase({ term: known, planned })] }, day).length;
    assert.equal(asked(today, undefined), 0);
    assert.equal(asked(today, term), 1);
    assert.equal(asked(addDays(term.last, 3), term), 0);
  });

  test('finds all gaps that are seeded among things that are well, and nothing else', () => {
    const seeds = table.map(([, facts, told]) => ({ facts, told }));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...seeds), { maxLength: 20 }), (chosen) => {
        const facts: Facts = {
          cases: chosen.flatMap((each) => each.facts.cases ?? []),
          preReads: chosen.flatMap((each) => each.facts.preReads ?? []),
          checks: chosen.flatMap((each) => each.facts.checks ?? []),
          actions: chosen.flatMap((each) => each.facts.actions ?? []),
        };
        const count = (told: readonly (readonly [GapKind, PersonId])[]) =>
          told.map(([kind, person]) => `${kind} ${person}`).toSorted();
        assert.deepEqual(
          count(gapsIn(facts, today).map(({ kind, person }) => [kind, person])),
          count(chosen.flatMap((each) => each.told)),
        );
      }),
    );
  });

  test('gives each person their own, without the kinds that they turned off, in one order', () => {
    const facts = {
      ...nothing,
      checks: [aCheck()],
      actions: [anAction({ byWhen: yesterday }), anAction({ byWhen: date('2027-02-01') })],
    };
    const gaps = gapsIn(facts, today);
    const kindsOf = (person: PersonId, off: readonly string[] = []) =>
      gapsOf(gaps, person, new Set(off)).map(({ kind, due }) => [kind, due]);
    assert.deepEqual(kindsOf(head), [
      ['accuracy-check', yesterday],
      ['overdue-action', '2027-02-01'],
      ['overdue-action', yesterday],
    ]);
    assert.deepEqual(kindsOf(head, ['overdue-action']), [['accuracy-check', yesterday]]);
    assert.deepEqual(kindsOf(head, Object.keys(gapKinds)), []);
    assert.deepEqual(kindsOf(newId<PersonId>()), []);
  });
});
