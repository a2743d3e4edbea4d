import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { aNetwork, aSchool, storePerson } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openPage,
  screens,
  screenshot,
} from '#test/harness/browser.ts';

/** The product, listening, with a browser to visit it in. */
export interface Site {
  readonly app: TestApp;
  readonly browser: Browser;
  readonly address: string;
}

/** One person before a screen of their own. */
export interface Visitor {
  readonly page: Page;
  /** Opens an address of the site. */
  go(path: string): Promise<void>;
  /**
   * Looks at the page as it is, on a desktop and on the narrowest screen: no barrier that axe finds,
   * nothing that scrolls sideways. With PICTURES=yes it keeps a picture of each under .cache/screenshots.
   */
  look(name: string): Promise<void>;
  /** The person is done: nothing may have gone wrong on the way but the refusals that were expected. */
  leave(...expected: readonly RegExp[]): Promise<void>;
}

/** In milliseconds: far longer than any page takes, and soon enough to read why it did not come. */
const patience = 15_000;

const takesPictures = process.env['PICTURES'] === 'yes';

export const phone = { width: 390, height: 844 };

/** Signs a person in, in a browser of their own. */
export async function visit(
  { app, browser, address }: Site,
  person: PersonId,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const { page, problems } = await openPage(browser, options);
  const { cookie } = await app.signInAs(person);
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: address }]);
  page.setDefaultTimeout(patience);
  const usual = page.viewportSize() ?? screens.desktop;
  return {
    page,
    async go(path) {
      await page.goto(address + path);
    },
    async look(picture) {
      for (const [screen, viewport] of Object.entries(screens)) {
        await page.setViewportSize(viewport);
        if (takesPictures) await screenshot(page, `first-board-${picture}-${screen}`);
        await expectNoSidewaysScroll(page);
        // axe is a script itself, so that it finds out nothing about a page without.
        if (options.javaScriptEnabled !== false) await expectAccessible(page);
      }
      await page.setViewportSize(usual);
    },
    async leave(...expected) {
      const unexpected = problems.filter((each) => !expected.some((known) => known.test(each)));
      assert.deepEqual(unexpected, []);
      await page.context().close();
    },
  };
}

/** The level-one heading, which says where someone is. */
export async function heading(page: Page): Promise<string> {
  return page.getByRole('heading', { level: 1 }).innerText();
}

export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('button', { name }).click();
}

export async function follow(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('main').getByRole('link', { name }).first().click();
}

/** A date in its three boxes, by the legend above them. */
export async function fillDate(
  page: Page,
  legend: string,
  [day, month, year]: readonly [string, string, string],
) {
  const group = page.getByRole('group', { name: legend, exact: true });
  await group.getByLabel('Day').fill(day);
  await group.getByLabel('Month').fill(month);
  await group.getByLabel('Year').fill(year);
}

/** A school without a board, and everyone who will sit on one. */
export interface Town {
  readonly urn: Urn;
  readonly chair: PersonId;
  readonly head: PersonId;
  readonly governor: PersonId;
  readonly clerk: PersonId;
  readonly administrator: PersonId;
}

export async function aTown(app: TestApp): Promise<Town> {
  const { db } = app.services;
  const urn = await aSchool(app, { name: 'Ashgrove Primary School' });
  await aSchool(app, { name: 'Ashlar Lane Infant School' });
  const network = await aNetwork(app, urn);
  const scope = { kind: 'school', urn } as const;
  const address = (who: string) => `${who}@ashgrove.example.org`;
  const person = (name: string, role: Parameters<typeof storePerson>[1] & object) =>
    storePerson(db, { name, ...role });
  const chair = await person('Ruth Calloway', { role: 'senior-advisor' });
  await person('Amara Okafor', { role: 'senior-advisor' });
  const head = await person('Daniel Marsh', {
    role: 'headteacher',
    scope,
    address: address('head'),
  });
  const governor = await person('Li Wen', {
    role: 'chair-of-governors',
    scope,
    address: address('chair'),
  });
  await person('Tomasz Zielinski', {
    role: 'network-lead',
    scope: { kind: 'network', id: network },
  });
  await person('Priya Nair', { role: 'monitoring-officer', scope });
  return {
    urn,
    chair,
    head,
    governor,
    clerk: await person('Tom Heske', { role: 'clerk' }),
    administrator: await person('Ines Duarte', { role: 'administrator' }),
  };
}
