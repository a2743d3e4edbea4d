import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { compile, Logger } from 'sass';
import { Council } from '#test/builders/council.ts';
import { expectAccessible, expectInOrder, openBrowser } from '#test/harness/browser.ts';
import type { Edit } from '../sync/wire.ts';

// The page of a room against a council in memory: what the server renders is a fixture after the
// contract, and the device a small store in the page.

const address = 'https://room.test';
const uuid = '0b7c5a4e-1f5f-4a8e-9d0e-6a4b7f2d9c11';
const root = path.resolve(import.meta.dirname, '../../../..');
let browser: Browser;
let script: string;
let styles: string;

before(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import { startRoom } from './start.ts';
        const drafts = new Map(JSON.parse(localStorage.getItem('drafts') ?? '[]'));
        const listeners = [];
        const device = {
          state: { kind: 'kept' }, person: 'p1', lastRoom: undefined, slow: 0,
          onChange: (listener) => listeners.push(listener),
          async keep(draft) {
            if (device.state.kind !== 'kept') throw new Error('not kept');
            await new Promise((done) => setTimeout(done, device.slow));
            drafts.set(draft.part, draft);
            localStorage.setItem('drafts', JSON.stringify([...drafts]));
          },
          async forget(part) { drafts.delete(part); localStorage.setItem('drafts', JSON.stringify([...drafts])); },
          drafts: async () => [...drafts.values()].map((draft) => ({ ...draft, copy: undefined })),
          keepRoom: async (room) => { device.lastRoom = room; },
          room: async () => device.lastRoom,
          kept: new Map(), keepFile: async (file) => { device.kept.set(file.href, file); },
          file: async (href) => device.kept.get(href), files: async () => [...device.kept.values()],
          clear: async () => { drafts.clear(); localStorage.removeItem('drafts'); },
          lock: async () => { device.state = { kind: 'locked' }; },
          turn(state) { device.state = state; for (const each of listeners) each(state); },
        };
        if (localStorage.getItem('state')) device.state = JSON.parse(localStorage.getItem('state'));
        window.device = device;
        startRoom(document.querySelector('form[data-room]'), device, {
          online: true,
          unlock: async () => { device.state = { kind: 'kept' }; return device; },
        });`,
      resolveDir: import.meta.dirname,
      sourcefile: 'room.ts',
    },
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: ['chrome109', 'safari15'],
    minify: true,
    write: false,
  });
  script = outputFiles[0]?.text ?? '';
  styles = compile(path.join(root, 'src/ui/styles/main.scss'), {
    loadPaths: [path.join(root, 'node_modules')],
    logger: Logger.silent,
  }).css;
  browser = await openBrowser();
});

after(() => browser.close());

/** What the council does with requests, unless a test says otherwise. */
class Site {
  readonly council = new Council([
    { part: 'background', merge: 'text', text: 'One.\nTwo.' },
    { part: 'context', merge: 'text', text: '' },
    { part: 'decision:answer', merge: 'choice', text: 'no' },
    { part: 'attendance:m1', merge: 'choice', text: 'attended=present&arrived=' },
  ]);
  readonly requests: { readonly edits: readonly Edit[]; readonly path: string }[] = [];
  /** Set to answer otherwise, or not at all. */
  instead: ((route: Route) => Promise<boolean>) | undefined;
  kept = 0;

  async open(context: BrowserContext, me = 'Mia'): Promise<Page> {
    const page = await context.newPage();
    await page.route(`${address}/**`, (route) => this.#answer(route, me));
    await page.goto(`${address}/records/r1/room`);
    await page.locator('form[data-started]').waitFor();
    return page;
  }

  async #answer(route: Route, me: string): Promise<void> {
    const url = new URL(route.request().url());
    if (url.pathname === '/room.js')
      return route.fulfill({ contentType: 'text/javascript', body: script });
    if (url.pathname === '/room.css')
      return route.fulfill({ contentType: 'text/css', body: styles });
    if (url.pathname === '/records/r1/room') {
      return route.fulfill({ contentType: 'text/html', body: this.#html(me) });
    }
    const fields = new URLSearchParams(route.request().postData() ?? '');
    const edits = JSON.parse(fields.get('edits') ?? '[]') as Edit[];
    if (/(edits|late)$/.test(url.pathname)) this.requests.push({ edits, path: url.pathname });
    if (await this.instead?.(route)) return undefined;
    if (url.pathname.endsWith('/late')) {
      this.kept += edits.length;
      return json(route, { at: new Date().toISOString(), kept: edits.length });
    }
    if (!/(edits|news)$/.test(url.pathname)) {
      return route.fulfill({
        contentType: 'text/html',
        body: '<main><h1>Last time</h1><p>All agreed.</p><script>boom()</script></main>',
      });
    }
    const since = Number(fields.get('since') ?? url.searchParams.get('since'));
    const results = edits.map((edit) => this.council.save(edit, me));
    const { version } = this.council;
    return json(route, {
      at: new Date().toISOString(),
      version,
      results,
      news: this.council.news(since),
      conflicts: 0,
    });
  }

  save(part: string, text: string, by: string, parent = this.council.all(part).length): void {
    this.council.save({ id: `${part} ${text} ${by}`, part, text, parent }, by);
  }

  #html(me: string): string {
    const { council } = this;
    const background = council.held('background');
    const context = council.held('context');
    const answer = council.held('decision:answer');
    const radio = (value: string, label: string) => `<div class="govuk-radios__item">
      <input class="govuk-radios__input" type="radio" name="decision:answer.value" id="answer-${value}" value="${value}"${answer.text === value ? ' checked' : ''}>
      <label for="answer-${value}">${label}</label></div>`;
    return `<!doctype html><html lang="en"><head><title>Room</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/room.css"></head><body class="govuk-template__body"><div class="govuk-width-container"><main class="govuk-main-wrapper"><h1 class="govuk-heading-l">Room</h1>
<p data-plain>Press the button to save.</p>
<form data-room="/records/r1/room" data-record="r1" data-person="p1" data-person-name="${me}" data-version="${council.version}" method="post" novalidate>
<p><a data-keep="page" href="/records/r0">The last record</a></p>
<div data-room-clock data-starts="09:30" data-minutes="90"></div>
<section data-section="background" id="agenda-background"><div class="govuk-form-group"><h2><label for="section-background">Background</label></h2>
<input type="hidden" name="revision.background" value="${background.revision}">
<textarea class="govuk-textarea" name="part.background" id="section-background" rows="6" data-part="background" data-merge="text" data-label="Background">\n${background.text}</textarea></div></section>
<section data-section="context" id="agenda-context"><div class="govuk-form-group"><h2><label for="section-context">Context</label></h2>
<input type="hidden" name="revision.context" value="${context.revision}">
<textarea class="govuk-textarea" name="part.context" id="section-context" rows="6" data-part="context" data-merge="text" data-label="Context">\n${context.text}</textarea></div></section>
<section data-section="decision" id="agenda-decision"><h2>Decision</h2>
<fieldset data-part="decision:answer" data-merge="choice" data-revision="${answer.revision}" data-label="Answer" disabled hidden><legend>Answer</legend>
${radio('yes', 'Yes')}${radio('no', 'No')}${radio('later', 'Later')}</fieldset>
<fieldset data-part="attendance:m1" data-merge="choice" data-compose="form" data-revision="1" data-label="Ada" disabled hidden><legend>Ada</legend>
<div><input type="radio" name="attended" id="m1-present" value="present" checked><label for="m1-present">Present</label></div>
<div><input type="radio" name="attended" id="m1-absent" value="absent"><label for="m1-absent">Absent</label></div>
<label for="m1-arrived">Arrived</label><input name="arrived" id="m1-arrived" value=""></fieldset></section>
<section data-section="actions" id="agenda-actions"><h2>Actions</h2><div data-inline hidden><div data-actions></div>
<template data-new-action><fieldset data-action="ACTION"><legend data-action-title>New action</legend>
<input type="hidden" name="revision.action:ACTION:what" value="0">
<label for="ACTION-what">What</label><textarea class="govuk-textarea" id="ACTION-what" name="part.action:ACTION:what" data-part="action:ACTION:what" data-merge="text" data-label="What"></textarea>
<fieldset data-part="action:ACTION:byWhen" data-merge="choice" data-revision="0" data-label="By when"><label for="ACTION-by">By when</label><input type="date" name="value" id="ACTION-by"></fieldset>
</fieldset></template></div></section>
<button class="govuk-button" name="go" value="close">Close the meeting</button>
<div class="app-save-bar" data-save-bar><span data-on-device></span><span data-council>Saved when you press a button</span><div role="status" data-save-said></div></div>
</form></main></div><script type="module" src="/room.js"></script></body></html>`;
  }
}

function json(route: Route, body: object, status = 200): Promise<void> {
  return route.fulfill({ status, contentType: 'application/json', body: JSON.stringify(body) });
}

async function opened(
  me = 'Mia',
): Promise<{ site: Site; page: Page; context: BrowserContext; again: () => Promise<Page> }> {
  const site = new Site();
  const context = await browser.newContext();
  const page = await site.open(context, me);
  return { site, page, context, again: () => site.open(context, me) };
}

const background = (page: Page) => page.getByRole('textbox', { name: 'Background' });
const councilHas = (page: Page) => page.getByText(/^Council has it \d\d:\d\d:\d\d$/).waitFor();

describe('what is typed', () => {
  test('comes to the device and to the council, and is only then said to be there', async () => {
    const { site, page, context } = await opened();
    let go: () => void = () => undefined;
    site.instead = async (route) => {
      if (route.request().url().includes('/edits?')) {
        await new Promise<void>((resolve) => (go = resolve));
      }
      return false;
    };
    await background(page).focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Three.');
    assert.equal(await page.locator('[data-council]').textContent(), 'Not with the council yet');
    await page.getByText(/^On this device \d\d:\d\d:\d\d$/).waitFor();
    await page.waitForFunction(() => localStorage.getItem('drafts')?.includes('Two. Three.'));
    assert.equal(await page.locator('[data-council]').textContent(), 'Not with the council yet');
    while (site.requests.length === 0) await page.waitForTimeout(20);
    go();
    await councilHas(page);
    assert.equal(site.council.held('background').text, 'One.\nTwo. Three.');
    await expectAccessible(page);
    await context.close();
  });

  test('is sent again as it was when there was no answer, and is there once', async () => {
    const { site, page, context } = await opened();
    let lost = 0;
    site.instead = async (route) => {
      if (!route.request().url().includes('/edits?') || lost > 1) return false;
      lost += 1;
      const [edit] = site.requests.at(-1)?.edits ?? [];
      assert.ok(edit);
      if (lost === 2) site.council.save(edit, 'Mia');
      await route.abort();
      return true;
    };
    await background(page).fill('One.\nTwo. Three.');
    await page.getByText('Not with the council: no connection').first().waitFor();
    await councilHas(page);
    const ids = new Set(site.requests.flatMap(({ edits }) => edits.map(({ id }) => id)));
    assert.equal(ids.size, 1);
    assert.equal(site.council.all('background').length, 2);
    assert.equal(await page.locator('[data-save-said]').textContent(), 'Saved again');
    await context.close();
  });

  test('is there again after the browser was killed without a network', async () => {
    const { site, page, context, again } = await opened();
    site.instead = async (route) => {
      await route.abort();
      return true;
    };
    await background(page).fill('One.\nTwo. Half a wor');
    await page.waitForFunction(() => localStorage.getItem('drafts')?.includes('Half a wor'));
    await page.close({ runBeforeUnload: false });
    site.instead = undefined;
    site.save('background', 'One!\nTwo.', 'Ada');
    const next = await again();
    assert.equal(await background(next).inputValue(), 'One!\nTwo. Half a wor');
    await councilHas(next);
    assert.equal(site.council.held('background').text, 'One!\nTwo. Half a wor');
    await context.close();
  });

  test('keeps caret and words while another’s are merged in', async () => {
    const { site, page, context } = await opened();
    await background(page).focus();
    await page.keyboard.press('Control+End');
    site.save('background', 'Zero.\nOne.\nTwo.', 'Ada');
    await page.keyboard.type(' Th');
    await page.waitForFunction(() => document.querySelector('textarea')?.value.startsWith('Zero'));
    await page.keyboard.type('ree.');
    await councilHas(page);
    assert.equal(await background(page).inputValue(), 'Zero.\nOne.\nTwo. Three.');
    assert.equal(site.council.held('background').text, 'Zero.\nOne.\nTwo. Three.');
    await context.close();
  });

  test('that the council does not take is told beside it, with the focus where it was', async () => {
    const { site, page, context } = await opened();
    site.instead = async (route) => {
      const [edit] = site.requests.at(-1)?.edits ?? [];
      if (!edit?.text.includes('long') || !route.request().url().includes('/edits?')) return false;
      const refused = { id: edit.id, part: edit.part, kind: 'refused', problem: 'It is too long' };
      await json(route, { at: new Date().toISOString(), version: 1, results: [refused], news: [] });
      return true;
    };
    await background(page).fill('Far too long');
    await page.getByText('Error: It is too long').waitFor();
    assert.equal(await background(page).evaluate((area) => area === document.activeElement), true);
    assert.match(
      (await background(page).getAttribute('aria-describedby')) ?? '',
      /problem-background/,
    );
    await page.getByText('Not with the council: one text has a problem').first().waitFor();
    await expectAccessible(page);
    await background(page).fill('Shorter');
    await councilHas(page);
    assert.equal(await page.getByText('It is too long').count(), 0);
    await context.close();
  });
});

describe('two who write at once', () => {
  test('choose between two versions of a passage', async () => {
    const { site, page, context } = await opened();
    site.save('background', 'One.\nTwo by Ada.', 'Ada');
    await background(page).fill('One.\nTwo by Mia.');
    await page.getByRole('group', { name: 'Two versions in “Background”' }).waitFor();
    await expectInOrder(page, 'room-two-versions');
    await page.getByRole('button', { name: 'Keep Mia’s' }).click();
    assert.equal(await background(page).inputValue(), 'One.\nTwo by Mia.');
    await councilHas(page);
    assert.equal(site.council.held('background').text, 'One.\nTwo by Mia.');
    assert.equal(await page.getByRole('group', { name: /Two versions/ }).count(), 0);
    await context.close();
  });

  test('choose between two answers, of which the council’s stands until then', async () => {
    const { site, page, context } = await opened();
    const stuck = new Promise<void>((resolve) => setTimeout(resolve, 1500));
    site.instead = async (route) => {
      if (route.request().url().includes('/news')) await stuck;
      return false;
    };
    site.save('decision:answer', 'later', 'Ada');
    await page.getByLabel('Yes').check();
    await page.getByText('Ada chose: Later. Mia chose: Yes.').waitFor();
    assert.equal(await page.getByLabel('Later').isChecked(), true);
    await expectInOrder(page, 'room-two-answers');
    await page.getByRole('button', { name: /Keep Mia’s/ }).click();
    await councilHas(page);
    assert.equal(site.council.held('decision:answer').text, 'yes');
    assert.equal(site.council.held('decision:answer').beside, undefined);
    assert.equal(await page.getByLabel('Yes').isChecked(), true);
    await context.close();
  });
});

describe('an action', () => {
  test('is made here, seen by another, and removed', async () => {
    const { site, page, context } = await opened();
    await page.getByRole('button', { name: 'Add an action' }).click();
    await page.keyboard.type('Read more');
    await page.locator('input[type=date]').press('Enter');
    assert.match(page.url(), /room$/);
    await page.locator('input[type=date]').fill('2027-03-11');
    await councilHas(page);
    const id = await page.locator('[data-action]').getAttribute('data-action');
    assert.equal(site.council.held(`action:${id}:what`).text, 'Read more');
    assert.equal(site.council.held(`action:${id}:byWhen`).text, '2027-03-11');
    site.save(`action:${uuid}:what`, 'Count more', 'Ada', 0);
    await page.getByText('Action 2').waitFor();
    assert.equal(await page.getByLabel('What').nth(1).inputValue(), 'Count more');
    await page.getByRole('button', { name: 'Remove this action' }).first().click();
    await page
      .getByText(/is removed/)
      .first()
      .waitFor();
    await page.waitForTimeout(100);
    await councilHas(page);
    assert.equal(site.council.held(`action:${id}:removed`).text, 'yes');
    await expectAccessible(page);
    await context.close();
  });
});

describe('the end', () => {
  test('of a sign-in takes everything off the screen, and gives it back', async () => {
    const { site, page, context } = await opened();
    site.instead = async (route) => {
      await json(route, {}, 401);
      return true;
    };
    await background(page).fill('One.\nTwo. Three.');
    await page.getByRole('heading', { name: 'You have been signed out' }).waitFor();
    await page.getByText('Your text is kept on this device.').waitFor();
    assert.equal(await background(page).isVisible(), false);
    assert.equal(await page.getByRole('heading', { name: 'Room' }).isVisible(), false);
    assert.equal(await page.getByText('Two. Three.').isVisible(), false);
    await expectInOrder(page, 'room-locked');
    await page.getByRole('button', { name: 'I have signed in: go on' }).click();
    await page.getByText('You are not signed in yet').waitFor();
    site.instead = undefined;
    await page.getByRole('button', { name: 'I have signed in: go on' }).click();
    await councilHas(page);
    assert.equal(await background(page).inputValue(), 'One.\nTwo. Three.');
    assert.equal(site.council.held('background').text, 'One.\nTwo. Three.');
    await context.close();
  });

  test('of a record hands over what was not sent, and only then forgets it', async () => {
    const { site, page, context } = await opened();
    let isLateOpen = false;
    site.instead = async (route) => {
      const url = route.request().url();
      if (url.includes('/late?')) {
        if (isLateOpen) return false;
        await route.abort();
      } else await json(route, { closed: 'final', sentence: 'Ada made this record final.' }, 409);
      return true;
    };
    await background(page).fill('One.\nTwo. Too late');
    await page.getByText('Ada made this record final.').waitFor();
    assert.equal(await background(page).getAttribute('readonly'), '');
    await page.getByText(/is being handed over to the chair/).waitFor();
    assert.match((await page.evaluate(() => localStorage.getItem('drafts'))) ?? '', /Too late/);
    isLateOpen = true;
    await page.getByText(/The chair finds it on the record/).waitFor();
    await page.waitForFunction(() => localStorage.getItem('drafts') === null);
    assert.equal(site.requests.at(-1)?.edits[0]?.text, 'One.\nTwo. Too late');
    await context.close();
  });

  test('of a meeting brings everything to the council first', async () => {
    const { site, page, context } = await opened();
    await background(page).fill('One.\nTwo. The end.');
    await page.getByRole('button', { name: 'Close the meeting' }).click();
    await page.waitForURL('**/records/r1/close');
    assert.equal(site.council.held('background').text, 'One.\nTwo. The end.');
    await context.close();
  });

  test('of a meeting without a network says that it cannot be sent yet, and that it is kept', async () => {
    const { site, page, context } = await opened();
    site.instead = async (route) => {
      await route.abort();
      return true;
    };
    await background(page).fill('One.\nTwo. The end.');
    await page.getByText(/^On this device/).waitFor();
    await page.getByRole('button', { name: 'Close the meeting' }).click();
    await page
      .getByText(/cannot be sent yet: no connection\. All of it is kept on this device/)
      .waitFor();
    assert.match(page.url(), /room$/);
    await context.close();
  });
});

