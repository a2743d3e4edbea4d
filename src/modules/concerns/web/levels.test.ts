import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { Urn } from '#kernel/ids.ts';
import { aBoard, aSchool, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { storeConcern, storeLevel } from '#test/builders/stored-levels.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, SignedInHeaders, TestApp } from '#test/harness/app.ts';

const secret = 'Two governors have written about the finances.';
const why = 'An audit is under way.';

const concern: FormFields = {
  kind: 'visits',
  'ofDate-day': '12',
  'ofDate-month': '1',
  'ofDate-year': '2027',
  source: 'Visit of 12 January',
  text: 'Reading is taught in three different ways.',
  shown: 'yes',
  reason: '',
};

let app: TestApp;
let board: Board;
let advisor: SignedInHeaders;
let officer: SignedInHeaders;
let head: SignedInHeaders;

before(async () => {
  app = await startApp();
  board = await aBoard(app);
  advisor = await app.signInAs(board.chair);
  officer = await app.signInAs(board.officer);
  head = await app.signInAs(board.head);
});
after(() => app.close());

/** The hidden fields of the decision form as the page has them. */
async function decisionFields(urn: Urn): Promise<Record<string, string>> {
  const { body } = await app.get(`/schools/${urn}/level`, advisor);
  const field = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? '';
  return { id: field('id'), after: field('after'), seen: field('seen') };
}

const today = { 'from-day': '14', 'from-month': '1', 'from-year': '2027' };

suite('the page about a school’s level', () => {
  test('says that nothing is suggested, and what follows from nothing', async () => {
    const urn = await aSchool(app);
    const { body } = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(body, /Nothing that the policy names speaks for a level/);
    assert.match(body, /Nothing has been decided/);
    assert.match(body, /Give the school a level/);
    assert.doesNotMatch(body, /Decide otherwise/);
    assert.doesNotMatch(body, /What follows for/);
  });

  test('shows what is suggested, why, and how it is read', async () => {
    const urn = await aSchool(app);
    await storeConcern(app, board.chair, urn, { kind: 'leadership-concern' });
    const { body } = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(body, /The policy suggests: <strong>School Causing Concern<\/strong>/);
    assert.match(body, /Confirm: School Causing Concern/);
    assert.match(body, /What would follow for a School Causing Concern/);
    assert.match(body, /Source: Letter from the Chair of Governors, 11 January 2027/);
    assert.match(body, new RegExp(`href="/schools/${urn}/open-board"`));
    assert.match(body, /Warning Notice process/);
  });

  test('decides: the history says who, when, why and on what', async () => {
    const urn = await aSchool(app);
    await storeConcern(app, board.chair, urn);
    const sent = await app.post(
      `/schools/${urn}/level`,
      {
        ...(await decisionFields(urn)),
        ...today,
        choice: 'level:focus-school',
        rationale: 'A new head from *Easter*.',
      },
      advisor,
    );
    assert.equal(sent.status, 303);
    assert.equal(sent.location, `/schools/${urn}/level#history`);
    const { body } = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(body, /Confirmed: Focus School \(Early Intervention\)/);
    assert.match(body, /Decided by Ruth Calloway, Senior Advisor – School Improvement/);
    assert.match(body, /A new head from <em>Easter<\/em>/);
    assert.match(body, /Nothing new has come since Ruth Calloway decided on 14 January 2027/);
  });

  test('comes back with what was typed and what is wrong', async () => {
    const urn = await aSchool(app);
    await storeConcern(app, board.chair, urn);
    const { status, body } = await app.post(
      `/schools/${urn}/level`,
      {
        ...(await decisionFields(urn)),
        'from-day': '31',
        'from-month': '2',
        'from-year': '2027',
        rationale: '',
      },
      advisor,
    );
    assert.equal(status, 422);
    for (const [field, sentence] of [
      ['choice', 'Choose what you decide'],
      ['from', 'The day from which it holds must be a real date, like 14 1 2027'],
      ['rationale', 'Enter the reasons for your decision'],
    ] as const) {
      assert.ok(body.includes(`<a href="#${field}">${sentence}</a>`), sentence);
      assert.match(body, new RegExp(`id="${field}"`));
    }
    assert.match(body, /value="31"/);
    const future = await app.post(
      `/schools/${urn}/level`,
      {
        ...(await decisionFields(urn)),
        ...today,
        'from-day': '15',
        choice: 'dismiss',
        rationale: 'About <b>nothing</b>',
      },
      advisor,
    );
    assert.equal(future.status, 422);
    assert.match(future.body, /must take effect today, 14 January 2027, or before/);
    assert.match(future.body, /About &lt;b&gt;nothing/);
    assert.match(future.body, /value="dismiss"[^>]* checked/);
  });

  test('an old page is refused when something new has come: it says so and shows it', async () => {
    const urn = await aSchool(app);
    await storeConcern(app, board.chair, urn);
    const fields = await decisionFields(urn);
    await storeConcern(app, board.chair, urn, { kind: 'visits', text: 'Phonics is not taught.' });
    const choice = { ...fields, ...today, choice: 'level:focus-school', rationale: 'Yes.' };
    const { status, body } = await app.post(`/schools/${urn}/level`, choice, advisor);
    assert.equal(status, 422);
    assert.match(body, /What is known of the school has changed since you opened the page/);
    assert.match(body, /Phonics is not taught/);
  });

  test('marks what is new after a dismissal', async () => {
    const urn = await aSchool(app);
    await storeConcern(app, board.chair, urn);
    await storeLevel(app, board.chair, urn, { choice: { kind: 'dismiss' } });
    const settled = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(settled.body, /Dismissed: the suggestion of Focus School/);
    assert.doesNotMatch(settled.body, /What (would follow|follows) for/);
    assert.doesNotMatch(settled.body, />New</);
    await storeConcern(app, board.chair, urn, { kind: 'visits' });
    const { body } = await app.get(`/schools/${urn}/level`, advisor);
    assert.equal(body.match(/>New</g)?.length, 1);
  });

  test('of an academy says where a concern goes, and takes none', async () => {
    const urn = await aSchool(app, { name: 'Larkfield Academy', typeCode: '34' });
    const { body } = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(body, /never receives a level. The authority raises a concern about an academy/);
    assert.doesNotMatch(body, /Record a concern/);
    assert.doesNotMatch(body, /What do you decide/);
    const sent = await app.post(`/schools/${urn}/concerns/new`, concern, advisor);
    assert.equal(sent.status, 422);
    assert.match(sent.body, /raised with the Regional Director/);
  });

  test('is not for the school', async () => {
    await storeConcern(app, board.chair, board.urn);
    await storeLevel(app, board.chair, board.urn);
    assert.equal((await app.get(`/schools/${board.urn}/level`, head)).status, 404);
    const { body } = await app.get(`/schools/${board.urn}`, head);
    assert.doesNotMatch(body, /\/level"/);
  });

  test('lets a monitoring officer look and add, but not decide', async () => {
    const { body } = await app.get(`/schools/${board.urn}/level`, officer);
    assert.match(body, /Record a concern/);
    assert.doesNotMatch(body, /What do you decide/);
    const fields = { ...today, choice: 'end', rationale: 'x' };
    assert.equal((await app.post(`/schools/${board.urn}/level`, fields, officer)).status, 404);
  });
});

suite('what reaches the school', () => {
  test('is said to who records a concern, and to who decides: nothing before a level, concerns after', async () => {
    const urn = await aSchool(app);
    await storeConcern(app, board.chair, urn);
    const form = `/schools/${urn}/concerns/new`;
    assert.match((await app.get(form, advisor)).body, /read it, once it has a level\?/);
    const none = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(none.body, /Until a level is confirmed, nothing of this reaches the school/);
    await storeLevel(app, board.chair, urn);
    await storeConcern(app, board.chair, urn, { kind: 'visits' });
    assert.match((await app.get(form, advisor)).body, /it reads at once what is shown to it/);
    const held = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(held.body, /The suggestion does not reach the school; a concern does/);
    assert.doesNotMatch(held.body, /nothing of this reaches the school/);
  });
});

suite('concerns on the page', () => {
  test('are recorded, resolved and withheld, each by its own form', async () => {
    const urn = await aSchool(app);
    const id = newId();
    const recorded = await app.post(`/schools/${urn}/concerns/new`, { ...concern, id }, advisor);
    assert.equal(recorded.location, `/schools/${urn}/level#concerns`);
    const again = await app.post(`/schools/${urn}/concerns/new`, { ...concern, id }, advisor);
    assert.equal(again.status, 303);
    const here = `/schools/${urn}/concerns/${id}`;

    const noReason = await app.post(`${here}/showing`, { shown: 'no', reason: '' }, advisor);
    assert.equal(noReason.status, 422);
    assert.match(noReason.body, /href="#reason">Enter why it is withheld from the school/);
    const hidden = await app.post(`${here}/showing`, { shown: 'no', reason: why }, advisor);
    assert.equal(hidden.status, 303);
    const page = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(page.body, /Withheld from the school/);
    assert.match(page.body, new RegExp(`By Ruth Calloway, [^:]+: ${why}`));

    const nothing = await app.post(`${here}/resolve`, { text: '' }, advisor);
    assert.equal(nothing.status, 422);
    assert.match(nothing.body, /href="#text">Enter what resolved it/);
    assert.match(nothing.body, /href="#on">Enter the day it was resolved/);
    const on = { 'on-day': '13', 'on-month': '1', 'on-year': '2027' };
    const resolved = await app.post(`${here}/resolve`, { ...on, text: 'One way now.' }, advisor);
    assert.equal(resolved.status, 303);
    const { body } = await app.get(`/schools/${urn}/level`, advisor);
    assert.match(body, /1 resolved concern/);
    assert.match(body, /One way now\./);
    assert.match(body, /No concern is open/);
  });

  test('come back with what was typed', async () => {
    const url = `/schools/${board.urn}/concerns/new`;
    const { status, body } = await app.post(
      url,
      { text: 'Reading <i>lags</i>', shown: 'no', 'ofDate-day': '3' },
      advisor,
    );
    assert.equal(status, 422);
    for (const [field, sentence] of [
      ['kind', 'Choose what the concern is about'],
      ['ofDate', 'The date of the concern must include a month and a year'],
      ['source', 'Enter where the concern comes from'],
      ['reason', 'Enter why it is withheld from the school'],
    ] as const) {
      assert.ok(body.includes(`<a href="#${field}">${sentence}</a>`), sentence);
      assert.match(body, new RegExp(`id="${field}"`));
    }
    assert.match(body, /Reading &lt;i&gt;lags/);
  });

  test('that are withheld are told to other officers by whom, and never what', async () => {
    const urn = board.urn;
    const id = await storeConcern(app, board.chair, urn, {
      kind: 'leadership-concern',
      text: secret,
      source: 'Letter of two governors',
      shown: false,
      reason: why,
    });
    const adviser = await app.signInAs(
      await storePerson(app.services.db, { role: 'senior-advisor-education' }),
    );
    for (const reader of [officer, adviser]) {
      const { body } = await app.get(`/schools/${urn}/level`, reader);
      assert.match(body, /1 more concern is withheld, by the Senior Advisor – School Improvement/);
      assert.match(body, /This reason is withheld by the Senior Advisor – School Improvement/);
      for (const hidden of [secret, why, 'Letter of two governors', id]) {
        assert.ok(!body.includes(hidden), hidden);
      }
    }
    const { body } = await app.get(`/schools/${urn}/level`, advisor);
    assert.ok(body.includes(secret));
    assert.equal((await app.get(`/schools/${urn}/concerns/${id}/resolve`, officer)).status, 404);
  });

  test('that a monitoring officer withholds stay theirs to read', async () => {
    const text = 'A member of staff spoke to me in confidence.';
    await storeConcern(app, board.officer, board.urn, { text, shown: false, reason: why });
    assert.ok((await app.get(`/schools/${board.urn}/level`, officer)).body.includes(text));
  });
});
