import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import type { Urn } from '#kernel/ids.ts';
import { contextFiguresOf, saveSchools } from '#modules/schools/index.ts';
import type { ImportReport, ImportRequest } from '#modules/schools/index.ts';
import { importing } from '#test/harness/importing.ts';
import { inspectionsOf } from '../queries/inspections-of.ts';
import { importOfsted } from './import-ofsted.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../../test/fixtures/ofsted');
const august = path.join(fixtures, 'state_funded_schools_excerpt_as_at_2025-08-31.csv');
const february = path.join(fixtures, 'state_funded_schools_excerpt_as_at_2026-02-28.csv');
const augustText = readFileSync(august, 'latin1');

const setting = importing();

const ask = (file: string, more?: Partial<ImportRequest>) => setting.ask(importOfsted, file, more);
const imported = (file: string, more?: Partial<ImportRequest>) =>
  setting.imported(importOfsted, file, more);

const inspectionsIn = ({ changes }: ImportReport) => {
  const found = changes.find(({ subject }) => subject === 'inspections');
  return found && [found.new, found.changed, found.unchanged];
};

/** The August file under the name of another day, with something changed. */
function altered(day: string, change: (text: string) => string): string {
  const text = change(augustText);
  assert.ok(text !== augustText, 'Nothing was altered');
  return setting.write(`state_funded_schools_as_at_${day}.csv`, text);
}

/** A school with a report card, and graded inspections under two frameworks before. */
const gildersome = 107848 as Urn;
/** The school on the second line of the August file. */
const firstUrn = Number(/\n[^,]*,(\d{6}),/.exec(augustText)?.[1]) as Urn;
const frameworksOf = async (urn: Urn) =>
  (await inspectionsOf(setting.connection.db, urn)).map(({ framework }) => framework);

