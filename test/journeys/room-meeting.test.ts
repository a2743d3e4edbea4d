import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { storeCalendar } from '#test/builders/calendar.ts';
import { anOpenRecord, aWrittenRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { expectInOrder, screenshot, screens } from '#test/harness/browser.ts';
import { councilHasIt, heldBy, openRoom, started, typeIn } from '#test/harness/meeting-room.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { saveNoteTaker } from '../../src/modules/records/commands/hold-meeting.ts';

const support = 'impact-of-support';
const actions = 'key-actions-and-progress';

suite('a meeting, recorded in its room and closed', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site?.close());

  async function aRoom() {
    const stored = await anOpenRecord(site.app);
    const chair = await site.openAs(stored.board.chair);
    await openRoom(chair.page, site.base, stored.recordId);
    return { ...stored, chair };
  }

  const held = (recordId: Awaited<ReturnType<typeof aRoom>>['recordId'], part: string) =>
    heldBy(site.app.services.db, recordId, part);

  test('records who came and when, the outcome, the actions and the next meeting where the notes are', async () => {
    const { board, recordId, meetingId, chair } = await aRoom();
    const { page } = chair;
    const { db } = site.app.services;
    await page.getByRole('button', { name: 'Everyone else was present' }).click();
    const head = page
      .locator('fieldset[data-part^="attendance:"]')
      .filter({ hasText: 'Headteacher' })
      .first();
    await head.getByLabel('Arrived late, at').fill('ten past');
    await head.getByText('Enter when they arrived, for example 9:45am').waitFor();
    await head.getByLabel('Arrived late, at').fill('9:45am');
    await page.getByLabel('Not yet', { exact: true }).check();
    await page.getByLabel(/next meeting required next half-term/).check();
    await page.getByLabel('The board’s reasons').fill('Leadership is new.');
    await page.getByRole('button', { name: 'Add an action' }).click();
    const action = page.getByRole('group', { name: 'Action 1' });
    await action.getByLabel('What will be done').fill('Read daily with every pupil');
    await action.getByLabel('Who undertakes it').fill('English lead');
    await action.getByLabel('Who monitors').fill('Ruth Calloway');
    await action.getByLabel('By when').fill('2027-03-19');
    await page.getByLabel('The date is set').check();
    await page.getByLabel('Which date').fill('2027-03-11');
    await councilHasIt(page);
    await page.getByRole('button', { name: 'Save notes' }).click();
    await page
      .locator('[data-save-said]')
      .getByText('The council has everything')
      .waitFor({ state: 'attached' });
    const record = await db
      .selectFrom('records')
      .select(['outcome', 'answer', 'answer_reasons', 'next_date'])
      .where('id', '=', recordId)
      .executeTakeFirstOrThrow();
    assert.deepEqual(record, {
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      answer_reasons: 'Leadership is new.',
      next_date: '2027-03-11',
    });
    const came = await db
      .selectFrom('attendance')
      .select(['attended', 'arrived'])
      .where('meeting_id', '=', meetingId)
      .orderBy('arrived')
      .execute();
    assert.equal(came.length, 5);
    assert.ok(came.every(({ attended }) => attended === 'present'));
    assert.match(String(came[0]?.arrived), /^09:45/);
    const agreed = await db
      .selectFrom('actions')
      .select(['what', 'undertakes', 'monitors', 'by_when'])
      .where('meeting_id', '=', meetingId)
      .execute();
    assert.deepEqual(agreed, [
      {
        what: 'Read daily with every pupil',
        undertakes: 'English lead',
        monitors: 'Ruth Calloway',
        by_when: '2027-03-19',
      },
    ]);
    assert.ok(board.chair);
    await expectInOrder(page, 'room-decided');
    await page.context().close();
  });

  test('three taps from the end of the meeting the headteacher has it', async () => {
    const stored = await aWrittenRecord(site.app);
    const { page } = await site.openAs(stored.board.chair, { viewport: screens.narrow });
    await openRoom(page, site.base, stored.recordId);
    await typeIn(page, support, ' The last words.');
    await page.getByRole('button', { name: 'Close the meeting' }).click();
    await page.getByRole('heading', { name: 'Close the meeting' }).waitFor();
    await expectInOrder(page, 'room-close');
    await page.getByRole('button', { name: /^Send to / }).click();
    await page.getByText('With the headteacher').waitFor();
    assert.match(await held(stored.recordId, support), /The last words\.$/);
    await page.context().close();
  });

  test('gaps are told in plain English, each with the way to where it is mended', async () => {
    const { chair } = await aRoom();
    const { page } = chair;
    await page.getByRole('button', { name: 'Close the meeting' }).click();
    await page.getByRole('link', { name: 'The outcome is not recorded' }).click();
    await page.getByLabel('Not yet', { exact: true }).waitFor();
    await page.context().close();
  });

  test('without script the plain form saves, with the same merge', async () => {
    const { board, recordId } = await anOpenRecord(site.app);
    must(await saveNoteTaker(await site.app.workAs(board.chair), recordId, board.officer));
    const plain = { javaScriptEnabled: false };
    const chair = await site.openAs(board.chair, plain);
    const officer = await site.openAs(board.officer, plain);
    for (const { page } of [chair, officer]) {
      await page.goto(`${site.base}/records/${recordId}/room`);
    }
    await chair.page.getByLabel('Impact of support', { exact: true }).fill('By the chair.');
    await chair.page.getByRole('button', { name: 'Save notes' }).click();
    await chair.page.getByText('The notes are saved.').waitFor();
    await officer.page.getByLabel('Key actions / progress').fill('By the officer.');
    await officer.page.getByRole('button', { name: 'Save notes' }).click();
    await officer.page.getByText('The notes are saved.').waitFor();
    assert.equal(await held(recordId, support), 'By the chair.');
    assert.equal(await held(recordId, actions), 'By the officer.');
    await screenshot(officer.page, 'room-plain');
    for (const each of [chair, officer]) await each.page.context().close();
  });

  test('offers the days that fit the outcome, also without a network, and records the one taken', async () => {
    await storeCalendar(site.app);
    const { recordId, chair } = await aRoom();
    const { page } = chair;
    const days = () =>
      page
        .getByRole('group', { name: 'Date of the next meeting' })
        .getByRole('radio')
        .evaluateAll((radios) =>
          radios
            .map((radio) => (radio as HTMLInputElement).value)
            .filter((value) => /^\d/.test(value)),
        );
    assert.equal((await days()).length, 3, 'any three while no outcome is chosen');
    await page.context().setOffline(true);
    await page.getByLabel(/next meeting required next term/).check();
    const nextTerm = await days();
    await page.getByLabel(/next meeting required next half-term/).check();
    const [first = '', ...others] = await days();
    assert.equal(others.length, 2);
    assert.ok(first >= '2027-02-15' && others.every((day) => day < '2027-04-05'), first);
    assert.ok(
      nextTerm.every((day) => day >= '2027-04-05' && day < '2027-08-01'),
      nextTerm.join(),
    );
    await page.locator(`input[data-outcomes][value="${first}"]`).check();
    await page.context().setOffline(false);
    await councilHasIt(page);
    const record = await site.app.services.db
      .selectFrom('records')
      .select(['outcome', 'next_date'])
      .where('id', '=', recordId)
      .executeTakeFirstOrThrow();
    assert.deepEqual(record, { outcome: 'remain-next-half-term', next_date: first });

    await page.reload();
    await started(page);
    assert.equal(await page.locator(`input[data-outcomes][value="${first}"]`).isChecked(), true);
    // One that is chosen stays to be seen, though it does not fit any more.
    await page.getByLabel(/next meeting required next term/).check();
    assert.deepEqual(await days(), [first, ...nextTerm]);
    await page.context().close();
  });
});
