import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { verifyAudit } from '#platform/audit/audit.ts';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import { aBoard, aPlannedMeeting } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import { openBrowser } from '#test/harness/browser.ts';
import { formBoard, openBoard, openRecord, setMeeting } from './pages/board.ts';
import { download, wordLabels, wordMargins, wordParagraphs } from './pages/documents.ts';
import {
  recordActions,
  recordAttendance,
  recordNextMeeting,
  recordOutcome,
  saveStatus,
  sectionOf,
} from './pages/meeting.ts';
import { aTown, follow, heading, phone, press, visit } from './pages/persons.ts';
import type { Site, Town, Visitor } from './pages/persons.ts';

/** The labels of the entry meeting's form, in the policy's order. */
const labels = [
  'School and venue',
  'Time and date',
  'Board',
  'Pre-read documents',
  'Other attendees',
  'Purpose and Protocols',
  'SIB background',
  'Context',
  'Key actions / progress',
  'Impact of support',
  'School Self-Evaluation',
  'Agreed outcome',
  'Agreed actions',
  'Date and time of next meeting',
];

const actions = [
  { what: 'Give every slow reader a daily session', undertakes: 'Owen Fairclough' },
  { what: 'Appoint a second English leader', undertakes: 'The governing board' },
];

const refused = /status of (409|422)/;
/** Chromium reports a file that it saves instead of showing as a page that did not load. */
const saved = /\.(docx|pdf) did not load$/;

suite('the first board, in a browser', () => {
  let site: Site;
  before(async () => {
    const app = await startApp();
    const browser = await openBrowser();
    site = { app, browser, address: await app.app.listen({ port: 0, host: '127.0.0.1' }) };
  });
  after(async () => {
    await site.browser.close();
    await site.app.close();
  });

  test('from a school without a board to a corrected record that everyone has', async () => {
    const { app } = site;
    const town = await aTown(app);
    const chair = await visit(site, town.chair);
    await openBoard(chair);
    await formBoard(chair);
    await setMeeting(chair);
    const record = await openRecord(chair);
    await holdMeeting(chair);
    await app.drainJobs();
    await checkRecord(site, town, record);
    await app.drainJobs();
    await decideAndFinalise(chair, record);
    await app.drainJobs();
    await readAsGovernor(site, town, record);
    await readAsAttendee(site, record);
    await correct(chair, record);
    await app.drainJobs();
    await readCorrection(site, town, record);
    await readOutbox(site, town);
    await chair.leave(refused);
    assert.equal((await verifyAudit(app.services.db)).intact, true);
  });

  test('the core of it works without script', async () => {
    const { app } = site;
    const board = await aBoard(app, { schoolName: 'Larkfield Primary School' });
    const meeting = await aPlannedMeeting(app, board);
    const chair = await visit(site, board.chair, { javaScriptEnabled: false });
    await chair.go(`/meetings/${meeting}`);
    const record = await openRecord(chair);
    await nameNoteTaker(chair);
    await saveTheSameSection(site, chair, board.officer, record);
    await recordOutcome(chair);
    await recordActions(chair, actions.slice(0, 1));
    await recordNextMeeting(chair);
    await press(chair.page, 'Save and close the meeting');
    await press(chair.page, 'Send to Daniel Marsh');
    const head = await visit(site, board.head, { javaScriptEnabled: false, viewport: phone });
    await head.go(`${record}/accuracy-check`);
    await press(head.page, 'All of it is accurate');
    await head.page.getByText('Your answer has reached the chair').waitFor();
    await head.leave();
    await chair.go(record);
    await press(chair.page, 'Go on to finalise');
    await press(chair.page, 'Make the record final');
    await chair.page.getByText(/^Version 1, made final by Ruth Calloway/).waitFor();
    await chair.leave(refused);
    assert.equal((await verifyAudit(app.services.db)).intact, true);
  });

  test('the notes say truthfully whether the council has them', async () => {
    const { app } = site;
    const board = await aBoard(app, { schoolName: 'Millpond Primary School' });
    const meeting = await aPlannedMeeting(app, board);
    const chair = await visit(site, board.chair);
    const { page } = chair;
    await chair.go(`/meetings/${meeting}`);
    const record = await openRecord(chair);
    const status = saveStatus(page);
    const box = page.getByLabel('Impact of support');
    assert.equal(await status.innerText(), 'Your notes are saved as you type.');

    app.clock.set('2027-01-14T10:42:09Z');
    await box.pressSequentially('A mentor since May.');
    await status.getByText('Council has it 10:42:09').waitFor();
    assert.equal(await textHeld(site, record), 'A mentor since May.');

    await page.context().setOffline(true);
    app.clock.set('2027-01-14T10:50:30Z');
    await box.pressSequentially(' Two days a week.');
    await status.getByText('Not saved: no connection.').waitFor();
    await chair.look('notes-offline');
    assert.equal(await box.inputValue(), 'A mentor since May. Two days a week.');
    assert.equal(await textHeld(site, record), 'A mentor since May.');

    await page.context().setOffline(false);
    await status.getByText('Council has it 10:50:30').waitFor();
    assert.equal(await textHeld(site, record), 'A mentor since May. Two days a week.');
    await page.reload();
    assert.equal(await box.inputValue(), 'A mentor since May. Two days a week.');
    await chair.leave(/ERR_INTERNET_DISCONNECTED/, /impact-of-support did not load$/);
  });
});

