import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Urn } from '#kernel/ids.ts';
import { aBoard, aSchool, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

const figure = {
  measure: 'ks2-expected',
  value: '46.3%',
  cohort: 'disadvantaged',
  period: '2025/26',
  source: 'School’s own return',
  'asAt-day': '2',
  'asAt-month': 'oct',
  'asAt-year': '2026',
  status: 'final',
};

suite('adding a figure', () => {
  let app: TestApp;
  let board: Board;
  let foreign: Urn;
  let advisor: SignedInHeaders;
  before(async () => {
    app = await startApp();
    board = await aBoard(app);
    foreign = await aSchool(app, { laCode: '998' });
    advisor = await app.signInAs(board.chair);
  });
  after(() => app.close());

  const figures = () => app.services.db.selectFrom('context_figures').selectAll().execute();
  const path = () => `/schools/${board.urn}/figures/new`;

  test('keeps it with its source, date and author; sent again, it takes the place of the first', async () => {
    for (const value of ['46.3%', '46.5']) {
      const reply = await app.post(path(), { ...figure, value }, advisor);
      assert.equal(reply.status, 303);
      assert.equal(reply.location, `/schools/${board.urn}#context`);
    }
    const [row, ...more] = await figures();
    assert.equal(more.length, 0);
    assert.equal(row?.value, '46.5');
    assert.equal(row?.as_at, '2026-10-02');
    assert.equal(row?.entered_by, 'Ruth Calloway');
    const { body } = await app.get(`/schools/${board.urn}`, advisor);
    assert.match(body, /46\.5%/);
    assert.match(body, /School’s own return, 2 October 2026\. Typed by Ruth Calloway/);
  });

  test('takes a suppressed figure, which has no number', async () => {
    const reply = await app.post(
      path(),
      { ...figure, measure: 'phonics', value: '', suppressed: 'yes' },
      advisor,
    );
    assert.equal(reply.status, 303);
    assert.match((await app.get(`/schools/${board.urn}`, advisor)).body, /Suppressed/);
  });

  test('is not taken as both a number and suppressed', async () => {
    const known = (await figures()).length;
    const both = { ...figure, measure: 'phonics', value: '82', suppressed: 'yes' };
    const { status, body } = await app.post(path(), both, advisor);
    assert.equal(status, 422);
    assert.match(body, /href="#value">Enter a figure, or say that it is suppressed, not both/);
    assert.equal((await figures()).length, known);
  });

  test('comes back with what was typed and what is wrong, each with a link to its field', async () => {
    const known = (await figures()).length;
    const typed = {
      value: 'about <half>',
      cohort: 'Year 6',
      'asAt-day': '31',
      'asAt-month': '2',
      'asAt-year': '2026',
    };
    const { status, body } = await app.post(path(), typed, advisor);
    assert.equal(status, 422);
    assert.match(body, /<title>Error: Add a figure/);
    for (const [field, sentence] of [
      ['measure', 'Choose what is measured'],
      ['value', 'The figure must be a number, like 46.3'],
      ['source', 'Enter where the figure comes from'],
      ['asAt', 'The date of the figure must be a real date, like 14 1 2027'],
    ] as const) {
      assert.ok(body.includes(`<a href="#${field}">${sentence}</a>`), sentence);
      assert.match(body, new RegExp(`id="${field}"`));
    }
    assert.match(body, /value="about &lt;half&gt;"/);
    assert.match(body, /value="Year 6"/);
    assert.match(body, /value="31"/);
    assert.equal((await figures()).length, known);
  });

  test('refuses what cannot be, in a sentence', async () => {
    for (const [change, sentence] of [
      [{ value: '146' }, /A percentage must be between 0 and 100/],
      [{ measure: 'pupils', value: '12.5' }, /must be a whole number/],
      [{ 'asAt-year': '2028' }, /must not be after today, 14 January 2027/],
      [{ source: 'x'.repeat(201) }, /200 characters or fewer/],
      [{ value: '1e5' }, /must be a number/],
    ] as const) {
      const { status, body } = await app.post(path(), { ...figure, ...change }, advisor);
      assert.equal(status, 422);
      assert.match(body, sentence);
    }
  });

  test('is for those who may write the facts of the authority’s own schools', async () => {
    const clerk = await app.signInAs(await storePerson(app.services.db, { role: 'clerk' }));
    const head = await app.signInAs(board.head);
    const known = (await figures()).length;
    for (const [headers, urn] of [
      [clerk, board.urn],
      [head, board.urn],
      [advisor, foreign],
    ] as const) {
      const url = `/schools/${urn}/figures/new`;
      assert.equal((await app.get(url, headers)).status, 404);
      assert.equal((await app.post(url, figure, headers)).status, 404);
    }
    assert.equal((await figures()).length, known);
  });
});
