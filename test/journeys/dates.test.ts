import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { storeCalendar } from '#test/builders/calendar.ts';
import { aBoard } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectInOrder, openPage, screens } from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

suite('the dates of meetings, in a browser', () => {
  let site: Site;
  let app: TestApp;
  let base: string;
  let board: Board;
  before(async () => {
    site = await openSite();
    ({ app, base } = site);
    await storeCalendar(app, { inset: [date('2027-03-05')] });
    board = await aBoard(app);
  });
  after(() => site.close());

  /** The link in the mail that asked the headteacher. */
  async function linkOfHead(): Promise<string> {
    const { body_text: text } = await app.services.db
      .selectFrom('mails')
      .select('body_text')
      .where('person_id', '=', board.head)
      .where('template', '=', 'Choice of dates')
      .executeTakeFirstOrThrow();
    return /\/dates\/[A-Za-z0-9_-]+/.exec(text)?.[0] ?? assert.fail('There is no link.');
  }

  test('are offered to the board, answered from the mail, fixed, and set for the next half-term', async () => {
    const chair = await site.enter('Ruth Calloway');
    const { page } = chair;
    await page.goto(`${base}/cases/${board.caseId}`);
    await page.getByRole('link', { name: 'Offer the board a choice of dates' }).click();
    await page.getByRole('button', { name: 'Send the dates to the board' }).click();
    await page.getByText('There is a problem').waitFor();
    await expectInOrder(page, 'dates-offer-wrong');
    const offered = page.getByRole('checkbox');
    assert.equal(await offered.count(), 5);
    for (const at of [0, 1, 2]) await offered.nth(at).check();
    await page.getByLabel('Start time').fill('2pm');
    await page.getByRole('button', { name: 'Send the dates to the board' }).click();
    await page.getByText('The dates are on their way to the board.').waitFor();
    await expectInOrder(page, 'dates-no-answers');

    const head = await openPage(site.browser, { viewport: screens.narrow });
    await head.page.goto(`${base}${await linkOfHead()}`);
    await head.page.getByRole('heading', { name: 'Which dates suit you?' }).waitFor();
    assert.equal(await head.page.getByRole('link', { name: 'Boards and check-ins' }).count(), 0);
    for (const group of await head.page.getByRole('group').all()) {
      await group.getByLabel('Yes, I can come').check();
    }
    await expectInOrder(head.page, 'dates-answer');
    await head.page.getByRole('button', { name: 'Send my answer' }).click();
    await head.page.getByText('Your answer has reached the chair').waitFor();

    await page.reload();
    await page.getByText('Answers: 1 of 4').waitFor();
    await expectInOrder(page, 'dates-answers');
    await page.getByRole('radio').nth(1).check();
    await page.getByRole('button', { name: 'Fix this date and invite everyone' }).click();
    await page.getByText('The meeting is set, and the board is invited.').waitFor();
    await head.page.reload();
    await head.page.getByText('This link does not work any more').waitFor();
    await expectInOrder(head.page, 'dates-link-dead');
    await head.page.context().close();

    const meeting = await app.services.db
      .selectFrom('meetings')
      .select(['id', 'date'])
      .where('case_id', '=', board.caseId)
      .executeTakeFirstOrThrow();
    app.clock.set(`${meeting.date}T16:00:00Z`);
    // Weeks later the sign-in has ended.
    await page.goto(`${base}/sign-in`);
    await page.getByRole('button', { name: 'Ruth Calloway' }).click();
    await page.waitForURL(`${base}/`);
    await page.goto(`${base}/meetings/${meeting.id}`);
    await page.getByRole('button', { name: 'Open the record' }).click();
    await page.waitForURL(/\/room/);
    const record = page.url().replace(/\/room.*$/, '');
    await page.goto(`${record}/outcome`);
    await page.getByLabel('Not yet', { exact: true }).check();
    await page
      .getByLabel('Remain within the SIB process with next meeting required next half-term')
      .check();
    await page.getByRole('button', { name: 'Save the outcome' }).click();
    await page.goto(`${record}/next-meeting`);
    await page.getByText('Spring 2 of 2026/27 is from').waitFor();
    assert.equal(await page.getByRole('radio').count(), 5);
    await page.getByLabel('Another date').check();
    await page.getByLabel('Day', { exact: true }).first().fill('6');
    await page.getByLabel('Month', { exact: true }).first().fill('4');
    await page.getByLabel('Year', { exact: true }).first().fill('2027');
    await page.getByRole('button', { name: 'Save the next meeting' }).click();
    await page.getByText('is in the Easter holiday').first().waitFor();
    await expectInOrder(page, 'dates-next-in-holiday');
    await page.getByRole('radio').nth(1).check();
    await page.getByRole('button', { name: 'Save the next meeting' }).click();
    await page.waitForURL(/\/room/);
    await page.goto(record);
    await page
      .getByText(/\d+ March 2027 at 2pm, at the school/)
      .first()
      .waitFor();
    // The browser notes the pages that came back with a sentence, and nothing else.
    assert.deepEqual(
      chair.problems.filter((each) => !each.includes('422')),
      [],
    );
    await page.context().close();
  });

  test('stand on the calendar, which the administrator keeps', async () => {
    const { page } = await site.enter('Ewan Hollis');
    await page.getByText('Load the term dates of 2027/28').waitFor();
    await expectInOrder(page, 'dates-home-of-administrator');
    await page.getByRole('link', { name: 'Calendar' }).click();
    await page.getByRole('link', { name: '2026/27' }).click();
    await expectInOrder(page, 'dates-year');
    await page.getByRole('button', { name: 'Change the dates' }).click();
    await expectInOrder(page, 'dates-year-edit');
    await page.getByLabel('INSET days').fill('5 March 2027\nsome day');
    await page.getByRole('button', { name: 'Save the dates' }).click();
    await page.getByText('Line 2 of the INSET days must begin with a real date').first().waitFor();
    await expectInOrder(page, 'dates-year-edit-wrong');
    await page.getByLabel('INSET days').fill('5 March 2027\n8 March 2027, Moderation');
    await page.getByRole('button', { name: 'Save the dates' }).click();
    await page.getByText('Monday 8 March 2027: Moderation').waitFor();
    await page.context().close();
  });
});
