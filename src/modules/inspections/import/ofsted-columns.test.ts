import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { meaningOf } from './ofsted-columns.ts';

function headerOf(file: string): string[] {
  const url = new URL(`../../../../test/fixtures/ofsted/${file}`, import.meta.url);
  const [header] = parse(readFileSync(url, 'latin1'), { to: 1 });
  return header ?? [];
}

function meaning(heading: string): string | undefined {
  const found = meaningOf(heading);
  return found.kind === 'used' ? found.meaning : undefined;
}

suite('the columns of Ofsted’s management information', () => {
  test('are all known, in both layouts, and none twice', () => {
    for (const file of [
      'state_funded_schools_excerpt_as_at_2025-08-31.csv',
      'state_funded_schools_excerpt_as_at_2026-02-28.csv',
    ]) {
      const header = headerOf(file);
      assert.ok(header.length > 70);
      const unrecognised = header.filter((heading) => meaningOf(heading).kind === 'unrecognised');
      assert.deepEqual(unrecognised, []);
      const used = header.map(meaning).filter((each) => each !== undefined);
      assert.equal(new Set(used).size, used.length);
    }
  });

  test('are found through the drift of their headings', () => {
    const same: [string, string][] = [
      ['Latest OEIF  safeguarding is effective?', 'Latest OEIF safeguarding is effective'],
      ['Inspection number of latest graded inspection', 'INSPECTION NUMBER OF GRADED INSPECTION'],
      [
        'Inspection number of latest full inspection',
        'Inspection number of latest graded inspection',
      ],
      ['Date of latest section 8 inspection', 'Date of latest ungraded inspection'],
      ['URN at time of the section 8 inspection', 'URN at time of the ungraded inspection'],
      ['Inclusion - date of grade', 'Inclusion - date of judgement'],
      ['Personal development and well-being', 'Personal development and wellbeing'],
      ['Early years provision', 'Early years provision (where applicable)'],
      ['Outcomes for children and learners', 'Outcomes for pupils'],
      ['16 - 19 study programmes', '16 to 19 study programmes'],
      ['Previous full inspection date', 'Previous inspection start date'],
      ['Is safeguarding effective?', 'Safeguarding is effective?'],
      ['Total pupils', 'Total number of pupils'],
      [
        'Latest ungraded inspection number',
        'Latest ungraded inspection number since last graded inspection',
      ],
    ];
    for (const [one, other] of same) {
      assert.ok(meaning(one), one);
      assert.equal(meaning(one), meaning(other), one);
    }
    for (const heading of [
      'Web Link',
      'Number of warning notices issued in 2027/28 academic year',
      'Number of warning notices issued in 2023/2024 academic year',
    ]) {
      assert.equal(meaningOf(heading).kind, 'unused', heading);
    }
  });

  test('do not pass for one another where they are alike', () => {
    const alike = [
      'Early years provision (where applicable)',
      'Early years (where applicable)',
      'Previous early years provision (where applicable)',
      'Latest OEIF early years provision (where applicable)',
      'Early years - date of judgement',
      'Category of concern',
      'Latest OEIF category of concern',
      'Most recent category of concern',
      'Inspection type',
      'Inspection type grouping',
      'Sixth form',
      'Sixth form provision (where applicable)',
    ];
    const meanings = alike.map((heading) => meaning(heading) ?? heading);
    assert.equal(new Set(meanings).size, alike.length);
  });

  test('that are new are said to be', () => {
    assert.equal(meaningOf('Digital inclusion').kind, 'unrecognised');
  });
});
