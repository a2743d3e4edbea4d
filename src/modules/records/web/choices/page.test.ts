import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import { anOpenRecord, aFinalRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { saveEdits } from '../../commands/save-edits.ts';
import { openChoicesOf } from '../../queries/open-choices.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

async function choose(
  person: PersonId,
  recordId: RecordId,
  part: string,
  text: string,
  parent = 0,
): Promise<void> {
  const edit = { id: randomUUID(), part, text, parent };
  must(await saveEdits(await app.workAs(person), recordId, [edit], 0));
}

/** A record of which two people have answered two questions differently. */
async function twoAnswers() {
  const stored = await anOpenRecord(app);
  const { board, recordId } = stored;
  const other = await storePerson(app.services.db, { name: 'Amara Okafor' });
  const next = (day: string) => `kind=set&date=${day}&time=09:30&reason=`;
  await choose(other, recordId, 'decision:answer', 'yes');
  await choose(board.chair, recordId, 'decision:answer', 'not-yet');
  await choose(other, recordId, 'next:', next('2027-03-11'));
  await choose(board.chair, recordId, 'next:', next('2027-03-12'));
  const url = `/records/${recordId}/choices`;
  const headers = await app.signInAs(board.chair);
  const { db } = app.services;
  return {
    ...stored,
    other,
    get: async (to = url) => app.get(to, headers),
    post: async (part: string, chosen: string, seen: number) =>
      app.post(url, { part, chosen, seen: String(seen) }, headers),
    open: async () => (await openChoicesOf(db, recordId)).map(({ section }) => section).toSorted(),
    answer: async () =>
      (
        await db
          .selectFrom('records')
          .select('answer')
          .where('id', '=', recordId)
          .executeTakeFirstOrThrow()
      ).answer,
  };
}

describe('two answers to one question', () => {
  test('are shown in words, with whose they are, and stop the record until one is chosen', async () => {
    const { get, post, recordId, open, answer } = await twoAnswers();
    const close = await get(`/records/${recordId}/close`);
    assert.match(close.body, /Two answers each were given to 2 questions at the same time/);
    assert.match(close.body, new RegExp(`href="/records/${recordId}/choices"`));
    const { body } = await get();
    assert.match(body, /The answer to the fundamental question/);
    assert.match(body, /By Amara Okafor, on [^<]*2027[^<]*\. This is in the record now\./);
    assert.match(body, /By Ruth Calloway, on/);
    assert.match(body, /Thursday 11 March 2027 at 9:30am/);
    assert.match(body, /Friday 12 March 2027 at 9:30am/);

    const none = await post('decision:answer', '', 2);
    assert.equal(none.status, 422);
    assert.match(none.body, /Choose one of the two/);
    assert.match(none.body, /href="#choice-decision-answer"/);

    assert.equal((await post('decision:answer', 'beside', 2)).status, 303);
    assert.deepEqual(await open(), ['next:']);
    assert.equal(await answer(), 'not-yet');
    assert.equal((await post('next:', 'there', 2)).status, 303);
    assert.deepEqual(await open(), []);
    assert.match((await get()).body, /Nothing is left to choose/);
    const closes = await get(`/records/${recordId}/close`);
    assert.doesNotMatch(closes.body, /answers were given|answers each were given/);
  });

  test('chosen from twice change nothing the second time', async () => {
    const { post, answer } = await twoAnswers();
    await post('decision:answer', 'beside', 2);
    assert.equal((await post('decision:answer', 'there', 2)).status, 303);
    assert.equal(await answer(), 'not-yet');
  });

  test('of which someone gives a third meanwhile are not settled by one who has not seen it', async () => {
    const { post, other, recordId, open, answer, get } = await twoAnswers();
    await choose(other, recordId, 'decision:answer', 'no', 1);
    assert.equal(await answer(), 'no');
    assert.equal((await post('decision:answer', 'beside', 2)).status, 303);
    assert.equal(await answer(), 'no');
    assert.deepEqual(await open(), ['decision:answer', 'next:']);
    assert.match((await get()).body, /Two people answered at the same time/);
  });

  test('are for those who hold the meeting, while it can be written down', async () => {
    const { board, recordId } = await twoAnswers();
    const url = `/records/${recordId}/choices`;
    for (const person of [board.head, board.officer, board.governor]) {
      assert.equal((await app.get(url, await app.signInAs(person))).status, 404);
    }
    const final = await aFinalRecord(app);
    const page = await app.get(
      `/records/${final.recordId}/choices`,
      await app.signInAs(final.board.chair),
    );
    assert.equal(page.location, `/records/${final.recordId}`);
  });
});
