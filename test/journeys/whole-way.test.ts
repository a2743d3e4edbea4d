import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId, EnteredInspectionId, MeetingId } from '#kernel/ids.ts';
import { enterInspection } from '#modules/inspections/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aTypedInspection } from '#test/builders/inspections.ts';
import { aBoard, aPlannedMeeting, must } from '#test/builders/stored.ts';
import { openPage, screens } from '#test/harness/browser.ts';
import { fillDate, look, openSite, press } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { holdMeeting, openRecord, toCome } from './hold-meeting.ts';
import type { Held } from './hold-meeting.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function addAnAction(page: Page, record: string): Promise<void> {
  await page.goto(`${record}/actions/new`);
  await page.locator('[name="what"]').fill('Daily reading for pupils who are behind');
  await page.locator('[name="undertakes"]').fill('English lead');
  await press(page, 'Add the action');
}

test('a school goes from its entry meeting to the inspection that ends its check-ins', async () => {
  const { app, base, browser } = site;
  const { db } = app.services;
  const board = await aBoard(app);
  const chairPage = await openPage(browser, { viewport: screens.desktop });
  const headPage = await openPage(browser, { viewport: screens.narrow });
  const [chair, head] = [chairPage.page, headPage.page];
  const hold = (caseId: CaseId, held: Held) =>
    holdMeeting(site, { chair, head }, board, caseId, held);
  await site.signIn(chair, board.chair);
  const entryId: MeetingId = await aPlannedMeeting(app, board);

  // The entry meeting, where one action is agreed.
  await addAnAction(chair, await openRecord(site, chair, entryId));
  const remain = 'Remain within the SIB process with next meeting required next half-term';
  await hold(board.caseId, { outcome: remain, next: date('2027-03-11') });

  // The first standard meeting is postponed, and gets a new date; its agenda stays.
  app.clock.set('2027-03-08T09:00:00Z');
  await site.signIn(chair, board.chair);
  const first = await toCome(site, board.caseId);
  await chair.goto(`${base}/meetings/${first.id}`);
  await chair.getByText('The entry meeting of Thursday 14 January 2027').waitFor();
  await chair.getByRole('link', { name: 'Postpone it' }).click();
  await look(chair);
  await chair.locator('[name="reason"]').fill('The Chair of Governors is ill.');
  await press(chair, 'Postpone the meeting and tell the board');
  await chair.getByText('Postponed', { exact: true }).waitFor();
  await look(chair);
  await chair.goto(base);
  await chair.getByText('Set the new date of the meeting').click();
  await look(chair);
  await fillDate(chair, 'date', date('2027-03-18'));
  await chair.locator('[name="reason"]').fill('The first day that suits everyone.');
  await press(chair, 'Set the new date and invite the board');
  assert.equal((await toCome(site, board.caseId)).form, 'sib-standard');
  const term = 'Remain within the SIB process with next meeting required next term';
  await hold(board.caseId, { outcome: term, next: date('2027-06-10') });

  // The second agrees an exit agenda, and the exit meeting agrees the exit.
  const agenda = 'Set the next meeting within the SIB process as having an exit agenda';
  await hold(board.caseId, { outcome: agenda, next: date('2027-07-08') });
  assert.equal((await toCome(site, board.caseId)).form, 'sib-exit');
  const exit = 'Exit the SIB process and begin the Progress Check-In process';
  await hold(board.caseId, { outcome: exit, next: date('2027-10-14') });
  const { id: checkIns } = await db
    .selectFrom('cases')
    .select('id')
    .where('urn', '=', board.urn)
    .where('status', '=', 'open')
    .where('process', '=', 'pci')
    .executeTakeFirstOrThrow();
  await chair.goto(`${base}/cases/${board.caseId}`);
  await chair.getByText('Closed. It was opened').waitFor();

  // Two check-ins. The Chair of Governors is agreed for the first alone.
  app.clock.set('2027-09-20T09:00:00Z');
  await site.signIn(chair, board.chair);
  const checkIn = await toCome(site, checkIns);
  await chair.goto(`${base}/meetings/${checkIn.id}`);
  await press(chair, 'Invite Li Wen, Chair of Governors, to this meeting');
  await look(chair);
  const one = await hold(checkIns, { next: date('2028-01-20') });
  await hold(checkIns, { next: date('2028-05-11') });
  const shares = await db
    .selectFrom('record_shares as s')
    .innerJoin('records as r', 'r.id', 's.record_id')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .select('r.meeting_id')
    .where('c.id', '=', checkIns)
    .where('s.person_id', '=', board.governor)
    .execute();
  assert.deepEqual(
    shares.map(({ meeting_id: id }) => id),
    [one.meetingId],
    'the Chair of Governors has the record of the check-in that they were agreed for',
  );

  // The inspection is published: the check-ins are up for review, and end.
  app.clock.set('2028-03-21T09:00:00Z');
  const typed = aTypedInspection({
    urn: board.urn,
    firstDay: date('2028-02-08'),
    publishedOn: date('2028-03-20'),
  });
  const officer = await app.workAs(board.chair);
  must(await enterInspection(officer, newId<EnteredInspectionId>(), typed));
  await site.signIn(chair, board.chair);
  await chair.goto(base);
  await chair.getByText('Review the Progress Check-In after the inspection').click();
  await look(chair);
  assert.ok(await chair.locator('[name="choice"][value="close"]').isChecked());
  await chair.locator('[name="reason"]').fill('The inspection has taken place.');
  await chair.locator('[name="stopsActions"]').check();
  await press(chair, 'Save the decision');
  await chair.getByText('Closed. It was opened').waitFor();
  await look(chair);
  await chair.goto(`${base}/cases/${checkIns}/timeline`);
  await chair.getByText('Closed: an inspection was published').waitFor();
  await look(chair);
  const open = await db.selectFrom('actions').select('id').where('status', '=', 'open').execute();
  assert.deepEqual(open, []);
  for (const at of ['/pause', '/close', '/reopen', '/setback']) {
    await chair.goto(`${base}/cases/${checkIns}${at}`);
    await look(chair);
  }
  assert.deepEqual([...chairPage.problems, ...headPage.problems], []);
  assert.ok((await verifyAudit(db)).intact);
});
