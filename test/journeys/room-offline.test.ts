import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import type { PersonId } from '#kernel/ids.ts';
import { anAnsweredRecord, anOpenRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import { expectInOrder, openPage, openProfile } from '#test/harness/browser.ts';
import {
  barSays,
  councilHasIt,
  heldBy,
  onDevice,
  openRoom,
  roomPin,
  started,
  textIn,
  typeIn,
} from '#test/harness/meeting-room.ts';
import { enterPin } from '#test/harness/room-device.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { finaliseRecord } from '../../src/modules/records/commands/finalise.ts';
import { saveNoteTaker } from '../../src/modules/records/commands/hold-meeting.ts';

const support = 'impact-of-support';
const actions = 'key-actions-and-progress';

suite('the meeting room, whatever happens', () => {
  let site: Site;
  const profiles: string[] = [];
  before(async () => {
    site = await openSite();
  });
  after(async () => {
    await site?.close();
    for (const each of profiles) await rm(each, { recursive: true, force: true });
  });

  async function aRoom(keep: 'kept' | 'nothing' = 'kept') {
    const stored = await anOpenRecord(site.app);
    const { page } = await site.openAs(stored.board.chair);
    await openRoom(page, site.base, stored.recordId, keep);
    return { ...stored, page, address: `${site.base}/records/${stored.recordId}/room` };
  }

  const held = (recordId: Awaited<ReturnType<typeof aRoom>>['recordId'], part: string) =>
    heldBy(site.app.services.db, recordId, part);

  /** Another tab of the same browser, with the room open. */
  async function anotherTab(context: BrowserContext, address: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(address);
    await enterPin(page, roomPin);
    await started(page);
    return page;
  }

  test('a tab that is closed in the middle of a word', async () => {
    const { recordId, page, address } = await aRoom();
    const context = page.context();
    await typeIn(page, support, 'Six days of a specialist lea');
    await barSays(page, onDevice);
    await page.close({ runBeforeUnload: true });
    const again = await anotherTab(context, address);
    assert.equal(await textIn(again, support), 'Six days of a specialist lea');
    await typeIn(again, support, 'der.');
    await councilHasIt(again);
    assert.equal(await held(recordId, support), 'Six days of a specialist leader.');
    await context.close();
  });

  test('a browser that is killed while the council cannot be reached', async () => {
    const { board, recordId } = await anOpenRecord(site.app);
    const directory = await mkdtemp(path.join(tmpdir(), 'trajectory-profile-'));
    profiles.push(directory);
    const first = await openProfile(directory);
    const page = await first.context.newPage();
    await site.signIn(page, board.chair);
    await openRoom(page, site.base, recordId);
    await typeIn(page, support, 'The council has this.');
    await councilHasIt(page);
    await first.context.setOffline(true);
    await typeIn(page, support, ' The device has this.');
    await barSays(page, /Not with the council/);
    await barSays(page, onDevice);
    await first.kill();
    assert.equal(await held(recordId, support), 'The council has this.');

    const second = await openProfile(directory);
    const again = await second.context.newPage();
    await site.signIn(again, board.chair);
    await again.goto(`${site.base}/records/${recordId}/room`);
    await enterPin(again, roomPin);
    await started(again);
    await councilHasIt(again);
    assert.equal(await held(recordId, support), 'The council has this. The device has this.');
    await second.kill();
  });

  test('a meeting without a network from beginning to end, and a browser started again in it', async () => {
    const { recordId, page, address } = await aRoom();
    const context = page.context();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await context.setOffline(true);
    await typeIn(page, support, 'Typed without a network.');
    await barSays(page, onDevice);
    const said = await barSays(page, /Not with the council: no connection/);
    assert.doesNotMatch(said, /Council has it/);
    await page.getByLabel('Not yet', { exact: true }).check();
    await page.getByRole('button', { name: 'Add an action' }).click();
    const action = page.getByRole('group', { name: 'Action 1' });
    await action.getByLabel('What will be done').fill('Read daily');
    await action.getByLabel('Who undertakes it').fill('English lead');
    await barSays(page, onDevice);
    await page.close();

    const offline = await context.newPage();
    await offline.goto(address);
    await enterPin(offline, roomPin);
    await started(offline);
    assert.equal(await offline.getByText('Private & Confidential').count(), 1);
    await barSays(offline, /Not with the council/);
    assert.equal(await textIn(offline, support), 'Typed without a network.');
    assert.equal(
      await offline
        .getByRole('group', { name: 'Action 1' })
        .getByLabel('What will be done')
        .inputValue(),
      'Read daily',
    );
    await typeIn(offline, support, ' More of it.');
    await barSays(offline, onDevice);
    await expectInOrder(offline, 'room-offline');
    await offline.getByRole('button', { name: 'Close the meeting' }).click();
    await offline.getByText(/This cannot be sent yet: no connection/).waitFor();

    await context.setOffline(false);
    await councilHasIt(offline);
    assert.equal(await held(recordId, support), 'Typed without a network. More of it.');
    assert.equal(await held(recordId, 'decision:answer'), 'not-yet');
    const agreed = await site.app.services.db
      .selectFrom('actions')
      .select(['what', 'undertakes'])
      .where('meeting_id', '=', (await recordOf(recordId)).meeting_id)
      .execute();
    assert.deepEqual(agreed, [{ what: 'Read daily', undertakes: 'English lead' }]);
    await context.close();
  });

  const recordOf = (recordId: Awaited<ReturnType<typeof aRoom>>['recordId']) =>
    site.app.services.db
      .selectFrom('records')
      .selectAll()
      .where('id', '=', recordId)
      .executeTakeFirstOrThrow();

  test('two devices that write the same paragraph without a network keep both, marked', async () => {
    const { board, recordId, page } = await aRoom();
    const other = await site.openAs(board.chair);
    await openRoom(other.page, site.base, recordId);
    for (const each of [page, other.page]) await each.context().setOffline(true);
    await typeIn(page, support, 'On the laptop: six days.');
    await typeIn(other.page, support, 'On the tablet: seven days.');
    await typeIn(other.page, actions, 'Only on the tablet.');
    for (const each of [page, other.page]) await barSays(each, onDevice);
    for (const each of [page, other.page]) {
      await each.context().setOffline(false);
      await councilHasIt(each);
    }
    const both = await held(recordId, support);
    for (const words of ['On the laptop: six days.', 'On the tablet: seven days.']) {
      assert.ok(both.includes(words), both);
    }
    assert.equal(await held(recordId, actions), 'Only on the tablet.');
    for (const each of [page, other.page]) await each.context().close();
  });

  test('a device whose clock is a day wrong shows the council’s time, and merges all the same', async () => {
    const { board, recordId } = await anOpenRecord(site.app);
    const { page } = await site.openAs(board.chair);
    await page.clock.install({ time: new Date('2027-01-13T03:00:00Z') });
    await openRoom(page, site.base, recordId);
    await typeIn(page, support, 'Typed a day early.');
    const said = await barSays(page, /Council has it/);
    assert.match(said, /^On this device 09:(29|30):\d\d · Council has it 09:30:00$/);
    assert.equal(await held(recordId, support), 'Typed a day early.');
    await page.context().close();
  });

  test('a device that is full says so at once, and the council has it all the same', async () => {
    const { recordId, page } = await aRoom();
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('Full', 'QuotaExceededError');
      };
    });
    await typeIn(page, support, 'Typed on a full device.');
    const said = await barSays(page, /Council has it/);
    assert.match(said, /There is no space left on this device/);
    assert.doesNotMatch(said, /On this device \d/);
    assert.equal(await held(recordId, support), 'Typed on a full device.');
    await page.context().close();
  });

  test('a browser that forbids keeping, as some private windows do, says so, and the council has it', async () => {
    const { board, recordId } = await anOpenRecord(site.app);
    const { page } = await site.openAs(board.chair);
    await page.addInitScript(() =>
      Object.defineProperty(window, 'indexedDB', { value: undefined }),
    );
    await page.goto(`${site.base}/records/${recordId}/room`);
    await started(page);
    await typeIn(page, support, 'Typed in private.');
    const said = await barSays(page, /Council has it/);
    assert.match(said, /^This browser does not let this page keep anything on the device/);
    assert.equal(await held(recordId, support), 'Typed in private.');
    await page.context().close();
  });

  test('a shared computer keeps nothing, and says so', async () => {
    const { recordId, page } = await aRoom('nothing');
    await typeIn(page, support, 'Typed at the school’s computer.');
    const said = await barSays(page, /Council has it/);
    assert.match(said, /^Nothing is kept on this device · Council has it/);
    assert.equal(await held(recordId, support), 'Typed at the school’s computer.');
    const written = await page.evaluate(async () => (await indexedDB.databases()).length);
    assert.equal(written, 0);
    await page.context().close();
  });

  test('a second tab', async () => {
    const { recordId, page, address } = await aRoom();
    const second = await anotherTab(page.context(), address);
    await typeIn(page, support, 'From the first tab.');
    await typeIn(second, actions, 'From the second tab.');
    await councilHasIt(page);
    await councilHasIt(second);
    await second.waitForFunction(
      (part) =>
        document.querySelector<HTMLTextAreaElement>(`[data-part="${part}"]`)?.value ===
        'From the first tab.',
      support,
    );
    assert.equal(await held(recordId, support), 'From the first tab.');
    assert.equal(await held(recordId, actions), 'From the second tab.');
    await page.context().close();
  });

  test('a sign-in that ends in the middle locks the screen, keeps the text, and goes on where it was', async () => {
    const { board, recordId, page } = await aRoom();
    await typeIn(page, support, 'Before.');
    await councilHasIt(page);
    const context = page.context();
    await context.clearCookies();
    await typeIn(page, support, ' After the sign-in had ended.');
    await page.getByRole('heading', { name: 'You have been signed out' }).waitFor();
    await page.getByText('Your text is kept on this device.').waitFor();
    assert.equal(await page.getByText('After the sign-in had ended').count(), 0);
    assert.equal(await page.locator('textarea:visible').count(), 0);
    await expectInOrder(page, 'room-locked');

    // Somebody else does not open it.
    await signInBeside(context, board.officer);
    await page.getByRole('button', { name: 'I have signed in: go on' }).click();
    await page.getByText('You are not signed in yet, or someone else is.').waitFor();
    await signInBeside(context, board.chair);
    await page.getByRole('button', { name: 'I have signed in: go on' }).click();
    await enterPin(page, roomPin);
    await councilHasIt(page);
    assert.equal(await textIn(page, support), 'Before. After the sign-in had ended.');
    assert.equal(await held(recordId, support), 'Before. After the sign-in had ended.');
    await context.close();
  });

  /** As in another tab of the same browser. */
  async function signInBeside(context: BrowserContext, person: PersonId): Promise<void> {
    const { cookie } = await site.app.signInAs(person);
    const [name = '', value = ''] = cookie.split('=');
    await context.clearCookies();
    await context.addCookies([{ name, value, url: site.base }]);
  }

  test('a record that is made final elsewhere meanwhile: what was unsent is handed to the chair', async () => {
    const { board, recordId } = await anAnsweredRecord(site.app);
    const work = await site.app.workAs(board.chair);
    must(await saveNoteTaker(work, recordId, board.officer));
    const officer = await site.openAs(board.officer);
    await openRoom(officer.page, site.base, recordId);
    await officer.page.context().setOffline(true);
    await typeIn(officer.page, support, ' Typed on the train.');
    await barSays(officer.page, onDevice);
    must(await finaliseRecord(work, recordId));
    await officer.page.context().setOffline(false);
    await officer.page
      .getByRole('alert')
      .getByText(/The record is final/)
      .waitFor();
    await officer.page.getByText(/is handed over\. The chair finds it on the record/).waitFor();
    assert.doesNotMatch(await held(recordId, support), /on the train/);

    const chair = await openPage(site.browser);
    await site.signIn(chair.page, board.chair);
    await chair.page.goto(`${site.base}/records/${recordId}`);
    await chair.page.getByRole('link', { name: /typed on a device and not sent in time/ }).click();
    await chair.page.getByText('Typed on the train.').waitFor();
    await expectInOrder(chair.page, 'room-late');
    for (const each of [officer, chair]) await each.page.context().close();
  });
});
