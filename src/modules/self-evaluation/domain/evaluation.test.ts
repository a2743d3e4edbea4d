import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { MeetingId, PersonId, Urn } from '#kernel/ids.ts';
import { frameworkOn, judgedUnder } from '#modules/inspections/index.ts';
import {
  areasFor,
  checkComments,
  checkEvaluation,
  evaluate,
  presentComments,
  presentJudgements,
} from './evaluation.ts';
import type {
  BoardComment,
  SelfEvaluation,
  SelfEvaluationId,
  TypedJudgement,
} from './evaluation.ts';

const today = date('2027-01-14');
const by = { id: newId<PersonId>(), name: 'Daniel Marsh', role: 'Headteacher' };
const under = (day: string) => {
  const found = frameworkOn(date(day));
  assert.ok(found);
  return judgedUnder(found);
};
const reportCard = under('2027-01-14');
const inclusion = { area: 'inclusion', grade: 'expected-standard', why: 'All are known.' };

suite('the areas of a school', () => {
  const names = (
    day: string,
    ages: { from: number | null; to: number | null },
    sixthForm: string | null,
  ) => areasFor(under(day), { ages, sixthForm }).map(({ key }) => key);

  for (const [what, ages, sixthForm, early, late] of [
    [
      'a primary school with a Reception',
      { from: 4, to: 11 },
      'Does not have a sixth form',
      true,
      false,
    ],
    ['a junior school', { from: 7, to: 11 }, null, false, false],
    ['a secondary school', { from: 11, to: 16 }, 'Does not have a sixth form', false, false],
    ['a secondary school with a sixth form', { from: 11, to: 18 }, 'Has a sixth form', false, true],
    ['a school whose ages are not known', { from: null, to: null }, null, true, true],
  ] as const) {
    test(what, () => {
      const areas = names('2027-01-14', ages, sixthForm);
      assert.deepEqual([areas.includes('early-years'), areas.includes('post-16')], [early, late]);
      assert.ok(areas.includes('leadership-and-governance'));
    });
  }

  test('are those of the framework of the day, in its grades', () => {
    const areas = names('2023-05-01', { from: 4, to: 11 }, null);
    assert.deepEqual([areas[0], areas.at(-1)], ['overall', 'safeguarding']);
    assert.ok(!names('2025-01-01', { from: 4, to: 11 }, null).includes('overall'));
    const grades = reportCard.areas.find(({ key }) => key === 'inclusion')?.grades;
    assert.deepEqual(grades?.at(-1), {
      key: 'urgent-improvement',
      name: 'Urgent improvement',
      place: 5,
    });
  });
});

suite('a self-evaluation', () => {
  const codes = (judgements: readonly TypedJudgement[], on = today) =>
    checkEvaluation({ on, judgements }, reportCard, today).map(({ code, field }) => [code, field]);

  for (const [what, judgement, expected] of [
    ['a judgement with its why', inclusion, []],
    ['a judgement without a why', { ...inclusion, why: ' ' }, [['no-why', 'why-inclusion']]],
    ['a why without a judgement', { ...inclusion, grade: '' }, [['no-grade', 'grade-inclusion']]],
    [
      'a grade of another framework',
      { ...inclusion, grade: '2' },
      [['no-such-grade', 'grade-inclusion']],
    ],
    [
      'an area that the framework has not',
      { ...inclusion, area: 'luck' },
      [['no-such-area', 'on']],
    ],
    ['a long why', { ...inclusion, why: 'x'.repeat(2001) }, [['too-long', 'why-inclusion']]],
    ['nothing', { ...inclusion, grade: '', why: '' }, [['nothing', 'grade-inclusion']]],
  ] as const) {
    test(`${what}: ${expected.length === 0 ? 'taken' : 'refused'}`, () =>
      assert.deepEqual(codes([judgement]), expected));
  }

  test('is of today or before', () => {
    assert.deepEqual(codes([inclusion], date('2027-01-15')), [['in-the-future', 'on']]);
  });

  test('says every thing that is wrong, and takes nothing down with one', () => {
    const wrong = [
      { ...inclusion, why: '' },
      { area: 'achievement', grade: '', why: 'Good' },
    ];
    assert.equal(codes(wrong).length, 2);
    const facts = { id: newId<SelfEvaluationId>(), urn: 900_100 as Urn, number: 1, on: today };
    const refused = evaluate({ ...facts, judgements: wrong }, reportCard, {
      by,
      at: new Date('2027-01-14T09:30:00Z'),
    });
    assert.equal(refused.ok || refused.refusal.code, 'no-why');
  });
});

suite('what counts of judgements', () => {
  const made = (
    number: number,
    on: string,
    framework: string,
    ...judgements: TypedJudgement[]
  ): SelfEvaluation => ({
    id: newId<SelfEvaluationId>(),
    urn: 900_100 as Urn,
    number,
    framework,
    on: date(on),
    judgements,
    by,
    at: new Date(`${on}T12:00:00Z`),
  });
  const achievement = { area: 'achievement', grade: 'needs-attention', why: 'Writing.' };
  const strong = { ...inclusion, grade: 'strong-standard' };
  const early = made(1, '2026-11-01', 'report-card', inclusion, achievement);
  const later = made(2, '2027-01-05', 'report-card', strong);
  const back = made(3, '2026-12-01', 'report-card', inclusion);
  const old = made(4, '2027-01-10', 'education', { area: 'inclusion', grade: '1', why: 'Old.' });

  test('is the newest of each area by its day, under the framework alone', () => {
    const present = presentJudgements([early, later, back, old], 'report-card');
    assert.deepEqual(
      [...present.values()].map(({ area, grade, evaluation }) => [area, grade, evaluation.number]),
      [
        ['inclusion', 'strong-standard', 2],
        ['achievement', 'needs-attention', 1],
      ],
    );
  });

  test('of two on one day, the one that came later', () => {
    const same = made(5, '2027-01-05', 'report-card', inclusion);
    const present = presentJudgements([same, later], 'report-card').get('inclusion');
    assert.equal(present?.evaluation.number, 5);
  });

  test('of what the board said, the last of each meeting, beside the judgement that it was about', () => {
    const present = presentJudgements([early, later], 'report-card').get('inclusion');
    assert.ok(present);
    const meetingId = newId<MeetingId>();
    const comment = (text: string, at: string, evaluation = later): BoardComment => ({
      evaluation: evaluation.id,
      area: 'inclusion',
      meetingId,
      on: today,
      text,
      by,
      at: new Date(at),
    });
    const said = [
      comment('Second', '2027-01-14T11:00:00Z'),
      comment('First', '2027-01-14T10:00:00Z'),
      comment('About the one before', '2027-01-14T12:00:00Z', early),
    ];
    assert.deepEqual(
      presentComments(said, present).map(({ text }) => text),
      ['Second'],
    );
    const check = (text: string) => checkComments([{ judgement: present, text }], () => 'Second');
    const [same, emptied, changed] = [check(' Second '), check(''), check('Third')];
    assert.deepEqual(same.ok && same.value, []);
    assert.equal(emptied.ok || emptied.refusal.code, 'emptied');
    assert.equal(changed.ok && changed.value[0]?.text, 'Third');
  });
});