/** Takes the notes, sees what is missing, mends it and sends the record to the headteacher. */
async function holdMeeting(chair: Visitor): Promise<void> {
  const { page, look } = chair;
  assert.match(await page.getByLabel('SIB background').inputValue(), /^Two headteachers left/);
  await page.getByLabel('Key actions / progress').fill('English has a new leader.');
  await page.getByLabel('Impact of support').fill('A mentor since May.');
  await saveStatus(page).getByText('Council has it 09:30:00').waitFor();
  await look('notes');
  await press(page, 'Save and close the meeting');
  const gaps = page.locator('#gaps');
  await gaps.getByText('The outcome is not recorded').waitFor();
  await gaps.getByText('“School Self-Evaluation” is empty').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Send to/ }).count(), 0);
  await look('close-gaps');
  await follow(page, '“School Self-Evaluation” is empty');
  await page.getByLabel('School Self-Evaluation').fill('Good in every area but English.');
  await recordAttendance(chair);
  await recordOutcome(chair);
  await recordActions(chair, actions);
  await recordNextMeeting(chair);
  await press(page, 'Save and close the meeting');
  await page.getByText('Nothing is missing.').waitFor();
  await page.getByText(/answers by Thursday 21 January 2027/).waitFor();
  await look('close');
  await press(page, 'Send to Daniel Marsh');
  await page.getByText(/^Sent to Daniel Marsh on/).waitFor();
  await look('sent');
}

/** On a phone: one fact is wrong, one thing looks different, the rest is accurate. */
async function checkRecord(site: Site, { head: person }: Town, record: string): Promise<void> {
  const head = await visit(site, person, { viewport: phone });
  const { page, look } = head;
  await head.go('/');
  await look('headteacher-home');
  await follow(page, /^Check the record/);
  assert.equal(new URL(page.url()).pathname, `${record}/accuracy-check`);
  await look('check');
  const background = sectionOf(page, 'SIB background');
  await background.getByLabel('A fact is wrong').check();
  await background.getByLabel('What it should say').fill('One headteacher left, in May.');
  await press(page, 'Send my answers to the chair');
  await page.getByRole('alert').getByText('Say whether “Context” is accurate').waitFor();
  await look('check-wrong');
  const outcome = sectionOf(page, 'Agreed outcome');
  await outcome.getByLabel('I see it differently').check();
  await outcome.getByLabel('How you see it').fill('We have come further than this says.');
  await press(page, 'Send: what I have not answered is accurate');
  await page.getByText('Your answer has reached the chair').waitFor();
  await look('check-sent');
  await head.go(record);
  assert.equal(await heading(page), 'Page not found', 'no draft for the headteacher');
  await head.leave(refused, /status of 404/);
}

