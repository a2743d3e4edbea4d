import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import { anOpenRecord, writeRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { sendToHeadteacher } from '../../commands/accuracy-check.ts';
import { saveEdits } from '../../commands/save-edits.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

async function aRoom() {
  const stored = await anOpenRecord(app);
  const here = `/records/${stored.recordId}`;
  const ask = async (person: PersonId, path: string) =>
    app.get(`${here}/${path}`, await app.signInAs(person));
  return {
    ...stored,
    ask,
    show: async (shown: string, person = stored.board.chair) =>
      app.post(`${here}/show-live`, { shown }, await app.signInAs(person)),
    type: async (text: string, parent = 0) => {
      const edit = { id: randomUUID(), part: 'impact-of-support', text, parent };
      must(await saveEdits(await app.workAs(stored.board.chair), stored.recordId, [edit], 0));
    },
    seats: Object.values({
      head: stored.board.head,
      governor: stored.board.governor,
      lead: stored.board.lead,
      officer: stored.board.officer,
    }),
  };
}

describe('the notes as they are written', () => {
  test('are shown to the board once the chair allows it, and to nobody else', async () => {
    const { ask, show, type, seats, board, meetingId, recordId } = await aRoom();
    await type('A mentor <b> since May.');
    const link = `href="/records/${recordId}/live"`;
    for (const person of seats) {
      assert.equal((await ask(person, 'live')).status, 404);
      assert.equal((await ask(person, 'live/version?since=0')).status, 404);
    }
    assert.equal((await show('yes')).location, `/records/${recordId}/room`);
    for (const person of seats) {
      const page = await ask(person, 'live');
      assert.equal(page.status, 200);
      assert.match(page.body, /A mentor &lt;b&gt; since May\./);
      assert.doesNotMatch(page.body, /<textarea/);
      const meeting = await app.get(`/meetings/${meetingId}`, await app.signInAs(person));
      assert.ok(meeting.body.includes(link));
    }
    const { db } = app.services;
    const strangers = [
      await storePerson(db, { role: 'clerk' }),
      await storePerson(db, { role: 'leadership-reader' }),
      await storePerson(db, { name: 'Amara Okafor' }),
      (await anOpenRecord(app)).board.head,
    ];
    for (const person of strangers) assert.equal((await ask(person, 'live')).status, 404);
    assert.equal((await show('no')).status, 303);
    for (const person of seats) assert.equal((await ask(person, 'live')).status, 404);
    const meeting = await app.get(`/meetings/${meetingId}`, await app.signInAs(board.governor));
    assert.ok(!meeting.body.includes(link));
  });

  test('say when there is more of them', async () => {
    const { ask, show, type, board } = await aRoom();
    await show('yes');
    const { body } = await ask(board.governor, 'live');
    const version = /data-version="(\d+)"/.exec(body)?.[1] ?? assert.fail('no version');
    const isNewer = async () =>
      (await ask(board.governor, `live/version?since=${version}`)).body === '{"isNewer":true}';
    assert.equal(await isNewer(), false);
    await type('A mentor since May.');
    assert.equal(await isNewer(), true);
    assert.match((await ask(board.governor, 'live')).body, /A mentor since May\./);
  });

  test('are shown no more once the meeting is closed', async () => {
    const stored = await aRoom();
    const { ask, show, board, recordId, seats } = stored;
    await writeRecord(app, stored);
    await show('yes');
    assert.equal((await ask(board.lead, 'live')).status, 200);
    must(await sendToHeadteacher(await app.workAs(board.chair), recordId));
    for (const person of seats) assert.equal((await ask(person, 'live')).status, 404);
  });
});

describe('whether the board follows', () => {
  test('is for the chair to say, in so many words', async () => {
    const { ask, show, seats, board, recordId } = await aRoom();
    for (const person of seats) {
      assert.equal((await show('yes', person)).status, 404);
      assert.equal((await ask(person, 'show-live')).status, 404);
    }
    const unsaid = await show('');
    assert.equal(unsaid.status, 422);
    assert.match(unsaid.body, /Choose whether the board can follow the notes/);
    await show('yes');
    assert.match((await ask(board.chair, 'show-live')).body, /value="yes" checked/);
    await show('yes');
    await show('no');
    const trail = await app.services.db
      .selectFrom('audit_events')
      .select('type')
      .where('subject_id', '=', recordId)
      .where('type', 'like', 'notes %')
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      trail.map(({ type }) => type),
      ['notes shown to the board', 'notes not shown to the board'],
    );
  });
});
