import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId } from '#kernel/ids.ts';
import { frameworks } from '#modules/inspections/index.ts';
import type { Inspection } from '#modules/inspections/index.ts';
import { currentPack } from '#policy-pack/index.ts';
import type { InspectionReading } from '#policy-pack/index.ts';
import {
  aConcern,
  evidence,
  inspected,
  inspectedWithoutOverall,
  reportCard,
  visited,
} from '#test/builders/levels.ts';
import { suggest } from './suggestion.ts';
import type { Evidence } from './suggestion.ts';

const scc = 'school-causing-concern';
const focus = 'focus-school';
/** No level follows by the policy, but a person must look. */
const officer = 'officer decides';

function suggestedFor(told: Partial<Evidence>): string | null {
  const { level, reasons } = suggest(currentPack, evidence(told));
  return level ?? (reasons.length > 0 ? officer : null);
}

const leadership = 'leadership-and-management';
type Grade = 1 | 2 | 3 | 4;
const grades = [1, 2, 3, 4] as const;
const oldFrameworks = ['section-5-2005', 'section-5-2012', 'common', 'education'] as const;

suite('an inspection with an overall grade', () => {
  // By overall grade, then by that of leadership and management.
  const expected: Record<Grade, Record<Grade | 'none' | 'insufficient-data', string | null>> = {
    1: { 1: null, 2: null, 3: null, 4: null, none: null, 'insufficient-data': null },
    2: { 1: null, 2: null, 3: null, 4: null, none: null, 'insufficient-data': null },
    3: { 1: focus, 2: focus, 3: scc, 4: scc, none: officer, 'insufficient-data': officer },
    4: { 1: officer, 2: officer, 3: scc, 4: scc, none: officer, 'insufficient-data': officer },
  };
  for (const framework of oldFrameworks) {
    for (const overall of grades) {
      for (const led of [...grades, 'none', 'insufficient-data'] as const) {
        test(`${framework}: overall ${overall}, leadership ${led}`, () => {
          const judgements = led === 'none' ? {} : { [leadership]: led };
          assert.equal(
            suggestedFor({ inspections: [inspected({ framework, overall, judgements })] }),
            expected[overall][led],
          );
        });
      }
    }
  }

  test('leadership below Good is not passed over where the overall grade is missing', () => {
    const judgements = { [leadership]: 3 } as const;
    assert.equal(
      suggestedFor({ inspections: [inspected({ overall: null, judgements })] }),
      officer,
    );
    assert.equal(suggestedFor({ inspections: [inspected({ overall: null })] }), null);
  });

  test('of RI overall, other areas change nothing', () => {
    const judgements = { [leadership]: 2, 'behaviour-and-attitudes': 4 } as const;
    assert.equal(suggestedFor({ inspections: [inspected({ overall: 3, judgements })] }), focus);
  });
});

suite('an inspection without an overall grade, September 2024 to November 2025', () => {
  const judged = (
    led: Grade | 'insufficient-data' | undefined,
    quality: Grade | 'insufficient-data',
    more: Parameters<typeof inspectedWithoutOverall>[0] = {},
  ) =>
    inspectedWithoutOverall({
      judgements: {
        ...(led === undefined ? {} : { [leadership]: led }),
        'quality-of-education': quality,
        'personal-development': 2,
      },
      ...more,
    });
  const table: readonly [string, Inspection, string | null][] = [
    ['all Good', judged(2, 2), null],
    ['all Outstanding', judged(1, 1), null],
    ['leadership RI, the rest Good', judged(3, 2), scc],
    ['leadership Inadequate', judged(4, 2), scc],
    ['leadership RI and quality RI', judged(3, 3), scc],
    ['quality RI, leadership Good', judged(2, 3), focus],
    ['quality Inadequate, leadership Good, no category', judged(2, 4), focus],
    ['quality RI, leadership Outstanding', judged(1, 3), focus],
    ['quality insufficient data, leadership Good', judged(2, 'insufficient-data'), null],
    ['leadership insufficient data, quality RI', judged('insufficient-data', 3), officer],
    ['leadership not in the data, quality RI', judged(undefined, 3), officer],
    ['leadership not in the data, quality Good', judged(undefined, 2), null],
    ['special measures, leadership Good', judged(2, 4, { category: 'special-measures' }), scc],
    [
      'significant improvement, leadership not in the data',
      judged(undefined, 4, { category: 'requires-significant-improvement' }),
      scc,
    ],
    [
      'safeguarding not effective, all Good, no category',
      judged(2, 2, { safeguarding: 'not-effective' }),
      officer,
    ],
  ];
  for (const [what, inspection, level] of table) {
    test(what, () => assert.equal(suggestedFor({ inspections: [inspection] }), level));
  }
});

