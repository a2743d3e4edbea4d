import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { NetworkId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { aBoard, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectInOrder, openBrowser, openPage } from '#test/harness/browser.ts';

suite('people, in a browser', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());

  suite('in the demonstration', () => {
    let app: TestApp;
    let site: string;
    before(async () => {
      app = await startApp();
      const { db } = app.services;
      await storePerson(db, { name: 'Ines Duarte', role: 'administrator' });
      const board = await aBoard(app);
      for (let count = 1; count <= 9; count += 1) {
        const scope = { kind: 'school', urn: board.urn } as const;
        await storePerson(db, { name: `Head Teacher ${count}`, role: 'headteacher', scope });
      }
      await db
        .insertInto('networks')
        .values({ id: newId<NetworkId>(), name: 'Riverside Network', phase: 'Primary' })
        .execute();
      site = await app.app.listen({ port: 0, host: '127.0.0.1' });
    });
    after(() => app.close());

    test('an administrator signs in, invites, ends a role, reads the outbox and signs out', async () => {
      const { page, problems } = await openPage(browser);
      await page.goto(`${site}/administration/people`);
      assert.equal(
        await page.getByRole('heading', { level: 1 }).innerText(),
        'Who do you want to be?',
      );
      await expectInOrder(page, 'sign-in-demonstration');
      await page.getByText('4 more: Headteacher').click();
      await expectInOrder(page, 'sign-in-demonstration-open');
      await page.getByRole('button', { name: 'Ines Duarte' }).click();

      assert.equal(new URL(page.url()).pathname, '/administration/people', 'the page asked for');
      await expectInOrder(page, 'people');
      await page.getByRole('button', { name: 'Invite someone' }).click();
      await expectInOrder(page, 'invite');

      await page.getByLabel('Email address').fill('rosa.levin');
      await page.getByRole('button', { name: 'Invite' }).click();
      await expectInOrder(page, 'invite-wrong');
      await page.getByRole('link', { name: /Enter an email address/ }).click();
      await page.keyboard.press('End');
      await page.keyboard.type('@foxholes.example');
      await page.getByLabel('Role', { exact: true }).selectOption('network-lead');
      await page.getByLabel('Network').selectOption('Riverside Network');
      await page.getByRole('button', { name: 'Invite' }).click();
      await page.getByText('Rosa Levin has been invited.').waitFor();
      await expectInOrder(page, 'people-invited');

      await page
        .getByRole('link', { name: 'End the role Network Lead, Riverside Network of Rosa Levin' })
        .click();
      await expectInOrder(page, 'end-role');
      await page.getByLabel('Month').fill('13');
      await page.getByRole('button', { name: 'End the role' }).click();
      await expectInOrder(page, 'end-role-wrong');
      await page.getByLabel('Month').fill('2');
      await page.getByRole('button', { name: 'End the role' }).click();
      await page
        .getByText('The role Network Lead of Rosa Levin ends on 14 February 2027.')
        .waitFor();

      await app.drainJobs();
      await page.getByRole('link', { name: 'Outbox' }).click();
      await expectInOrder(page, 'outbox');
      await page.getByRole('link', { name: 'Invitation to Trajectory' }).first().click();
      await expectInOrder(page, 'outbox-mail');
      const link = page.getByRole('link', { name: /\/sign-in\/link\// });
      const address = (await link.innerText()).replace('http://localhost:3000', site);

      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.goto(address);
      await expectInOrder(page, 'sign-in-link');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByText('Rosa Levin').first().waitFor();
      await page.goto(address);
      await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
      await expectInOrder(page, 'sign-in-link-spent');
      assert.deepEqual(
        problems.filter((problem) => !/status of (403|422)/.test(problem)),
        [],
      );
      await page.context().close();
    });

    test('signing in works without script', async () => {
      const { page } = await openPage(browser, { javaScriptEnabled: false });
      await page.goto(`${site}/outbox`);
      await page.getByRole('button', { name: 'Ines Duarte' }).click();
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Outbox');
      await page.context().close();
    });
  });

  test('in live mode someone asks for a link', async () => {
    const app = await startApp({ mode: 'live' });
    try {
      await storePerson(app.services.db, { address: 'amara@avonbridge.example' });
      const site = await app.app.listen({ port: 0, host: '127.0.0.1' });
      const { page } = await openPage(browser);
      await page.goto(`${site}/sign-in`);
      await expectInOrder(page, 'sign-in-live');
      await page.getByLabel('Your email address').fill('amara');
      await page.keyboard.press('Enter');
      await page.getByText('There is a problem').waitFor();
      await expectInOrder(page, 'sign-in-live-wrong');
      await page.getByLabel('Your email address').fill('amara@avonbridge.example');
      await page.keyboard.press('Enter');
      await page
        .getByText('If amara@avonbridge.example is known here, a link is on its way.')
        .waitFor();
      await expectInOrder(page, 'sign-in-live-sent');
      await page.context().close();
    } finally {
      await app.close();
    }
  });
});
