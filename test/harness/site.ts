import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { startApp } from './app.ts';
import type { StartAppOptions, TestApp } from './app.ts';
import {
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  openPage,
  screens,
} from './browser.ts';
import type { WatchedPage } from './browser.ts';

/** The product where a browser can visit it, with a clock that stands still. */
export interface Site {
  readonly app: TestApp;
  readonly browser: Browser;
  /** Its address, without a slash at the end. */
  readonly base: string;
  /** A browser of their own for someone, who is signed in. Nothing is opened yet. */
  openAs(person: PersonId, options?: BrowserContextOptions): Promise<WatchedPage>;
  /** Signs someone in on a page that is open, as at the time that it is now; whoever was, no longer is. */
  signIn(page: Page, person: PersonId): Promise<void>;
  /** The same as one does it in a demonstration: from the sign-in page, by a name. */
  enter(name: string, options?: BrowserContextOptions): Promise<WatchedPage>;
  close(): Promise<void>;
}

/**
 *     let site: Site;
 *     before(async () => { site = await openSite(); });
 *     after(() => site.close());
 */
export async function openSite(options: StartAppOptions = {}): Promise<Site> {
  const opened = new AsyncDisposableStack();
  try {
    const app = await startApp(options);
    opened.defer(() => app.close());
    const base = await app.app.listen({ port: 0, host: '127.0.0.1' });
    const browser = await openBrowser();
    opened.defer(() => browser.close());
    async function signIn(page: Page, person: PersonId): Promise<void> {
      const { cookie } = await app.signInAs(person);
      const [name = '', value = ''] = cookie.split('=');
      await page.context().clearCookies();
      await page.context().addCookies([{ name, value, url: base }]);
    }
    return {
      app,
      browser,
      base,
      signIn,
      async openAs(person, ofContext) {
        const watched = await openPage(browser, ofContext);
        await signIn(watched.page, person);
        return watched;
      },
      async enter(name, ofContext) {
        const watched = await openPage(browser, ofContext);
        await watched.page.goto(`${base}/sign-in`);
        await watched.page.getByRole('button', { name }).click();
        await watched.page.getByRole('heading', { name: 'Your work' }).waitFor();
        await watched.page.waitForLoadState();
        return watched;
      },
      close: () => opened.disposeAsync(),
    };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** A page on the way through a journey: one that anyone can use as it stands, and that fits, wide and narrow. */
export async function look(page: Page): Promise<void> {
  const before = page.viewportSize();
  await expectAccessible(page);
  for (const screen of Object.values(screens)) {
    if (page.viewportSize()?.width !== screen.width) await page.setViewportSize(screen);
    await expectNoSidewaysScroll(page);
  }
  if (before) await page.setViewportSize(before);
}

/** Presses a button of the page's own part, and waits for the page that it leads to. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name }).first();
  await Promise.all([page.waitForEvent('load'), button.click()]);
}

/** Follows a link of the page's own part, and waits for the page that it leads to. */
export async function follow(page: Page, name: string | RegExp): Promise<void> {
  const link = page.getByRole('main').getByRole('link', { name }).first();
  await Promise.all([page.waitForEvent('load'), link.click()]);
}

/** Fills in the three boxes of a date. */
export async function fillDate(page: Page, prefix: string, day: LocalDate): Promise<void> {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  for (const [part, text] of Object.entries({ day: dayOfMonth, month, year })) {
    await page.locator(`[name="${prefix}-${part}"]`).fill(String(Number(text)));
  }
}
