import type { Locator, Page } from 'playwright-core';
import { fillDate, follow, press } from './persons.ts';
import type { Visitor } from './persons.ts';

/** The line that says whether the notes are saved. */
export function saveStatus(page: Page): Locator {
  return page.locator('[data-save-status]');
}

/** Who came: everyone. */
export async function recordAttendance({ page, look }: Visitor): Promise<void> {
  await press(page, 'Save and record attendance');
  await look('attendance');
  await press(page, 'Everyone was present');
  await page.getByText('Imelda Trask, present').waitFor();
}

export async function recordOutcome({ page, look }: Visitor): Promise<void> {
  await press(page, 'Save and record the outcome');
  await page.getByLabel('Not yet').check();
  await page.getByLabel('The board’s reasons').fill('Leadership of English is new.');
  await page.getByLabel(/next meeting required next half-term$/).check();
  await page.getByLabel('Significant concerns').fill('Reading at the end of key stage 2.');
  await page.getByLabel('Additional support required').fill('Six days of a specialist leader.');
  await look('outcome');
  await press(page, 'Save the outcome');
}

export interface TypedAction {
  readonly what: string;
  readonly undertakes: string;
}

/** Records actions, each with all of its parts. */
export async function recordActions(
  { page, look }: Visitor,
  actions: readonly TypedAction[],
): Promise<void> {
  await press(page, 'Save and record actions');
  for (const { what, undertakes } of actions) {
    await press(page, /^Add (an|another) action$/);
    await page.getByLabel('What will be done').fill(what);
    await page.getByLabel('Who undertakes it').fill(undertakes);
    await page.getByLabel('Who monitors its progress').fill('Priya Nair');
    await page.getByLabel('How success will be measured').fill('Seven in ten by Easter');
    await page.getByLabel('What support the school is offered').fill('Two days');
    await fillDate(page, 'By when (optional)', ['19', '3', '2027']);
    await look('action');
    await press(page, 'Add the action');
  }
  await look('actions');
  await follow(page, 'Go back to the notes');
}

export async function recordNextMeeting({ page, look }: Visitor): Promise<void> {
  await press(page, 'Save and record the next meeting');
  await page.getByLabel('Yes, the date is set').check();
  await fillDate(page, 'Date', ['11', '3', '2027']);
  await page.getByLabel('Start time').fill('9:30am');
  await look('next-meeting');
  await press(page, 'Save the next meeting');
}

/** A section of a page that has one for each label of the form. */
export function sectionOf(page: Page, label: string): Locator {
  return page
    .locator('.app-check__section, .app-record__row')
    .filter({ has: page.getByRole('heading', { name: label, exact: true }) });
}
