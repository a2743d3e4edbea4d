import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { PersonId } from '#kernel/ids.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { finaliseRecord, startCorrection } from '../../commands/finalise.ts';
import { versionsOf } from '../../store-versions.ts';

describe('checking a paper', () => {
  let app: TestApp;
  let stored: StoredRecord;
  let here: string;
  before(async () => {
    app = await startApp();
    stored = await aFinalRecord(app);
    const work = await app.workAs(stored.board.chair);
    must(await startCorrection(work, stored.recordId, 'A date was wrong.'));
    must(await finaliseRecord(work, stored.recordId));
    here = `/records/${stored.recordId}`;
  });
  after(() => app.close());

  const ask = async (fields: Record<string, string>, person: PersonId = stored.board.governor) =>
    app.post(`${here}/check-paper`, fields, await app.signInAs(person));

  async function download(name: string, person: PersonId): Promise<Buffer> {
    const headers = { ...(await app.signInAs(person)) };
    return (await app.app.inject({ url: `${here}/versions/${name}`, headers })).rawPayload;
  }

  const send = async (content: Uint8Array, name: string) =>
    app.postFile(
      `${here}/check-paper`,
      { file: { name, content } },
      await app.signInAs(stored.board.governor),
    );

  test('by its fingerprint, however it is typed', async () => {
    const [second, first] = await versionsOf(app.services.db, stored.recordId);
    assert.ok(first && second);
    const spaced = second.sha256.toUpperCase().replace(/.{8}/g, '$& \u200B');
    const newest = await ask({ fingerprint: spaced });
    assert.match(
      newest.body,
      /This is the fingerprint of version 2, and its text is kept unchanged\./,
    );
    assert.match(
      newest.body,
      /in the form sib-entry of the policy coventry\/\d+\. It is the newest version\. A paper names this fingerprint also where its words were changed: compare them with version 2/,
    );
    // Nothing is green that the paper itself only claims.
    assert.doesNotMatch(newest.body, /notification-banner--success/);
    const older = await ask({ fingerprint: first.sha256 });
    assert.match(older.body, /fingerprint of version 1, .*version 2 has taken its place/);
    const none = await ask({ fingerprint: 'ab'.repeat(32) });
    assert.match(none.body, /No version of this record has this fingerprint/);
  });

  for (const [typed, sentence] of [
    ['', /Enter the fingerprint, or choose the file/],
    ['abc', /This has 3 characters/],
    ['zz'.repeat(32), /This has 64 characters, and others among them/],
  ] as const) {
    test(`says what is wrong with “${typed.slice(0, 6)}”, and keeps it`, async () => {
      const reply = await ask({ fingerprint: typed });
      assert.equal(reply.status, 422);
      assert.match(reply.body, sentence);
      if (typed !== '') assert.ok(reply.body.includes(`value="${typed}"`));
    });
  }

  test('by the file itself: the same record gives the same bytes', async () => {
    const { governor, head } = stored.board;
    for (const [name, says] of [
      ['1.docx', /exactly what version 1 gives, unchanged\..*version 2 has taken its place/],
      ['2.docx', /exactly what version 2 gives, unchanged\..*It is the newest/],
      ['2.pdf', /exactly what version 2 gives, unchanged\..*It is the newest/],
    ] as const) {
      // Downloaded by someone else on the board.
      const bytes = await download(name, head);
      assert.deepEqual(await download(name, governor), bytes);
      const { body } = await send(bytes, name);
      assert.match(body, says);
      assert.equal(body.includes('notification-banner--success'), name !== '1.docx');
    }
    const changed = await download('2.pdf', head);
    changed[changed.length - 20] = (changed.at(-20) ?? 0) ^ 1;
    assert.match((await send(changed, '2.pdf')).body, /not exactly what any version/);
    const other = await send(Buffer.from('a,b\n'), 'list.csv');
    assert.equal(other.status, 422);
  });

  test('says so where what is kept has been altered', async () => {
    const { db } = app.services;
    const [newest] = await versionsOf(db, stored.recordId);
    assert.ok(newest);
    const bytes = await download('2.docx', stored.board.head);
    await db.transaction().execute(async (trx) => {
      await sql`set local session_replication_role = replica`.execute(trx);
      await trx
        .updateTable('record_versions')
        .set({ content: newest.content.replace('Notes on', 'Notes of') })
        .where('record_id', '=', stored.recordId)
        .where('version', '=', 2)
        .execute();
    });
    const reply = await ask({ fingerprint: newest.sha256 });
    assert.match(reply.body, /names version 2, but what is kept of that version has been altered/);
    assert.match((await send(bytes, '2.docx')).body, /not exactly what any version/);
  });
});
