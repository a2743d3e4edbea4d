import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import helmet from '@fastify/helmet';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { buildAssets } from '#platform/assets/assets.ts';
import type { Site } from '#ui/layout.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  openPage,
  screens,
  screenshot,
} from '#test/harness/browser.ts';
import { kitchenSink } from './kitchen-sink.ts';

let server: FastifyInstance;
let browser: Browser;
let address: string;

before(async () => {
  const assets = await buildAssets({
    cacheDir: path.resolve(import.meta.dirname, '../../.cache/assets'),
  });
  const site: Site = {
    asset: assets.url,
    authority: 'Merewick City Council',
    version: '0.1.0',
    navigation: [
      { href: '/', content: 'Your work' },
      { href: '/schools', content: 'Schools', active: true },
      { href: '/cases', content: 'Boards' },
      { href: '/actions', content: 'Actions' },
    ],
    account: { name: 'Ruth Amadi', role: 'Senior Advisor' },
    isDemonstration: true,
  };
  server = fastify({ forceCloseConnections: true });
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
  await assets.serve(server);
  server.get('/', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(kitchenSink(site).toString()),
  );
  address = await server.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const [name, viewport] of Object.entries(screens)) {
  describe(`a page with every component, on a ${name} screen`, () => {
    test('has no barrier, no sideways scroll and no problem in the console', async () => {
      const { page, problems } = await openPage(browser, { viewport });
      await page.goto(address);
      await screenshot(page, `components-${name}`);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      assert.deepEqual(problems, []);
      await page.context().close();
    });

    test('has no barrier and no sideways scroll without script', async () => {
      const { page } = await openPage(browser, { viewport, javaScriptEnabled: false });
      await page.goto(address);
      await screenshot(page, `components-${name}-without-script`);
      assert.ok(
        await page.getByLabel('Where', { exact: true }).isVisible(),
        'what a choice reveals is always shown',
      );
      await page.context().close();
    });
  });
}

test('the page knows that there is script, and reveals what belongs to a choice', async () => {
  const { page } = await openPage(browser);
  await page.goto(address);
  assert.match(
    (await page.locator('body').getAttribute('class')) ?? '',
    /js-enabled govuk-frontend-supported/,
  );
  assert.ok(await page.getByLabel('Where', { exact: true }).isVisible());
  await page.getByLabel('Step down').check();
  assert.equal(await page.getByLabel('Where', { exact: true }).isVisible(), false);
  await page.context().close();
});

test('the error summary takes the focus and leads to the field', async () => {
  const { page } = await openPage(browser);
  await page.goto(address);
  assert.equal(
    await page
      .locator('.govuk-error-summary')
      .evaluate((element) => element === document.activeElement),
    true,
  );
  await page.getByRole('link', { name: 'Choose the outcome of the board' }).click();
  assert.equal(
    await page.locator('#outcome').evaluate((element) => element === document.activeElement),
    true,
  );
  await page.context().close();
});

test('what was typed is shown as it was typed, markup and first line break too', async () => {
  const { page } = await openPage(browser);
  await page.goto(address);
  assert.equal(await page.locator('#school').inputValue(), 'Larkfeild <Road>');
  assert.equal(await page.locator('#notes').inputValue(), '\nFirst line kept');
  await page.context().close();
});

test('the first tab stop skips to the content', async () => {
  const { page } = await openPage(browser);
  await page.goto(address);
  await page.locator('body').evaluate((body) => {
    body.tabIndex = -1;
    body.focus();
  });
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main-content');
  await page.context().close();
});

test('paper carries the marking and the authority, and nothing to press', async () => {
  const { page } = await openPage(browser);
  await page.goto(address);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.getByText('Private & Confidential').isVisible());
  assert.ok(await page.locator('.app-header__authority').isVisible());
  for (const gone of [
    '.govuk-service-navigation',
    '.govuk-button',
    '.govuk-breadcrumbs',
    '.app-header__account',
  ]) {
    assert.equal(await page.locator(gone).first().isVisible(), false, gone);
  }
  await screenshot(page, 'components-print');
  const paper = await page.pdf({ preferCSSPageSize: true });
  assert.match(paper.subarray(0, 5).toString('latin1'), /%PDF-/);
  await page.context().close();
});

test('a planted barrier, a wide element and an inline script are all noticed', async () => {
  const { page, problems } = await openPage(browser, { viewport: screens.narrow });
  await page.goto(address);
  await page.locator('main').evaluate((main) => {
    const picture = document.createElement('img');
    picture.src = document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href ?? '';
    picture.width = 900;
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    main.append(picture, script);
  });
  await assert.rejects(expectAccessible(page), /image-alt/);
  await assert.rejects(expectNoSidewaysScroll(page), /scrolls sideways/);
  assert.ok(
    problems.some((problem) => problem.includes('Content Security Policy')),
    String(problems),
  );
  await page.context().close();
});
