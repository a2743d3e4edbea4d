import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { dayInFileName, dayOf, numberOf, smallNumberOf } from './cells.ts';

suite('reading cells', () => {
  test('reads a day with dashes, with slashes, and as ISO 8601 writes it', () => {
    assert.equal(dayOf('14-01-2027'), '2027-01-14');
    assert.equal(dayOf('14/01/2027'), '2027-01-14');
    assert.equal(dayOf('2027-01-14'), '2027-01-14');
  });

  test('reads no day where there is none', () => {
    for (const text of ['31/02/2024', '14/01-2027', '1/2', '01/13/2024', 'NULL', '']) {
      assert.equal(dayOf(text), undefined, text);
    }
  });

  test('reads whole numbers that fit, and percentages with and without their sign', () => {
    assert.equal(smallNumberOf('1463'), 1463);
    assert.equal(smallNumberOf('40000'), undefined);
    assert.equal(smallNumberOf('12.5'), undefined);
    assert.equal(numberOf('46.3%'), 46.3);
    assert.equal(numberOf('45.10 %'), 45.1);
    assert.equal(numberOf('SUPP'), undefined);
  });

  test('finds the day of a published file in its name', () => {
    const names = {
      'edubasealldata20260821.csv': '2026-08-21',
      'edubasealldata_assembled_2025-08-31.csv': '2025-08-31',
      'state_funded_schools_as_at_2026-02-28_leeds.csv': '2026-02-28',
      'Management_information_-_state-funded_schools_-_as_at_31_August_2025.csv': '2025-08-31',
      'MI as at 30 Apr 2026.csv': '2026-04-30',
    };
    for (const [name, day] of Object.entries(names)) assert.equal(dayInFileName(name), day, name);
  });

  test('finds none in a name that has none, no real one, or two', () => {
    for (const name of [
      'schools.csv',
      'x_20261345.csv',
      '2026-01-01_to_2026-02-01.csv',
      '2025.csv',
    ]) {
      assert.equal(dayInFileName(name), undefined, name);
    }
  });
});