suite('importing Ofsted’s management information', () => {
  test('keeps each inspection in its own framework, the newest first', async () => {
    const report = await imported(august);
    assert.equal(report.layout, 'graded');
    assert.equal(report.rows, 42);
    assert.equal(report.blankRows, 2);
    assert.deepEqual(report.problems, []);
    assert.deepEqual(report.unrecognised, []);
    const [latest, previous, ...others] = await inspectionsOf(setting.connection.db, gildersome);
    assert.deepEqual(others, []);
    assert.ok(latest?.kind === 'graded' && latest.framework === 'education');
    assert.equal(latest.overall, 2);
    assert.equal(latest.safeguarding, 'effective');
    assert.deepEqual(Object.keys(latest.judgements), [
      'quality-of-education',
      'behaviour-and-attitudes',
      'personal-development',
      'leadership-and-management',
      'early-years',
    ]);
    assert.ok(previous?.kind === 'graded' && previous.framework === 'common');
    assert.equal(previous.overall, 3);
    assert.deepEqual(previous.source, {
      name: 'Ofsted management information',
      asAt: '2025-08-31',
      fileName: path.basename(august),
    });
  });

  test('adds report cards to the history that earlier files told of', async () => {
    await imported(august);
    const report = await imported(february);
    assert.equal(report.layout, 'report-card');
    const [, changed, unchanged = 0] = inspectionsIn(report) ?? [];
    assert.equal(changed, 0);
    assert.ok(unchanged > 5);
    assert.match(
      report.changes[0]?.notes.join(' ') ?? '',
      /inspections that the file does not list are kept/,
    );
    assert.deepEqual(await frameworksOf(gildersome), ['report-card', 'education', 'common']);
    const [card] = await inspectionsOf(setting.connection.db, gildersome);
    assert.ok(card?.kind === 'graded' && card.framework === 'report-card');
    assert.equal(card.safeguarding, 'met');
    assert.equal(card.judgements.inclusion, 'needs-attention');
    assert.equal(card.judgements['post-16'], undefined);
  });

  test('comes to the same history whichever file comes first', async () => {
    await imported(august);
    await imported(february);
    const inOrder = await inspectionsOf(setting.connection.db, gildersome);
    const { count } = await setting.connection.db
      .deleteFrom('inspections')
      .executeTakeFirstOrThrow()
      .then(({ numDeletedRows }) => ({ count: numDeletedRows }));
    assert.ok(count > 0n);
    await imported(february);
    await imported(august);
    const turned = await inspectionsOf(setting.connection.db, gildersome);
    const withoutSource = (list: typeof turned) =>
      list.map((each) => ({ ...each, source: undefined }));
    // The type of an inspection is said by whichever file tells of it as the latest.
    assert.deepEqual(withoutSource(turned), withoutSource(inOrder));
  });

  test('the same file again changes nothing', async () => {
    const first = await imported(august);
    const again = await imported(august);
    assert.deepEqual(inspectionsIn(again), [0, 0, inspectionsIn(first)?.[0]]);
    assert.equal(again.importId, null);
  });

  test('a later file corrects an inspection, and an earlier file does not take it back', async () => {
    await imported(august);
    const later = altered('2025-10-31', (text) =>
      text.replace(/(10200689,.*?),24\/03\/2022,/, '$1,25/03/2022,'),
    );
    assert.equal(inspectionsIn(await imported(later))?.[1], 1);
    const publishedOn = async () =>
      (await inspectionsOf(setting.connection.db, gildersome))[0]?.publishedOn;
    assert.equal(await publishedOn(), '2022-03-25');
    assert.equal(inspectionsIn(await imported(august))?.[1], 0);
    assert.equal(await publishedOn(), '2022-03-25');
  });

  test('keeps the type of an inspection where a later file leaves it out', async () => {
    await imported(august);
    const typeOf = async () => (await inspectionsOf(setting.connection.db, gildersome))[0]?.type;
    const type = await typeOf();
    assert.match(type ?? '', /Reinspection/);
    await imported(altered('2025-10-31', (text) => text.replaceAll(type ?? '', '')));
    assert.equal(await typeOf(), type);
  });

  test('keeps judgements under the URN of the school that was inspected', async () => {
    await imported(august);
    const { rows } = await setting.connection.pool.query<{ urn: Urn }>(
      'select urn from inspections where urn_at_time <> urn limit 1',
    );
    const urn = rows[0]?.urn;
    assert.ok(urn);
    const all = await inspectionsOf(setting.connection.db, urn);
    const [inherited] = all.filter(({ predecessor }) => predecessor !== null);
    assert.ok(inherited?.predecessor);
    assert.notEqual(inherited.predecessor.urn, urn);
    assert.ok(inherited.predecessor.name);
  });

  test('reports by line the schools that the register does not have, and keeps their inspections', async () => {
    const unknown = async () =>
      (await imported(august, { dryRun: true })).problems.filter(({ kept }) => kept);
    assert.deepEqual(await unknown(), []);
    const known = {
      urn: gildersome,
      name: 'A school',
      la_code: '383',
      la_name: '',
      type_code: '01',
    };
    await setting.connection.db.transaction().execute((trx) => saveSchools(trx, 'gias', [known]));
    const report = await imported(august, { override: true });
    assert.equal(report.problemCount, 41);
    const [first] = await unknown();
    assert.deepEqual(first, {
      line: 2,
      sentence: `URN ${firstUrn} is not in the register of schools. Its inspections are kept until the register has the school.`,
      skipped: false,
      kept: true,
    });
    assert.ok((await inspectionsOf(setting.connection.db, firstUrn)).length > 0);
  });

  test('keeps the number of pupils as a figure of the day of the file', async () => {
    await imported(february);
    const [figure] = await contextFiguresOf(setting.connection.db, gildersome);
    assert.equal(figure?.measure, 'pupils');
    assert.equal(figure.value, 380);
    assert.equal(figure.source, 'Ofsted management information, as at 28 February 2026');
  });

  test('takes a title above the header, and headings of other months', async () => {
    const file = altered(
      '2025-06-30',
      (text) =>
        `State-funded schools as at 30 June 2025\r\n${text
          .replace('Web Link (opens in new window)', 'Web Link')
          .replaceAll('graded inspection', 'full inspection')
          .replace('2024/25', '2023/24')}`,
    );
    const report = await imported(file);
    assert.equal(report.rows, 42);
    assert.deepEqual(report.unrecognised, []);
    assert.deepEqual(report.missing, []);
  });

  test('refuses whole a file that lacks what is needed, or names a school twice', async () => {
    const lacking = altered('2025-07-31', (text) => text.replace('Quality of education', 'Colour'));
    const refused = await ask(lacking);
    assert.ok(!refused.ok);
    assert.equal(refused.refusal.code, 'columns');
    assert.match(refused.refusal.sentence, /“Quality of education”/);
    const twice = altered('2025-07-31', (text) => {
      const lines = text.split('\r\n');
      return [...lines.slice(0, 3), lines[1], ...lines.slice(3)].join('\r\n');
    });
    const repeated = await ask(twice);
    assert.equal(repeated.ok ? '' : repeated.refusal.code, 'duplicate-urn');
    assert.deepEqual(await frameworksOf(gildersome), []);
  });

  test('doubts a file in which published inspections would change in number', async () => {
    await imported(august);
    const file = altered('2025-10-31', (text) =>
      text.replaceAll(/,(\d\d\/\d\d)\/20(1\d|2[0-3]),(\d\d\/\d\d\/20\d\d),/g, ',$1/2024,$3,'),
    );
    const refused = await ask(file);
    assert.ok(!refused.ok);
    assert.equal(refused.refusal.code, 'implausible');
    assert.match(refused.refusal.sentence, /published inspections hardly ever do/);
  });

  test('doubts a file of which much cannot be read', async () => {
    const slipped = altered('2026-02-27', (text) =>
      text.replaceAll(/,\d\d\/\d\d\/20/g, ',31/02/20'),
    );
    const report = await ask(slipped, { dryRun: true });
    assert.ok(report.ok);
    assert.match(
      report.value.doubts[0]?.sentence ?? '',
      /^Something in \d+ of 42 rows cannot be read\. The first is line 2: .*31\/02\//,
    );
    const refused = await ask(slipped);
    assert.equal(!refused.ok && refused.refusal.code, 'implausible');
  });
});