suite('a report card', () => {
  const card = (
    judgements: NonNullable<Parameters<typeof reportCard>[0]>['judgements'],
    safeguarding: 'met' | 'not-met' | null = 'met',
  ) =>
    reportCard({
      judgements: {
        inclusion: 'expected-standard',
        achievement: 'expected-standard',
        'leadership-and-governance': 'expected-standard',
        ...judgements,
      },
      safeguarding,
    });
  const lg = 'leadership-and-governance';
  const table: readonly [string, Inspection, string | null][] = [
    ['expected everywhere', card({}), null],
    ['exceptional leadership', card({ [lg]: 'exceptional' }), null],
    ['strong leadership', card({ [lg]: 'strong-standard' }), null],
    ['leadership needs attention', card({ [lg]: 'needs-attention' }), scc],
    ['leadership urgent', card({ [lg]: 'urgent-improvement' }), scc],
    ['achievement needs attention', card({ achievement: 'needs-attention' }), focus],
    ['post-16 needs attention', card({ 'post-16': 'needs-attention' }), focus],
    ['achievement urgent, leadership expected', card({ achievement: 'urgent-improvement' }), scc],
    [
      'leadership and achievement need attention',
      card({ [lg]: 'needs-attention', achievement: 'needs-attention' }),
      scc,
    ],
    ['safeguarding not met, expected everywhere', card({}, 'not-met'), scc],
    ['safeguarding not in the data', card({}, null), null],
    [
      'achievement needs attention, leadership not in the data',
      reportCard({ judgements: { achievement: 'needs-attention' } }),
      focus,
    ],
  ];
  for (const [what, inspection, level] of table) {
    test(what, () => assert.equal(suggestedFor({ inspections: [inspection] }), level));
  }

  test('is cited once, with each way in which it is read', () => {
    const worst = card({ [lg]: 'urgent-improvement' }, 'not-met');
    const { reasons } = suggest(currentPack, evidence({ inspections: [worst] }));
    assert.equal(reasons.length, 1);
    const cited = reasons[0]?.cited;
    assert.ok(cited?.kind === 'inspection');
    assert.deepEqual(
      cited.readings.map(({ key, source }) => [key, source]),
      [
        ['leadership-below-expected', 'added'],
        ['urgent-improvement', 'added'],
        ['safeguarding-not-met', 'added'],
      ],
    );
    assert.deepEqual(cited.findings, [
      { of: 'area', area: lg, grade: 'urgent-improvement' },
      { of: 'safeguarding', is: 'not-met' },
    ]);
  });
});

suite('the latest graded inspection', () => {
  const ri = inspected({
    overall: 3,
    judgements: { [leadership]: 3 },
    firstDay: date('2024-05-14'),
    number: '1',
  });

  test('is the one that counts: an earlier one is past', () => {
    const better = inspectedWithoutOverall({ firstDay: date('2025-06-17'), number: '2' });
    assert.equal(suggestedFor({ inspections: [ri, better] }), null);
    assert.equal(
      suggestedFor({ inspections: [inspected({ firstDay: date('2021-03-02') }), ri] }),
      scc,
    );
  });

  test('is not replaced by an ungraded inspection or a monitoring visit', () => {
    for (const kind of ['ungraded', 'monitoring'] as const) {
      const visit = visited(kind, { firstDay: date('2025-06-17') });
      assert.equal(suggestedFor({ inspections: [visit, ri] }), scc, kind);
      assert.equal(suggestedFor({ inspections: [visit] }), null, kind);
    }
  });

  test('is none for a school that was never inspected', () => {
    assert.equal(suggestedFor({}), null);
  });
});

