import type { Page } from 'playwright-core';
import type { RecordId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { choosePin } from './room-device.ts';

// A meeting room in a browser: how people open it, type in it, and what it says of what they typed.

export const roomPin = 'blau74';

/** Opens the room of a record, on a device that keeps what is typed, or keeps nothing. */
export async function openRoom(
  page: Page,
  base: string,
  recordId: RecordId,
  keep: 'kept' | 'nothing' = 'kept',
): Promise<void> {
  await page.goto(`${base}/records/${recordId}/room`);
  if (keep === 'kept') await choosePin(page, roomPin);
  else await page.getByRole('button', { name: 'Keep nothing here' }).click();
  await started(page);
}

/** Waits until the room can be typed in. */
export async function started(page: Page): Promise<void> {
  await page.locator('form[data-started]').waitFor();
}

/** Types at the end of a part, as a person does. */
export async function typeIn(page: Page, part: string, text: string): Promise<void> {
  const box = page.locator(`[data-part="${part}"]`);
  await box.focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(text);
}

export const textIn = (page: Page, part: string): Promise<string> =>
  page.locator(`[data-part="${part}"]`).inputValue();

/** Waits until the save bar says something, and gives all that it says. */
export async function barSays(page: Page, words: RegExp): Promise<string> {
  const bar = page.locator('[data-save-bar]');
  await bar.getByText(words).first().waitFor();
  return (await bar.locator('.app-save-bar__status').innerText()).replaceAll(/\s+/g, ' ');
}

export const onDevice = /On this device \d\d:\d\d:\d\d/;
export const withCouncil = /Council has it \d\d:\d\d:\d\d/;

/** Waits until the council has all that was typed, by the page's own word. */
export async function councilHasIt(page: Page): Promise<void> {
  await barSays(page, withCouncil);
}

/** What the council holds of a part. */
export async function heldBy(db: Db, recordId: RecordId, part: string): Promise<string> {
  const row = await db
    .selectFrom('section_revisions')
    .select('text')
    .where('record_id', '=', recordId)
    .where('section', '=', part)
    .where('beside', '=', false)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.text ?? '';
}
