import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { CopyValue } from '#platform/csv/copy-rows.ts';
import { stagedColumns } from './ofsted-columns.ts';
import { ofstedFormat } from './ofsted-format.ts';

const asAt = date('2026-02-28');

const graded = {
  'Web Link': 'http://example.org',
  URN: '900001',
  LAESTAB: '9992001',
  'School name': 'Larkfield Primary School',
  'Total number of pupils': '210',
  'Latest ungraded inspection number since last graded inspection': '',
  'Date of latest ungraded inspection': '',
  'URN at time of the ungraded inspection': '',
  'Did the latest ungraded inspection convert to a graded inspection?': '',
  'Ungraded inspection overall outcome': '',
  'Inspection number of latest graded inspection': '10000001',
  'Inspection type': 'S5 Inspection',
  'Inspection start date': '12/06/2024',
  'Publication date': '11/07/2024',
  'URN at time of latest graded inspection': '900001',
  'School name at time of latest graded inspection': 'Larkfield Primary School',
  'Overall effectiveness': '2',
  'Category of concern': '',
  'Quality of education': '2',
  'Behaviour and attitudes': '1',
  'Personal development': '2',
  'Effectiveness of leadership and management': '2',
  'Safeguarding is effective?': 'Yes',
  'Early years provision (where applicable)': '2',
  'Sixth form provision (where applicable)': '9',
  'Previous inspection number': '',
  'Previous inspection start date': '',
  'Previous graded inspection overall effectiveness': '',
  'Previous category of concern': '',
  'Previous quality of education': '',
  'Previous effectiveness of leadership and management': '',
  'Previous early years provision (where applicable)': '',
};

const card = {
  URN: '900001',
  LAESTAB: '9992001',
  'Inspection number of latest full inspection': '10000003',
  'Inspection type': 'S5 Inspection',
  'Inspection start date': '06/01/2026',
  'Publication date': '10/02/2026',
  'URN at time of latest full inspection': '900001',
  'Category of concern': '',
  'Safeguarding standards': 'Met',
  'Safeguarding standards - date of judgement': '06/01/2026',
  Inclusion: 'Needs attention',
  'Inclusion - date of judgement': '06/01/2026',
  'Curriculum and teaching': 'Strong standard',
  Achievement: 'Expected standard',
  'Attendance and behaviour': 'Exceptional',
  'Personal development and wellbeing': 'Expected standard',
  'Post-16 provision (where applicable)': 'Not applicable',
  'Leadership and governance': 'Urgent improvement',
};

type Row = Readonly<Record<string, CopyValue>>;

/** Reads rows given as what differs from a school's usual row. */
function read(usual: Readonly<Record<string, string>>, ...changes: Record<string, string>[]) {
  const header = Object.keys({ ...usual, ...changes[0] });
  const matched = ofstedFormat.match(header, asAt);
  assert.ok(matched.ok);
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const [index, change] of changes.entries()) {
    const cells = { ...usual, ...change };
    matched.value.row(
      header.map((heading) => cells[heading] ?? ''),
      index + 2,
      {
        write: (values) =>
          void rows.push(
            Object.fromEntries(stagedColumns.map((column, at) => [column, values[at] ?? null])),
          ),
        leaveOut: (line, sentence) => void problems.push(`${line}: ${sentence}`),
        skip: (line, sentence) => void problems.push(`${line} skipped: ${sentence}`),
        refuse: (code, sentence) => void problems.push(`${code}: ${sentence}`),
      },
    );
  }
  const inspections = rows.filter(({ kind }) => kind !== 'school');
  return { table: matched.value, rows, inspections, problems };
}

const judgementsOf = (row: Row | undefined): unknown => JSON.parse(String(row?.['judgements']));

