import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  ConsoleMessage,
  Page,
  ViewportSize,
} from 'playwright-core';
import { endWith } from './end-with.ts';
import { browserExecutable } from './browser-files.ts';

/** Screens that every page must work on; the narrow one is also 1280 px at 400% zoom. */
export const screens = {
  desktop: { width: 1280, height: 900 },
  narrow: { width: 320, height: 640 },
} satisfies Record<string, ViewportSize>;

const screenshots = path.resolve(import.meta.dirname, '../../.cache/screenshots');
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A real browser. As root it runs without its sandbox; nothing else about it is changed. */
export async function openBrowser(): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  const executablePath = await browserExecutable();
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...(await fontsBeside(executablePath)) },
    args: isRoot ? ['--no-sandbox'] : [],
    chromiumSandbox: !isRoot,
  });
}

/**
 * The browser that comes as a package looks for its fonts where it would be unpacked elsewhere, and
 * without any it falls over at the first text box. This names them where they are, after the machine's own.
 */
async function fontsBeside(executablePath: string): Promise<{ FONTCONFIG_FILE?: string }> {
  if (process.env['CHROME_PATH']) return {};
  const directory = path.dirname(executablePath);
  const file = path.join(directory, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${path.join(directory, 'fonts')}</dir><cachedir>${path.join(directory, 'fonts-cache')}</cachedir></fontconfig>`,
  );
  return { FONTCONFIG_FILE: file };
}

/** A browser with a profile on the disk, which can be killed as a battery that dies kills it. */
export interface ProfileBrowser {
  readonly context: BrowserContext;
  /** Ends every process of it at once, without a word to any. */
  kill(): Promise<void>;
}

export async function openProfile(directory: string): Promise<ProfileBrowser> {
  const isRoot = process.getuid?.() === 0;
  const executablePath = await browserExecutable();
  const told = path.join(directory, 'DevToolsActivePort');
  await rm(told, { force: true });
  const child = spawn(
    executablePath,
    [
      '--headless',
      '--remote-debugging-port=0',
      `--user-data-dir=${directory}`,
      '--no-first-run',
      '--disable-gpu',
      ...(isRoot ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    {
      env: { ...process.env, ...(await fontsBeside(executablePath)) },
      stdio: 'ignore',
      detached: true,
    },
  );
  const ended = once(child, 'exit');
  const killNow = () => process.kill(-(child.pid ?? 0), 'SIGKILL');
  const hasEnded = endWith(killNow);
  void ended.then(hasEnded);
  const [port = ''] = (await whenWritten(told)).split('\n');
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('The browser has no profile.');
  return {
    context,
    async kill() {
      killNow();
      await ended;
    },
  };
}

async function whenWritten(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.includes('\n')) return text;
    await setTimeout(50);
  }
}

/** A page in a session of its own, and everything that went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors of scripts, refusals by the content security policy, files that did not load. */
  readonly problems: readonly string[];
}

/** Opens a page that keeps what goes wrong in it. Close it by `page.context().close()`. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: screens.desktop,
    ...options,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`${error.name}: ${error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('requestfailed', (request) => {
    // The browser gives up loading what is left for another page, and what it downloads instead.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    problems.push(`${request.url()} did not load`);
  });
  return { page, problems };
}

/** Fails with every violation of WCAG 2.2 AA that axe finds on the page, and where. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Of what is in order only that it is: telling of every part of it takes longer than finding out.
    .options({ runOnly: { type: 'tag', values: standards }, resultTypes: ['violations'] })
    .setLegacyMode(true)
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id}: ${help} at ${target.join(' ')}\n${failureSummary ?? ''}`,
    ),
  );
  assert.deepEqual(found, [], `${page.url()} has barriers`);
}

/** Fails when the page is wider than the screen, and names what sticks out. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .map((element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`);
  });
  assert.deepEqual(tooWide, [], `${page.url()} scrolls sideways`);
}

/**
 * The page is in order on both screens: no barrier that axe finds, nothing that sticks out. Keeps a
 * picture of each if asked to, and leaves the page on the wide one.
 */
export async function expectInOrder(page: Page, name: string): Promise<void> {
  for (const [screen, size] of Object.entries(screens)) {
    await page.setViewportSize(size);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await screenshot(page, `${name}-${screen}`);
  }
  await page.setViewportSize(screens.desktop);
}

/**
 * Keeps a picture of the whole page under .cache/screenshots where `PICTURES` is set: they take a
 * good part of the time of the journeys, and only someone who looks at them needs them.
 */
export async function screenshot(page: Page, name: string): Promise<void> {
  if (!process.env['PICTURES']) return;
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({
    path: path.join(screenshots, `${name}.png`),
    fullPage: true,
    animations: 'disabled',
  });
}
