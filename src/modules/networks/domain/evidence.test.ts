import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { addDays, date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { currentPack } from '#policy-pack/index.ts';
import { suggest } from './evidence.ts';
import type { FocusFacts, HeadRole } from './evidence.ts';

const { categorisation } = currentPack;
const year = '2027/28' as AcademicYear;
const today = date('2027-06-30');
const asking = { today, year, categorisation };
const nothing: FocusFacts = {
  heads: [],
  inspection: undefined,
  openProcess: undefined,
  concerns: [],
};

const one = newId<PersonId>();
const two = newId<PersonId>();
const head = (personId: PersonId, from: string, until?: string): HeadRole => ({
  personId,
  name: personId === one ? 'Ada Grey' : 'Ben Holt',
  from: date(from),
  until: until === undefined ? undefined : date(until),
});
const sentences = (heads: readonly HeadRole[], on = today) =>
  suggest({ ...nothing, heads }, { ...asking, today: on }).map(({ sentence }) => sentence);

describe('a change of headteacher', () => {
  for (const [what, heads, found] of [
    ['nobody known', [], []],
    ['the first head known here, however new', [head(one, '2027-05-01')], []],
    ['one head for years', [head(one, '2019-09-01')], []],
    [
      'a new head within twelve months',
      [head(one, '2019-09-01', '2026-08-31'), head(two, '2026-09-01')],
      ['Ben Holt became headteacher on 1 September 2026'],
    ],
    [
      'a new head on the day twelve months ago',
      [head(one, '2019-09-01', '2026-06-30'), head(two, '2026-06-30')],
      [],
    ],
    [
      'a new head a day less than twelve months ago',
      [head(one, '2019-09-01', '2026-07-01'), head(two, '2026-07-01')],
      ['Ben Holt became headteacher on 1 July 2026'],
    ],
    [
      'a new head recorded for September',
      [head(one, '2019-09-01', '2027-09-01'), head(two, '2027-09-01')],
      ['Ben Holt becomes headteacher on 1 September 2027'],
    ],
    [
      'a new head recorded for after the year that is decided',
      [head(one, '2019-09-01'), head(two, '2028-09-01')],
      [],
    ],
    [
      'a head who left, and nobody after',
      [head(one, '2019-09-01', '2027-04-10')],
      ['The headship of Ada Grey ended on 10 April 2027, and no successor is recorded'],
    ],
    [
      'a head who is to leave, and nobody after',
      [head(one, '2019-09-01', '2027-08-31')],
      ['The headship of Ada Grey ends on 31 August 2027, and no successor is recorded'],
    ],
    [
      'the same head under a new contract',
      [head(one, '2019-09-01', '2027-01-01'), head(one, '2027-01-01')],
      [],
    ],
    [
      'a head who comes back after an acting one',
      [
        head(one, '2019-09-01', '2025-01-01'),
        head(two, '2025-01-01', '2027-01-01'),
        head(one, '2027-01-01'),
      ],
      [],
    ],
  ] as const) {
    it(`${found.length === 0 ? 'is not' : 'is'} found for ${what}`, () =>
      assert.deepEqual(sentences(heads), found));
  }

  it('does not depend on the order in which roles are read', () => {
    const day = fc.integer({ min: 0, max: 1_200 }).map((days) => addDays(date('2025-01-01'), days));
    const role = fc.record({
      personId: fc.constantFrom(one, two),
      name: fc.constant('Ada Grey'),
      from: day,
      until: fc.option(day, { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(role, { maxLength: 5 }), (heads) => {
        assert.deepEqual(sentences(heads).toSorted(), sentences(heads.toReversed()).toSorted());
      }),
    );
  });
});

const inspection: FocusFacts['inspection'] = {
  inspection: {
    firstDay: date('2025-03-04'),
    source: { name: 'Ofsted management information', asAt: date('2026-09-30'), fileName: 'a.csv' },
  },
  judgements: [
    { what: 'Leadership and management', grade: 'Requires improvement' },
    { what: 'Safeguarding', grade: 'Not effective' },
  ],
};
const full: FocusFacts = {
  heads: [head(one, '2019-09-01', '2026-09-01'), head(two, '2026-09-01')],
  inspection,
  openProcess: { name: 'School Improvement Board', openedOn: date('2026-11-02') },
  concerns: [
    {
      kind: 'self-evaluation-below-good',
      on: date('2027-02-01'),
      sentence: 'Self-evaluation less than Good',
      source: 'Concerns recorded in this service',
    },
  ],
};

describe('suggestions', () => {
  it('come from the reasons of the policy, in its order, with source and day', () => {
    assert.deepEqual(
      suggest(full, asking).map(({ reason, kind, on }) => [reason, kind, on]),
      [
        ['change-of-headteacher', 'change-of-headteacher', '2026-09-01'],
        ['less-than-good', 'self-evaluation-below-good', '2027-02-01'],
        ['less-than-good', 'inspection-below-good', '2025-03-04'],
        ['sib-or-pci', 'open-process', '2026-11-02'],
      ],
    );
    const [, , inspected] = suggest(full, asking);
    assert.equal(
      inspected?.sentence,
      'Inspected on 4 March 2025. Leadership and management: Requires improvement; Safeguarding: Not effective',
    );
    assert.equal(inspected?.source, 'Ofsted management information, as at 30 September 2026');
  });

  it('leave out what the pack names no reason for', () => {
    const reasons = categorisation.reasons.filter(({ key }) => key === 'sib-or-pci');
    const found = suggest(full, { ...asking, categorisation: { ...categorisation, reasons } });
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['open-process'],
    );
  });

  it('are none where nothing is held', () => assert.deepEqual(suggest(nothing, asking), []));

  it('forget a recorded change of headteacher after twelve months, and no other concern', () => {
    const concerns = (['change-of-headteacher', 'self-evaluation-below-good'] as const).map(
      (kind) => ({ kind, on: date('2026-06-30'), sentence: '', source: '' }),
    );
    assert.deepEqual(
      suggest({ ...nothing, concerns }, asking).map(({ kind }) => kind),
      ['self-evaluation-below-good'],
    );
  });
});
