import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { anOpenRecord } from '#test/builders/meeting-record.ts';
import { must } from '#test/builders/stored.ts';
import type { TestApp } from '#test/harness/app.ts';
import { openBrowser, openProfile } from '#test/harness/browser.ts';
import type { ProfileBrowser } from '#test/harness/browser.ts';
import { install } from '#test/harness/installation.ts';
import type { Installation } from '#test/harness/installation.ts';
import { onAcknowledged, onClaims, Promised, until, wordsIn } from '#test/harness/room-claims.ts';
import { choosePin, enterPin } from '#test/harness/room-device.ts';
import { saveNoteTaker } from '../../src/modules/records/commands/hold-meeting.ts';
import { saveSections } from '../../src/modules/records/commands/save-sections.ts';

// While two devices type in one record, the server and the database are killed again and again, and
// one of the browsers with them a few times. Whatever was acknowledged, or shown as saved, is asked
// for in the database itself.

const pin = 'kill99';
const shared = 'key-actions-and-progress';

export type Kind = 'server' | 'database' | 'both';

export interface Killing {
  /** How often the server, the database or both are killed. */
  readonly kills: number;
  /** Who types on the other device. */
  readonly other: 'the note-taker' | 'the chair';
  /**
   * By round: the chair's browser is killed as well, before it could send, and opened before or
   * after the council answers again.
   */
  readonly browserKills: ReadonlyMap<
    number,
    { readonly kind: Kind; readonly opens: 'before' | 'after' }
  >;
}

/** Has two devices type, kills what they type to, and fails when a promise to them was not kept. */
export async function killDuringTyping(t: TestContext, killing: Killing): Promise<void> {
  const { kills, other } = killing;
  const opened = new AsyncDisposableStack();
  try {
    const seed = Number(process.env['ROOM_KILL_SEED'] ?? Math.floor(Math.random() * 1e9));
    say(`seed ${seed} (ROOM_KILL_SEED)`);
    const random = randomFrom(seed);
    const { installation, filled } = await install((app) => aRecordOfTwo(app, other));
    opened.defer(() => installation.close());
    const profile = await mkdtemp(path.join(tmpdir(), 'trajectory-profile-'));
    opened.defer(() => rm(profile, { recursive: true, force: true }));
    const browser = await openBrowser();
    opened.defer(() => browser.close());
    await installation.start();

    const promised = new Promised(installation, filled.recordId);
    const address = `${installation.base}/records/${filled.recordId}/room`;
    let profileBrowser: ProfileBrowser | undefined;
    opened.defer(async () => profileBrowser?.kill());
    const openChair = async () => {
      profileBrowser = await openProfile(profile);
      return profileBrowser.context;
    };
    const chair = new Device('A', 'impact-of-support', address, filled.chair, promised);
    await chair.open(await openChair(), choosePin);
    const second = new Device('B', 'self-evaluation', address, filled.second, promised);
    await second.open(await browser.newContext(), choosePin);

    let comesUp: Promise<void> = Promise.resolve();
    for (const [round, kind] of plan(killing, random).entries()) {
      // In some rounds people go on typing while nothing answers, in the others once it does again.
      const typesMeanwhile = random() < 0.5;
      if (!typesMeanwhile) await comesUp;
      const typing = Promise.all([chair.type(round), second.type(round)]);
      typing.catch(() => undefined);
      await comesUp;
      const ofBrowser = killing.browserKills.get(round);
      // At any moment of typing, of sending, or just after.
      const wait = ofBrowser ? 0 : random() * (typesMeanwhile ? 500 : 1100);
      await pause(wait);
      await kill(installation, kind);
      await typing;
      if (ofBrowser) await chair.untilOnDevice();
      if (ofBrowser) await profileBrowser?.kill();
      if (ofBrowser?.opens === 'before') await chair.open(await openChair(), enterPin);
      comesUp = bringUp(kind, round + 1, Math.round(wait));
      // What fails is met where it is waited for.
      comesUp.catch(() => undefined);
      if (ofBrowser) await comesUp;
      if (ofBrowser?.opens === 'after') await chair.open(await openChair(), enterPin);
      if (ofBrowser) await chair.expectAllOnDevice();
    }
    await comesUp;

    async function bringUp(kind: Kind, nth: number, after: number): Promise<void> {
      await (kind === 'database' ? installation.untilDatabaseIsBack() : installation.start());
      await promised.expectKept();
      say(`${nth}. ${kind} after ${after} ms: ${promised.counted()}`);
      // As when the Wi-Fi is back, so that the test need not wait for the next try.
      for (const device of [chair, second]) await device.online();
    }

    for (const device of [chair, second]) await device.untilWithCouncil();
    await promised.expectKept();
    await promised.expectAll();
    for (const device of [chair, second]) {
      assert.equal(await promised.textNow(device.own), device.words(device.own).join(' '));
    }
    // Both see one text in the end, with each word once.
    const text = await promised.textNow(shared);
    for (const device of [chair, second]) await device.untilShows(shared, text);
    const inShared = [...chair.words(shared), ...second.words(shared)].toSorted();
    assert.deepEqual(wordsIn(text).toSorted(), inShared);
    t.diagnostic(`${kills} kills (seed ${seed}): ${promised.counted()}; 0 lost`);
  } finally {
    await opened.disposeAsync();
  }
}

