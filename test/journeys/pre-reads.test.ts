import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { tendPapers } from '#modules/pre-reads/index.ts';
import { aPdf, storePaper } from '#test/builders/stored-papers.ts';
import { aBoard, aPlannedMeeting } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openPage,
  screens,
  screenshot,
} from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

suite('papers before a meeting, in the browser', () => {
  let app: TestApp;
  let site: Site;
  let base: string;
  let folder = '';
  let board: Board;
  let meetingId: MeetingId;

  before(async () => {
    site = await openSite();
    ({ app, base } = site);
    folder = await mkdtemp(path.join(tmpdir(), 'papers-'));
    board = await aBoard(app, { schoolName: 'Larkfield Primary School' });
    meetingId = await aPlannedMeeting(app, board, date('2027-02-04'));
  });
  after(async () => {
    await site?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function fileOf(name: string, content: Uint8Array): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  }

  test('a head on a phone sends what is missing by the mailed link, without signing in, and the chair reads it', async () => {
    // One paper is held already, and is of this school year: it is not asked for.
    await storePaper(app, meetingId, board.head, { key: 'position-statement' });
    const { actor: _, ...work } = await app.workAs(board.chair);
    await tendPapers(work);
    const mail = await app.services.db
      .selectFrom('mails')
      .select('body_text')
      .where('template', '=', 'Papers asked for')
      .where('person_id', '=', board.head)
      .executeTakeFirstOrThrow();
    const link = /\/send-papers\/\S+/.exec(mail.body_text)?.[0] ?? '';

    const phone = await openPage(site.browser, { viewport: screens.narrow });
    const { page } = phone;
    await page.goto(base + link);
    assert.equal(await page.getByText('Larkfield Primary School').count(), 1);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'papers-link-320');

    await page.getByRole('link', { name: 'School self-evaluation' }).click();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, 'papers-send-320');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('link', { name: 'Choose the document to send' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('The document').setInputFiles(await fileOf('empty.pdf', Buffer.alloc(0)));
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('link', { name: 'The file is empty' }).waitFor();
    const paper = aPdf();
    await page
      .getByLabel('The document')
      .setInputFiles(await fileOf('Selbst-und-Fremdbild-der-Schule-im-laufenden-Jahr.pdf', paper));
    await page.getByLabel('Day').fill('11');
    await page.getByLabel('Month').fill('1');
    await page.getByLabel('Year').fill('2027');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you. The document has arrived.').waitFor();

    await page.getByRole('link', { name: 'School Improvement Plan' }).click();
    await page.getByLabel('The document').setInputFiles(await fileOf('plan.pdf', aPdf()));
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Everything that was asked for is here.').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    assert.deepEqual(
      phone.problems.filter((each) => !/status of 422/.test(each)),
      [],
    );
    await page.context().close();

    for (const viewport of [screens.desktop, screens.narrow]) {
      const chair = await site.openAs(board.chair, { viewport });
      const room = chair.page;
      await room.goto(`${base}/meetings/${meetingId}`);
      await room.getByRole('button', { name: 'See the papers' }).click();
      await room.getByText('Daniel Marsh (by the link in the mail)').first().waitFor();
      await expectAccessible(room);
      await expectNoSidewaysScroll(room);
      const download = room.waitForEvent('download');
      await room.getByRole('link', { name: 'Selbst-und-Fremdbild' }).click();
      const stream = await (await download).createReadStream();
      assert.deepEqual(Buffer.concat(await stream.toArray()), paper);
      await room.getByRole('link', { name: 'History (School self-evaluation)' }).click();
      await room.getByText('Counts', { exact: true }).waitFor();
      await expectAccessible(room);
      await expectNoSidewaysScroll(room);
      await room.context().close();
    }
  });

  test('a head withdraws a document on a phone, and sends another', async () => {
    const { page, problems } = await site.openAs(board.head, { viewport: screens.narrow });
    const id = await storePaper(app, meetingId, board.head, { name: 'Wrong.pdf' });
    await page.goto(`${base}/meetings/${meetingId}/pre-reads/self-evaluation`);
    await page.getByRole('link', { name: 'Withdraw it (Wrong.pdf)' }).click();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByLabel('Why it is withdrawn').fill('It names a pupil.');
    await page.getByRole('button', { name: 'Withdraw the document' }).click();
    await page.waitForURL(/self-evaluation$/);
    assert.equal(await page.getByText('Wrong.pdf').count(), 0);
    const reply = await page.request.get(`${base}/meetings/${meetingId}/pre-reads/documents/${id}`);
    assert.equal(reply.status(), 404);
    assert.deepEqual(problems, []);
    await page.context().close();
  });
});
