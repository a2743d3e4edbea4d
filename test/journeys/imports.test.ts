import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { PersonId } from '#kernel/ids.ts';
import { storePerson } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  screens,
  screenshot,
} from '#test/harness/browser.ts';
import type { WatchedPage } from '#test/harness/browser.ts';
import { openSite } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const gias = path.join(fixtures, 'gias/edubasealldata_excerpt_2025-08-31.csv');
const ofsted = path.join(fixtures, 'ofsted/state_funded_schools_excerpt_as_at_2026-02-28.csv');
const failed = path.join(fixtures, 'gias/failed_download.json');

suite('importing files and changing settings, in a browser', () => {
  let app: TestApp;
  let administrator: PersonId;
  let site: Site;
  let base: string;

  before(async () => {
    site = await openSite({ authority: { name: 'Coventry City Council', laCode: '331' } });
    ({ app, base } = site);
    administrator = await storePerson(app.services.db, {
      role: 'administrator',
      name: 'Ottilie Brandt',
    });
  });
  after(() => site.close());

  async function open(options: BrowserContextOptions = {}): Promise<WatchedPage> {
    const watched = await site.openAs(administrator, options);
    await watched.page.goto(`${base}/administration/imports`);
    return watched;
  }

  async function inspect(page: Page, name: string): Promise<void> {
    await screenshot(page, name);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }

  const heading = (page: Page, name: string | RegExp) =>
    page.getByRole('heading', { level: 1, name }).waitFor();

  for (const [screen, viewport] of Object.entries(screens)) {
    const file = screen === 'desktop' ? gias : ofsted;
    test(`a file is checked, confirmed and imported on a ${screen} screen`, async () => {
      const { page, problems } = await open({ viewport });
      await inspect(page, `imports-${screen}`);

      await page.getByLabel('File', { exact: true }).setInputFiles(failed);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await page.getByRole('alert').waitFor();
      await inspect(page, `imports-error-${screen}`);

      await page.getByLabel('File', { exact: true }).setInputFiles(file);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await heading(page, 'Checking the file');
      await inspect(page, `imports-working-${screen}`);
      await app.drainJobs();
      await heading(page, /What the file would change/);
      await inspect(page, `imports-checked-${screen}`);

      const doubtful = page.getByLabel('Why is the file right all the same?');
      if ((await doubtful.count()) > 0) {
        await doubtful.fill('A pilot with a few schools');
        await page.getByRole('button', { name: 'Import anyway' }).click();
      } else await page.getByRole('button', { name: 'Import the file' }).click();
      await heading(page, 'Importing the file');
      await app.drainJobs();
      await page.getByText('The file has been imported').waitFor();
      await inspect(page, `imports-done-${screen}`);
      await page.getByRole('link', { name: 'Imports' }).first().click();
      await inspect(page, `imports-past-${screen}`);
      assert.deepEqual(
        problems.filter((problem) => !problem.includes('422')),
        [],
      );
      await page.context().close();
    });

    test(`the settings are changed on a ${screen} screen`, async () => {
      const { page, problems } = await open({ viewport });
      await page.goto(`${base}/administration/settings`);
      await inspect(page, `settings-${screen}`);
      await page.getByLabel('Local authority code').fill('404');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('alert').waitFor();
      await inspect(page, `settings-error-${screen}`);
      await page.getByLabel('Local authority code').fill('331');
      await page.getByLabel('Name').fill(`Council of the ${screen} screen`);
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The settings have been saved').waitFor();
      assert.deepEqual(
        problems.filter((problem) => !problem.includes('422')),
        [],
      );
      await page.context().close();
    });
  }

  test('the work page leads on by itself without script', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await page.getByLabel('File', { exact: true }).setInputFiles(ofsted);
    await page.getByRole('button', { name: 'Check the file' }).click();
    await heading(page, 'Checking the file');
    await app.drainJobs();
    await heading(page, /What the file would change/);
    await page.getByRole('button', { name: 'Do not import it' }).click();
    await heading(page, 'Imports');
    await page.context().close();
  });
});
