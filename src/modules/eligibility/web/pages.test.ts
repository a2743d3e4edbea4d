import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { anInspection, aReportCard } from '#test/builders/inspections.ts';
import { aSchool, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

suite('the pages about the national rules', () => {
  let app: TestApp;
  let ash: Urn;
  let brook: Urn;
  let advisor: SignedInHeaders;

  before(async () => {
    app = await startApp();
    ash = await aSchool(app, { name: 'Ashgrove School' });
    brook = await aSchool(app, { name: 'Brook Lane School' });
    await app.services.db.transaction().execute((trx) =>
      saveInspections(trx, [
        anInspection({ urn: ash, number: '1', firstDay: date('2023-05-09'), overall: 3 }),
        anInspection({
          urn: ash,
          number: '2',
          firstDay: date('2019-03-05'),
          overall: 4,
          category: 'special-measures',
        }),
        aReportCard({ urn: brook, number: '3' }),
      ]),
    );
    const { db } = app.services;
    advisor = await app.signInAs(await storePerson(db, { role: 'senior-advisor' }));
  });
  after(() => app.close());

  test('show one school’s three facts with reason, rule, citation, inspections and what would change them', async () => {
    const { status, body } = await app.get(`/schools/${ash}/national-rules`, advisor);
    assert.equal(status, 200);
    assert.match(body, /as at Thursday 14 January 2027/);
    assert.match(body, /Coasting under the 2025 rule: the latest graded inspection, of 9 May 2023/);
    assert.match(body, /SI 2025\/1120, entry condition 3/);
    assert.match(
      body,
      /Graded inspection of 5 March 2019 \(Inadequate overall; special measures\)/,
    );
    assert.match(body, /An inspection with no Needs attention/);
    assert.match(body, /These readings were not confirmed against the original text/);
    assert.match(body, /only once the Secretary of State has notified its governing body/);
  });

  test('apply the rules of another day when asked', async () => {
    const day = 'date-day=31&date-month=8&date-year=2022';
    const { body } = await app.get(`/schools/${ash}/national-rules?${day}`, advisor);
    assert.match(body, /as at Wednesday 31 August 2022/);
    assert.match(body, /no such rule was in force on 31 August 2022/);
    assert.match(body, /In a category of concern: the latest graded inspection, of 5 March 2019/);
  });

  test('give back a day that does not exist, and show today', async () => {
    const day = 'date-day=31&date-month=2&date-year=2025';
    for (const path of [`/schools/${ash}/national-rules`, '/identify/national-rules']) {
      const { status, body } = await app.get(`${path}?${day}`, advisor);
      assert.equal(status, 422);
      assert.match(body, /The date must be a real date/);
      assert.match(body, /name="date-day"[^>]*value="31"/);
      assert.match(body, /as at Thursday 14 January 2027/);
    }
  });

  test('say of schools without a graded inspection that nothing can be said', async () => {
    const bare = await startApp();
    try {
      const { db } = bare.services;
      const one = await aSchool(bare, { name: 'Cowslip School' });
      const who = await bare.signInAs(await storePerson(db));
      const { body } = await bare.get('/identify/national-rules', who);
      assert.match(body, /No graded inspection is held of any of them, so nothing can be said/);
      assert.doesNotMatch(body, /No school is coasting/);
      await aSchool(bare, { name: 'Dunnock School' });
      await db
        .transaction()
        .execute((trx) => saveInspections(trx, [anInspection({ urn: one, number: '9' })]));
      const some = await bare.get('/identify/national-rules', who);
      assert.match(
        some.body,
        /Of 1 school no graded inspection is held, so nothing can be said of it/,
      );
      assert.match(some.body, /No school is coasting/);
    } finally {
      await bare.close();
    }
  });

  test('list the schools that each rule flags, within reach alone', async () => {
    const { body } = await app.get('/identify/national-rules', advisor);
    assert.match(body, /Not making necessary improvements \(coasting\): 1/);
    assert.match(body, /Ashgrove School/);
    assert.match(body, /No school is in a category of concern/);
    const scope = { kind: 'school', urn: brook } as const;
    const officer = await storePerson(app.services.db, { role: 'monitoring-officer', scope });
    const own = await app.get('/identify/national-rules', await app.signInAs(officer));
    assert.match(own.body, /No school is coasting/);
    assert.doesNotMatch(own.body, /Ashgrove/);
  });

  test('are nothing for a headteacher', async () => {
    const scope = { kind: 'school', urn: ash } as const;
    const head = await storePerson(app.services.db, { role: 'headteacher', scope });
    const headers = await app.signInAs(head);
    for (const path of [`/schools/${ash}/national-rules`, '/identify/national-rules']) {
      assert.equal((await app.get(path, headers)).status, 404);
    }
    const { body } = await app.get(`/schools/${ash}`, headers);
    assert.doesNotMatch(body, /national-rules|Identify|[Cc]oasting/);
  });
});