async function decideAndFinalise(chair: Visitor, record: string): Promise<void> {
  const { page, look } = chair;
  await chair.go('/');
  await look('chair-home');
  await follow(page, /^Decide on the headteacher’s answers/);
  await page.getByText('12 of 14 sections are accurate. Decide on the others: 2 left.').waitFor();
  await look('answers');
  const background = sectionOf(page, 'SIB background');
  await background.getByLabel('Accept, and save the text above').check();
  await press(page, 'Save this decision on “SIB background”');
  await page
    .getByRole('link', { name: 'Change the text to what it should say, or decline' })
    .click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('One headteacher left, in May.');
  await press(page, 'Save this decision on “SIB background”');
  await background.getByText('Accepted', { exact: true }).waitFor();
  const outcome = sectionOf(page, 'Agreed outcome');
  await outcome.getByLabel('Decline').check();
  await press(page, 'Save this decision on “Agreed outcome”');
  await page.getByRole('link', { name: 'Enter why you decline this' }).waitFor();
  await look('answers-wrong');
  await outcome.getByLabel('Reason').fill('The board saw no evidence of it yet.');
  await press(page, 'Save this decision on “Agreed outcome”');
  await press(page, 'Go on to finalise');
  const readers = page.getByRole('main').getByRole('listitem');
  await readers.filter({ hasText: 'Owen Fairclough (only the parts that they came to)' }).waitFor();
  await look('finalise');
  await press(page, 'Make the record final');
  assert.equal(new URL(page.url()).pathname, record);
  await page.getByText(/^Version 1, made final by Ruth Calloway/).waitFor();
  await look('final');
}

/** The Chair of Governors, on a phone: reads the record, and takes it along as Word and as PDF. */
async function readAsGovernor(
  site: Site,
  { governor: person }: Town,
  record: string,
): Promise<void> {
  const governor = await visit(site, person, { viewport: phone });
  const { page, look } = governor;
  await governor.go('/');
  await look('governor-home');
  await follow(page, /^Record of 14 January 2027/);
  await look('governor-record');
  const shown = await page.locator('.app-record__label h2').allInnerTexts();
  assert.deepEqual(shown, labels);
  const background = await sectionOf(page, 'SIB background').innerText();
  assert.match(background, /One headteacher left, in May\./);
  const outcome = await sectionOf(page, 'Agreed outcome').innerText();
  assert.match(outcome, /Daniel Marsh, Headteacher: I see it differently/);
  assert.match(outcome, /The chair declined this: The board saw no evidence of it yet\./);
  await readDocuments(governor);
  await governor.go(`${record}/notes`);
  assert.equal(await heading(page), 'Page not found');
  await governor.leave(saved, /status of 404/);
}

async function readDocuments({ page }: Visitor): Promise<void> {
  const word = await download(page, 'Word document');
  const paragraphs = wordParagraphs(word.file);
  assert.deepEqual(wordLabels(word.file, labels), labels);
  for (const { what, undertakes } of actions) {
    assert.ok(paragraphs.some((text) => text.includes(what)));
    assert.ok(paragraphs.some((text) => text.includes(undertakes)));
  }
  const margins = wordMargins(word.file);
  assert.match(margins, /Private & Confidential/);
  assert.match(margins, /Ashgrove Primary School/);
  assert.match(margins, /14 January 2027/);
  assert.match(margins, /Version 1/);
  const name = 'Record – Ashgrove Primary School – Entry Meeting – 14 January 2027 – version 1';
  assert.equal(word.name, `${name}.docx`);

  const pdf = await download(page, 'PDF');
  assert.equal(pdf.name, `${name}.pdf`);
  const source = pdf.file.toString('latin1');
  assert.match(source, /^%PDF-1\.7/);
  assert.match(source, /\/MarkInfo <<\s*\/Marked true/);
  assert.match(source, /<pdfuaid:part>1<\/pdfuaid:part>/);
}

/** Someone who came to two parts reads these, and nothing else. */
async function readAsAttendee(site: Site, record: string): Promise<void> {
  const { id } = await site.app.services.db
    .selectFrom('people')
    .select('id')
    .where('name', '=', 'Owen Fairclough')
    .executeTakeFirstOrThrow();
  const attendee = await visit(site, id, { viewport: phone });
  const { page, look } = attendee;
  await attendee.go(record);
  const shown = await page.locator('.app-record__label h2').allInnerTexts();
  assert.deepEqual(shown, ['Key actions / progress', 'Agreed actions']);
  assert.doesNotMatch(
    await page.getByRole('main').innerText(),
    /key stage 2|see it differently|Two headteachers/i,
  );
  await look('attendee-record');
  const { file } = await download(page, 'Word document');
  assert.deepEqual(wordLabels(file, labels), ['Key actions / progress', 'Agreed actions']);
  await attendee.leave(saved);
}

