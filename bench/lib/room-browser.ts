import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from '#test/harness/browser.ts';
import { choosePin } from '#test/harness/room-device.ts';
import { longActions, opened, room, rooms, typedSections } from '../data/authority/rooms.ts';
import type { OpenRoom, SectionLengths } from '../data/authority/rooms.ts';
import type { Bench } from './bench.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';
import type { OpenedSection } from './typists.ts';

/** A room with long notes and many actions, in a real browser. */
export interface RoomInBrowser {
  readonly product: Product;
  readonly browser: Browser;
  readonly room: OpenRoom;
  /** The section with the most in it, as it is when nobody has typed. */
  readonly longest: OpenedSection;
  /** A browser of the chair's own, at the room, with a PIN chosen: typing is possible. */
  openRoom(): Promise<Page>;
}

export const pin = 'blau74';

/** In characters: an evening's notes in one section, an hour's in each other. */
const long = 60_000;
const usual = 5_000;
const longSection = 'context';
/** Agreed at the meeting, with the six that every newest meeting has. */
const actions = 30;

const started = new WeakMap<Bench, Promise<{ product: Product; browser: Browser }>>();
let taken = 0;

/** Each asks for a room of its own; product and browser are started once. */
export async function roomInBrowser(bench: Bench): Promise<RoomInBrowser> {
  let all = started.get(bench);
  if (!all) started.set(bench, (all = start(bench)));
  const { product, browser } = await all;
  const own = room(taken++ % mostRooms);
  return {
    product,
    browser,
    room: own,
    longest: opened(longSection, long),
    async openRoom() {
      const { page } = await openPage(browser);
      const [name = '', value = ''] = (await product.signIn(own.chair)).split('=');
      await page.context().addCookies([{ name, value, url: product.origin }]);
      await page.goto(`${product.origin}/records/${own.record}/room`);
      await choosePin(page, pin);
      await page.locator('form[data-started]').waitFor();
      return page;
    },
  };
}

const mostRooms = 2;

async function start(bench: Bench): Promise<{ product: Product; browser: Browser }> {
  const lengths: SectionLengths = {
    ...(Object.fromEntries(typedSections.map((each) => [each, usual])) as SectionLengths),
    [longSection]: long,
  };
  const product = await startProduct(bench, {
    name: 'room_browser',
    more: [...rooms({ count: mostRooms, lengths }), longActions({ count: mostRooms, actions })],
  });
  const browser = await openBrowser();
  bench.onClose('the browser', () => browser.close());
  return { product, browser };
}
