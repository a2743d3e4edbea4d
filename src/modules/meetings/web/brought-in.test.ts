import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { MeetingId } from '#kernel/ids.ts';
import { addPastFile, addPastMeeting, takeOnCase } from '#modules/case-life/index.ts';
import { checkFile } from '#platform/files/files.ts';
import { officeParts, packed } from '#test/builders/office-file.ts';
import { aPdf } from '#test/builders/stored-papers.ts';
import { aSchool, must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, TestApp } from '#test/harness/app.ts';
import { wordText } from '#test/harness/word-text.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const par = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
const row = (label: string, ...texts: readonly string[]) =>
  `<w:tr><w:tc>${par(label)}</w:tc><w:tc>${texts.map(par).join('')}</w:tc></w:tr>`;

/** A record as the policy's appendix has it, written by hand. */
const record = [
  par('School Improvement Board'),
  par('Entry Meeting Record'),
  par('Private &amp; Confidential'),
  par('Minutes by J. Bell'),
  `<w:tbl>${row('School and venue:', 'At the school')}${row('TIME AND DATE', '12 November, 9am')}</w:tbl>`,
  par('Tea was served'),
  `<w:tbl>${row('SIB Background:', 'Results fell.', 'The head was new.')}${row('3. Context', 'NOR 210')}${row('Key actions/progress:', '')}</w:tbl>`,
].join('');

async function takenOn(body = record) {
  const chair = await storePerson(app.services.db, { name: 'Ruth Calloway' });
  const work = await app.workAs(chair);
  const urn = await aSchool(app);
  const caseId = must(
    await takeOnCase(work, urn, {
      id: newId(),
      process: 'sib',
      openedOn: date('2026-02-02'),
      background: 'The inspection of November 2025.',
      nextForm: 'sib-standard',
      next: undefined,
    }),
  );
  const wanted = { id: newId<MeetingId>(), form: 'sib-entry', date: date('2026-11-12') };
  const file = must(checkFile(packed(officeParts('word', { body })), 'SIB 1 notes.docx'));
  const meeting = must(await addPastMeeting(work, caseId, wanted, file));
  const headers = await app.signInAs(chair);
  const here = `/meetings/${wanted.id}`;
  const get = async (url: string) => (await app.get(url, headers)).body;
  const address = async () => /href="([^"]*\/bring-in)"/.exec(await get(here))?.[1] ?? '';
  return {
    chair,
    work,
    caseId,
    meeting,
    here,
    get,
    address,
    see: async (url: string) => words(await get(url)),
    post: async (fields: FormFields) => app.post(await address(), fields, headers),
    download: async (url: string) =>
      (await app.app.inject({ url: `${here}/${url}`, headers: { ...headers } })).rawPayload,
  };
}

function words(body: string): string {
  return body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

suite('a record that the authority had written in Word', () => {
  test('is put under the form’s sections by their labels, checked, and kept beside its original', async () => {
    const { here, get, see, address, post, download } = await takenOn();
    const check = await get(await address());
    assert.match(words(check), /5 of 14 were found/);
    assert.match(check, /id="section-background"[^>]*>\s*Results fell\.\s+The head was new\.</);
    assert.match(check, /id="section-time-and-date"[^>]*>\s*12 November, 9am</);
    assert.match(words(check), /Above the first section: Minutes by J\. Bell/);
    assert.match(words(check), /Tea was served/);
    const kept = await post({
      after: '0',
      'section-background': 'Results fell.\n\nThe head was **new**.',
      'section-context': 'NOR 210',
    });
    assert.equal(kept.location, `${here}/brought-in`);
    const shown = await get(kept.location);
    assert.match(
      words(shown),
      /Brought in from the authority’s own Word record by Ruth Calloway on/,
    );
    assert.match(words(shown), /The original file is “SIB 1 notes\.docx”/);
    assert.match(shown, /The head was <strong>new<\/strong>/);
    assert.match(words(shown), /Above the first section: Minutes by J\. Bell/);
    assert.match(await see(here), /Read the record/);
    const word = wordText(await download('brought-in.docx'));
    assert.match(word, /Brought in from the authority’s own Word record by Ruth Calloway/);
    assert.match(word, /The original file is “SIB 1 notes\.docx”/);
    const pdf = await download('brought-in.pdf');
    assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
    const trail = await app.services.db
      .selectFrom('audit_events')
      .select('payload')
      .where('type', '=', 'record brought in')
      .execute();
    assert.equal(trail.length, 1);
  });

  test('is kept by whoever was first, and what the second typed stays on their page', async () => {
    const { post } = await takenOn();
    assert.equal((await post({ after: '0', 'section-context': 'First.' })).status, 303);
    // The link is gone from the meeting's page by now: the second has the form open.
    const second = await takenOn();
    await second.post({ after: '0', 'section-context': 'First.' });
    const file = await app.services.db
      .selectFrom('meeting_files')
      .select('file_id')
      .where('meeting_id', '=', second.meeting)
      .executeTakeFirstOrThrow();
    const late = await app.post(
      `${second.here}/files/${file.file_id}/bring-in`,
      { after: '0', 'section-context': 'Second.' },
      await app.signInAs(second.chair),
    );
    assert.equal(late.status, 422);
    assert.match(words(late.body), /has brought in the record of this meeting while you were/);
    assert.match(late.body, />\s*Second\.</);
    assert.match(await second.see(`${second.here}/brought-in`), /First\./);
  });

  test('with nothing in it, or none of the labels, is said to be so', async () => {
    const { post, see, address } = await takenOn(par('Dear all, the notes will follow.'));
    assert.match(await see(await address()), /None of the form’s sections was found/);
    assert.match(await see(await address()), /Dear all, the notes will follow\./);
    const empty = await post({ after: '0' });
    assert.equal(empty.status, 422);
    assert.match(words(empty.body), /Put in what at least one section says/);
  });

  test('is asked for only of Word files, and only by those who take on', async () => {
    const { here, see, work, caseId, meeting, address } = await takenOn();
    must(await addPastFile(work, caseId, meeting, must(checkFile(aPdf(), 'Plan.pdf'))));
    assert.equal((await see(here)).split('Bring its text in').length, 2);
    const officer = await storePerson(app.services.db, { role: 'senior-advisor-education' });
    const headers = await app.signInAs(officer);
    assert.equal((await app.get(await address(), headers)).status, 404);
    assert.doesNotMatch((await app.get(here, headers)).body, /bring-in/);
  });
});
