import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import type { RecordId } from '#kernel/ids.ts';
import { anOpenRecord } from '#test/builders/meeting-record.ts';
import { openBrowser, openPage } from '#test/harness/browser.ts';
import { install } from '#test/harness/installation.ts';
import type { Installation } from '#test/harness/installation.ts';
import { onAcknowledged, onClaims, Promised, until } from '#test/harness/room-claims.ts';
import { choosePin } from '#test/harness/room-device.ts';

// The server of a meeting room is restarted while it saves. The database holds the save up at a
// place that the test chooses, so that it is in the middle of it each time.

const part = 'impact-of-support';

suite('a meeting room whose server is restarted in the middle of a save', () => {
  let installation: Installation;
  let browser: Browser;
  let holder: pg.Client;
  let recordId: RecordId;
  let promised: Promised;
  let page: Page;

  before(async () => {
    let cookie: string;
    ({
      installation,
      filled: { recordId, cookie },
    } = await install(async (app) => {
      const stored = await anOpenRecord(app);
      return {
        recordId: stored.recordId,
        cookie: (await app.signInAs(stored.board.chair)).cookie,
      };
    }));
    browser = await openBrowser();
    await installation.start();
    holder = await installation.connection();
    promised = new Promised(installation, recordId);
    ({ page } = await openPage(browser));
    const [name = '', value = ''] = cookie.split('=');
    await page.context().addCookies([{ name, value, url: installation.base }]);
    await onClaims(page.context(), (claim) => promised.claimed(claim));
    onAcknowledged(page, (edit) => promised.wasAcknowledged(edit));
    page.setDefaultTimeout(60_000);
    await page.goto(`${installation.base}/records/${recordId}/room`);
    await choosePin(page, 'stop99');
    await page.locator('form[data-started]').waitFor();
  });
  after(async () => {
    await browser?.close();
    await installation?.close();
  });

  let at = 0;
  let said = '';
  /** Types a word at the end of the text, key by key, in the room as anyone would. */
  async function type(): Promise<void> {
    const word = `A${String(at++).padStart(3, '0')}kestrel`;
    const typed = said === '' ? word : ` ${word}`;
    promised.typed.add(word);
    said += typed;
    await field().press('Control+End');
    await field().pressSequentially(typed, { delay: 5 });
  }
  const field = () => page.locator(`textarea[data-part="${part}"]`);
  const council = (words: RegExp) => page.locator('[data-council]').getByText(words).waitFor();
  const device = (words: RegExp) => page.locator('[data-on-device]').getByText(words).waitFor();

  /** Waits until a save of the server is held up by the database. */
  const untilSaving = () =>
    until(async () => {
      const rows = await installation.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and application_name like 'trajectory%'`,
      );
      return rows.length > 0;
    });

  /** The page says by itself, with nothing done, that the council has all of it; and so it is, once. */
  async function expectCaughtUp(): Promise<void> {
    await council(/^Council has it \d/);
    assert.equal(await field().inputValue(), said);
    assert.equal(await promised.textNow(part), said);
    await promised.expectKept();
    await promised.expectAll();
    const [twice] = await installation.query<{ edits: number; rows: number }>(
      `select count(distinct edit)::int as edits, count(*)::int as rows from section_revisions
        where record_id = $1 and section = $2`,
      [recordId, part],
    );
    assert.equal(twice?.edits, twice?.rows, 'each edit has made one revision');
  }

  /** While nobody answers: what the page says, and that it goes on keeping what is typed. */
  async function expectOnDeviceOnly(): Promise<void> {
    await council(/^Not with the council: no connection$/);
    await type();
    await device(/^On this device \d/);
    await council(/^Not with the council: no connection$/);
    await until(() => [...promised.typed].every((word) => promised.shownOnDevice.has(word)));
  }

  beforeEach(async () => {
    await type();
    await council(/^Council has it \d/);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    test(`by ${signal}, before the text is written`, async () => {
      await holder.query('begin');
      await holder.query('select from records where id = $1 for update', [recordId]);
      await type();
      await untilSaving();
      await council(/^Not with the council yet$/);
      installation.signal(signal);
      await type();
      await expectOnDeviceOnly();
      assert.notEqual(await promised.textNow(part), said);
      await holder.query('rollback');
      await installation.end(signal);
      await installation.start();
      await expectCaughtUp();
    });
  }

  test('by SIGKILL, when the database has been told to keep the text and nobody hears that it did', async () => {
    await holder.query(
      `create function hold_up() returns trigger language plpgsql as
        $$ begin perform pg_advisory_xact_lock(4711); return null; end $$`,
    );
    await holder.query(
      `create constraint trigger hold_up after insert on section_revisions
        deferrable initially deferred for each row execute function hold_up()`,
    );
    await holder.query('select pg_advisory_lock(4711)');
    await type();
    await untilSaving();
    const held = said;
    await council(/^Not with the council yet$/);
    await installation.end('SIGKILL');
    await expectOnDeviceOnly();
    await holder.query('select pg_advisory_unlock(4711)');
    // The database ends what it was told, and the page does not know: it sends the same edit again.
    await until(async () => (await promised.textNow(part)) === held);
    await holder.query('drop function hold_up cascade');
    await council(/^Not with the council: no connection$/);
    await installation.start();
    await expectCaughtUp();
  });

  test('again and again while someone types on', async (t) => {
    for (const signal of ['SIGTERM', 'SIGKILL', 'SIGTERM'] as const) {
      const over = new AbortController();
      const typing = (async () => {
        while (!over.signal.aborted) await type();
      })();
      typing.catch(() => undefined);
      await pause(700);
      await installation.end(signal);
      await installation.start();
      over.abort();
      await typing;
      await promised.expectKept();
    }
    await expectCaughtUp();
    t.diagnostic(`6 restarts: ${promised.counted()}; 0 lost`);
  });
});
