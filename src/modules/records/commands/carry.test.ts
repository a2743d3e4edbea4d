import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, EnteredInspectionId } from '#kernel/ids.ts';
import { changeStatus } from '#modules/actions/index.ts';
import { enterInspection } from '#modules/inspections/index.ts';
import { recordVisit } from '#modules/visits/index.ts';
import type { VisitId } from '#modules/visits/index.ts';
import { aTypedInspection } from '#test/builders/inspections.ts';
import {
  anOpenRecord,
  conclude,
  openNextRecord,
  writeRecord,
} from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { fillSection } from './fill-section.ts';
import { addAction } from './hold-meeting.ts';
import { saveSections } from './save-sections.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

async function textOf(stored: StoredRecord, section: string): Promise<string> {
  const row = await app.services.db
    .selectFrom('record_sections')
    .select('text')
    .where('record_id', '=', stored.recordId)
    .where('section', '=', section)
    .executeTakeFirst();
  return row?.text ?? '';
}

async function agree(stored: StoredRecord, what: string): Promise<ActionId> {
  const id = newId<ActionId>();
  const wording = { what, undertakes: 'Head', monitors: 'Chair', success: 'Seen', support: 'None' };
  const chair = await app.workAs(stored.board.chair);
  must(await addAction(chair, stored.recordId, id, { ...wording, byWhen: date('2028-07-01') }));
  return id;
}

suite('what is carried into the next record', () => {
  test('an action that is opened again after the exit is in the next check-in', async () => {
    app.clock.set('2027-01-14T09:30:00Z');
    const entry = await anOpenRecord(app);
    const id = await agree(entry, 'Appoint a deputy');
    await conclude(app, entry, 'set-exit-agenda', date('2027-03-11'));
    must(await changeStatus(await app.workAs(entry.board.chair), id, { kind: 'complete' }));
    const exit = await openNextRecord(app, entry);
    await conclude(app, exit, 'exit-to-progress-check-in', date('2027-06-10'));
    must(await changeStatus(await app.workAs(entry.board.chair), id, { kind: 'open' }));
    const first = await openNextRecord(app, exit);
    assert.match(
      await textOf(first, 'progress-against-agreed-actions'),
      /^1\. Appoint a deputy\n\(agreed on Thursday 14 January 2027; .+new since last time\*\)/,
    );
  });

  test('the first check-in takes the exit record as the one before', async () => {
    app.clock.set('2027-01-14T09:30:00Z');
    const entry = await anOpenRecord(app, { background: 'Leadership must improve.' });
    await writeRecord(app, entry);
    const chair = await app.workAs(entry.board.chair);
    await conclude(app, entry, 'set-exit-agenda', date('2027-03-11'));
    const exit = await openNextRecord(app, entry);
    assert.equal(await textOf(exit, 'background'), 'Leadership must improve.');
    const progress = await textOf(exit, 'progress-against-agreed-actions');
    const texts = [
      { section: 'background', text: 'Leadership must improve. A deputy came.', parent: 1 },
      {
        section: 'progress-against-agreed-actions',
        text: progress.replace(/Progress: $/, 'Progress: Half are there.'),
        parent: 1,
      },
    ];
    must(await saveSections(chair, exit.recordId, texts));
    await conclude(app, exit, 'exit-to-progress-check-in', date('2027-06-10'));

    must(
      await enterInspection(
        chair,
        newId<EnteredInspectionId>(),
        aTypedInspection({ urn: entry.board.urn, areas: ['Teach reading every day'] }),
      ),
    );
    const first = await openNextRecord(app, exit);
    assert.equal(
      await textOf(first, 'background'),
      'The school left the School Improvement Board on 11 March 2027, having been in it since 14 January 2027. – *new since last time*\n\nLeadership must improve. A deputy came.',
    );
    assert.match(
      await textOf(first, 'progress-against-agreed-actions'),
      /^1\. Give every pupil .+\n\(agreed on Thursday 14 January 2027; English lead; by 19 March 2027\)\nSaid of it on 11 March 2027: Half are there\.\nProgress: $/,
    );
    assert.match(
      await textOf(first, 'progress-against-ofsted-areas'),
      /^1\. Teach reading every day\n\(named by the graded inspection of 3 November 2026\)\nProgress: $/,
    );
  });

  test('a section can be filled in again, on the text that was looked at', async () => {
    app.clock.set('2027-01-14T09:30:00Z');
    const entry = await anOpenRecord(app);
    const officer = await app.workAs(entry.board.officer);
    const chair = await app.workAs(entry.board.chair);
    const visit = {
      on: date('2027-01-13'),
      visitors: 'Priya Nair',
      purpose: 'Early reading',
      seen: 'Phonics is taught daily.',
      follows: '',
    };
    must(
      await recordVisit(officer, entry.board.urn, { ...visit, id: newId<VisitId>(), shared: true }),
    );
    must(
      await recordVisit(officer, entry.board.urn, {
        ...visit,
        purpose: 'A secret',
        id: newId<VisitId>(),
        shared: false,
      }),
    );
    const stale = await fillSection(chair, entry.recordId, 'context', 7);
    assert.equal(stale.ok || stale.refusal.code, 'changed');
    const parent = (await textOf(entry, 'context')) === '' ? 0 : 1;
    must(await fillSection(chair, entry.recordId, 'context', parent));
    const text = await textOf(entry, 'context');
    assert.match(
      text,
      /Visits since 14 January 2026:\n\n- 13 January 2027, Priya Nair: Early reading/,
    );
    assert.doesNotMatch(text, /A secret/);
    const nothing = await fillSection(chair, entry.recordId, 'impact-of-support', 0);
    assert.equal(nothing.ok || nothing.refusal.code, 'nothing-known');
    const refused = await fillSection(officer, entry.recordId, 'context', 2);
    assert.equal(refused.ok || refused.refusal.code, 'not-yours');
  });
});
