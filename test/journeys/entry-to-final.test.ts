import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { date } from '#kernel/dates.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aNetwork, aSchool, storePerson } from '#test/builders/stored.ts';
import { screens } from '#test/harness/browser.ts';
import { fillDate, follow, look, openSite, press } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test('a board goes from the school list to an agreed, shared record', async () => {
  const { app, base } = site;
  const { db } = app.services;
  const urn = await aSchool(app, { name: 'Ashgrove Primary School' });
  const network = await aNetwork(app, urn);
  const scope = { kind: 'school', urn } as const;
  const chairId = await storePerson(db, { name: 'Ruth Calloway', role: 'senior-advisor' });
  const headId = await storePerson(db, { name: 'Daniel Marsh', role: 'headteacher', scope });
  const governorId = await storePerson(db, {
    name: 'Li Wen',
    role: 'chair-of-governors',
    scope,
  });
  await storePerson(db, { name: 'Priya Nair', role: 'monitoring-officer', scope });
  await storePerson(db, {
    name: 'Tomasz Zielinski',
    role: 'network-lead',
    scope: { kind: 'network', id: network },
  });

  // The Senior Advisor finds the school, opens the board and sets the meeting.
  const { page: chair, problems } = await site.openAs(chairId);
  await chair.goto(`${base}/schools?q=ashgrove`);
  await look(chair);
  await follow(chair, 'Ashgrove Primary School');
  await look(chair);
  await chair.goto(`${base}/schools/${urn}/open-board`);
  await look(chair);
  await chair.locator('[name="background"]').fill('Leadership and management require improvement.');
  await press(chair, 'Open the School Improvement Board');
  await chair.getByRole('heading', { level: 1, name: 'The board' }).waitFor();
  await look(chair);
  await chair
    .locator('[name="seat-chair"]')
    .selectOption({ label: await optionOf(chair, 'Ruth Calloway') });
  await press(chair, 'Add to the board');
  await chair.getByText('Every seat is filled').waitFor();
  await chair.goto(`${base}/cases`);
  await look(chair);
  await follow(chair, 'Ashgrove Primary School');
  await look(chair);
  await press(chair, 'Set the next meeting');
  await look(chair);
  await fillDate(chair, 'date', date('2027-01-14'));
  await chair.locator('[name="time"]').fill('9:30am');
  await chair.locator('[name="reason"]').fill('Agreed at short notice.');
  await press(chair, /Set the meeting/);
  await chair.getByText('Thursday 14 January 2027 at 9:30am').first().waitFor();
  await look(chair);

  // The chair writes the notes, and the page says when the council has them.
  await press(chair, 'Open the record');
  await chair.getByRole('button', { name: 'Keep nothing here' }).click();
  await chair.locator('#section-key-actions-and-progress').waitFor();
  await look(chair);
  await chair.locator('#section-key-actions-and-progress').fill('A reading lead is in post.');
  await chair.locator('#section-impact-of-support').fill('Two days of a specialist leader.');
  await chair
    .getByText(/Council has it \d/)
    .first()
    .waitFor();
  const notes = chair.url();
  const record = notes.replace(/\/room.*$/, '');

  await chair.goto(`${record}/attendance`);
  await look(chair);
  await press(chair, 'Everyone was present');
  await chair.goto(`${record}/outcome`);
  await look(chair);
  await chair.getByLabel('Not yet', { exact: true }).check();
  await chair
    .getByLabel('Remain within the SIB process with next meeting required next half-term')
    .check();
  await chair.locator('[name="concerns"]').fill('Attendance of the youngest pupils.');
  await press(chair, 'Save the outcome');
  await chair.goto(`${record}/actions/new`);
  await look(chair);
  await chair.locator('[name="what"]').fill('Daily reading for pupils who are behind');
  await chair.locator('[name="undertakes"]').fill('English lead');
  await chair.locator('[name="monitors"]').fill('Priya Nair');
  await chair.locator('[name="success"]').fill('Seven in ten gain six months by Easter');
  await chair.locator('[name="support"]').fill('Two days of a specialist leader');
  await press(chair, 'Add the action');
  await chair.goto(`${record}/next-meeting`);
  await chair.getByLabel('Yes, the date is set').check();
  await fillDate(chair, 'date', date('2027-03-11'));
  await chair.locator('[name="time"]').fill('9:30am');
  await look(chair);
  await press(chair, 'Save the next meeting');
  await chair.goto(`${record}/close`);
  await look(chair);
  await press(chair, /^Send to Daniel Marsh/);
  await app.drainJobs();

  // The headteacher checks it on a phone.
  const { page: head } = await site.openAs(headId, { viewport: screens.narrow });
  await head.goto(base);
  await look(head);
  await follow(head, /^Check the record/);
  await look(head);
  const wrong = head.locator('[name="answer-key-actions-and-progress-1"][value="fact-wrong"]');
  await wrong.check();
  await head
    .locator('[name="wording-key-actions-and-progress-1"]')
    .fill('A reading lead takes up post after Easter.');
  await head.locator('[name="answer-impact-of-support-1"][value="differently"]').check();
  await head.locator('[name="view-impact-of-support-1"]').fill('It helped more than this says.');
  await press(head, 'Send: what I have not answered is accurate');
  await head.getByText('Your answer has reached the chair').waitFor();
  await look(head);

  // The chair decides on each answer, and makes the record final.
  await chair.goto(`${record}/answers`);
  await look(chair);
  await chair
    .getByLabel('“Key actions / progress” as it will be')
    .fill('A reading lead takes up post after Easter.');
  await chair.locator('#decision-key-actions-and-progress-1').check();
  await press(chair, /Save this decision on “Key actions/);
  await chair.locator('#decision-impact-of-support-1').check();
  await press(chair, /Save this decision on “Impact of support/);
  await chair.goto(`${record}/finalise`);
  await look(chair);
  await press(chair, 'Make the record final');
  await chair.getByText('Final', { exact: true }).first().waitFor();
  await look(chair);
  assert.deepEqual(problems, []);

  // The chair of governors is told, and reads it at midnight on a phone.
  await app.drainJobs();
  const { page: governor } = await site.openAs(governorId, { viewport: screens.narrow });
  await governor.goto(base);
  await follow(governor, /^Record of 14 January 2027/);
  await governor.getByText('A reading lead takes up post after Easter.').first().waitFor();
  await governor.getByText('It helped more than this says.').first().waitFor();
  await look(governor);
  for (const [kind, begins] of [
    ['docx', 'PK'],
    ['pdf', '%PDF'],
  ] as const) {
    const file = await governor.context().request.get(`${record}/versions/1.${kind}`);
    assert.equal(file.status(), 200);
    assert.equal((await file.body()).subarray(0, begins.length).toString('latin1'), begins);
  }
  assert.ok((await verifyAudit(db)).intact);
});

/** The words of the option that names someone. */
async function optionOf(page: Page, name: string): Promise<string> {
  const option = page.locator('[name="seat-chair"] option', { hasText: name });
  return (await option.first().textContent()) ?? '';
}
