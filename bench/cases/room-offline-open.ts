import type { BrowserContext, Page } from 'playwright-core';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { median } from '../lib/measure.ts';
import { pin, roomInBrowser } from '../lib/room-browser.ts';

const name = 'room.offline-open';
const reloadName = `${name}.reload`;
const limit = 500;

/**
 * A meeting room with long notes from the device, without a network: from going to its address until
 * typing is possible. In a new tab, where the PIN is asked for (the time that a person takes to enter
 * it is not counted); and when the page is loaded again, with the key at hand.
 */
export const roomOfflineOpen: Case = { names: [name, reloadName], measure };

async function measure(bench: Bench): Promise<void> {
  const { product, room, longest, openRoom } = await roomInBrowser(bench);
  const address = `${product.origin}/records/${room.record}/room`;
  const page = await openRoom();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const context = page.context();
  await context.addInitScript(noteTimes);
  const rounds = bench.size.opens;
  bench.say(`${name}: opening a room ${rounds} times without a network.`);
  const online = await times(rounds, () => reloadTimed(page));
  await page.close();
  await context.setOffline(true);
  const opens: number[] = [];
  const keys: number[] = [];
  const asked: number[] = [];
  const reloads: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const opened = await openTimed(context, address);
    opens.push(opened.asked + opened.entered);
    asked.push(opened.asked);
    const field = opened.page.locator(`[data-room-shell] textarea[data-part="${longest.section}"]`);
    if ((await field.inputValue()) !== longest.text)
      throw new Error(`${name}: the notes are gone.`);
    keys.push(await opened.page.evaluate(deriveKey));
    reloads.push(await reloadTimed(opened.page));
    await opened.page.close();
  }
  await context.close();
  bench.say(
    `${name}: the PIN is asked for after ${median(asked).toFixed(0)} ms; making a key of it takes ${median(keys).toFixed(0)} ms.`,
  );
  if (bench.wants(name)) {
    bench.report(
      limited({ name, value: median(opens), unit: 'ms', yardstick: median(keys) }, limit, {
        what: 'a room from the device with a PIN, until typing is possible,',
        yardstick: 'making a key of the PIN, and nothing more',
      }),
    );
  }
  if (bench.wants(reloadName)) {
    bench.report(
      limited(
        { name: reloadName, value: median(reloads), unit: 'ms', yardstick: median(online) },
        limit,
        {
          what: 'a room from the device with the key at hand, until typing is possible,',
          yardstick: 'the same from the council',
        },
      ),
    );
  }
}

async function times(rounds: number, work: () => Promise<number>): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) taken.push(await work());
  return taken;
}

interface Noted extends Window {
  /** In milliseconds from going to the page: when the PIN was asked for, when it could be typed. */
  readonly noted: { readonly asked?: number; readonly started?: number };
}

/** Runs in every page, before its own scripts. */
function noteTimes(): void {
  const noted: { asked?: number; started?: number } = {};
  Object.assign(window, { noted });
  new MutationObserver((_, observer) => {
    if (document.querySelector('input[type=password]')) noted.asked ??= performance.now();
    if (!document.querySelector('form[data-started]')) return;
    observer.disconnect();
    // Once it is on the screen.
    requestAnimationFrame(() => setTimeout(() => (noted.started = performance.now())));
  }).observe(document, { subtree: true, childList: true, attributes: true });
}

async function openTimed(
  context: BrowserContext,
  address: string,
): Promise<{ page: Page; asked: number; entered: number }> {
  const page = await context.newPage();
  await page.goto(address);
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  const pressed = await page.evaluate(() => {
    const at = performance.now();
    document.querySelector<HTMLButtonElement>('form button[type=submit]')?.click();
    return at;
  });
  const started = await whenStarted(page);
  const asked = await page.evaluate(() => (window as unknown as Noted).noted.asked);
  if (asked === undefined) throw new Error('The PIN was not asked for.');
  return { page, asked, entered: started - pressed };
}

async function reloadTimed(page: Page): Promise<number> {
  await page.reload();
  return whenStarted(page);
}

async function whenStarted(page: Page): Promise<number> {
  const started = await page.waitForFunction(() => (window as unknown as Noted).noted.started);
  return Number(await started.jsonValue());
}

/** The same as the device does with a PIN. Runs in the page. */
async function deriveKey(): Promise<number> {
  const begin = performance.now();
  const typed = new TextEncoder().encode('blau74');
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 600_000 },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['wrapKey', 'unwrapKey'],
  );
  return performance.now() - begin;
}