suite('reading Ofsted’s management information', () => {
  test('takes the latest graded inspection with its judgements, leaving out what did not apply', () => {
    const { table, rows, problems } = read(graded, {});
    assert.equal(table.layout, 'graded');
    assert.deepEqual(problems, []);
    const [school, inspection, ...more] = rows;
    assert.deepEqual(more, []);
    assert.equal(school?.['pupils'], 210);
    assert.equal(school?.['la_code'], '999');
    assert.equal(inspection?.['framework'], 'education');
    assert.equal(inspection?.['first_day'], '2024-06-12');
    assert.equal(inspection?.['overall'], 2);
    assert.equal(inspection?.['category'], null);
    assert.equal(inspection?.['safeguarding'], 'effective');
    assert.deepEqual(judgementsOf(inspection), {
      'quality-of-education': 2,
      'behaviour-and-attitudes': 1,
      'personal-development': 2,
      'leadership-and-management': 2,
      'early-years': 2,
    });
  });

  test('reads the layout of before September 2019, with the judgements of its day', () => {
    const of2018 = {
      URN: '900001',
      LAESTAB: '9992001',
      'School name': 'Larkfield Primary School',
      'Total number of pupils': '210',
      'Inspection number of latest full inspection': '10000009',
      'Inspection type': 'S5 Inspection',
      'Inspection start date': '12/06/2018',
      'Overall effectiveness': '2',
      'Category of concern': 'NULL',
      'Outcomes for pupils': '2',
      'Quality of teaching, learning and assessment': '2',
      'Effectiveness of leadership and management': '1',
      'Personal development, behaviour and welfare': '2',
      'Early years provision (where applicable)': 'NULL',
      '16 - 19 study programmes': '9',
    };
    const { table, inspections, problems } = read(of2018, {});
    assert.deepEqual([table.layout, problems, table.unrecognised], ['graded', [], []]);
    assert.equal(inspections[0]?.['framework'], 'common');
    assert.deepEqual(judgementsOf(inspections[0]), {
      'leadership-and-management': 1,
      'teaching-learning-and-assessment': 2,
      'personal-development-behaviour-and-welfare': 2,
      outcomes: 2,
    });
  });

  test('refuses a layout that judges neither education nor teaching', () => {
    const header = Object.keys(graded).filter((heading) => heading !== 'Quality of education');
    const matched = ofstedFormat.match(header, asAt);
    assert.ok(!matched.ok);
    assert.match(matched.refusal.sentence, /it has no “Quality of education”/);
  });

  test('gives no overall grade to an inspection of a framework without one', () => {
    for (const written of ['Not judged', '9', '']) {
      const { inspections } = read(graded, {
        'Inspection start date': '02/09/2024',
        'Overall effectiveness': written,
      });
      assert.equal(inspections[0]?.['framework'], 'education-without-overall');
      assert.equal(inspections[0]?.['overall'], null);
    }
  });

  test('leaves out an inspection that begins after the day that the file is of', () => {
    const { inspections, problems } = read(graded, { 'Inspection start date': '01/03/2026' });
    assert.deepEqual(inspections, []);
    assert.deepEqual(problems, [
      '2: The latest inspection of URN 900001 begins on 1 March 2026, after the day that the file is of, 28 February 2026, and was left out.',
    ]);
    const { inspections: last } = read(card, { 'Inspection start date': '28/02/2026' });
    assert.equal(last.length, 1);
  });

  test('keeps the previous inspection, the school that it was of, and code 8 as it stands', () => {
    const { inspections } = read(graded, {
      'Previous inspection number': 'ITS300001',
      'Previous inspection start date': '17/01/2011',
      'Previous graded inspection overall effectiveness': '4',
      'Previous category of concern': 'NTI',
      'Previous quality of education': '9',
      'Previous effectiveness of leadership and management': '3',
      'Previous early years provision (where applicable)': '8',
      'URN at time of latest graded inspection': '900777',
      'School name at time of latest graded inspection': 'Old Larkfield School',
    });
    const [latest, previous] = inspections;
    assert.equal(latest?.['urn'], 900001);
    assert.equal(latest['urn_at_time'], 900777);
    assert.equal(latest['school_name_at_time'], 'Old Larkfield School');
    assert.equal(previous?.['framework'], 'section-5-2005');
    assert.equal(previous['category'], 'notice-to-improve');
    assert.deepEqual(judgementsOf(previous), {
      'leadership-and-management': 3,
      'early-years': 'insufficient-data',
    });
  });

  test('takes an ungraded inspection in Ofsted’s own words', () => {
    const outcome = 'School remains Good (Concerns) - S5 Next';
    const { inspections } = read(graded, {
      'Latest ungraded inspection number since last graded inspection': '10000002',
      'Date of latest ungraded inspection': '05/02/2025',
      'Did the latest ungraded inspection convert to a graded inspection?': 'No',
      'Ungraded inspection overall outcome': outcome,
    });
    const ungraded = inspections.find(({ kind }) => kind === 'ungraded');
    assert.equal(ungraded?.['outcome'], outcome);
    assert.equal(ungraded['overall'], null);
    assert.equal(ungraded['category'], null);
  });

  test('counts a section 8 inspection that was converted as the graded one alone', () => {
    for (const converted of ['Yes', '']) {
      const { inspections } = read(graded, {
        'Latest ungraded inspection number since last graded inspection': '10000001',
        'Date of latest ungraded inspection': '13/06/2024',
        'Did the latest ungraded inspection convert to a graded inspection?': converted,
      });
      assert.deepEqual(
        inspections.map(({ kind }) => kind),
        ['graded'],
      );
    }
  });

  test('takes a report card, and the day of a judgement made later', () => {
    const { table, inspections } = read(card, { 'Inclusion - date of judgement': '12/06/2026' });
    assert.equal(table.layout, 'report-card');
    const [inspection] = inspections;
    assert.equal(inspection?.['framework'], 'report-card');
    assert.equal(inspection['safeguarding'], 'met');
    assert.equal(inspection['overall'], null);
    assert.deepEqual(judgementsOf(inspection), {
      inclusion: 'needs-attention',
      'curriculum-and-teaching': 'strong-standard',
      achievement: 'expected-standard',
      'attendance-and-behaviour': 'exceptional',
      'personal-development-and-well-being': 'expected-standard',
      'leadership-and-governance': 'urgent-improvement',
    });
    assert.deepEqual(JSON.parse(String(inspection['judged_on'])), { inclusion: '2026-06-12' });
  });

  test('takes NULL, a dash and a blank for nothing', () => {
    for (const nothing of ['NULL', '-', '', 'null']) {
      const { inspections, problems } = read(card, {
        'Inspection number of latest full inspection': nothing,
        'Inspection start date': nothing,
      });
      assert.deepEqual(inspections, []);
      assert.deepEqual(problems, []);
    }
  });

  test('reports by line what it cannot understand, and keeps the rest', () => {
    const { inspections, problems } = read(
      graded,
      { 'Publication date': 'soon' },
      { URN: 'about 900002' },
      { URN: '900003', 'Inspection start date': '31/02/2024' },
      { URN: '900004', 'Inspection start date': '10/11/2025' },
      { URN: '900005', 'Inspection start date': '01/03/2017' },
    );
    assert.equal(inspections[0]?.['inspection_number'], '10000001');
    assert.equal(inspections[0]?.['published_on'], null);
    assert.match(problems[0] ?? '', /^2: .*“soon” as its day of publication/);
    assert.match(problems[1] ?? '', /^3 skipped: “about 900002” is not a URN/);
    assert.match(problems[2] ?? '', /^4: .*31\/02\/2024.*not a date/);
    assert.match(problems[3] ?? '', /^5: .*10 November 2025, when there were only report cards/);
    assert.match(problems[4] ?? '', /^6: .*quality of education, which was not judged then/);
  });

  test('leaves out an inspection with a judgement that cannot be, rather than half of it', () => {
    const judged = 'Inspection start date';
    const { inspections, problems } = read(
      graded,
      { 'Behaviour and attitudes': '7', 'Category of concern': 'XX' },
      { URN: '900002', 'Overall effectiveness': '5' },
      { URN: '900003', [judged]: '08/10/2024', 'Overall effectiveness': '2' },
      { URN: '900004', [judged]: '08/10/2024', 'Overall effectiveness': 'Not judged' },
      { URN: '900005', 'Safeguarding is effective?': 'Perhaps' },
    );
    assert.deepEqual(
      inspections.filter(({ kind }) => kind === 'graded').map(({ urn }) => urn),
      [900_004],
    );
    assert.deepEqual(
      problems.map((problem) => problem.replace(/: .* has /, ': ')),
      [
        '2: “XX” as its category of concern, a code that is not known, and was left out.',
        '2: “7” for behaviour and attitudes, a code that is not known, and was left out.',
        '3: “5” as its overall effectiveness, a code that is not known, and was left out.',
        '4: “2” as its overall effectiveness, which was not judged then (Education inspection framework without an overall grade, 2024 to 2025), and was left out.',
        '6: “Perhaps” as its judgement of safeguarding, a code that is not known, and was left out.',
      ],
    );
  });

  test('leaves out an inspection of which a text is far too long', () => {
    const { inspections, problems } = read(
      graded,
      { 'Inspection number of latest graded inspection': '7'.repeat(9000) },
      { URN: '900002', 'Inspection type': 'S'.repeat(501) },
      { URN: '900003', 'Inspection type': 'S'.repeat(500) },
    );
    assert.deepEqual(
      inspections.filter(({ kind }) => kind === 'graded').map(({ urn }) => urn),
      [900_003],
    );
    assert.deepEqual(
      problems.map((problem) => problem.replace(/: .* has /, ': ')),
      [
        '2: 9,000 characters as its number, where 50 are the most, and was left out.',
        '3: 501 characters as its type, where 500 are the most, and was left out.',
      ],
    );
  });

  test('refuses a URN that stands twice, with both lines', () => {
    const { problems } = read(graded, {}, { URN: '900002' }, {});
    assert.match(problems[0] ?? '', /^duplicate-urn: URN 900001 is on line 2 and again on line 4/);
  });

  test('refuses a header that lacks what is needed, by name', () => {
    const { 'Overall effectiveness': _, ...without } = graded;
    const matched = ofstedFormat.match(Object.keys(without), asAt);
    assert.ok(!matched.ok);
    assert.match(matched.refusal.sentence, /has no “Overall effectiveness”\.$/);
  });

  test('refuses two columns that mean the same', () => {
    const matched = ofstedFormat.match([...Object.keys(graded), 'Early years provision'], asAt);
    assert.ok(!matched.ok);
    assert.match(matched.refusal.sentence, /Two columns mean the same/);
  });

  test('lists the headings that it does not know', () => {
    const matched = ofstedFormat.match([...Object.keys(graded), 'Colour of the gate'], asAt);
    assert.ok(matched.ok);
    assert.deepEqual(matched.value.unrecognised, ['Colour of the gate'], asAt);
  });
});
