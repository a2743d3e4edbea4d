import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { aFinalRecord, anOpenRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { exportRecords } from './export.ts';

suite('writing every final record into a folder', () => {
  let app: TestApp;
  let folder: string;
  let stored: StoredRecord;
  before(async () => {
    app = await startApp();
    folder = await mkdtemp(path.join(tmpdir(), 'trajectory-export-'));
    stored = await aFinalRecord(app);
    await anOpenRecord(app, { schoolName: 'Birchwood Primary School' });
  });
  after(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('gives the same files as its page, under the name of the school; drafts stay out', async () => {
    const told: number[] = [];
    const { db, documents } = app.services;
    const wanted = { folder, authority: app.authority.name, documents };
    assert.equal(await exportRecords(db, wanted, (done) => told.push(done)), 1);
    assert.deepEqual(told, [1]);
    const [school = '', ...others] = await readdir(folder);
    assert.deepEqual(others, []);
    assert.match(school, /^Ashgrove Primary School \(URN \d{6}\)$/);
    const chair = await app.signInAs(stored.board.chair);
    const files = (await readdir(path.join(folder, school))).toSorted();
    assert.deepEqual(
      files.map((name) => path.extname(name)),
      ['.docx', '.pdf'],
    );
    for (const name of files) {
      const url = `/records/${stored.recordId}/versions/1${path.extname(name)}`;
      const page = await app.app.inject({ url, headers: chair });
      assert.equal(page.statusCode, 200);
      assert.ok(page.rawPayload.equals(await readFile(path.join(folder, school, name))), name);
    }
  });
});
