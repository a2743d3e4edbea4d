import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { addDays, date, dateOf } from '#kernel/dates.ts';
import { actionsOf } from '#modules/actions/index.ts';
import { boardOf } from '#modules/cases/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import {
  anOpenRecord,
  conclude,
  openNextRecord,
  writeRecord,
} from '#test/builders/meeting-record.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(() => app.clock.set('2027-01-14T09:30:00Z'));

describe('leaving the School Improvement Board', () => {
  it('closes it, and opens the Progress Check-Ins with their date, their people and the open actions', async () => {
    const entry = await anOpenRecord(app);
    await writeRecord(app, entry);
    await conclude(app, entry, 'set-exit-agenda', date('2027-03-11'));
    const exit = await openNextRecord(app, entry);
    await conclude(app, exit, 'exit-to-progress-check-in', date('2027-06-10'));

    const { db } = app.services;
    const cases = await db
      .selectFrom('cases')
      .selectAll()
      .where('urn', '=', entry.board.urn)
      .orderBy('process', 'desc')
      .execute();
    assert.deepEqual(
      cases.map(({ process, status }) => [process, status]),
      [
        ['sib', 'closed'],
        ['pci', 'open'],
      ],
    );
    const checkIns = cases[1];
    assert.ok(checkIns);
    assert.match(
      checkIns.background,
      /^The school left the School Improvement Board on 11 March 2027/,
    );
    const [meeting] = await meetingsOf(db, checkIns.id);
    assert.deepEqual(
      [meeting?.form, meeting?.date, meeting?.status],
      ['pci', '2027-06-10', 'planned'],
    );
    const members = (await boardOf(db, checkIns.id)).map(({ role }) => role);
    assert.deepEqual(members.toSorted(), ['chair', 'headteacher', 'monitoring-officer']);
    const actions = await actionsOf(db, checkIns.id);
    assert.deepEqual(
      actions.map(({ status }) => status.kind),
      ['open'],
    );
    assert.deepEqual(await actionsOf(db, entry.board.caseId), []);
  });

  it('leaves the records of the board to those who had them', async () => {
    const entry = await anOpenRecord(app, { schoolName: 'Birchwood Primary School' });
    await writeRecord(app, entry);
    const day = dateOf(app.clock.now());
    await conclude(app, entry, 'set-exit-agenda', addDays(day, 56));
    const exit = await openNextRecord(app, entry);
    await conclude(app, exit, 'exit-to-progress-check-in', addDays(day, 147));
    const governor = await app.signInAs(entry.board.governor);
    assert.equal((await app.get(`/records/${exit.recordId}`, governor)).status, 200);
    assert.match((await app.get(`/cases/${entry.board.caseId}`, governor)).body, /Closed/);
  });
});
