import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { addDays, date } from '#kernel/dates.ts';
import type { EnteredInspectionId, PersonId, Urn } from '#kernel/ids.ts';
import { aReportCard, aTypedInspection, anInspection } from '#test/builders/inspections.ts';
import { checkTyped, reconcile } from './entered.ts';
import type { EnteredInspection, TypedInspection } from './entered.ts';
import type { Inspection } from './inspection.ts';

const urn = 900_100 as Urn;
const today = date('2027-01-14');
const source = { name: 'Ofsted management information', asAt: date('2027-01-31'), fileName: null };

function refusals(told: Partial<TypedInspection>): string[] {
  const checked = checkTyped(aTypedInspection({ urn, ...told }), today);
  return checked.ok ? [] : checked.refusals.map(({ code, field }) => `${code} ${field}`);
}

suite('an inspection that an officer types', () => {
  const old = { judgements: {}, safeguarding: '', publishedOn: date('2024-12-01') } as const;
  const cases: readonly (readonly [string, Partial<TypedInspection>, string[]])[] = [
    ['is taken with some grades of its framework', {}, []],
    ['began on the day itself', { firstDay: today, publishedOn: today }, []],
    [
      'does not begin in the future',
      { firstDay: addDays(today, 1), publishedOn: addDays(today, 1) },
      ['future firstDay'],
    ],
    ['is under a framework', { firstDay: date('2005-08-31') }, ['no-framework firstDay']],
    [
      'is not published before its first day',
      { publishedOn: date('2026-11-02') },
      ['published-early publishedOn'],
    ],
    ['is published already', { publishedOn: addDays(today, 1) }, ['future publishedOn']],
    ['has grades', { judgements: { inclusion: '' } }, ['no-grades judgement-inclusion']],
    [
      'has no grade of another framework',
      { judgements: { inclusion: '2', achievement: 'strong-standard' } },
      ['no-such-grade judgement-inclusion'],
    ],
    [
      'has no area of another framework',
      { judgements: { inclusion: 'exceptional', 'quality-of-education': 'exceptional' } },
      ['no-such-grade judgement-quality-of-education'],
    ],
    ['has no overall grade on a report card', { overall: '2' }, ['no-such-grade overall']],
    [
      'has no overall grade from 2 September 2024',
      { ...old, firstDay: date('2024-09-02'), overall: '2' },
      ['no-such-grade overall'],
    ],
    ['has one on 1 September 2024', { ...old, firstDay: date('2024-09-01'), overall: '2' }, []],
    ['has a category of its day', { category: 'serious-weaknesses' }, ['category category']],
    [
      'says of safeguarding what its framework does',
      { safeguarding: 'effective' },
      ['safeguarding safeguarding'],
    ],
    ['has a number of letters and figures', { number: '10-1' }, ['number number']],
    ['was read somewhere', { readIn: ' ' }, ['read-in readIn']],
    ['needs an outcome where it has no grades', { kind: 'monitoring' }, ['outcome outcome']],
    ['has areas of some length', { areas: ['x'.repeat(601)] }, ['areas areas']],
    ['has some areas', { areas: Array.from({ length: 21 }, () => 'Reading') }, ['areas areas']],
    [
      'is refused for everything at once',
      { publishedOn: date('2026-11-02'), readIn: '', judgements: {} },
      ['published-early publishedOn', 'no-grades judgement-inclusion', 'read-in readIn'],
    ],
  ];
  for (const [title, told, expected] of cases) {
    test(title, () => {
      assert.deepEqual(refusals(told), expected);
    });
  }
});

function entered(told: Partial<TypedInspection> = {}): EnteredInspection {
  const checked = checkTyped(aTypedInspection({ urn, ...told }), today);
  assert.ok(checked.ok);
  const { inspection, number, readIn } = checked.value;
  return {
    id: 'id' as EnteredInspectionId,
    inspection: { ...inspection, number: number ?? 'entered', source },
    number,
    readIn,
    by: { id: 'person' as PersonId, name: 'Ruth Calloway' },
    on: today,
    withdrawn: null,
  };
}

function published(number: string, day: string, leadership = 'needs-attention'): Inspection {
  return {
    ...aReportCard({
      urn,
      number,
      firstDay: date(day),
      publishedOn: date('2026-12-15'),
      safeguarding: 'met',
    }),
    judgements: {
      inclusion: 'expected-standard',
      achievement: 'strong-standard',
      'leadership-and-governance': leadership as 'needs-attention',
    },
    source,
  };
}

suite('an entered inspection, and what is published', () => {
  const other = published('1', '2026-10-01');
  const cases: readonly (readonly [string, EnteredInspection, Inspection[], string])[] = [
    ['waits where nothing is published', entered(), [], 'waiting'],
    ['waits where only another is', entered(), [other], 'waiting'],
    ['is confirmed by the same day', entered(), [other, published('2', '2026-11-03')], 'confirmed'],
    [
      'is confirmed by its number, whatever else is near',
      entered({ number: '3' }),
      [{ ...published('2', '2026-11-03') }, published('3', '2026-11-03')],
      'confirmed',
    ],
    [
      'is confirmed without what the officer did not say',
      entered({ judgements: { inclusion: 'expected-standard' } }),
      [published('2', '2026-11-03')],
      'confirmed',
    ],
    [
      'is contradicted by another day within seven',
      entered(),
      [published('2', '2026-11-10')],
      'contradicted First day',
    ],
    ['waits where the day is eight days off', entered(), [published('2', '2026-11-11')], 'waiting'],
    [
      'is contradicted by its number on a day far off',
      entered({ number: '2' }),
      [published('2', '2026-05-12')],
      'contradicted First day',
    ],
    [
      'is contradicted by another grade',
      entered(),
      [published('2', '2026-11-03', 'expected-standard')],
      'contradicted Leadership and governance',
    ],
    [
      'is contradicted by another number',
      entered({ number: '9' }),
      [published('2', '2026-11-03')],
      'contradicted Inspection number',
    ],
    [
      'is withdrawn for good',
      { ...entered(), withdrawn: { reason: 'Another school', by: 'Ruth Calloway', on: today } },
      [published('2', '2026-11-03')],
      'withdrawn',
    ],
  ];
  const told = (by: EnteredInspection, all: readonly Inspection[]): string => {
    const standing = reconcile(by, all);
    return standing.state === 'contradicted'
      ? `contradicted ${standing.differences.map(({ what }) => what).join(', ')}`
      : standing.state;
  };
  for (const [title, by, all, expected] of cases) {
    test(title, () => {
      assert.equal(told(by, all), expected);
    });
  }

  test('is contradicted in the words of its framework', () => {
    const by = entered({
      firstDay: date('2023-03-14'),
      publishedOn: date('2023-04-20'),
      overall: '3',
      judgements: {},
      safeguarding: '',
    });
    const standing = reconcile(by, [{ ...anInspection({ urn }), source }]);
    assert.deepEqual(standing.state === 'contradicted' && standing.differences, [
      { what: 'Overall effectiveness', one: 'Requires improvement', other: 'Good' },
    ]);
  });

  test('does not depend on the order of what is published', () => {
    const days = fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { maxLength: 5 });
    fc.assert(
      fc.property(days, (apart) => {
        const all = apart.map((each, at) =>
          published(String(at + 1), addDays(date('2026-11-03'), each)),
        );
        assert.deepEqual(reconcile(entered(), all.toReversed()), reconcile(entered(), all));
      }),
    );
  });
});