describe('a device', () => {
  test('that keeps nothing is said so, and the council gets it all the same', async () => {
    const site = new Site();
    const context = await browser.newContext();
    await context.addInitScript(() => localStorage.setItem('state', '{"kind":"nothing"}'));
    const page = await site.open(context);
    await page.getByText('Nothing is kept on this device').waitFor();
    await background(page).fill('One.\nTwo. Three.');
    await councilHas(page);
    assert.equal(site.council.held('background').text, 'One.\nTwo. Three.');
    await context.close();
  });

  test('opens the last record when the council cannot be reached', async () => {
    const { site, page, context } = await opened();
    await page.waitForFunction(
      () => (window as unknown as { device: { kept: Map<string, object> } }).device.kept.size === 1,
    );
    site.instead = async (route) => {
      await route.abort();
      return true;
    };
    await background(page).fill('One.\nTwo. Three.');
    await page.getByText('Not with the council: no connection').first().waitFor();
    await page.getByRole('link', { name: 'The last record' }).click();
    await page.getByText('All agreed.').waitFor();
    assert.match(page.url(), /room$/);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close this' }).click();
    assert.equal(await page.getByText('All agreed.').count(), 0);
    await context.close();
  });

  test('keeps a page that shows what the council has', async () => {
    const { page, context } = await opened();
    await page.clock.install();
    await background(page).fill('One.\nTwo. Three.');
    await page.getByLabel('Absent').check();
    await page.clock.runFor(2000);
    await councilHas(page);
    await page.clock.runFor(16_000);
    const html = await page.evaluate(
      () => (window as unknown as { device: { lastRoom: { html: string } } }).device.lastRoom.html,
    );
    assert.match(html, /Two\. Three\.<\/textarea>/);
    assert.match(html, /data-text="attended=absent&amp;arrived="/);
    assert.doesNotMatch(html, /data-made/);
    await context.close();
  });
});

describe('from section to section', () => {
  test('keys go to the next and the one before; the clock can be turned off and stays off', async () => {
    const { page, context, again } = await opened();
    await background(page).focus();
    await page.keyboard.press('Alt+ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'section-context');
    await page.keyboard.press('Alt+ArrowUp');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'section-background');
    assert.equal(
      await page.getByRole('link', { name: 'Background' }).getAttribute('aria-current'),
      'true',
    );
    await page.getByText(/under a minute in this section/).waitFor();
    await page.getByRole('button', { name: 'Turn the clock off' }).click();
    assert.equal(await page.getByText(/in this section/).count(), 0);
    const next = await again();
    await next.getByRole('button', { name: 'Show the clock' }).waitFor();
    await context.close();
  });
});

test('the script of the page is small', async () => {
  const { gzipSync } = await import('node:zlib');
  const size = gzipSync(script, { level: 9 }).length;
  assert.ok(size < 30_000, `${size} bytes`);
});
