import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { saveInspections } from '#modules/inspections/index.ts';
import { anInspection } from '#test/builders/inspections.ts';
import { aNetwork, aSchool, storePerson } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectInOrder, openPage } from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

suite('early warning, in a browser', () => {
  let site: Site;
  let app: TestApp;
  let base: string;
  before(async () => {
    site = await openSite();
    ({ app, base } = site);
    await storePerson(app.services.db, { name: 'Amara Okafor' });
    const slack = await aSchool(app, { name: 'Slackwater School' });
    const mill = await aSchool(app, { name: 'Millrace School' });
    await aNetwork(app, slack);
    await app.services.db
      .transaction()
      .execute((trx) =>
        saveInspections(trx, [
          anInspection({ urn: slack, number: '1', overall: 3 }),
          anInspection({ urn: mill, number: '2', firstDay: date('2025-03-04'), overall: 3 }),
          anInspection({ urn: mill, number: '3', firstDay: date('2022-03-08'), overall: 2 }),
        ]),
      );
  });
  after(() => site.close());

  test('an officer reads how it works, asks for one kind of reason, and goes on to the school', async () => {
    const { page, problems } = await openPage(site.browser);
    await page.goto(`${base}/identify/early-warning`);
    await page.getByRole('button', { name: 'Amara Okafor' }).click();
    await page.getByText('2 of 2 schools have at least one reason').waitFor();
    await page.getByText('How this works').click();
    await expectInOrder(page, 'early-warning');

    await page
      .getByLabel('Reason')
      .selectOption({ label: 'Lower than at the inspection before (1)' });
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('heading', { name: '1 school has such a reason' }).waitFor();
    assert.equal(await page.getByText('Slackwater School').count(), 0);
    await page.getByRole('link', { name: 'Millrace School', exact: true }).click();
    await page.getByRole('heading', { name: 'Millrace School', level: 1 }).waitFor();
    assert.deepEqual(problems, []);
  });
});
