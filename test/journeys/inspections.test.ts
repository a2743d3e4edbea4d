import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { aBoard } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectAccessible, expectNoSidewaysScroll, screens } from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

suite('inspections of a school, in a browser', () => {
  let app: TestApp;
  let board: Board;
  let site: Site;
  let base: string;

  before(async () => {
    site = await openSite();
    ({ app, base } = site);
    board = await aBoard(app);
    await app.services.db
      .transaction()
      .execute((trx) =>
        saveInspections(trx, [
          anInspection({ urn: board.urn, number: '4' }),
          anInspection({ urn: board.urn, number: '3', firstDay: date('2022-05-10'), overall: 3 }),
          anInspection({ urn: board.urn, number: '2', firstDay: date('2021-10-12'), overall: 4 }),
          anInspection({ urn: board.urn, number: '1', firstDay: date('2019-11-05'), overall: 3 }),
        ]),
      );
  });
  after(() => site.close());

  for (const [name, viewport] of Object.entries(screens)) {
    test(`are entered and read on a ${name} screen`, async () => {
      const { page, problems } = await site.openAs(board.chair, { viewport });
      const inspect = async () => {
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      };
      await page.goto(`${base}/schools/${board.urn}`);
      await page.getByRole('link', { name: /All \d inspections/ }).click();
      await page.getByRole('heading', { name: 'Judgements over time' }).waitFor();
      await inspect();
      await page.getByText('The same as a table').click();
      await inspect();
      await page.getByRole('button', { name: 'Enter an inspection' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('There is a problem').waitFor();
      await inspect();
      await page.getByLabel('Graded inspection', { exact: true }).check();
      const box = (legend: string, part: string) =>
        page.getByRole('group', { name: legend }).getByLabel(part);
      const day = String(name === Object.keys(screens)[0] ? 3 : 17);
      await box('First day of the inspection', 'Day').fill(day);
      await box('First day of the inspection', 'Month').fill('11');
      await box('First day of the inspection', 'Year').fill('2026');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('Report card, from November 2025').waitFor();
      await inspect();
      await box('Day on which the report was published', 'Day').fill('15');
      await box('Day on which the report was published', 'Month').fill('12');
      await box('Day on which the report was published', 'Year').fill('2026');
      await page.getByLabel('Achievement').selectOption('Needs attention');
      await page.getByLabel('Areas for improvement').fill('Reading\nAttendance');
      await page.getByLabel('Where you read it').fill('The report on Ofsted’s site');
      await page.getByRole('button', { name: 'Enter the inspection' }).click();
      await page.getByText('No file of Ofsted has this inspection yet.').first().waitFor();
      await inspect();
      // The form that was sent back is told of by the browser, and nothing else.
      assert.deepEqual(
        problems.filter((problem) => !problem.includes('status of 422')),
        [],
      );
      await page.context().close();
    });
  }
});
