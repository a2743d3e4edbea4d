import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { PersonId } from '#kernel/ids.ts';
import {
  aFinalRecord,
  anOpenRecord,
  aSentRecord,
  aWrittenRecord,
} from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, must } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  screens,
  screenshot,
} from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';
import { answerCheck } from '../../src/modules/records/commands/accuracy-check.ts';
import { saveNoteTaker } from '../../src/modules/records/commands/hold-meeting.ts';
import { saveSections } from '../../src/modules/records/commands/save-sections.ts';
import { formOf } from '#policy-pack/index.ts';

suite('records in the browser', () => {
  let app: TestApp;
  let site: Site;
  let base: string;

  before(async () => {
    site = await openSite();
    ({ app, base } = site);
  });
  after(() => site.close());

  async function textOf(recordId: string, section: string): Promise<string | undefined> {
    const row = await app.services.db
      .selectFrom('record_sections')
      .select('text')
      .where('record_id', '=', recordId as never)
      .where('section', '=', section)
      .executeTakeFirst();
    return row?.text;
  }

  test('a chair holds the entry meeting, the head checks it, and the board has it', async () => {
    const board = await aBoard(app, { schoolName: 'Larkfield Primary School' });
    const meetingId = await aPlannedMeeting(app, board);
    const chair = await site.openAs(board.chair);
    const { page } = chair;
    await page.goto(`${base}/meetings/${meetingId}`);
    await page.getByRole('button', { name: 'Open the record' }).click();
    await page.getByLabel('Key actions / progress').fill('Phonics training is complete.');
    await page.getByText(/^Council has it \d\d:\d\d:\d\d$/).waitFor();
    const here = page.url().replace(/\/notes.*/, '');
    assert.equal(
      await textOf(here.split('/').at(-1) ?? '', 'key-actions-and-progress'),
      'Phonics training is complete.',
    );
    await page.getByRole('button', { name: 'Save and record attendance' }).click();
    await page.getByRole('button', { name: 'Everyone was present' }).click();
    await page.getByRole('button', { name: 'Save and record the outcome' }).click();
    await page.getByLabel('Not yet').check();
    await page.getByLabel('The board’s reasons').fill('Leadership is new.');
    await page
      .getByLabel('Remain within the SIB process with next meeting required next term')
      .check();
    await page.getByRole('button', { name: 'Save the outcome' }).click();
    await page.getByRole('button', { name: 'Save and record actions' }).click();
    await page.getByRole('button', { name: 'Add an action' }).click();
    await page.getByLabel('What will be done').fill('Appoint a deputy');
    await page
      .getByRole('group', { name: 'Who undertakes it' })
      .getByLabel(/^A name or a job/)
      .fill('Governors');
    await page.getByRole('button', { name: 'Add the action' }).click();
    await page.getByRole('link', { name: 'Go back to the notes' }).click();
    await page.getByRole('button', { name: 'Save and record the next meeting' }).click();
    await page.getByLabel('Yes, the date is set').check();
    await page.getByLabel('Day').first().fill('22');
    await page.getByLabel('Month').first().fill('4');
    await page.getByLabel('Year').first().fill('2027');
    await page.getByLabel('Start time').fill('9:30am');
    await page.getByRole('button', { name: 'Save the next meeting' }).click();
    await page.getByRole('button', { name: 'Save and close the meeting' }).click();
    await page.getByRole('button', { name: 'Send to Daniel Marsh' }).click();
    await page.getByText('With the headteacher').waitFor();

    const head = await site.openAs(board.head, { viewport: screens.narrow });
    await head.page.goto(`${here}/accuracy-check`);
    await head.page.getByRole('button', { name: 'All of it is accurate' }).click();
    await head.page.getByText('Your answer has reached the chair').waitFor();

    await page.goto(here);
    await page.getByRole('button', { name: 'Go on to finalise' }).click();
    await page.getByRole('button', { name: 'Make the record final' }).click();
    await page.getByText(/Version 1, made final by Ruth Calloway/).waitFor();

    const governor = await site.openAs(board.governor);
    await governor.page.goto(here);
    const download = governor.page.waitForEvent('download');
    await governor.page.getByRole('link', { name: 'Word document' }).click();
    assert.match((await download).suggestedFilename(), /Larkfield Primary School.*version 1\.docx/);
    for (const watched of [chair, head, governor]) {
      assert.deepEqual(watched.problems, []);
      await watched.page.context().close();
    }
  });

  test('notes survive a lost connection, and the page never says that they are saved before they are', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const { page } = await site.openAs(board.chair);
    await page.goto(`${base}/records/${recordId}/notes`);
    const status = page.locator('[data-save-status]');
    const box = page.getByLabel('Impact of support');
    await page.route('**/sections/**', (route) => route.abort('internetdisconnected'));
    await box.pressSequentially('Typed in a school office with poor Wi-Fi.');
    await status.getByText('Not saved: no connection.').waitFor();
    assert.equal(await textOf(recordId, 'impact-of-support'), undefined);
    assert.doesNotMatch((await status.textContent()) ?? '', /Council has it/);
    await page.unroute('**/sections/**');
    await status.getByText(/^Council has it/).waitFor({ timeout: 20_000 });
    assert.equal(
      await textOf(recordId, 'impact-of-support'),
      'Typed in a school office with poor Wi-Fi.',
    );
    await page.context().close();
  });

  test('a save whose answer is lost is not a conflict with oneself', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const { page } = await site.openAs(board.chair);
    await page.goto(`${base}/records/${recordId}/notes`);
    const status = page.locator('[data-save-status]');
    const box = page.getByLabel('Impact of support');
    let lost = 0;
    await page.route('**/sections/**', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await box.fill('First');
    await status.getByText('Not saved: no connection.').waitFor();
    await box.pressSequentially(' and second');
    await status.getByText(/^Council has it/).waitFor({ timeout: 20_000 });
    assert.equal(await textOf(recordId, 'impact-of-support'), 'First and second');
    await page.context().close();
  });

  test('while someone types on, their notes are saved at most every three seconds', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const { page } = await site.openAs(board.chair);
    await page.goto(`${base}/records/${recordId}/notes`);
    const saved: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/sections/')) saved.push(request.url());
    });
    const box = page.getByLabel('Impact of support');
    await box.pressSequentially('A sentence that goes on and on. '.repeat(4), { delay: 60 });
    assert.ok(saved.length >= 1 && saved.length <= 4, `${saved.length} saves in 8 seconds`);
    await page
      .locator('[data-save-status]')
      .getByText(/^Council has it/)
      .waitFor();
    await page.context().close();
  });

  test('a section that someone else changed shows both texts, and is saved once they are one', async () => {
    const { board, recordId } = await anOpenRecord(app);
    must(await saveNoteTaker(await app.workAs(board.chair), recordId, board.officer));
    const { page } = await site.openAs(board.chair);
    await page.goto(`${base}/records/${recordId}/notes`);
    const theirs = { section: 'impact-of-support', text: 'Theirs.', parent: 0, writer: 'else' };
    must(await saveSections(await app.workAs(board.officer), recordId, [theirs]));
    const box = page.getByLabel('Impact of support', { exact: true });
    await box.fill('Mine.');
    const status = page.locator('[data-save-status]');
    await status.getByText('Not saved: someone else changed “Impact of support”').waitFor();
    const other = page.getByLabel('Priya Nair changed “Impact of support” while you were writing');
    assert.equal(await other.inputValue(), 'Theirs.');
    await expectAccessible(page);
    assert.equal(await textOf(recordId, 'impact-of-support'), 'Theirs.');
    await box.fill('Theirs. Mine.');
    await page.getByRole('button', { name: 'Save my text: it has both' }).click();
    await status.getByText(/^Council has it/).waitFor();
    assert.equal(await textOf(recordId, 'impact-of-support'), 'Theirs. Mine.');
    await page.context().close();
  });

  test('someone who was signed out is told, and keeps the text', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const { page } = await site.openAs(board.chair);
    await page.goto(`${base}/records/${recordId}/notes`);
    await page.context().clearCookies();
    const box = page.getByLabel('Impact of support');
    await box.fill('Typed after the sign-in ran out.');
    const status = page.locator('[data-save-status]');
    await status.getByText('Not saved: you have been signed out.').waitFor();
    await page.getByRole('button', { name: 'Save notes' }).click();
    await page.getByText('You have been signed out').first().waitFor();
    assert.match(await page.content(), /Typed after the sign-in ran out\./);
    await page.context().close();
  });

  test('leaving with unsaved notes asks first, and leaving saved ones does not', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const { page } = await site.openAs(board.chair);
    await page.goto(`${base}/records/${recordId}/notes`);
    let asked = 0;
    page.on('dialog', (dialog) => {
      asked += 1;
      void dialog.accept();
    });
    await page.getByLabel('Impact of support').fill('Saved.');
    await page
      .locator('[data-save-status]')
      .getByText(/^Council has it/)
      .waitFor();
    await page.goto(`${base}/records/${recordId}`);
    assert.equal(asked, 0);
    await page.goto(`${base}/records/${recordId}/notes`);
    await page.route('**/sections/**', (route) => route.abort('internetdisconnected'));
    await page.getByLabel('Impact of support').fill('Not saved.');
    await page.locator('[data-save-status]').getByText('Not saved').waitFor();
    await page.goto(`${base}/records/${recordId}`);
    assert.equal(asked, 1);
    await page.context().close();
  });

  test('every page is accessible and fits a narrow screen', async () => {
    const open = await anOpenRecord(app);
    const written = await aWrittenRecord(app);
    const sent = await aSentRecord(app);
    const answered = await aSentRecord(app);
    const final = await aFinalRecord(app);
    const { sections } = formOf(app.services.pack, 'sib-entry');
    must(
      await answerCheck(
        await app.workAs(answered.board.head),
        answered.recordId,
        sections.map(({ key }) => ({
          section: key,
          answer: ['background', 'agreed-actions'].includes(key)
            ? 'fact-wrong'
            : key === 'context'
              ? 'differently'
              : 'accurate',
          comment: ['background', 'agreed-actions', 'context'].includes(key) ? 'It was May.' : '',
        })),
      ),
    );
    const [action] = await app.services.db
      .selectFrom('actions')
      .select('id')
      .where('case_id', '=', final.board.caseId)
      .execute();
    const pages: [PersonId, string, readonly string[]][] = [
      [
        open.board.chair,
        `/records/${open.recordId}`,
        [
          '',
          '/notes',
          '/close',
          '/outcome',
          '/attendance',
          '/next-meeting',
          '/actions',
          '/actions/new',
          '/note-taker',
          '/sections/background/history',
        ],
      ],
      [written.board.chair, `/records/${written.recordId}`, ['', '/notes', '/close', '/actions']],
      [sent.board.head, `/records/${sent.recordId}`, ['', '/accuracy-check']],
      [sent.board.chair, `/records/${sent.recordId}`, ['', '/take-back']],
      [answered.board.head, `/records/${answered.recordId}`, ['/accuracy-check']],
      [answered.board.chair, `/records/${answered.recordId}`, ['', '/answers', '/finalise']],
      [final.board.chair, `/records/${final.recordId}`, ['', '/versions', '/correct']],
      [final.board.governor, `/records/${final.recordId}`, ['', '/versions/1']],
      [final.board.chair, `/actions/${action?.id ?? ''}`, ['']],
    ];
    for (const [screen, viewport] of Object.entries(screens)) {
      for (const [person, address, paths] of pages) {
        const { page, problems } = await site.openAs(person, { viewport });
        for (const path of paths) {
          const reply = await page.goto(base + address + path);
          assert.equal(reply?.status(), 200, address + path);
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
          const name = path.replaceAll('/', '-') || '-read';
          await screenshot(page, `record${name}-${screen}`);
        }
        assert.deepEqual(problems, []);
        await page.context().close();
      }
    }
  });
});
