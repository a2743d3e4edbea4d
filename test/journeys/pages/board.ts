import { fillDate, follow, press } from './persons.ts';
import type { Visitor } from './persons.ts';

/** Finds the school as one types, and opens a School Improvement Board for it. */
export async function openBoard({ page, go, look }: Visitor): Promise<void> {
  await go('/schools');
  await page.getByRole('combobox', { name: 'Find a school' }).pressSequentially('ash pri');
  await page.getByRole('option', { name: /Ashgrove Primary School/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Ashgrove Primary School' }).waitFor();
  await look('school');
  await press(page, 'Open a School Improvement Board');
  await press(page, 'Open the School Improvement Board');
  await page.getByRole('link', { name: /^Enter the reasons/ }).click();
  await page.keyboard.type(
    'Two headteachers left in a year.\n\n- Leadership of English is **new**',
  );
  await look('open-board');
  await press(page, 'Open the School Improvement Board');
}

/** Fills the five seats with those who are offered first, and adds a deputy headteacher. */
export async function formBoard({ page, look }: Visitor): Promise<void> {
  await page.getByRole('heading', { name: 'Seats to fill' }).waitFor();
  await look('board-seats');
  await press(page, 'Add to the board');
  await follow(page, 'Add another board member');
  await page.getByLabel('Name', { exact: true }).fill('Imelda Trask');
  await page.getByLabel('Email address').fill('deputy@ashgrove.example.org');
  await page.getByLabel('What they are', { exact: true }).fill('Deputy Headteacher');
  await look('board-member');
  await press(page, 'Add to the board');
  await page.getByText('Imelda Trask').first().waitFor();
  await look('board');
  await press(page, 'Go on to the meetings');
}

/** Sets the entry meeting for Thursday 14 January 2027, and invites the English lead to two parts of it. */
export async function setMeeting({ page, look }: Visitor): Promise<void> {
  await press(page, 'Set the next meeting');
  await fillDate(page, 'Date', ['14', '1', '2027']);
  await page.getByLabel('Start time').fill('half past nine');
  await page.getByLabel('At the school', { exact: true }).check();
  await press(page, 'Set the meeting and invite the board');
  await page.getByRole('alert').waitFor();
  await look('meeting-wrong');
  await page.getByLabel('Start time').fill('9.30');
  await press(page, 'Set the meeting and invite the board');
  await page.getByText('The meeting is set, and the board is invited.').waitFor();
  await follow(page, 'Add another attendee');
  await page.getByLabel('Name', { exact: true }).fill('Owen Fairclough');
  await page.getByLabel('What they are').fill('English lead');
  await page.getByLabel('Email address (optional)').fill('english@ashgrove.example.org');
  await page.getByLabel('Parts of it').check();
  await page.getByLabel('Key actions / progress').check();
  await page.getByLabel('Agreed actions').check();
  await look('attendee');
  await press(page, 'Add to the meeting');
  await page.getByText('English lead: Key actions / progress; Agreed actions').waitFor();
  await look('meeting');
}

/** From the meeting's page to its notes. Gives the path of the record. */
export async function openRecord({ page }: Visitor): Promise<string> {
  await press(page, 'Open the record');
  await page.getByRole('heading', { level: 1, name: 'Notes of the meeting' }).waitFor();
  return new URL(page.url()).pathname.replace(/\/notes$/, '');
}
