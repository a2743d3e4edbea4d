import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { anOpenRecord, aSentRecord, writeRecord } from '#test/builders/meeting-record.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { editedWord } from '#test/harness/edited-word.ts';
import { visitorsOf } from '#test/harness/visitors.ts';

// The same thing asked for several times at the same moment: from two browsers, by two people, or by a
// button that was pressed twice.

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(async () => {
  assert.ok((await verifyAudit(app.services.db)).intact);
  await app.close();
});

const times = <Value>(count: number, ask: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, ask));

const { post } = visitorsOf(() => app);

async function mails(person: PersonId, template: string): Promise<string[]> {
  const rows = await app.services.db
    .selectFrom('mails')
    .select('body_text')
    .where('person_id', '=', person)
    .where('template', '=', template)
    .execute();
  return rows.map(({ body_text: text }) => text);
}

async function events(recordId: RecordId, type: string): Promise<number> {
  const rows = await app.services.db
    .selectFrom('audit_events')
    .select('seq')
    .where('subject_id', '=', recordId)
    .where('type', '=', type)
    .execute();
  return rows.length;
}

/** A record that is with its headteacher, and the link that was mailed to them. */
async function aLink() {
  const sent = await aSentRecord(app);
  const [mail = ''] = await mails(sent.board.head, 'Record ready for your accuracy check');
  return { ...sent, link: /\/accuracy-check\/[\w-]+/.exec(mail)?.[0] ?? '' };
}

async function aCode() {
  const asked = await aLink();
  await post(`${asked.link}/code`);
  const [mail = ''] = await mails(asked.board.head, 'Code for an accuracy check');
  const code = /code is (\d{6})/.exec(mail)?.[1] ?? '';
  return { ...asked, code, wrong: code === '000000' ? '000001' : '000000' };
}

describe('at the same moment', () => {
  test('the right code opens the check in one browser', async () => {
    const { link, code, recordId } = await aCode();
    const replies = await times(10, () => post(`${link}/open`, { code }));
    const opened = replies.filter(({ headers }) => headers['set-cookie'] !== undefined);
    assert.equal(opened.length, 1);
    assert.equal(replies.filter(({ status }) => status === 403).length, 9);
    assert.equal(await events(recordId, 'accuracy check opened'), 1);
  });

  test('no more than five wrong codes are tried', async () => {
    const { link, code, wrong } = await aCode();
    const replies = await times(10, () => post(`${link}/open`, { code: wrong }));
    const counted = replies.filter(({ body }) => body.includes('You can try'));
    assert.equal(counted.length, 4, 'the fifth is the last');
    const late = await post(`${link}/open`, { code });
    assert.match(late.body, /does not work any more/);
  });

  test('five codes and three new links are mailed, and no more', async () => {
    const { link, board } = await aLink();
    await times(10, () => post(`${link}/code`));
    assert.equal((await mails(board.head, 'Code for an accuracy check')).length, 5);
    await times(8, () => post(`${link}/new-link`));
    assert.equal((await mails(board.head, 'New link to an accuracy check')).length, 3);
  });

  test('answers arrive once, and the record is made final once', async () => {
    const { link, code, board, recordId } = await aCode();
    const opened = await post(`${link}/open`, { code });
    const [cookie = ''] = String(opened.headers['set-cookie']).split(';');
    const replies = await times(5, () => post(`${link}/check`, { all: 'accurate' }, cookie));
    assert.equal(replies.filter(({ status }) => status === 200).length, 1);
    assert.equal(await events(recordId, 'accuracy check answered'), 1);
    assert.equal((await mails(board.chair, 'Accuracy check answered')).length, 1);
    const chair = await app.signInAs(board.chair);
    const here = `/records/${recordId}`;
    const finals = await times(5, () => app.post(`${here}/finalise`, {}, chair));
    assert.ok(finals.every(({ location }) => location === here));
    const versions = app.services.db.selectFrom('record_versions').select('version');
    assert.equal((await versions.where('record_id', '=', recordId).execute()).length, 1);
    assert.equal((await mails(board.head, 'Record final and shared')).length, 1);
  });

  test('a change of a Word copy is decided on once, as whoever came first decided', async () => {
    const stored = await anOpenRecord(app);
    await writeRecord(app, stored);
    const headers = await app.signInAs(stored.board.chair);
    const here = `/records/${stored.recordId}`;
    const draft = await app.app.inject({ url: `${here}/draft.docx`, headers: { ...headers } });
    const content = editedWord(draft.rawPayload, (xml) => xml.replace('Two days', 'Four days'));
    const upload = { file: { name: 'Record.docx', content }, fields: { id: randomUUID() } };
    const sent = await times(4, () => app.postFile(`${here}/word`, upload, headers));
    assert.equal(new Set(sent.map(({ location }) => location)).size, 1);
    const copy = sent[0]?.location ?? '';
    await Promise.all([
      app.post(copy, { 'change-1': 'accepted' }, headers),
      app.post(copy, { 'change-1': 'declined' }, headers),
      app.post(copy, { all: 'accepted' }, headers),
    ]);
    assert.equal(await events(stored.recordId, 'word copy decided on'), 1);
    const { body } = await app.get(copy, headers);
    assert.equal(body.match(/Taken over by|Left out by/g)?.length, 1);
  });
});
