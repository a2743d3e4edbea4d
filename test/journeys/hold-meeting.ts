import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, MeetingId, PersonId } from '#kernel/ids.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import { fillDate, press } from '#test/harness/site.ts';
import type { Site } from '#test/harness/site.ts';

// The steps of holding a meeting, as a chair and a headteacher take them on the pages.

/** The one meeting of a case that is to come. */
export async function toCome({ app }: Site, caseId: CaseId): Promise<Meeting> {
  const meeting = (await meetingsOf(app.services.db, caseId)).find(
    ({ status }) => status === 'planned',
  );
  assert.ok(meeting, 'a meeting is planned');
  return meeting;
}

/** Opens the record of a meeting, or the one that is open; gives its address. */
export async function openRecord({ base }: Site, page: Page, meetingId: MeetingId) {
  await page.goto(`${base}/meetings/${meetingId}`);
  await press(page, /^(Open the record|Write the notes)/);
  await page.waitForURL(/\/room/);
  return page.url().replace(/\/room.*$/, '');
}

export interface Held {
  /** The outcome in the words of the form; none where the form has none. */
  readonly outcome?: string;
  /** To the fundamental question: "Not yet". */
  readonly answer?: string;
  readonly next: LocalDate;
}

export interface Pages {
  readonly chair: Page;
  readonly head: Page;
}

/** Holds the meeting that is to come, on its day: from opening its record to sharing it. */
export async function holdMeeting(
  site: Site,
  { chair, head }: Pages,
  people: { readonly chair: PersonId; readonly head: PersonId },
  caseId: CaseId,
  held: Held,
): Promise<{ readonly record: string; readonly meetingId: MeetingId }> {
  const meeting = await toCome(site, caseId);
  site.app.clock.set(`${meeting.date}T15:00:00Z`);
  await site.signIn(chair, people.chair);
  await site.signIn(head, people.head);
  const record = await openRecord(site, chair, meeting.id);
  await chair.goto(`${record}/attendance`);
  await press(chair, 'Everyone was present');
  if (held.outcome !== undefined) {
    await chair.goto(`${record}/outcome`);
    await chair.getByLabel(held.outcome).check();
    if (held.answer !== undefined) await chair.getByLabel(held.answer, { exact: true }).check();
    await press(chair, 'Save the outcome');
  }
  await chair.goto(`${record}/next-meeting`);
  await chair.locator('[name="kind"][value="set"]').check();
  await fillDate(chair, 'date', held.next);
  await chair.locator('[name="time"]').fill('9:30am');
  await press(chair, 'Save the next meeting');
  await chair.goto(`${record}/close`);
  await press(chair, /^Send to/);
  await head.goto(`${record}/accuracy-check`);
  await press(head, 'Send: what I have not answered is accurate');
  await chair.goto(`${record}/finalise`);
  await press(chair, 'Make the record final');
  await chair.getByText('Final', { exact: true }).first().waitFor();
  return { record, meetingId: meeting.id };
}
