import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveLinks, saveSchools } from '#modules/schools/index.ts';
import { storeFigures } from '#test/builders/stored-figures.ts';
import type { StoredFigure } from '#test/builders/stored-figures.ts';
import { aBoard, aSchool } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { readMarkup } from '#test/harness/markup.ts';
import { saveBenchmarks } from '../store.ts';

const old = 900_910 as Urn;

suite('the figures of a school over the years, as a page', () => {
  let app: TestApp;
  let board: Board;
  let other: Urn;
  let advisor: SignedInHeaders;

  const figures = (...given: readonly StoredFigure[]) => storeFigures(app.services.db, given);

  const pageOf = async (urn: Urn, headers = advisor): Promise<string> => {
    const { status, body } = await app.get(`/schools/${urn}/figures`, headers);
    assert.equal(status, 200);
    return body;
  };

  before(async () => {
    app = await startApp();
    board = await aBoard(app);
    other = await aSchool(app, { name: 'Brook Lane School' });
    advisor = await app.signInAs(board.chair);
    const { urn } = board;
    await app.services.db.transaction().execute(async (trx) => {
      await saveSchools(trx, 'demonstration', [
        {
          urn,
          name: 'Ashgrove Primary School',
          la_code: app.authority.laCode,
          la_name: app.authority.name,
          type_code: '01',
          phase: 'Primary',
        },
        {
          urn: old,
          name: 'Old School',
          la_code: app.authority.laCode,
          la_name: app.authority.name,
          type_code: '01',
          phase: 'Primary',
          status: 'closed',
        },
      ]);
      await saveLinks(trx, 'demonstration', [
        {
          urn,
          link_urn: old,
          link_name: 'Old School',
          kind: 'Predecessor',
          established_on: null,
        },
      ]);
      await saveBenchmarks(trx, [
        {
          area: 'england',
          area_code: 'NAT',
          schools: 'primary',
          measure: 'absence',
          cohort: 'all',
          period: '2023/24',
          source: 'absence',
          value: '5.5',
          pupils: null,
          status: 'final',
          as_at: date('2024-08-31'),
          source_text: 'National row of the absence file',
        },
      ]);
    });
    await figures(
      { urn: old, period: '2020/21', value: 4.2 },
      { urn, period: '2022/23', value: null },
      { urn, period: '2023/24', value: 6.25 },
      { urn, period: '2025/26', value: 7, status: 'provisional', typedBy: 'Ines Almeida' },
      {
        urn,
        measure: 'ks2-expected',
        cohort: 'Year 6',
        period: '2022/23',
        value: 48,
        pupils: 29,
      },
    );
  });
  after(() => app.close());

  test('are drawn, and stand in a table with the years between them', async () => {
    const body = await pageOf(board.urn);
    const text = readMarkup(body).words;
    assert.match(
      body,
      /<desc id="absence-desc">School: 2020\/21 4\.2%; 2021\/22 no figure; 2022\/23 suppressed; 2023\/24 6\.25%; 2024\/25 no figure; 2025\/26 7%, provisional\. England: .*2023\/24 5\.5%/,
    );
    const table = text.slice(text.indexOf('Overall absence: figures'));
    assert.match(table, /2020\/21 \| 4\.2% \| source 1/);
    assert.match(table, /2021\/22 \| –no figure/);
    assert.match(table, /2022\/23 \| Suppressed/);
    assert.match(table, /2023\/24 \| 6\.25% \| source 3 \| –no figure \| 5\.5% \| source 4/);
    assert.match(table, /2025\/26 \| 7% pprovisional \| source 5/);
  });

  test('each say where they come from, and of which day they are', async () => {
    const text = readMarkup(await pageOf(board.urn)).words;
    assert.match(
      text,
      /Absence file of 2020\/21 \| Absence file of 2022\/23 \| Absence file of 2023\/24 \| National row of the absence file \| A <letter>, 31 August 2026\. Typed by Ines Almeida/,
    );
    const body = await pageOf(board.urn);
    for (const [, id] of body.matchAll(/href="#([a-z0-9-]+-source-\d+)"/g)) {
      assert.ok(body.includes(`<li id="${id}">`), `${id} is on the page`);
    }
  });

  test('say whose they were, how many pupils stand behind them, and why a year is missing', async () => {
    const text = readMarkup(await pageOf(board.urn)).words;
    assert.match(text, /figures for 2020\/21 are those of Old School \(URN 900910\)/);
    assert.match(text, /48% \| source 1 \| 29 pupils/);
    assert.ok(text.includes('in reading, writing and maths, Year 6'));
    assert.ok(
      !text.includes('No absence figures for the whole of 2019/20'),
      'before the first year',
    );
  });

  test('are said to be none where there are none', async () => {
    const body = await pageOf(other);
    assert.match(body, /No figure of this school is held/);
    assert.doesNotMatch(body, /class="app-chart/);
  });

  test('are drawn as nothing where all of them are suppressed', async () => {
    const urn = await aSchool(app, { name: 'Small School' });
    await figures({ urn, period: '2022/23', value: null });
    const text = readMarkup(await pageOf(urn)).words;
    assert.match(text, /Every figure that is held is suppressed/);
  });

  test('are for the people of the school too, and for no other school’s', async () => {
    const head = await app.signInAs(board.head);
    await pageOf(board.urn, head);
    assert.equal((await app.get(`/schools/${other}/figures`, head)).status, 404);
  });
});
