import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { histories, inspectionsOf, saveInspections } from '#modules/inspections/index.ts';
import { saveLinks } from '#modules/schools/index.ts';
import { anInspection, aReportCard } from '#test/builders/inspections.ts';
import { aSchool } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';

suite('the histories of many schools', () => {
  let app: TestApp;
  let ash: Urn;
  let brook: Urn;
  let elsewhere: Urn;

  before(async () => {
    app = await startApp();
    ash = await aSchool(app);
    brook = await aSchool(app, { name: 'Brook Lane School' });
    elsewhere = await aSchool(app, { name: 'Far Away School', laCode: '998' });
    await app.services.db
      .transaction()
      .execute((trx) =>
        saveInspections(trx, [
          anInspection({ urn: ash, number: '1', firstDay: date('2021-11-02'), overall: 3 }),
          aReportCard({ urn: ash, number: '3' }),
          anInspection({ urn: ash, number: '2' }),
          anInspection({ urn: elsewhere, number: '4' }),
        ]),
      );
  });
  after(() => app.close());

  test('are each the newest first, and those of the schools that were asked for', async () => {
    const { db } = app.services;
    const numbers = async (of: Parameters<typeof histories>[1]) =>
      Object.fromEntries(
        [...(await histories(db, of))].map(([urn, history]) => [
          urn,
          history.map(({ number }) => number).join(' '),
        ]),
      );
    assert.deepEqual(await numbers('all'), { [ash]: '3 2 1', [elsewhere]: '4' });
    assert.deepEqual(await numbers({ laCode: '998' }), { [elsewhere]: '4' });
    assert.deepEqual(await numbers([ash, brook]), { [ash]: '3 2 1' });
    assert.deepEqual(await inspectionsOf(db, brook), []);
  });

  test('come back as they were put in, in their own frameworks', async () => {
    const [card, graded] = await inspectionsOf(app.services.db, ash);
    const { source, ...facts } = card ?? {};
    assert.deepEqual(facts, aReportCard({ urn: ash, number: '3' }));
    assert.equal(source?.asAt, null);
    assert.deepEqual(
      { ...graded, source: undefined },
      { ...anInspection({ urn: ash, number: '2' }), source: undefined },
    );
  });

  test('go on from the only predecessor, and from none where there are two', async () => {
    const { db } = app.services;
    const [academy, former, joined, one, two] = [
      await aSchool(app, { name: 'Brook Lane Academy' }),
      await aSchool(app, { name: 'Brook Lane Primary School', laCode: '998' }),
      await aSchool(app, { name: 'Joined Primary School' }),
      await aSchool(app, { name: 'Infant School' }),
      await aSchool(app, { name: 'Junior School' }),
    ];
    const noMore = { link_name: null, established_on: null };
    await db.transaction().execute(async (trx) => {
      await saveLinks(trx, 'demonstration', [
        { urn: academy, link_urn: former, kind: 'Predecessor', ...noMore },
        { urn: joined, link_urn: one, kind: 'Predecessor - merged', ...noMore },
        { urn: joined, link_urn: two, kind: 'Predecessor - merged', ...noMore },
      ]);
      await saveInspections(trx, [
        anInspection({ urn: academy, number: '12' }),
        anInspection({ urn: former, number: '11', firstDay: date('2015-11-03') }),
        anInspection({ urn: joined, number: '15' }),
        anInspection({ urn: one, number: '13', firstDay: date('2015-11-03') }),
        anInspection({ urn: two, number: '14', firstDay: date('2015-11-03') }),
      ]);
    });
    for (const whose of ['all', { laCode: app.authority.laCode }, [academy, joined]] as const) {
      const found = await histories(db, whose);
      assert.deepEqual(
        found.get(academy)?.map(({ number, predecessor }) => [number, predecessor]),
        [
          ['12', null],
          ['11', { urn: former, name: 'Brook Lane Primary School' }],
        ],
      );
      assert.deepEqual(
        found.get(joined)?.map(({ number }) => number),
        ['15'],
      );
      assert.equal(found.has(former), whose === 'all');
    }
    assert.deepEqual(
      (await inspectionsOf(db, former)).map(({ number, predecessor }) => [number, predecessor]),
      [['11', null]],
    );
  });
});
