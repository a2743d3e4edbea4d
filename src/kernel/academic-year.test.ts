import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  academicYearOf,
  firstDayOf,
  lastDayOf,
  parseAcademicYear,
  yearEndingIn,
  yearInFileName,
  yearsAfter,
  yearsFrom,
} from './academic-year.ts';
import type { AcademicYear } from './academic-year.ts';
import { date } from './dates.ts';

const year = '2022/23' as AcademicYear;

suite('the academic year', () => {
  test('begins on 1 September and ends on 31 August', () => {
    assert.equal(academicYearOf(date('2022-08-31')), '2021/22');
    assert.equal(academicYearOf(date('2022-09-01')), '2022/23');
    assert.equal(firstDayOf(year), '2022-09-01');
    assert.equal(lastDayOf(year), '2023-08-31');
    assert.equal(yearEndingIn(2100), '2099/00');
  });

  test('can be counted on and back', () => {
    assert.equal(yearsAfter(year, -4), '2018/19');
    assert.deepEqual(yearsFrom(yearsAfter(year, -2), year), ['2020/21', '2021/22', '2022/23']);
    assert.deepEqual(yearsFrom(year, yearsAfter(year, -1)), []);
  });

  test('is read as people write it, and only where the years follow each other', () => {
    for (const text of ['2022/23', '2022-23', '2022/2023', ' 2022-2023 ']) {
      assert.equal(parseAcademicYear(text), year, text);
    }
    for (const text of ['2022/24', '2022', '22/23', '2022/22', '2023-2022', '2022/1923', '']) {
      assert.equal(parseAcademicYear(text), undefined, text);
    }
  });

  test('is found in the name of a published file', () => {
    const names = {
      '2022-2023_england_census.csv': '2022/23',
      '2019_england_abs.csv': '2018/19',
      '2019_england_ks4provisional.csv': '2018/19',
      '2018-2019_england_ks2final_columns_cut.csv': '2018/19',
      'ks2_format_2022-23.csv': '2022/23',
      '202223_england_ks4final.csv': '2022/23',
      'england_ks4final_2022_2023.csv': '2022/23',
    };
    for (const [name, found] of Object.entries(names)) {
      assert.equal(yearInFileName(name), found, name);
    }
  });

  test('is not found where a name has none, a day instead, or two', () => {
    for (const name of [
      'ks4.csv',
      'ks4_2023-07-14.csv',
      'ks4_20230714.csv',
      '2018-2019_and_2019-2020.csv',
      '2019_2021_abs.csv',
      'ks2_2022-25.csv',
    ]) {
      assert.equal(yearInFileName(name), undefined, name);
    }
  });
});
