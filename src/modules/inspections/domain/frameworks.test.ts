import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { addDays, date } from '#kernel/dates.ts';
import { areaName, frameworkOn, frameworks, gradeName } from './frameworks.ts';

suite('inspection frameworks', () => {
  test('follow one another without a gap or an overlap', () => {
    for (const [at, framework] of frameworks.entries()) {
      const next = frameworks[at + 1];
      if (next) assert.equal(framework.until && addDays(framework.until, 1), next.from);
      else assert.equal(framework.until, null);
    }
  });

  test('are told by the first day of the inspection', () => {
    const days = {
      '2005-08-31': undefined,
      '2012-08-31': 'section-5-2005',
      '2012-09-01': 'section-5-2012',
      '2015-08-31': 'section-5-2012',
      '2015-09-01': 'common',
      '2019-08-31': 'common',
      '2019-09-01': 'education',
      '2024-09-01': 'education',
      '2024-09-02': 'education-without-overall',
      '2025-11-09': 'education-without-overall',
      '2025-11-10': 'report-card',
    };
    for (const [day, id] of Object.entries(days)) assert.equal(frameworkOn(date(day))?.id, id, day);
  });

  test('name grade 3 as their day did', () => {
    assert.equal(gradeName('section-5-2005', 3), 'Satisfactory');
    assert.equal(gradeName('section-5-2012', 3), 'Requires improvement');
    assert.equal(gradeName('education', 1), 'Outstanding');
    assert.equal(gradeName('section-5-2005', 'insufficient-data'), 'Insufficient data');
    assert.equal(gradeName('report-card', 'needs-attention'), 'Needs attention');
  });

  test('name the same area each in their own way', () => {
    assert.equal(areaName('common', 'sixth-form'), '16 to 19 study programmes');
    assert.equal(areaName('education', 'sixth-form'), 'Sixth form provision');
    assert.equal(areaName('report-card', 'post-16'), 'Post-16 provision');
  });
});