suite('concerns', () => {
  const kinds: Record<string, string> = {
    'leadership-concern': scc,
    'change-of-headteacher': focus,
    'change-in-leadership': focus,
    'performance-data': focus,
    visits: focus,
    'self-evaluation': focus,
    other: focus,
  };
  for (const [kind, level] of Object.entries(kinds)) {
    test(`${kind}: while it is open`, () => {
      const concern = aConcern({ kind });
      assert.equal(suggestedFor({ concerns: [concern] }), level);
      const resolution = {
        on: date('2026-12-01'),
        text: 'Met.',
        by: concern.author,
        at: new Date('2026-12-01T10:00:00Z'),
      };
      assert.equal(suggestedFor({ concerns: [{ ...concern, resolution }] }), null);
    });
  }

  test('count the same whether they are shown to the school or withheld', () => {
    const concern = aConcern();
    const [showing] = concern.showings;
    assert.ok(showing);
    const withheld = { ...showing, shown: false, reason: 'Not yet public' };
    assert.equal(suggestedFor({ concerns: [{ ...concern, showings: [withheld] }] }), focus);
  });

  test('of two levels: the graver is suggested, the other’s reasons stay beside it', () => {
    const concerns = [aConcern(), aConcern({ kind: 'leadership-concern' })];
    const { level, reasons } = suggest(currentPack, evidence({ concerns }));
    assert.equal(level, scc);
    assert.deepEqual(
      reasons.map((reason) => reason.level),
      [scc, focus],
    );
  });

  test('give the same suggestion in any order', () => {
    const all = Object.keys(kinds).flatMap((kind, index) => [
      aConcern({ kind, ofDate: date(`2026-10-0${index + 1}`) }),
      aConcern({ kind, ofDate: date('2026-10-05') }),
    ]);
    fc.assert(
      fc.property(
        fc.subarray(all).chain((some) => fc.tuple(fc.constant(some), shuffled(some))),
        ([concerns, other]) => {
          assert.deepEqual(
            suggest(currentPack, evidence({ concerns })),
            suggest(currentPack, evidence({ concerns: other })),
          );
        },
      ),
    );
  });
});

const shuffled = <Item>(items: readonly Item[]) =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

suite('leaving a School Improvement Board', () => {
  const exit = { caseId: newId<CaseId>(), process: 'sib', on: date('2026-06-10') };
  const ri = inspected({ overall: 3, judgements: { [leadership]: 3 }, number: '1' });

  const table: readonly [string, Partial<Evidence>, string | null][] = [
    ['not yet Good overall', { inspections: [ri] }, focus],
    [
      'Good overall since',
      { inspections: [ri, inspected({ firstDay: date('2024-08-30'), number: '2' })] },
      null,
    ],
    [
      'no area below Good since',
      { inspections: [ri, inspectedWithoutOverall({ number: '2' })] },
      null,
    ],
    [
      'an area below Good since',
      {
        inspections: [
          ri,
          inspectedWithoutOverall({
            judgements: { [leadership]: 2, 'quality-of-education': 3 },
            number: '2',
          }),
        ],
      },
      focus,
    ],
    [
      'a report card at the expected standard',
      { inspections: [ri, reportCard({ number: '2' })] },
      null,
    ],
    [
      'a report card without safeguarding in the data',
      { inspections: [ri, reportCard({ number: '2', safeguarding: null })] },
      focus,
    ],
    [
      'a report card after the exit with leadership below the standard',
      {
        inspections: [
          ri,
          reportCard({
            number: '2',
            firstDay: date('2026-09-15'),
            judgements: { 'leadership-and-governance': 'needs-attention' },
          }),
        ],
      },
      scc,
    ],
    ['never inspected', {}, focus],
    ['a board again', { inspections: [ri], openProcess: 'sib' }, scc],
    ['check-ins since', { inspections: [ri], openProcess: 'pci' }, focus],
  ];
  for (const [what, told, level] of table) {
    test(what, () => assert.equal(suggestedFor({ exits: [exit], ...told }), level));
  }

  test('leaving the check-ins is no trigger', () => {
    assert.equal(suggestedFor({ exits: [{ ...exit, process: 'pci' }] }), null);
  });

  test('answers what had brought the school there, and says so', () => {
    const concerns = [
      aConcern({ kind: 'leadership-concern', recordedAt: new Date('2026-06-10T08:00:00Z') }),
    ];
    const { level, reasons, answered } = suggest(
      currentPack,
      evidence({ exits: [exit], inspections: [ri], concerns }),
    );
    assert.equal(level, focus);
    assert.deepEqual(
      reasons.map(({ trigger }) => trigger),
      ['left-sib'],
    );
    assert.deepEqual(
      answered.map(({ trigger }) => trigger),
      ['inspection-below-good', 'leadership-concern'],
    );
  });

  test('does not answer a concern that is recorded after it', () => {
    const concerns = [
      aConcern({
        kind: 'leadership-concern',
        ofDate: date('2026-06-01'),
        recordedAt: new Date('2026-06-11T08:00:00Z'),
      }),
    ];
    assert.equal(suggestedFor({ exits: [exit], inspections: [ri], concerns }), scc);
  });
});

