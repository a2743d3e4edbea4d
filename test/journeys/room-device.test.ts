import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { expectInOrder, openBrowser, openPage, openProfile } from '#test/harness/browser.ts';
import {
  aDraft,
  beginToOpen,
  choosePin,
  enterPin,
  opened,
  withDevice,
} from '#test/harness/room-device.ts';

const record = '0196b1f0-7a55-7c31-9d2e-3f1a5b6c7d8e';
const person = '0196b1f0-0000-7000-8000-000000000001';
const pin = 'blau74';
const day = 24 * 60 * 60 * 1000;

suite('what a device keeps of the meeting room', () => {
  let app: TestApp;
  let browser: Browser;
  let origin = '';
  const profiles: string[] = [];
  const fronts: Front[] = [];

  before(async () => {
    app = await startApp();
    origin = await app.app.listen({ port: 0, host: '127.0.0.1' });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    for (const each of fronts) await each.close();
    await app?.close();
    for (const each of profiles) await rm(each, { recursive: true, force: true });
  });

  async function aProfile(): Promise<string> {
    const directory = await mkdtemp(path.join(tmpdir(), 'trajectory-profile-'));
    profiles.push(directory);
    return directory;
  }

  async function aPage(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${origin}/accessibility`);
    return page;
  }

  /** A page in a browser of its own, with the device open under a new PIN. */
  async function aNewDevice(): Promise<Page> {
    const { page } = await openPage(browser);
    await page.goto(`${origin}/accessibility`);
    await beginToOpen(page, { record, person });
    await choosePin(page, pin);
    assert.deepEqual(await opened(page), { kind: 'kept' });
    return page;
  }

  const texts = (page: Page): Promise<string[]> =>
    withDevice(page, async (device) =>
      (await device.drafts()).map(({ text, copy }) =>
        copy === undefined ? text : `${text} beside`,
      ),
    );
  const keep = (page: Page, part: string, text: string): Promise<void> =>
    withDevice(page, (device, draft) => device.keep(draft), aDraft(part, text));
  const heading = (page: Page, name: string) => page.getByRole('heading', { name });

  test('a PIN is chosen with care, and the questions are accessible on both screens', async () => {
    const { page, problems } = await openPage(browser);
    await page.goto(`${origin}/accessibility`);
    await beginToOpen(page, { record, person });
    await heading(page, 'Keep your notes on this device too?').waitFor();
    await expectInOrder(page, 'room-device-choose');
    for (const [chosen, again, refusal] of [
      ['', '', 'Choose a PIN'],
      ['12ab', '12ab', 'The PIN must have at least 6 numbers or letters'],
      ['123456', '123456', 'Choose a PIN that is harder to guess'],
      ['blau74', 'blau75', 'Type the same PIN in both boxes'],
    ] as const) {
      await page.getByLabel('Choose a PIN').fill(chosen);
      await page.getByLabel('Type the PIN again').fill(again);
      await page.getByRole('button', { name: 'Keep my notes on this device' }).click();
      const link = page.getByRole('alert').getByRole('link', { name: refusal });
      await link.click();
      assert.match(
        await page.evaluate(() => document.activeElement?.getAttribute('aria-describedby') ?? ''),
        /-error$/,
      );
    }
    await expectInOrder(page, 'room-device-choose-error');
    await choosePin(page, pin);
    assert.deepEqual(await opened(page), { kind: 'kept' });
    const second = await aPage(page.context());
    await beginToOpen(second, { record, person });
    await heading(second, 'Enter your PIN').waitFor();
    await expectInOrder(second, 'room-device-enter');
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  test('what is kept was on the disk before it says so', async () => {
    const page = await aNewDevice();
    await page.evaluate(() => {
      const log: string[] = [];
      Object.assign(window, { log });
      const begin = IDBDatabase.prototype.transaction;
      IDBDatabase.prototype.transaction = function (this: IDBDatabase, names, mode, options) {
        const transaction = begin.call(this, names, mode, options);
        if (mode === 'readwrite') {
          transaction.addEventListener('complete', () =>
            log.push(`complete ${options?.durability ?? ''}`),
          );
        }
        return transaction;
      };
    });
    const log = await withDevice(
      page,
      async (device, draft) => {
        const { log: said } = window as unknown as { log: string[] };
        await device.keep(draft);
        said.push('said');
        return said;
      },
      aDraft('background', 'A word'),
    );
    assert.deepEqual(log, ['complete strict', 'said']);
    await page.context().close();
  });

  test('a browser that is killed loses nothing that was kept, and its files show nothing of it', async () => {
    const directory = await aProfile();
    const first = await openProfile(directory);
    let page = await aPage(first.context);
    await beginToOpen(page, { record, person });
    await choosePin(page, pin);
    await opened(page);
    const secret = 'Quillfeather';
    await keep(page, 'background', `${secret} leads mathematics.`);
    await withDevice(
      page,
      async (device, word) => {
        await device.keepRoom({ html: `<h1>${word}</h1>`, title: word, version: 3, keptAt: 1 });
        const bytes = new TextEncoder().encode(word.repeat(100)).buffer;
        await device.keepFile({
          href: '/papers/1',
          name: `${word}.pdf`,
          type: 'application/pdf',
          title: word,
          bytes,
        });
      },
      secret,
    );
    await first.kill();
    const found = await filesWith(directory, [secret, pin, record]);
    assert.deepEqual(found.get(secret), []);
    assert.deepEqual(found.get(pin), []);
    // What is no secret is found in the same way: the search can find.
    assert.notDeepEqual(found.get(record), []);

    const second = await openProfile(directory);
    page = await aPage(second.context);
    await beginToOpen(page, { record, person });
    await enterPin(page, pin);
    assert.deepEqual(await opened(page), { kind: 'kept' });
    assert.deepEqual(await texts(page), [`${secret} leads mathematics.`]);
    const kept = await withDevice(page, async (device) => {
      const file = await device.file('/papers/1');
      return {
        room: await device.room(),
        name: file?.name,
        text: file && new TextDecoder().decode(file.bytes).length,
        files: await device.files(),
      };
    });
    assert.deepEqual(kept, {
      room: { html: `<h1>${secret}</h1>`, title: secret, version: 3, keptAt: 1 },
      name: `${secret}.pdf`,
      text: 1200,
      files: [{ href: '/papers/1', title: secret, bytes: 1200 }],
    });
    await second.kill();
  });

  test('ten wrong PINs, and only someone who has signed in opens it', async () => {
    const page = await aNewDevice();
    await keep(page, 'background', 'Still here');
    const { context } = { context: page.context() };
    await page.close();
    const other = await aPage(context);
    await beginToOpen(other, { record, signedIn: false });
    for (let left = 9; left >= 1; left -= 1) {
      await enterPin(other, 'wrong1');
      const words = left === 1 ? 'You can try once more' : `You can try ${left} more times`;
      await other.getByRole('alert').getByText(words).waitFor();
    }
    await enterPin(other, 'wrong1');
    await heading(other, 'Sign in to open your notes').waitFor();
    assert.equal(
      await other.getByRole('button', { name: 'Sign in' }).getAttribute('href'),
      `/sign-in?next=${encodeURIComponent(`/records/${record}/room`)}`,
    );
    await other.reload();
    await beginToOpen(other, { record, signedIn: false });
    await heading(other, 'Sign in to open your notes').waitFor();
    await other.reload();
    await beginToOpen(other, { record, person });
    await enterPin(other, 'wrong1');
    await other.getByRole('alert').getByText('That is not your PIN. Try again').waitFor();
    await enterPin(other, pin);
    await opened(other);
    assert.deepEqual(await texts(other), ['Still here']);
    // The right PIN takes the wrong ones away.
    await other.close();
    const later = await aPage(context);
    await beginToOpen(later, { record, signedIn: false });
    await enterPin(later, pin);
    assert.deepEqual(await opened(later), { kind: 'kept' });
    await context.close();
  });

  test('after seven days it opens only for someone who has signed in, to hand over what is unsent', async () => {
    const page = await aNewDevice();
    await keep(page, 'background', 'Typed last week');
    await withDevice(page, (device, draft) => device.keep(draft), {
      ...aDraft('focus', 'The council has it'),
      base: 'The council has it',
    });
    await withDevice(page, (device) =>
      device.keepRoom({ html: '<h1>Room</h1>', title: 'Room', version: 3, keptAt: 1 }),
    );
    const context = page.context();
    await page.close();
    const almost = await aPage(context);
    await almost.clock.setFixedTime(Date.now() + 7 * day - 60_000);
    await beginToOpen(almost, { record, signedIn: false });
    await enterPin(almost, pin);
    await opened(almost);
    assert.equal(await withDevice(almost, async (device) => (await device.room())?.title), 'Room');
    await almost.close();

    const late = await aPage(context);
    await late.clock.setFixedTime(Date.now() + 7 * day + 60_000);
    await beginToOpen(late, { record, signedIn: false });
    await heading(late, 'Sign in to open your notes').waitFor();
    await late.getByText('more than 7 days ago').waitFor();
    await late.reload();
    // Setting the clock back makes the key no younger.
    await late.clock.setFixedTime(Date.now() + 7 * day + 60_000);
    await beginToOpen(late, { record, person });
    await late.getByText('notes that you typed more than 7 days ago').waitFor();
    await enterPin(late, pin);
    await opened(late);
    assert.deepEqual(await texts(late), ['Typed last week']);
    assert.equal(await withDevice(late, async (device) => (await device.room())?.title), undefined);
    await late.close();

    const renewed = await aPage(context);
    await renewed.clock.setFixedTime(Date.now() + 8 * day);
    await beginToOpen(renewed, { record, signedIn: false });
    await enterPin(renewed, pin);
    await opened(renewed);
    assert.deepEqual(await texts(renewed), ['Typed last week']);
    await context.close();
  });

  test('a forgotten PIN destroys nothing that is unsent', async () => {
    const page = await aNewDevice();
    await keep(page, 'background', 'Under the first PIN');
    const context = page.context();
    await page.close();
    const other = await aPage(context);
    await beginToOpen(other, { record, person });
    await other.getByRole('button', { name: 'I have forgotten the PIN' }).click();
    await other.getByText('They open when you enter the earlier PIN').waitFor();
    await choosePin(other, 'another9');
    await opened(other);
    assert.deepEqual(await texts(other), []);
    await keep(other, 'background', 'Under the second PIN');
    await other.close();
    for (const [entered, text] of [
      [pin, 'Under the first PIN'],
      ['another9', 'Under the second PIN'],
    ] as const) {
      const again = await aPage(context);
      await beginToOpen(again, { record, person });
      await enterPin(again, entered);
      await opened(again);
      assert.deepEqual(await texts(again), [text]);
      await again.close();
    }
    await context.close();
  });

  test('a second tab is a copy of its own, and what a closed one left is taken over once', async () => {
    const first = await aNewDevice();
    const context = first.context();
    const second = await aPage(context);
    await beginToOpen(second, { record, person });
    await enterPin(second, pin);
    await opened(second);
    await keep(first, 'background', 'From the first');
    assert.deepEqual(await texts(second), []);
    await keep(second, 'background', 'From the second');
    await keep(second, 'focus', 'Focus');
    await first.close();
    await second.close();
    const third = await aPage(context);
    const fourth = await aPage(context);
    for (const page of [third, fourth]) {
      await beginToOpen(page, { record, person });
      await enterPin(page, pin);
      await opened(page);
    }
    assert.deepEqual((await texts(third)).toSorted(), [
      'Focus',
      'From the first beside',
      'From the second',
    ]);
    assert.deepEqual(await texts(fourth), []);
    await withDevice(third, async (device) => {
      const beside = (await device.drafts()).find(({ copy }) => copy !== undefined);
      if (beside) await device.forget(beside.part, beside.copy);
      await device.forget('focus');
    });
    assert.deepEqual(await texts(third), ['From the second']);
    await context.close();
  });

  test('texts of one part are written in the order of typing, and what is typed after forgetting stays', async () => {
    const page = await aNewDevice();
    const left = await withDevice(
      page,
      async (device, draft) => {
        const all = [];
        for (let nth = 0; nth < 50; nth += 1) {
          all.push(device.keep({ ...draft, text: `Typed ${nth}` }));
          if (nth === 30) all.push(device.forget(draft.part));
        }
        await Promise.all(all);
        return (await device.drafts()).map(({ text }) => text);
      },
      aDraft('background', ''),
    );
    assert.deepEqual(left, ['Typed 49']);
    await page.context().close();
  });

  test('going on in the same tab does not ask again; signing out, another tab and a lock do', async () => {
    const page = await aNewDevice();
    await keep(page, 'background', 'Typed');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.reload();
    await beginToOpen(page, { record, person });
    assert.deepEqual(await opened(page), { kind: 'kept' });
    assert.deepEqual(await texts(page), ['Typed']);
    await page.goto(`${origin}/sign-in`);
    await page.goto(`${origin}/accessibility`);
    await beginToOpen(page, { record, person });
    assert.deepEqual(await opened(page), { kind: 'kept' });

    // Nothing of the tab's own storage opens it.
    const stored = await page.evaluate(() => Object.fromEntries(Object.entries(sessionStorage)));
    assert.deepEqual(Object.keys(stored), ['trajectory-room-copy']);
    const other = await aPage(page.context());
    await other.evaluate((all) => Object.assign(sessionStorage, all), stored);
    await beginToOpen(other, { record, person });
    await heading(other, 'Enter your PIN').waitFor();

    await other.evaluate(() => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = '/sign-out';
      document.body.append(form);
      form.requestSubmit();
    });
    await other.waitForURL('**/sign-in');
    await page.waitForFunction(
      () => (window as unknown as { device: { state: object } }).device.state,
    );
    const refusal = await withDevice(
      page,
      async (device, draft) => {
        const refused = await device.keep(draft).then(
          () => 'kept',
          () => 'refused',
        );
        return { state: device.state, refused };
      },
      aDraft('background', 'More'),
    );
    assert.deepEqual(refusal, { state: { kind: 'locked' }, refused: 'refused' });
    await page.reload();
    await beginToOpen(page, { record, person });
    await enterPin(page, pin);
    await opened(page);
    assert.deepEqual(await texts(page), ['Typed']);
    await withDevice(page, (device) => device.lock());
    await beginToOpen(page, { record, person });
    await enterPin(page, pin);
    await opened(page);
    assert.deepEqual(await texts(page), ['Typed']);
    await page.context().close();
  });

  test('a device without space says so, and goes on by itself once there is some', async () => {
    const { page } = await openPage(browser);
    const client = await page.context().newCDPSession(page);
    // The browser remembers for half a minute how much space it found, so it finds little at first.
    await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 2_000_000 });
    await page.goto(`${origin}/accessibility`);
    await beginToOpen(page, { record, person });
    await choosePin(page, pin);
    await opened(page);
    await keep(page, 'background', 'Before');
    await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    const states = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
    await withDevice(page, (device) => {
      const told: string[] = [];
      Object.assign(window, { told });
      device.onChange((state) => told.push(state.kind));
      return Promise.resolve();
    });
    /** What the page is told by this save. */
    const save = (text: string) =>
      withDevice(
        page,
        async (device, draft) => {
          const result = await device.keep(draft).then(
            () => 'kept',
            () => 'refused',
          );
          return { result, state: device.state };
        },
        aDraft('background', text),
      );
    let saved = await save('x'.repeat(200_000));
    while (saved.result === 'kept') saved = await save('x'.repeat(200_000));
    assert.deepEqual(saved.state, {
      kind: 'failed',
      sentence:
        'There is no space left on this device, so what you type is not kept here. It goes to the council only.',
    });
    assert.deepEqual(await states(), ['failed']);
    await client.send('Storage.overrideQuotaForOrigin', { origin });
    while (saved.result === 'refused') saved = await save('After');
    assert.deepEqual(saved.state, { kind: 'kept' });
    assert.deepEqual(await states(), ['failed', 'kept']);
    assert.deepEqual(await texts(page), ['After']);
    await page.context().close();
  });

  test('a device that is full from the start says so, and keeps what is typed once there is space', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${origin}/accessibility`);
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      const full = { is: true };
      Object.assign(window, { full });
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
        if (full.is) throw new DOMException('Full', 'QuotaExceededError');
        return put.apply(this, given);
      };
    });
    await beginToOpen(page, { record, person });
    await choosePin(page, pin);
    const state = await opened(page);
    assert.equal(state.kind === 'failed' && state.sentence.slice(0, 23), 'There is no space left ');
    await assert.rejects(keep(page, 'background', 'Not yet'), /Full/);
    await page.evaluate(() => ((window as unknown as { full: { is: boolean } }).full.is = false));
    await keep(page, 'background', 'Typed');
    const context = page.context();
    await page.close();
    const later = await aPage(context);
    await beginToOpen(later, { record, person });
    await enterPin(later, pin);
    assert.deepEqual(await opened(later), { kind: 'kept' });
    assert.deepEqual(await texts(later), ['Typed']);
    await context.close();
  });

  test('papers make way for what was typed', async () => {
    const page = await aNewDevice();
    await withDevice(page, (device) =>
      device.keepFile({
        href: '/papers/1',
        name: 'a.pdf',
        type: 'application/pdf',
        title: 'A',
        bytes: new Uint8Array(1000).buffer,
      }),
    );
    // The first write of a draft fails as it does on a full disk.
    await page.evaluate(() => {
      const put = IDBObjectStore.prototype.put;
      let failed = 0;
      IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
        if (this.name === 'drafts' && failed++ === 0) {
          throw new DOMException('Full', 'QuotaExceededError');
        }
        return put.apply(this, given);
      };
    });
    await keep(page, 'background', 'Typed');
    assert.deepEqual(await texts(page), ['Typed']);
    assert.deepEqual(await withDevice(page, (device) => device.files()), []);
    await page.context().close();
  });

  test('a browser that forbids keeping is told of at once, without a question', async () => {
    for (const forbid of [
      () =>
        Object.defineProperty(IDBFactory.prototype, 'open', {
          value: () => {
            throw new DOMException('Forbidden', 'SecurityError');
          },
        }),
      () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
    ]) {
      const { page } = await openPage(browser);
      await page.addInitScript(forbid);
      await page.goto(`${origin}/accessibility`);
      await beginToOpen(page, { record, person });
      assert.deepEqual(await opened(page), {
        kind: 'failed',
        sentence:
          'This browser does not let this page keep anything on the device. What you type goes to the council only.',
      });
      await assert.rejects(keep(page, 'background', 'Typed'), /Not kept: failed/);
      await page.context().close();
    }
  });

  test('“Keep nothing here” writes nothing', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${origin}/accessibility`);
    await beginToOpen(page, { record, person });
    await page.getByRole('button', { name: 'Keep nothing here' }).click();
    assert.deepEqual(await opened(page), { kind: 'nothing' });
    await assert.rejects(keep(page, 'background', 'Typed'), /Not kept: nothing/);
    const written = await page.evaluate(async () => ({
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      storage: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    }));
    assert.deepEqual(written, { databases: [], caches: [], workers: 0, storage: [] });
    await page.context().close();
  });

  test('the room opens without a network, from files that hold no casework', async (t) => {
    const page = await aNewDevice();
    await withDevice(
      page,
      (device, id) =>
        device.keepRoom({
          html: `<h1 class="govuk-heading-l">Larkfield</h1><form data-room="/records/${id}/room" data-record="${id}"><textarea class="govuk-textarea" aria-label="Background">Kept</textarea></form>`,
          title: 'Larkfield - Trajectory',
          version: 3,
          keptAt: 1,
        }),
      record,
    );
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    // Pages of all kinds are asked for with the worker in place.
    for (const address of ['/sign-in', '/', `/records/${record}/room`]) {
      await page.goto(`${origin}${address}`);
    }
    const context = page.context();
    await context.setOffline(true);
    const offline = await context.newPage();
    await offline.goto(`${origin}/records/${record}/room`);
    t.diagnostic(`opened without a network in ${await enterPinTimed(offline)} ms after the PIN`);
    assert.equal(await offline.title(), 'Larkfield - Trajectory');
    assert.equal(await offline.getByLabel('Background').inputValue(), 'Kept');
    const other = '0196b1f0-7a55-7c31-9d2e-3f1a5b6c7d8f';
    await offline.goto(`${origin}/records/${other}/room`);
    await heading(offline, 'There is no connection to the council').waitFor();
    await expectInOrder(offline, 'room-shell-not-kept');
    await context.setOffline(false);
    const cached = await offline.evaluate(async () => {
      const found: string[] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const { url } of await cache.keys()) found.push(new URL(url).pathname);
      }
      return found;
    });
    assert.ok(cached.length >= 5);
    for (const each of cached) assert.match(each, /^\/(room-shell|assets\/[\w-]+\.(js|css|svg))$/);
    await context.close();
  });

  test('a council that takes too long, or is not there, is stood in for; whoever would rather wait, waits', async () => {
    const front = await aFront(origin);
    fronts.push(front);
    const { page } = await openPage(browser);
    await page.goto(`${front.origin}/accessibility`);
    await beginToOpen(page, { record, person });
    await choosePin(page, pin);
    await opened(page);
    await withDevice(page, (device) =>
      device.keepRoom({ html: '<h1>Larkfield</h1>', title: 'Kept', version: 3, keptAt: 1 }),
    );
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const room = `/records/${record}/room`;
    const answers: ((status: number) => void)[] = [];
    front.answer(room, () => new Promise((resolve) => answers.push(resolve)));
    // The tab goes on with its key, so that the kept room is there without a question.
    await page.goto(`${front.origin}${room}`);
    await heading(page, 'Larkfield').waitFor();
    const patient = await page.context().newPage();
    const arrival = patient.goto(`${front.origin}${room}?wait=yes`);
    while (answers.length < 2) await new Promise((resolve) => setTimeout(resolve, 50));
    answers.forEach((answer) => answer(200));
    assert.match((await (await arrival)?.text()) ?? '', /^answered 200/);
    await patient.close();
    for (const status of [502, 500]) {
      front.answer(room, () => Promise.resolve(status));
      await page.goto(`${front.origin}${room}`);
      await heading(page, 'Larkfield').waitFor();
    }
    // What is refused is refused: only an answer that does not come is stood in for.
    front.answer(room, () => Promise.resolve(404));
    assert.equal((await page.goto(`${front.origin}${room}`))?.status(), 404);
    await page.context().close();
  });

  test('a new version of the product puts its empty page and its scripts in the place of the old ones together', async () => {
    const front = await aFront(origin);
    fronts.push(front);
    const { page } = await openPage(browser);
    await page.goto(`${front.origin}/accessibility`);
    await beginToOpen(page, { record, person });
    await choosePin(page, pin);
    await opened(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const cached = () =>
      page.evaluate(async () => {
        const [name = '', ...more] = await caches.keys();
        const shell = await (await caches.open(name)).match('/room-shell');
        const script = /\/assets\/room-\w+\.js/.exec((await shell?.text()) ?? '')?.[0] ?? '';
        const has = (await (await caches.open(name)).match(script)) !== undefined;
        return { script, has, others: more.length };
      });
    const update = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        const found = await registration.update().catch(() => registration);
        const { installing } = found;
        await new Promise<void>((resolve) => {
          if (!installing) return resolve();
          installing.addEventListener('statechange', () => {
            if (['activated', 'redundant'].includes(installing.state)) resolve();
          });
        });
      });
    const first = await cached();
    assert.deepEqual({ ...first, script: '' }, { script: '', has: true, others: 0 });
    const next = first.script.replace(/-\w+\.js/, '-NEWER123.js');
    front.rename(first.script, next, ['/service-worker.js']);
    await update();
    // The server behind still answered with the old page: the device keeps the old pair.
    assert.deepEqual(await cached(), first);
    front.rename(first.script, next, ['/service-worker.js', '/room-shell']);
    await update();
    assert.deepEqual(await cached(), { script: next, has: true, others: 0 });
    await page.context().close();
  });

  test('other records that are over are handed over and forgotten at the next contact', async () => {
    const ids = ['a', 'b', 'c', 'd'].map((last) => `${record.slice(0, -1)}${last}`);
    const [final = '', gone = '', open = '', paused = ''] = ids;
    const { page } = await openPage(browser);
    await page.goto(`${origin}/accessibility`);
    const late: URLSearchParams[] = [];
    let answersLate = 503;
    let isThere = false;
    const asked: (string | undefined)[] = [];
    await page.route(/\/room\/news/, (route) => {
      const id = /records\/([^/]+)/.exec(route.request().url())?.[1];
      asked.push(id);
      if (!isThere) return route.fulfill({ status: 503 });
      if (id === gone) return route.fulfill({ status: 404 });
      const closed =
        id === open
          ? {}
          : { closed: { closed: id === final ? 'final' : 'paused', sentence: 'It is closed.' } };
      return route.fulfill({ json: { at: '', version: 1, news: [], ...closed } });
    });
    await page.route(/\/room\/late/, (route) => {
      late.push(new URLSearchParams(route.request().postData() ?? ''));
      return route.fulfill({ status: answersLate, json: { at: '', kept: 1 } });
    });
    let chosen = false;
    for (const id of ids) {
      await beginToOpen(page, { record: id, person });
      if (chosen) await enterPin(page, pin);
      else await choosePin(page, pin);
      chosen = true;
      await opened(page);
      await keep(page, 'background', `Unsent of ${id}`);
      await withDevice(page, (device) =>
        device.keepRoom({ html: '<h1>Room</h1>', title: 'Room', version: 3, keptAt: 1 }),
      );
      await withDevice(page, (device) => device.lock());
    }
    // The rooms opened so far had 0, 1, 2 and 3 others to ask about: none may still be asking.
    while (asked.length < 6) await page.waitForTimeout(50);
    isThere = true;
    const left = () =>
      page.evaluate(async () => {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const opening = indexedDB.open('trajectory-room');
          opening.addEventListener('success', () => resolve(opening.result));
        });
        const keysOf = (table: string) =>
          new Promise<IDBValidKey[]>((resolve) => {
            const reading = db.transaction(table).objectStore(table).getAllKeys();
            reading.addEventListener('success', () => resolve(reading.result));
          });
        const [drafts, rooms] = [await keysOf('drafts'), await keysOf('rooms')];
        db.close();
        const records = (keys: IDBValidKey[]) => keys.map((key) => (key as string[])[1] ?? '');
        return { drafts: records(drafts).sort(), rooms: records(rooms).sort() };
      });
    const visit = async () => {
      await beginToOpen(page, { record, person });
      await enterPin(page, pin);
      await opened(page);
    };
    await visit();
    while (late.length < 3) await page.waitForTimeout(50);
    // The council did not take it: nothing is forgotten.
    assert.deepEqual(await left(), { drafts: ids, rooms: ids });
    await withDevice(page, (device) => device.lock());
    answersLate = 200;
    await visit();
    while ((await left()).drafts.length > 1) await page.waitForTimeout(50);
    assert.deepEqual(await left(), { drafts: [open], rooms: [open, paused] });
    const sent = late.map(
      (body) => JSON.parse(body.get('edits') ?? '[]') as { id: string; text: string }[],
    );
    assert.deepEqual(
      sent.flat().map(({ text }) => text),
      [final, gone, paused, final, gone, paused].map((id) => `Unsent of ${id}`),
    );
    // Handed over twice, each has the same name.
    assert.deepEqual(
      sent
        .slice(0, 3)
        .flat()
        .map(({ id }) => id),
      sent
        .slice(3)
        .flat()
        .map(({ id }) => id),
    );
    await page.context().close();
  });

  async function enterPinTimed(page: Page): Promise<number> {
    await page.getByLabel('PIN', { exact: true }).fill(pin);
    const taken = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const begin = performance.now();
          new MutationObserver(() => {
            if (document.querySelector('form[data-started]')) resolve(performance.now() - begin);
          }).observe(document.body, { subtree: true, attributes: true, childList: true });
          document.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
        }),
    );
    return Math.round(taken);
  }
});

/** The files below a directory that hold each of the texts, in either way that browsers write. */
async function filesWith(
  directory: string,
  texts: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>(texts.map((text) => [text, []]));
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file);
    for (const [text, files] of found) {
      const ways = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
      if (ways.some((way) => bytes.includes(way))) files.push(file);
    }
  }
  return found;
}

interface Front {
  readonly origin: string;
  /** Answers an address itself, once the status is known. */
  answer(address: string, how: () => Promise<number>): void;
  /** Gives a file another name, in these answers. */
  rename(from: string, to: string, within: readonly string[]): void;
  close(): Promise<void>;
}

/** What stands before the server: it can be slow, or already be of the next version. */
async function aFront(behind: string): Promise<Front> {
  const answers = new Map<string, () => Promise<number>>();
  let renamed: { from: string; to: string; within: readonly string[] } | undefined;
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', behind);
      const own = answers.get(pathname);
      if (own) {
        const status = await own();
        return response
          .writeHead(status, { 'content-type': 'text/plain' })
          .end(`answered ${status}`);
      }
      const asked = renamed && pathname === renamed.to ? renamed.from : request.url;
      const reply = await fetch(`${behind}${asked ?? ''}`, { redirect: 'manual' });
      const headers = Object.fromEntries(
        [...reply.headers].filter(
          ([name]) => !/^(content-(encoding|length)|transfer-|connection|keep-alive)/.test(name),
        ),
      );
      let body = Buffer.from(await reply.arrayBuffer());
      if (renamed?.within.includes(pathname)) {
        body = Buffer.from(body.toString('utf8').replaceAll(renamed.from, renamed.to));
      }
      return response.writeHead(reply.status, headers).end(body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    answer: (address, how) => void answers.set(address, how),
    rename: (from, to, within) => void (renamed = { from, to, within }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
