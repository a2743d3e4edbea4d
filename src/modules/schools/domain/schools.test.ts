import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { checkTypedFigure, figureText } from './context-figure.ts';
import type { TypedFigure } from './context-figure.ts';
import { familyOf, isMaintained, maintainedTypeCodes } from './school-types.ts';
import { searchName } from './school.ts';

suite('types of schools', () => {
  test('tell which schools an authority maintains', () => {
    assert.deepEqual(maintainedTypeCodes, ['01', '02', '03', '05', '07', '12', '14', '15']);
    assert.equal(familyOf('14'), 'pupil-referral-unit');
    for (const academy of ['28', '34', '35', '44', '42']) {
      assert.equal(familyOf(academy), 'academy');
      assert.equal(isMaintained(academy), false);
    }
    assert.equal(isMaintained('99'), false);
  });
});

suite('the name of a school, to search by', () => {
  test('is the same however it is spelt', () => {
    for (const name of [
      'St. Mary’s & St. John',
      "ST MARY'S AND ST JOHN",
      'Saint Mary`s and Saint John',
    ]) {
      assert.equal(searchName(name), 'st marys and st john');
    }
    assert.equal(searchName('École  Sacré-Cœur'), 'ecole sacre coeur');
  });
});

const typed: TypedFigure = {
  urn: 900001 as Urn,
  measure: 'pupils',
  value: 210,
  cohort: '',
  period: ' 2026/27 ',
  status: 'final',
  asAt: date('2026-10-01'),
  source: ' School census ',
};
const today = date('2026-11-23');

suite('a figure that someone types', () => {
  test('is kept tidied, about everyone unless it says whom', () => {
    const checked = checkTypedFigure(typed, today);
    assert.ok(checked.ok);
    assert.deepEqual(
      [checked.value.cohort, checked.value.period, checked.value.source],
      ['all', '2026/27', 'School census'],
    );
  });

  test('may be suppressed', () => {
    assert.equal(checkTypedFigure({ ...typed, value: null }, today).ok, true);
    assert.equal(figureText(null, 'percent'), 'Suppressed');
  });

  test('is refused where it cannot be, at the field that is wrong', () => {
    const wrong: [Partial<TypedFigure>, string][] = [
      [{ source: '  ' }, 'source'],
      [{ value: -1 }, 'value'],
      [{ value: 10.5 }, 'value'],
      [{ value: Number.NaN }, 'value'],
      [{ measure: 'eal', value: 100.1 }, 'value'],
      [{ asAt: date('2026-11-24') }, 'asAt'],
      [{ cohort: 'x'.repeat(201) }, 'cohort'],
    ];
    for (const [change, field] of wrong) {
      const checked = checkTypedFigure({ ...typed, ...change }, today);
      assert.equal(checked.ok ? 'taken' : checked.refusal.field, field);
    }
  });

  test('is shown in its unit', () => {
    assert.equal(figureText(1210, 'pupils'), '1,210');
    assert.equal(figureText(12.5, 'percent'), '12.5%');
    assert.equal(figureText(34000, 'pounds'), '£34,000');
  });
});
