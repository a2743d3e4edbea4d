import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { aNetwork, aSchool, storePerson } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectInOrder, openPage } from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

suite('a categorisation round, in a browser', () => {
  let site: Site;
  let app: TestApp;
  let base: string;
  before(async () => {
    site = await openSite({ now: '2027-06-10T09:00:00Z' });
    ({ app, base } = site);
    await storePerson(app.services.db, { name: 'Amara Okafor' });
    for (const name of ['Ashgrove School', 'Brook Lane School', 'Cattle Market School']) {
      const urn = await aSchool(app, { name });
      if (name !== 'Cattle Market School') await aNetwork(app, urn);
      if (name !== 'Brook Lane School') continue;
      await app.services.db
        .transaction()
        .execute((trx) =>
          saveInspections(trx, [
            anInspection({ urn, number: '1', firstDay: date('2023-05-09'), overall: 3 }),
          ]),
        );
    }
  });
  after(() => site.close());

  test('is decided school by school with the keyboard alone, closed and exported', async () => {
    const { page, problems } = await openPage(site.browser);
    await page.goto(`${base}/identify/network-focus`);
    await page.getByRole('button', { name: 'Amara Okafor' }).click();
    await expectInOrder(page, 'round-none');
    await page.getByRole('link', { name: 'Open the categorisation round for 2027/28' }).click();
    await expectInOrder(page, 'round-new');
    await page.getByRole('radio', { name: /2027\/28/ }).check();
    await page.getByRole('button', { name: 'Open the round' }).click();
    await expectInOrder(page, 'round-open');
    const { keyboard } = page;
    await page.getByRole('button', { name: 'Begin to decide' }).press('Enter');

    // The page opens with the first choice under the hand: Space takes it, arrows go on from it.
    const decided = async () => (await page.locator('.app-progress strong').textContent()) ?? '';
    for (let number = 0; number < 3; number += 1) {
      const name = (await page.locator('h1').textContent()) ?? '';
      assert.match(await decided(), new RegExp(`^${number} of 3`));
      const focused = page.locator('input[name="choice"]:focus');
      await focused.waitFor();
      await keyboard.press('Space');
      if (!name.includes('Brook Lane')) await keyboard.press('ArrowDown');
      if (number === 0) await expectInOrder(page, 'round-school');
      await page.getByRole('radio', { checked: true }).focus();
      const here = page.url();
      await keyboard.press('Enter');
      await page.waitForURL((url) => url.href !== here);
    }
    await page.getByRole('heading', { level: 1, name: /Close the categorisation round/ }).waitFor();
    await expectInOrder(page, 'round-close');
    await page.getByRole('button', { name: /Close the round/ }).press('Enter');
    await page.getByText('Closed by Amara Okafor').waitFor();
    await expectInOrder(page, 'round-closed');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Download the round/ }).press('Enter'),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    assert.match(text, /Brook Lane School/);
    await page.goto(`${base}/identify/network-focus?year=2027/28`);
    await page.getByRole('link', { name: 'Brook Lane School' }).waitFor();
    await expectInOrder(page, 'round-list');
    assert.deepEqual(problems, []);
  });
});
