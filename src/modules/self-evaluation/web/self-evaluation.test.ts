import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import { anOpenRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, SignedInHeaders, TestApp } from '#test/harness/app.ts';
import type { SelfEvaluationId } from '../domain/evaluation.ts';

let app: TestApp;
let stored: StoredRecord;
let head: SignedInHeaders;
let chair: SignedInHeaders;
let here: string;
before(async () => {
  app = await startApp();
  stored = await anOpenRecord(app);
  head = await app.signInAs(stored.board.head);
  chair = await app.signInAs(stored.board.chair);
  here = `/schools/${stored.board.urn}/self-evaluation`;
});
after(() => app.close());

const typed: FormFields = {
  'on-day': '12',
  'on-month': '1',
  'on-year': '2027',
  'grade-inclusion': 'expected-standard',
  'why-inclusion': 'Needs are found early.',
};

suite('how a school judges itself', () => {
  test('comes back with every thing that is wrong and what was typed', async () => {
    const fields = { ...typed, 'why-inclusion': '', 'why-achievement': 'Writing is behind.' };
    const { status, body } = await app.post(`${here}/new`, fields, head);
    assert.equal(status, 422);
    assert.match(body, /href="#why-inclusion">Enter why, for Inclusion/);
    assert.match(body, /href="#grade-achievement">Choose a judgement for Achievement/);
    assert.match(body, /Writing is behind\./);
  });

  test('is typed by the head under the framework in force, once', async () => {
    const id = newId<SelfEvaluationId>();
    const fields = { ...typed, id };
    const replies = await Promise.all([
      app.post(`${here}/new`, fields, head),
      app.post(`${here}/new`, fields, head),
    ]);
    assert.deepEqual(
      replies.map(({ location }) => location),
      [here, here],
    );
    const { body } = await app.get(here, chair);
    assert.match(body, /Report card, from November 2025/);
    assert.match(
      body,
      /Expected standard<br><span class="app-secondary">12 January 2027, Daniel Marsh/,
    );
    assert.equal(body.match(/Daniel Marsh, Headteacher/g)?.length, 1);
  });

  test('is there already when it is judged again: what has changed is typed', async () => {
    const { body } = await app.get(`${here}/new`, chair);
    assert.match(body, /value="expected-standard" selected/);
    assert.match(body, /Needs are found early\./);
  });

  test('under an earlier framework stands apart, in its own grades', async () => {
    const days = { 'on-day': '1', 'on-month': '5', 'on-year': '2023' };
    const sent = await app.post(`${here}/new/day`, days, head);
    assert.equal(sent.location, `${here}/new?day=2023-05-01`);
    const form = (await app.get(sent.location, head)).body;
    assert.match(form, /Education inspection framework, 2019 to 2024/);
    assert.match(form, /Quality of education/);
    const fields = {
      ...days,
      'grade-quality-of-education': '3',
      'why-quality-of-education': 'The curriculum was new.',
    };
    assert.equal((await app.post(`${here}/new`, fields, head)).status, 303);
    const { body } = await app.get(here, chair);
    const [now = ''] = body.split('Over time');
    assert.doesNotMatch(now, /Requires improvement/);
    assert.match(body, /Quality of education: Requires improvement/);
    const late = { 'on-day': '15', 'on-month': '1', 'on-year': '2027' };
    assert.equal((await app.post(`${here}/new/day`, late, head)).status, 422);
  });

  test('gets the board’s comments from the chair, and fills the section of the record', async () => {
    const page = (await app.get(`${here}/comments`, chair)).body;
    const field = (name: string) =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
    const fields = {
      id: field('id'),
      meeting: stored.meetingId,
      'evaluation-inclusion': field('evaluation-inclusion'),
      'comment-inclusion': 'The board saw two plans.',
    };
    assert.equal((await app.get(`${here}/comments`, head)).status, 404);
    const asked = { ...fields, meeting: newId<SelfEvaluationId>() };
    assert.match(
      (await app.post(`${here}/comments`, asked, chair)).body,
      /Choose a meeting of the board/,
    );
    const old = { ...fields, 'evaluation-inclusion': newId<SelfEvaluationId>() };
    const refused = await app.post(`${here}/comments`, old, chair);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /The school has judged this area anew meanwhile/);
    assert.match(refused.body, /The board saw two plans\./);
    assert.equal((await app.post(`${here}/comments`, fields, chair)).location, here);
    assert.match((await app.get(here, head)).body, /The board saw two plans\./);

    const fill = `/records/${stored.recordId}/sections/self-evaluation/fill`;
    assert.match((await app.get(fill, chair)).body, /- Inclusion: Expected standard/);
    assert.equal((await app.post(fill, { parent: '3' }, chair)).status, 422);
    assert.equal((await app.post(fill, { parent: '0' }, chair)).status, 303);
    assert.match((await app.get(fill, chair)).body, /There is nothing new to fill in/);
    const { body } = await app.get(`/records/${stored.recordId}/room`, chair);
    assert.match(
      body,
      /- Inclusion: Expected standard\. Needs are found early\. \(Daniel Marsh, 12 January 2027\)/,
    );
    assert.match(body, /- The board on 14 January 2027: The board saw two plans\./);
    assert.match(body, /Filled in from the school’s own judgements as held on 14 January 2027/);
  });
});
