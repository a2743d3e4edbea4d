import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { ActionId, PersonId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { editAction, finaliseRecord, startCorrection } from '#modules/records/index.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { smallPdf } from '../../../demonstration/small-pdf.ts';
import { actionsOf, progressOf } from '../index.ts';

const pdf = smallPdf(['What the books show']).toString('latin1');

/** A form with a file, as a browser sends it. */
function multipart(
  fields: Readonly<Record<string, string>>,
  file?: { name: string; text: string },
) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`,
  );
  if (file) {
    parts.push(
      `Content-Disposition: form-data; name="evidence"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n${file.text}`,
    );
  }
  return `${parts.map((each) => `--edge\r\n${each}\r\n`).join('')}--edge--\r\n`;
}

suite('the page of an agreed action', () => {
  let app: TestApp;
  let stored: StoredRecord;
  let action: ActionId;
  before(async () => {
    app = await startApp();
    stored = await aFinalRecord(app);
    const [first] = await actionsOf(app.services.db, stored.board.caseId);
    assert.ok(first);
    action = first.id;
  });
  after(() => app.close());

  const as = async (person: PersonId) => app.signInAs(person);

  async function sendProgress(
    person: PersonId,
    fields: Readonly<Record<string, string>>,
    file?: { name: string; text: string },
  ) {
    const reply = await app.app.inject({
      method: 'POST',
      url: `/actions/${action}/progress`,
      headers: { ...(await as(person)), 'content-type': 'multipart/form-data; boundary=edge' },
      payload: multipart(fields, file),
    });
    return { status: reply.statusCode, body: reply.body };
  }

  test('names whoever undertakes and monitors it, in the board’s words and by name', async () => {
    const { body } = await app.get(`/actions/${action}`, await as(stored.board.governor));
    assert.match(body, /English lead \(Daniel Marsh\)/);
    assert.match(body, /Agreed<\/h3>.*Ruth Calloway/s);
    assert.doesNotMatch(body, /Add progress|How it stands|It is complete/);
  });

  test('takes progress with a file from whoever undertakes it, once, and shows both to the board', async () => {
    const id = newId();
    for (const time of ['once', 'twice']) {
      const sent = await sendProgress(
        stored.board.head,
        { id, text: 'Daily sessions since Monday' },
        { name: 'books.pdf', text: pdf },
      );
      assert.equal(sent.status, 303, time);
    }
    const progress = (await progressOf(app.services.db, [action])).get(action) ?? [];
    assert.deepEqual(
      progress.map(({ text, by, evidence }) => [text, by, evidence?.name]),
      [['Daily sessions since Monday', 'Daniel Marsh', 'books.pdf']],
    );
    const governor = await as(stored.board.governor);
    const { body } = await app.get(`/actions/${action}`, governor);
    const [, href = ''] = /href="([^"]+\/evidence\/[^"]+)"/.exec(body) ?? [];
    const file = await app.get(href, governor);
    assert.equal(file.status, 200);
    assert.equal(file.body, pdf);
    assert.match(String(file.headers['content-disposition']), /attachment; filename="books\.pdf"/);
  });

  test('gives back what was typed when a file is too large', async () => {
    const large = { name: 'film.pdf', text: pdf + 'x'.repeat(25_000_000) };
    const fields = { id: newId(), text: 'I saw six lessons' };
    const { status, body } = await sendProgress(stored.board.officer, fields, large);
    assert.equal(status, 413);
    assert.match(body, /<a href="#evidence">The file must be 25 MB or smaller/);
    assert.match(body, /I saw six lessons<\/textarea>/);
  });

  test('gives back what was typed when a file is refused, or nothing was said', async () => {
    const refused = await sendProgress(
      stored.board.officer,
      { id: newId(), text: 'I saw six lessons' },
      { name: 'run.exe', text: 'MZ' },
    );
    assert.equal(refused.status, 422);
    assert.match(refused.body, /There is a problem/);
    assert.match(refused.body, />\s*I saw six lessons<\/textarea>/);
    const empty = await sendProgress(stored.board.officer, { id: newId(), text: ' ' });
    assert.equal(empty.status, 422);
    assert.match(empty.body, /Enter what has been done, or choose a file that shows it/);
  });

  test('is said to be complete by whoever undertakes it, declined and confirmed by whoever monitors it', async () => {
    const { head, officer, governor } = stored.board;
    assert.equal((await app.post(`/actions/${action}/complete`, {}, await as(head))).status, 303);
    assert.equal((await app.post(`/actions/${action}/complete`, {}, await as(head))).status, 303);
    const mails = await app.services.db
      .selectFrom('mails')
      .select('person_id')
      .where('template', '=', 'Action to confirm')
      .execute();
    assert.deepEqual(
      new Set(mails.map((mail) => mail.person_id)),
      new Set([officer, stored.board.chair]),
    );
    assert.equal(mails.length, 2);
    const shown = await app.get(`/actions/${action}`, await as(officer));
    assert.match(shown.body, /To be confirmed/);
    const confirm = `/actions/${action}/confirm`;
    assert.equal((await app.post(confirm, { confirmed: 'yes' }, await as(governor))).status, 404);
    assert.equal((await app.post(confirm, { confirmed: 'yes' }, await as(head))).status, 404);
    const bare = await app.post(confirm, { confirmed: 'no', missing: '' }, await as(officer));
    assert.equal(bare.status, 422);
    assert.match(bare.body, /Enter what is still missing/);
    const declined = { confirmed: 'no', missing: 'The reading ages' };
    assert.equal((await app.post(confirm, declined, await as(officer))).status, 303);
    assert.match(
      (await app.get(`/actions/${action}`, await as(head))).body,
      /Not complete yet.*The reading ages/s,
    );
    await app.post(`/actions/${action}/complete`, {}, await as(head));
    assert.equal((await app.post(confirm, { confirmed: 'yes' }, await as(officer))).status, 303);
    const { body } = await app.get(`/actions/${action}`, await as(head));
    assert.match(body, /Confirmed as complete/);
    assert.doesNotMatch(body, /Add progress/);
    const late = await sendProgress(head, { id: newId(), text: 'More' });
    assert.equal(late.status, 422);
    assert.match(late.body, /This action is complete, so nothing is added to it/);
  });

  test('is opened again and stopped by the chair alone, with a reason; its history has it all', async () => {
    const { chair, head } = stored.board;
    const url = `/actions/${action}`;
    assert.equal((await app.post(url, { status: 'open' }, await as(head))).status, 404);
    assert.equal((await app.post(url, { status: 'open' }, await as(chair))).status, 303);
    const bare = await app.post(url, { status: 'stopped', reason: '' }, await as(chair));
    assert.equal(bare.status, 422);
    assert.match(bare.body, /Enter why the action is stopped/);
    await app.post(url, { status: 'stopped', reason: 'The lead has left' }, await as(chair));
    const { body } = await app.get(url, await as(head));
    const order = [
      'Stopped',
      'Open again',
      'Confirmed as complete',
      'Said to be complete',
      'Not complete yet',
      'Said to be complete',
      'Progress',
      'Agreed',
    ];
    const titles = [...body.matchAll(/app-timeline__title">([^<]+)</g)].map(([, title]) => title);
    assert.deepEqual(titles, order);
    await assert.rejects(
      app.services.db.updateTable('action_events').set({ text: 'Other' }).execute(),
      /never changed or removed/,
    );
  });

  test('keeps the wording before and after a correction of its record', async () => {
    const other = await aFinalRecord(app, { schoolName: 'Birchwood Primary School' });
    const work = await app.workAs(other.board.chair);
    const [agreed] = await actionsOf(work.db, other.board.caseId);
    assert.ok(agreed);
    must(await startCorrection(work, other.recordId, 'The wrong person'));
    const wording = { ...agreed, undertakes: '', undertakesPerson: other.board.lead };
    must(await editAction(work, other.recordId, agreed.id, wording));
    must(await finaliseRecord(work, other.recordId));
    const [now] = await actionsOf(work.db, other.board.caseId);
    assert.equal(now?.undertakes, 'Tomasz Zielinski');
    const { body } = await app.get(`/actions/${agreed.id}`, await as(other.board.lead));
    assert.match(body, /Changed by a correction of the record.*English lead/s);
  });
});