async function correct(chair: Visitor, record: string): Promise<void> {
  const { page, look } = chair;
  await chair.go(record);
  await press(page, 'Correct this record');
  await page.getByLabel('Why it is corrected').fill('The mentor came in June.');
  await look('correct');
  await press(page, 'Start the correction');
  await page.getByText(/You are correcting version 1: The mentor came in June\./).waitFor();
  await page.getByLabel('Impact of support').fill('A mentor since June.');
  await look('correct-notes');
  await press(page, 'Save and go on to finalise');
  await press(page, 'Make the record final');
  await page.getByText(/^Version 2, made final by Ruth Calloway/).waitFor();
  await follow(page, 'Versions of this record');
  await look('versions');
}

/** The headteacher has both versions; the newest is the one that opens. */
async function readCorrection(site: Site, { head: person }: Town, record: string): Promise<void> {
  const head = await visit(site, person, { viewport: phone });
  const { page, go, look } = head;
  await go(record);
  await page.getByText('This version corrects the one before: The mentor came in June.').waitFor();
  assert.match(await sectionOf(page, 'Impact of support').innerText(), /A mentor since June\./);
  await look('headteacher-record');
  await go(`${record}/versions/1`);
  await page.getByText('This is not the newest version.').waitFor();
  assert.match(await sectionOf(page, 'Impact of support').innerText(), /A mentor since May\./);
  await head.leave();
}

/** The clerk sees which mail went to whom; none says what the board talked about. */
async function readOutbox(site: Site, { clerk: person }: Town): Promise<void> {
  const clerk = await visit(site, person);
  const { page, look } = clerk;
  await clerk.go('/outbox');
  await look('outbox');
  const row = (to: string, what: string) =>
    page.getByRole('row').filter({ hasText: to }).filter({ hasText: what });
  const [head, english] = ['head@ashgrove.example.org', 'english@ashgrove.example.org'];
  await row(english, 'Invitation to a meeting').getByText('Sent', { exact: true }).waitFor();
  await row(english, 'Record final and shared').waitFor();
  await row(head, 'Corrected record shared').waitFor();
  await row(head, 'Record ready for your accuracy check').getByRole('link').click();
  const mail = await page.getByRole('main').innerText();
  assert.match(mail, /Ashgrove Primary School: please check a meeting record by Thursday 21/);
  assert.doesNotMatch(mail, /reading|mentor|leader/i);
  await look('outbox-mail');
  await clerk.leave();
}

/** Names the monitoring officer of the board as note-taker. */
async function nameNoteTaker({ page }: Visitor): Promise<void> {
  await follow(page, 'Name a note-taker');
  await page.getByLabel(/^Priya Nair/).check();
  await press(page, 'Save');
}

/** Two people save the same section: nothing is lost, and who comes second puts both together. */
async function saveTheSameSection(
  site: Site,
  chair: Visitor,
  officer: PersonId,
  record: string,
): Promise<void> {
  const other = await visit(site, officer, { javaScriptEnabled: false });
  await other.go(`${record}/notes`);
  const box = (visitor: Visitor) =>
    visitor.page.getByRole('textbox', { name: 'Impact of support', exact: true });
  await box(other).fill('A mentor since May.');
  await press(other.page, 'Save notes');
  await other.page.getByText('The notes are saved.').waitFor();
  await other.leave();

  await box(chair).fill('Two days of a specialist leader.');
  await press(chair.page, 'Save notes');
  const summary = chair.page.getByRole('alert');
  await summary.getByText(/^Priya Nair changed “Impact of support”/).waitFor();
  assert.equal(await box(chair).inputValue(), 'Two days of a specialist leader.');
  const theirs = chair.page.getByLabel(/^What is saved now, by Priya Nair/);
  assert.equal(await theirs.inputValue(), 'A mentor since May.');
  await chair.look('notes-conflict-without-script');
  await box(chair).fill('A mentor since May. Two days of a specialist leader.');
  await press(chair.page, 'Save notes');
  await chair.page.getByText('The notes are saved.').waitFor();
  assert.equal(
    await textHeld(site, record),
    'A mentor since May. Two days of a specialist leader.',
  );
}

/** What the database has of "Impact of support". */
async function textHeld({ app }: Site, record: string): Promise<string> {
  const { text } = await app.services.db
    .selectFrom('record_sections')
    .select('text')
    .where('record_id', '=', record.replace('/records/', '') as RecordId)
    .where('section', '=', 'impact-of-support')
    .executeTakeFirstOrThrow();
  return text;
}
