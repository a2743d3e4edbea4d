import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Page } from 'playwright-core';
import { anOpenRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { expectInOrder, screens } from '#test/harness/browser.ts';
import {
  barSays,
  councilHasIt,
  heldBy,
  openRoom,
  started,
  textIn,
  typeIn,
} from '#test/harness/meeting-room.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { saveNoteTaker, saveShownLive } from '../../src/modules/records/commands/hold-meeting.ts';

const support = 'impact-of-support';
const actions = 'key-actions-and-progress';

suite('the meeting room, with a connection', () => {
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

  test('says where each text is, is in order on both screens, and goes by keys alone', async () => {
    const { recordId, chair } = await aRoom();
    const { page } = chair;
    await barSays(page, /^What you type is saved by itself/);
    await typeIn(page, support, 'Six days of a specialist leader.');
    const said = await barSays(page, /Council has it/);
    assert.match(said, /^On this device \d\d:\d\d:\d\d · Council has it 09:30:00$/);
    assert.equal(await held(recordId, support), 'Six days of a specialist leader.');
    await expectInOrder(page, 'room');

    await page.getByLabel('Impact of support', { exact: true }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await page.keyboard.type('Judged so by the school.');
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.press('Alt+ArrowUp');
    await page.keyboard.type('Reading is taught daily.');
    await page.waitForFunction(() => document.body.innerText.includes('Council has it'));
    await page.getByRole('button', { name: 'Save notes' }).click();
    await page
      .locator('[data-save-said]')
      .getByText('The council has everything that you typed.')
      .waitFor({ state: 'attached' });
    assert.equal(await held(recordId, 'self-evaluation'), 'Judged so by the school.');
    assert.equal(await held(recordId, actions), 'Reading is taught daily.');
    assert.deepEqual(chair.problems, []);
    await page.context().close();
  });

  test('a note-taker types at the same time; both see the other’s words, and overlapping ones stay both', async () => {
    const { board, recordId, chair } = await aRoom();
    must(await saveNoteTaker(await site.app.workAs(board.chair), recordId, board.officer));
    const officer = await site.openAs(board.officer);
    await openRoom(officer.page, site.base, recordId);
    await typeIn(chair.page, support, 'Reading improved.');
    await officer.page.waitForFunction(
      (part) =>
        document.querySelector<HTMLTextAreaElement>(`[data-part="${part}"]`)?.value ===
        'Reading improved.',
      support,
    );
    await typeIn(officer.page, actions, 'Taken by the note-taker.');
    await chair.page.waitForFunction(
      (part) => document.querySelector<HTMLTextAreaElement>(`[data-part="${part}"]`)?.value !== '',
      actions,
    );
    assert.equal(await textIn(chair.page, actions), 'Taken by the note-taker.');

    // The same passage, by both at once: neither has heard of the other.
    const silent = (page: Page) => page.context().setOffline(true);
    await Promise.all([silent(chair.page), silent(officer.page)]);
    await chair.page.locator(`[data-part="${support}"]`).fill('Reading improved a lot.');
    await officer.page.locator(`[data-part="${support}"]`).fill('Reading improved a little.');
    await chair.page.context().setOffline(false);
    await councilHasIt(chair.page);
    await officer.page.context().setOffline(false);
    await councilHasIt(officer.page);
    const both = await held(recordId, support);
    assert.match(both, /Reading improved a lot\./);
    assert.match(both, /Reading improved a little\./);
    const choice = chair.page.getByRole('group', { name: /^Two versions in / });
    await choice.waitFor();
    await expectInOrder(chair.page, 'room-versions');
    await choice.getByRole('button', { name: /^Keep Ruth Calloway’s/ }).click();
    await councilHasIt(chair.page);
    await officer.page.waitForFunction(
      (part) =>
        document.querySelector<HTMLTextAreaElement>(`[data-part="${part}"]`)?.value ===
        'Reading improved a lot.',
      support,
    );
    assert.equal(await held(recordId, support), 'Reading improved a lot.');
    for (const each of [chair, officer]) await each.page.context().close();
  });

  test('the board sees the notes grow where the chair allows it, and cannot write', async () => {
    const { board, recordId, meetingId, chair } = await aRoom();
    const governor = await site.openAs(board.governor, { viewport: screens.narrow });
    const address = `${site.base}/records/${recordId}/live`;
    assert.equal((await governor.page.goto(address))?.status(), 404);
    must(await saveShownLive(await site.app.workAs(board.chair), recordId, true));
    await governor.page.goto(`${site.base}/meetings/${meetingId}`);
    await governor.page.getByRole('button', { name: 'Follow the notes' }).click();
    await governor.page.getByRole('heading', { name: 'The notes as they are written' }).waitFor();
    await typeIn(chair.page, support, 'Six days of support.');
    await governor.page.getByText('Six days of support.').waitFor();
    assert.equal(await governor.page.locator('textarea').count(), 0);
    await expectInOrder(governor.page, 'room-live');
    must(await saveShownLive(await site.app.workAs(board.chair), recordId, false));
    await governor.page.getByText('The chair does not show the notes any more.').waitFor();
    for (const each of [chair, governor]) await each.page.context().close();
  });

  test('the plain pages and the room hear of each other', async () => {
    const { board, recordId, chair } = await aRoom();
    const second = await site.openAs(board.chair);
    await second.page.goto(`${site.base}/records/${recordId}/outcome`);
    await second.page.getByLabel('Not yet', { exact: true }).check();
    await second.page.getByRole('button', { name: 'Save the outcome' }).click();
    await chair.page
      .locator('fieldset[data-part="decision:answer"]')
      .getByLabel('Not yet', { exact: true })
      .and(chair.page.locator(':checked'))
      .waitFor();
    await started(chair.page);
    for (const each of [chair, second]) await each.page.context().close();
  });
});