/** An open record with a text in which both type, and sessions for both. */
async function aRecordOfTwo(app: TestApp, other: Killing['other']) {
  const { recordId, board } = await anOpenRecord(app);
  const work = await app.workAs(board.chair);
  must(await saveNoteTaker(work, recordId, board.officer));
  const text = { section: shared, text: 'Reading.', parent: 0, writer: 'builder' };
  must(await saveSections(work, recordId, [text]));
  const chair = await app.signInAs(board.chair);
  const second = await app.signInAs(other === 'the chair' ? board.chair : board.officer);
  return { recordId, chair: chair.cookie, second: second.cookie };
}

async function kill(installation: Installation, kind: Kind): Promise<void> {
  await Promise.all([
    ...(kind === 'database' ? [] : [installation.end('SIGKILL')]),
    ...(kind === 'server' ? [] : [installation.killDatabase()]),
  ]);
}

/** What is killed in each round: each kind as often, in a random order. */
function plan({ kills, browserKills }: Killing, random: () => number): Kind[] {
  const kinds: Kind[] = ['server', 'database', 'both'];
  const all = Array.from({ length: kills }, (_, at) => ({
    kind: kinds[at % 3] ?? 'both',
    place: random(),
  }));
  return all
    .toSorted((a, b) => a.place - b.place)
    .map(({ kind }, round) => browserKills.get(round)?.kind ?? kind);
}

/** Someone with a room open, who types words that nobody else does. */
class Device {
  readonly own: string;
  readonly #name: string;
  readonly #address: string;
  readonly #cookie: string;
  readonly #promised: Promised;
  readonly #typed: { readonly part: string; readonly word: string }[] = [];
  #page: Page | undefined;

  constructor(name: string, own: string, address: string, cookie: string, promised: Promised) {
    this.#name = name;
    this.own = own;
    this.#address = address;
    this.#cookie = cookie;
    this.#promised = promised;
  }

  async open(
    context: BrowserContext,
    unlock: (page: Page, pin: string) => Promise<void>,
  ): Promise<void> {
    const [name = '', value = ''] = this.#cookie.split('=');
    await context.addCookies([{ name, value, url: this.#address }]);
    await onClaims(context, (claim) => this.#promised.claimed(claim));
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    onAcknowledged(page, (edit) => this.#promised.wasAcknowledged(edit));
    await page.goto(this.#address);
    await unlock(page, pin);
    await page.locator('form[data-started]').waitFor();
    this.#page = page;
  }

  /** A word in a section of one's own, then one in a section in which the other types as well. */
  async type(round: number): Promise<void> {
    await this.#write(this.own, 2 * round, ['Control+End'], round === 0 ? '' : ' ');
    // One at the beginning of the text and one at its end, as two do who have divided the work.
    if (this.#name === 'A')
      await this.#write(shared, 2 * round + 1, ['Control+Home', 'Enter', 'ArrowUp']);
    else await this.#write(shared, 2 * round + 1, ['Control+End', 'Enter']);
  }

  async #write(part: string, at: number, keys: readonly string[], before = ''): Promise<void> {
    const word = `${this.#name}${String(at).padStart(3, '0')}kestrel`;
    this.#typed.push({ part, word });
    this.#promised.typed.add(word);
    const field = this.#field(part);
    for (const key of keys) await field.press(key);
    await field.pressSequentially(before + word, { delay: 5 });
  }

  words(part: string): string[] {
    return this.#typed.filter((each) => each.part === part).map(({ word }) => word);
  }

  /** Waits until the bar has said of everything typed here that it is on the device. */
  async untilOnDevice(): Promise<void> {
    await until(
      () => this.#typed.every(({ word }) => this.#promised.shownOnDevice.has(word)),
      () => this.#look(),
    );
  }

  /** Everything that was shown as on the device stands in the page. */
  async expectAllOnDevice(): Promise<void> {
    const fields = await this.#open.locator('textarea[data-part]').all();
    const texts = await Promise.all(fields.map((field) => field.inputValue()));
    const there = new Set(texts.flatMap(wordsIn));
    const missing = this.#typed.filter(({ word }) => !there.has(word));
    assert.deepEqual(
      missing,
      [],
      'shown as on the device, and not there after the browser was killed',
    );
  }

  async online(): Promise<void> {
    // A browser that was killed finds out when it is opened.
    await this.#page?.evaluate(() => dispatchEvent(new Event('online'))).catch(() => undefined);
  }

  async untilWithCouncil(): Promise<void> {
    await this.#open.getByText(/^Council has it \d\d:\d\d:\d\d$/).waitFor();
  }

  async untilShows(part: string, text: string): Promise<void> {
    await until(
      async () => (await this.#field(part).inputValue()) === text,
      () => this.#look(),
    );
  }

  /** What the bar says, and what stands in the fields in which it is typed. */
  async #look(): Promise<string> {
    const bar = await this.#open.locator('[data-save-bar]').innerText();
    const texts = [this.own, shared].map((part) => this.#field(part).inputValue());
    return [bar, ...(await Promise.all(texts))].join('\n---\n');
  }

  #field(part: string) {
    return this.#open.locator(`textarea[data-part="${part}"]`);
  }

  get #open(): Page {
    if (!this.#page) throw new Error('No page is open.');
    return this.#page;
  }
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