suite('schools that never receive a level', () => {
  const worst = {
    inspections: [inspected({ overall: 4, judgements: { [leadership]: 4 } })],
    concerns: [aConcern({ kind: 'leadership-concern' })],
    exits: [{ caseId: newId<CaseId>(), process: 'sib', on: date('2026-06-10') }],
  };
  test('an academy, whatever is known of it', () => {
    const suggestion = suggest(currentPack, evidence({ ...worst, maintained: false }));
    assert.deepEqual(suggestion, {
      level: null,
      reasons: [],
      answered: [],
      never: 'not-maintained',
    });
  });
  test('a school that is not open', () => {
    assert.equal(suggest(currentPack, evidence({ ...worst, open: false })).never, 'not-open');
  });
});

suite('the readings of the policy pack', () => {
  const readings: readonly InspectionReading[] = [
    ...currentPack.levelDecisions.officerDecides,
    ...currentPack.levels.flatMap(({ triggers }) =>
      triggers.flatMap(({ recognisedBy }) =>
        recognisedBy.flatMap((each) =>
          each.by === 'inspection' ? each.readings : each.by === 'process exit' ? each.unless : [],
        ),
      ),
    ),
  ];

  test('speak only of frameworks, areas and grades that there are', () => {
    const four: readonly unknown[] = [1, 2, 3, 4, 'insufficient-data', 'not-judged'];
    const card: readonly unknown[] = [
      'exceptional',
      'strong-standard',
      'expected-standard',
      'needs-attention',
      'urgent-improvement',
      'not-judged',
    ];
    for (const { key, frameworks: ids, all } of readings) {
      for (const id of ids) {
        const framework = frameworks.find((each) => each.id === id);
        assert.ok(framework, `${key}: ${id}`);
        for (const fact of all) {
          if ('grades' in fact) {
            const known = framework.scale === 'four-point' ? four : card;
            for (const grade of fact.grades) assert.ok(known.includes(grade), `${key}: ${grade}`);
          }
          if (fact.of === 'overall') assert.ok(framework.overall, key);
          const areas = 'area' in fact ? [fact.area] : 'except' in fact ? fact.except : [];
          for (const area of areas) assert.ok(area in framework.areas, `${key}: ${area}`);
          if (fact.of === 'safeguarding') {
            const words =
              framework.scale === 'four-point'
                ? ['effective', 'not-effective']
                : ['met', 'not-met'];
            assert.ok(words.includes(fact.is), `${key}: ${fact.is}`);
          }
        }
      }
    }
  });

  test('are proposed wherever there is no overall grade: the policy was written before', () => {
    for (const { key, frameworks: ids, source } of readings) {
      const hasOverall = ids.every((id) => frameworks.find((each) => each.id === id)?.overall);
      if (!hasOverall) assert.equal(source, 'added', key);
    }
  });

  test('leave no graded inspection with an overall grade below Good without an answer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...oldFrameworks),
        fc.constantFrom(3 as const, 4 as const),
        fc.constantFrom(1, 2, 3, 4, 'insufficient-data', undefined),
        (framework, overall, led) => {
          const judgements = led === undefined ? {} : { [leadership]: led as Grade };
          const inspections = [inspected({ framework, overall, judgements })];
          assert.notEqual(suggestedFor({ inspections }), null);
        },
      ),
    );
  });
});
