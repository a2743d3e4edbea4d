import type { Page } from 'playwright-core';
import { openPage } from '#test/harness/browser.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { startTypists } from '../lib/load.ts';
import { roomInBrowser } from '../lib/room-browser.ts';

const name = 'room.typing';
const limit = 50;
/** In milliseconds: a fast typist. */
const betweenKeys = 70;
const sentence = 'The board asked what has changed since. ';
/** In milliseconds, after each sentence; long enough for what was typed to be saved. */
const thinking = 1000;

/**
 * Typing in a section of 60,000 characters while another device saves in it every second: the longest
 * that the page did not take a key, by what the browser itself notes of tasks and keys.
 */
export const roomTyping: Case = { names: [name], measure };

async function measure(bench: Bench): Promise<void> {
  const { product, browser, room, longest, openRoom } = await roomInBrowser(bench);
  const seconds = bench.size.typing * 2;
  const page = await openRoom();
  const process = startTypists();
  bench.onClose('the process in which people type', () => process.close());
  const cookie = await product.signIn(room.noteTaker);
  bench.say(`${name}: typing for ${seconds} s beside another device.`);
  const other = process.type({
    origin: product.origin,
    typists: [{ record: room.record, person: room.noteTaker, cookie, device: 1 }],
    sections: [longest],
    warmUp: 0,
    seconds,
  });
  const field = `textarea[data-part="${longest.section}"]`;
  const inRoom = await typeTimed(page, field, seconds);
  const { merged } = await other;
  await page
    .locator('[data-council]')
    .getByText(/^Council has it/)
    .waitFor();
  const text = await page.locator(field).inputValue();
  if (!text.endsWith(sentence)) throw new Error(`${name}: what was typed is not in the field.`);
  await page.context().close();

  const { page: bare } = await openPage(browser);
  await bare.setContent('<textarea rows="18" cols="80"></textarea>');
  await bare.locator('textarea').fill(longest.text);
  const inBare = await typeTimed(bare, 'textarea', seconds / 4);
  await bare.context().close();
  bench.say(
    `${name}: a key waited ${inRoom.key.toFixed(0)} ms at most, the longest task took ${inRoom.task.toFixed(0)} ms, ${inRoom.tasks} took more than 50 ms; without a script ${inBare.key.toFixed(0)} ms and ${inBare.task.toFixed(0)} ms. ${merged} texts of the other device were merged.`,
  );
  bench.report(
    limited(
      {
        name,
        value: Math.max(inRoom.key, inRoom.task),
        unit: 'ms',
        yardstick: Math.max(inBare.key, inBare.task),
      },
      limit,
      {
        what: 'longest that typing was held up in a section of 60,000 characters',
        yardstick: 'the same in a text box on a page without a script',
      },
    ),
  );
}

interface Held {
  /** From a key until the page had dealt with it, the longest. */
  readonly key: number;
  /** The longest that the page did something else; the browser notes those of 50 ms and more. */
  readonly task: number;
  readonly tasks: number;
}

interface Watching extends Window {
  watched(): Held;
}

async function typeTimed(page: Page, field: string, seconds: number): Promise<Held> {
  await page.locator(field).focus();
  await page.keyboard.press('Control+End');
  // The page has come to rest: putting a text of this length on the screen is not typing.
  await page.waitForTimeout(thinking);
  await page.evaluate(watch);
  const end = performance.now() + seconds * 1000;
  do {
    await page.keyboard.type(sentence, { delay: betweenKeys });
    await page.waitForTimeout(thinking);
  } while (performance.now() < end);
  return page.evaluate(() => (window as unknown as Watching).watched());
}

/** Runs in the page. */
function watch(): void {
  const tasks: number[] = [];
  const keys: number[] = [];
  const events = new PerformanceObserver((list) => take(list.getEntries()));
  const long = new PerformanceObserver((list) => take(list.getEntries()));
  function take(entries: readonly PerformanceEntry[]): void {
    for (const entry of entries) {
      if (entry.entryType === 'longtask') tasks.push(entry.duration);
      else if (/^(key|before)?(down|press|input)$/.test(entry.name)) {
        keys.push((entry as PerformanceEventTiming).processingEnd - entry.startTime);
      }
    }
  }
  events.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  long.observe({ type: 'longtask' });
  Object.assign(window, {
    watched() {
      take(events.takeRecords());
      take(long.takeRecords());
      return { key: Math.max(1, ...keys), task: Math.max(0, ...tasks), tasks: tasks.length };
    },
  });
}
