import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { importing } from '#test/harness/importing.ts';
import type { ImportReport } from '../import/report.ts';
import type { ImportProgress, ImportRequest } from '../import/request.ts';
import { contextFiguresOf } from '../queries/context-figures.ts';
import { findSchool } from '../queries/find-school.ts';
import { latestImports } from '../queries/latest-imports.ts';
import { saveSchools } from '../store.ts';
import { importGias } from './import-gias.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../test/fixtures');
const extract = path.join(fixtures, 'gias/edubasealldata_excerpt_2025-08-31.csv');
const sample = path.join(fixtures, 'gias/format_sample_excerpt.csv');
const extractText = readFileSync(extract, 'latin1');

const setting = importing({ override: true });

const ask = (file: string, more?: Partial<ImportRequest>) => setting.ask(importGias, file, more);
const imported = (file: string, more?: Partial<ImportRequest>) =>
  setting.imported(importGias, file, more);

/** The extract with something changed, under a name that says another day. */
function altered(name: string, change: (text: string) => string): string {
  const text = change(extractText);
  assert.ok(text !== extractText, 'Nothing was altered');
  return setting.write(name, text);
}

async function countOf(table: 'schools' | 'imports' | 'audit_events' | 'context_figures') {
  const { count } = await setting.connection.db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

const schoolsIn = ({ changes }: ImportReport) => {
  const found = changes.find(({ subject }) => subject === 'schools');
  return found && [found.new, found.changed, found.unchanged];
};

const hollyfast = 103639 as Urn;

suite('importing the register of schools', () => {
  test('a dry run says what would change, and changes nothing', async () => {
    const stages: ImportProgress['stage'][] = [];
    const report = await imported(extract, {
      dryRun: true,
      override: false,
      onProgress: ({ stage }) => void stages.push(stage),
    });
    assert.deepEqual(schoolsIn(report), [24, 0, 0]);
    assert.equal(report.importId, null);
    assert.match(report.doubts[0]?.sentence ?? '', /^The file has 24 schools; a national extract/);
    assert.deepEqual([...new Set(stages)], ['reading', 'comparing']);
    assert.equal(await countOf('schools'), 0);
    assert.equal(await countOf('imports'), 0);
    assert.equal(await countOf('audit_events'), 0);
  });

  test('loads the schools, and says of each where its facts come from', async () => {
    const report = await imported(extract);
    assert.deepEqual(schoolsIn(report), [24, 0, 0]);
    const school = await findSchool(setting.connection.db, hollyfast);
    assert.equal(school?.authority.code, '331');
    assert.equal(school.maintained, true);
    assert.equal(school.status, 'open');
    assert.deepEqual(school.source, {
      name: 'Get Information About Schools',
      asAt: '2025-08-31',
      fileName: path.basename(extract),
      absentSince: null,
    });
    const [kept] = await latestImports(setting.connection.db);
    assert.equal(kept?.asAt, '2025-08-31');
    assert.equal(kept.overridden, true);
    assert.equal(kept.importedBy, 'Command line');
    assert.equal(kept.sha256, report.sha256);
  });

  test('reads accents, and every fact of a row with all columns filled', async () => {
    await imported(extract);
    const trusts = await Promise.all(
      [136728, 136762].map((urn) => findSchool(setting.connection.db, urn as Urn)),
    );
    assert.deepEqual(
      trusts.map((school) => school?.trust?.name),
      ['ARETÉ LEARNING TRUST', 'FIERTÉ MULTI-ACADEMY TRUST'],
    );
    await imported(sample, { asAt: date('2024-03-01') });
    const school = await findSchool(setting.connection.db, 130000 as Urn);
    assert.equal(school?.openedOn, '1993-05-29');
    assert.equal(school.type.family, 'academy');
    assert.equal(school.maintained, false);
    assert.deepEqual(school.head, {
      title: 'Ms',
      firstName: 'Jane',
      lastName: 'Doe 1',
      jobTitle: 'Headteacher',
    });
    assert.deepEqual(school.address, [
      '1 Test Lane',
      'Test LA Ward 1',
      'Test Address Line 1',
      'Test Town',
      'NG8 3AF',
    ]);
    assert.deepEqual(school.trust, { code: '2000', name: 'trust name 1' });
    assert.equal(school.diocese, null);
  });

  test('keeps the number of pupils as a figure of the census day, or else of the file', async () => {
    await imported(extract);
    await imported(sample, { asAt: date('2024-03-01') });
    const [undated] = await contextFiguresOf(setting.connection.db, hollyfast);
    assert.equal(undated?.measure, 'pupils');
    assert.equal(undated.asAt, '2025-08-31');
    assert.equal(undated.source, 'Get Information About Schools, as at 31 August 2025');
    const dated = await contextFiguresOf(setting.connection.db, 130000 as Urn);
    assert.deepEqual(
      dated.map(({ measure, value, asAt }) => [measure, value, asAt]),
      [
        ['pupils', 1463, '2023-01-01'],
        ['free-school-meals', 32.7, '2023-01-01'],
      ],
    );
  });

  test('the same file again changes nothing', async () => {
    await imported(extract);
    const again = await imported(extract);
    assert.deepEqual(schoolsIn(again), [0, 0, 24]);
    assert.equal(again.importId, null);
    assert.equal(await countOf('imports'), 1);
    assert.equal(await countOf('audit_events'), 1);
  });

  test('a newer file changes what differs, and marks what it no longer has as gone', async () => {
    await imported(extract);
    const gone = extractText.split('\r\n')[2]?.slice(0, 6) ?? '';
    const newer = altered('edubasealldata20260101.csv', (text) => {
      const [header = '', first = '', , ...rest] = text.split('\r\n');
      const renamed = first.replace(/^(103639,331,"Coventry",\d+,)"[^"]*"/, '$1"The Grange"');
      return [header, renamed, ...rest].join('\r\n');
    });
    const report = await imported(newer);
    assert.deepEqual(schoolsIn(report), [0, 1, 22]);
    assert.deepEqual(report.fields, [{ field: 'name', count: 1 }]);
    assert.deepEqual(
      report.examples.map(({ what, urn }) => [what, String(urn)]),
      [
        ['gone', gone],
        ['changed', '103639'],
      ],
    );
    assert.equal((await findSchool(setting.connection.db, hollyfast))?.name, 'The Grange');
    const left = await findSchool(setting.connection.db, Number(gone) as Urn);
    assert.equal(left?.source.absentSince, '2026-01-01');
    assert.equal(left.source.asAt, '2025-08-31');
    // And it is back where a later file has it again.
    const back = altered('edubasealldata20260201.csv', (text) => `${text}\r\n`);
    assert.deepEqual(schoolsIn(await imported(back)), [0, 2, 22]);
    assert.equal(
      (await findSchool(setting.connection.db, Number(gone) as Urn))?.source.absentSince,
      null,
    );
  });

  test('leaves schools alone that came from elsewhere, and authorities the file does not cover', async () => {
    await setting.connection.db.transaction().execute((trx) =>
      saveSchools(trx, 'demonstration', [
        {
          urn: 900001 as Urn,
          name: 'Larkfield Primary School',
          la_code: '331',
          la_name: 'Coventry',
          type_code: '01',
        },
      ]),
    );
    await imported(sample, { asAt: date('2024-03-01') });
    const report = await imported(extract);
    assert.deepEqual(schoolsIn(report), [24, 0, 0]);
    for (const urn of [900001, 130000]) {
      assert.equal((await findSchool(setting.connection.db, urn as Urn))?.source.absentSince, null);
    }
    // A file of other authorities says nothing about the date of these facts.
    assert.equal(
      (await findSchool(setting.connection.db, 130000 as Urn))?.source.asAt,
      '2024-03-01',
    );
  });

  test('refuses an implausible file until someone confirms it, and nothing is done', async () => {
    const refused = await ask(extract, { override: false });
    assert.ok(!refused.ok);
    assert.equal(refused.refusal.code, 'implausible');
    assert.match(refused.refusal.sentence, /Nothing was imported/);
    assert.equal(await countOf('schools'), 0);
  });

  test('doubts a file that is older than what is held', async () => {
    await imported(extract);
    const older = altered('edubasealldata20240101.csv', (text) =>
      text.replace('Hollyfast', 'Hollyslow'),
    );
    const report = await imported(older, { dryRun: true });
    assert.deepEqual(
      report.doubts.map(({ code }) => code),
      ['too-few', 'older'],
    );
  });

  test('wants to know the day of the file, and not a day to come', async () => {
    const unsaid = await ask(sample);
    assert.ok(!unsaid.ok);
    assert.equal(unsaid.refusal.code, 'as-at');
    assert.equal(unsaid.refusal.field, 'asAt');
    const future = await ask(sample, { asAt: date('2026-11-24') });
    assert.equal(future.ok ? '' : future.refusal.code, 'as-at');
  });

  test('refuses whole what cannot be trusted, and leaves everything as it was', async () => {
    const [header = '', first = '', second = ''] = extractText.split('\r\n');
    const bad: [string, string, string][] = [
      [
        'json_20260101.csv',
        readFileSync(path.join(fixtures, 'gias/failed_download.json'), 'utf8'),
        'not-csv',
      ],
      [
        'html_20260101.csv',
        readFileSync(path.join(fixtures, 'gias/failed_download.html'), 'utf8'),
        'not-csv',
      ],
      ['cut_20260101.csv', extractText.slice(0, -200), 'truncated'],
      ['quote_20260101.csv', extractText.slice(0, extractText.lastIndexOf('"')), 'truncated'],
      ['columns_20260101.csv', extractText.replace('EstablishmentName', 'Nickname'), 'columns'],
      ['twice_20260101.csv', [header, first, second, first, ''].join('\r\n'), 'duplicate-urn'],
      ['header_20260101.csv', `${header}\r\n`, 'no-rows'],
    ];
    for (const [name, content, code] of bad) {
      const result = await ask(setting.write(name, content));
      assert.equal(result.ok ? 'imported' : result.refusal.code, code, name);
    }
    assert.equal(await countOf('schools'), 0);
    assert.equal(await countOf('context_figures'), 0);
    assert.equal(await countOf('imports'), 0);
  });

  test('reports a row that cannot be read by its line, and imports the others', async () => {
    const file = altered('edubasealldata20260101.csv', (text) =>
      text.replace('\r\n103639,', '\r\n10363x,').replace('\r\n103711,331,', '\r\n103711,33,'),
    );
    const report = await imported(file);
    assert.equal(report.rows, 22);
    assert.deepEqual(report.problems, [
      { line: 2, sentence: '“10363x” is not a URN.', skipped: true },
      {
        line: 4,
        sentence: '“33” is not the code of a local authority (URN 103711).',
        skipped: true,
      },
    ]);
  });

  test('is told of in the audit trail, in the same transaction', async () => {
    const report = await imported(extract);
    const event = await setting.connection.db
      .selectFrom('audit_events')
      .selectAll()
      .executeTakeFirstOrThrow();
    assert.equal(event.type, 'file imported');
    assert.equal(event.subject_id, report.importId);
    assert.equal((event.payload as { sha256?: string }).sha256, report.sha256);
    assert.equal((await verifyAudit(setting.connection.db)).intact, true);
  });
});

suite('the order of files of the register does not matter', () => {
  const row = fc.record({
    urn: fc.constantFrom(900_101, 900_102, 900_103),
    name: fc.constantFrom('Alder School', 'Birch School'),
    la: fc.constantFrom('331', '383'),
    status: fc.constantFrom('1', '2'),
    pupils: fc.constantFrom('', '210', '240'),
    census: fc.constantFrom('', '16-01-2025'),
  });
  const headings =
    'URN,"LA (code)","LA (name)","EstablishmentName","TypeOfEstablishment (code)","TypeOfEstablishment (name)","EstablishmentStatus (code)","NumberOfPupils","CensusDate"';
  const content = fc
    .uniqueArray(row, { selector: ({ urn }) => urn, minLength: 1 })
    .map((rows) =>
      rows.map(
        ({ urn, la, name, status, pupils, census }) =>
          `${urn},${la},"An authority","${name}","01","Community school",${status},${pupils},"${census}"`,
      ),
    )
    .map((lines) => `${[headings, ...lines].join('\r\n')}\r\n`);
  const days = ['20250901', '20251001', '20251101'];
  const places = fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6, maxLength: 6 });

  async function held(): Promise<unknown> {
    const schools = await setting.connection.pool.query(`
      select s.urn, s.name, s.la_code, s.status, s.absent_since, i.as_at
      from schools as s join imports as i on i.id = s.import_id order by s.urn`);
    const figures = await setting.connection.pool.query(`
      select f.urn, f.period, f.value, f.as_at as of, i.as_at
      from context_figures as f join imports as i on i.id = f.import_id
      order by f.urn, f.period`);
    return [schools.rows, figures.rows];
  }

  test('whatever the files, in any order, once or twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(content, content, content), places, async (contents, order) => {
        const files = contents.map((text, at) =>
          setting.write(`edubasealldata${days[at] ?? ''}.csv`, Buffer.from(text)),
        );
        const afterAll = async (these: readonly number[]): Promise<unknown> => {
          await setting.connection.pool.query('truncate schools, context_figures, imports cascade');
          for (const at of these) await imported(files[at] ?? '');
          return held();
        };
        assert.deepEqual(await afterAll(order), await afterAll([0, 1, 2]));
      }),
      { numRuns: 8 },
    );
  });

  test('an older file adds only the schools that no newer one has, as gone since', async () => {
    await imported(extract);
    const older = altered('edubasealldata20240101.csv', (text) =>
      text.replace('Hollyfast', 'Hollyslow').replace('\r\n103641,', '\r\n103642,'),
    );
    assert.deepEqual(schoolsIn(await imported(older)), [1, 0, 23]);
    assert.match((await findSchool(setting.connection.db, hollyfast))?.name ?? '', /^Hollyfast/);
    const gone = (await findSchool(setting.connection.db, 103642 as Urn))?.source;
    assert.deepEqual([gone?.asAt, gone?.absentSince], ['2024-01-01', '2025-08-31']);
    assert.equal(
      (await findSchool(setting.connection.db, 103641 as Urn))?.source.absentSince,
      null,
    );
  });
});

suite('a file that is not CSV', () => {
  const kinds: [string, readonly number[] | string, RegExp][] = [
    [
      'a zip file or Excel workbook',
      [0x50, 0x4b, 0x03, 0x04, 20, 0],
      /Excel workbook or a zip file/,
    ],
    ['an older Excel workbook', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], /older Excel workbook/],
    ['a web page', '<!DOCTYPE html><html>', /a web page, not a CSV file/],
    ['a PDF', '%PDF-1.7\n', /a PDF, not a CSV file/],
    ['an answer in JSON', '{"error": 500}', /error message or other JSON/],
    ['nothing', '', /The file is empty/],
  ];
  for (const [what, content, sentence] of kinds) {
    test(`is refused as what it is, before its date is asked: ${what}`, async () => {
      const refused = await ask(setting.write('download.csv', Buffer.from(content)));
      assert.ok(!refused.ok);
      assert.match(refused.refusal.sentence, sentence);
      assert.equal(refused.refusal.field, undefined);
    });
  }
});
