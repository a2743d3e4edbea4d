import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { MeetingId, PersonId } from '#kernel/ids.ts';
import { addAttendee } from '#modules/meetings/index.ts';
import { tendPapers } from '#modules/pre-reads/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { storeVisit } from '#test/builders/stored-evidence.ts';
import { aPdf, storePaper } from '#test/builders/stored-papers.ts';
import { aBoard, aPlannedMeeting, must } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';

// The board meets on Thursday 4 February 2027 and had the papers on Thursday 28 January. It is the day after.

let app: TestApp;
let board: Board;
let meetingId: MeetingId;
let guest: PersonId;
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(async () => {
  const { db } = app.services;
  app.clock.set('2027-01-14T09:30:00Z');
  // The meetings of other tests are out of the way.
  await db
    .updateTable('meetings')
    .set({ status: 'cancelled' })
    .where('status', '=', 'planned')
    .execute();
  board = await aBoard(app);
  meetingId = await aPlannedMeeting(app, board, date('2027-02-04'));
  const work = await app.workAs(board.chair);
  const address = `guest-${meetingId}@example.org`;
  const coming = { name: 'Sam Ode', capacity: 'English lead', address, parts: ['self-evaluation'] };
  must(await addAttendee(work, meetingId, coming));
  const { person_id: person } = await db
    .selectFrom('mailboxes')
    .select('person_id')
    .where('address', '=', address)
    .executeTakeFirstOrThrow();
  guest = person;
  app.clock.set('2027-01-28T09:30:00Z');
  await tend();
  await db.deleteFrom('mails').execute();
  app.clock.set('2027-01-29T09:30:00Z');
});

async function tend(): Promise<number> {
  const { actor: _, ...work } = await app.workAs(board.chair);
  return tendPapers(work);
}

/** Those who were mailed a supplement, with what the mails say. */
async function mailed(): Promise<{ people: Set<PersonId | null>; subject: string; text: string }> {
  const mails = await app.services.db
    .selectFrom('mails')
    .selectAll()
    .where('template', '=', 'Supplement to papers')
    .execute();
  return {
    people: new Set(mails.map(({ person_id: person }) => person)),
    subject: mails[0]?.subject ?? '',
    text: mails.map(({ body_text: text }) => text).join('\n'),
  };
}

suite('a paper that comes after the papers were sent', () => {
  test('is mailed, once, to each who had them but who sent it; the mail names the paper alone', async () => {
    await storePaper(app, meetingId, board.head, { name: 'Names of pupils.pdf' });
    assert.equal(await tend(), 5);
    assert.equal(await tend(), 0);
    const { people, subject, text } = await mailed();
    assert.deepEqual(
      people,
      new Set([board.chair, board.governor, board.lead, board.officer, guest]),
    );
    assert.equal(
      subject,
      'Ashgrove Primary School: a paper changed before Thursday 4 February 2027',
    );
    assert.match(text, /Since then this one has come or changed: School self-evaluation\./);
    assert.match(text, new RegExp(`http://localhost:3000/meetings/${meetingId}/pre-reads\\n`));
    assert.doesNotMatch(text, /Names of pupils|Daniel Marsh/);
    const { body } = await app.get(
      `/meetings/${meetingId}/pre-reads`,
      await app.signInAs(board.chair),
    );
    assert.match(
      body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '),
      /Told of a supplement Supplement to the pre-read documents Li Wen, Priya Nair, Ruth Calloway, Sam Ode, Tomasz Zielinski/,
    );
    assert.ok((await verifyAudit(app.services.db)).intact);
    // The next version is news again.
    app.clock.advance(3_600_000);
    await storePaper(app, meetingId, board.head, { name: 'Without names.pdf' });
    assert.equal(await tend(), 5);
  });

  test('is mailed once by rounds that run at the same time', async () => {
    await storePaper(app, meetingId, board.head);
    const sent = await Promise.all([tend(), tend(), tend()]);
    assert.deepEqual(
      sent.toSorted((a, b) => a - b),
      [0, 0, 5],
    );
    assert.equal((await mailed()).people.size, 5);
  });

  test('is not mailed to those whose access has ended, or whose part it is not', async () => {
    const { db } = app.services;
    await db
      .updateTable('roles_held')
      .set({ until_date: date('2027-01-29') })
      .where('person_id', '=', board.governor)
      .execute();
    await db
      .updateTable('board_members')
      .set({ until_date: date('2027-01-29') })
      .where('person_id', '=', board.lead)
      .execute();
    await storePaper(app, meetingId, board.head, { key: 'improvement-plan' });
    assert.equal(await tend(), 2);
    assert.deepEqual((await mailed()).people, new Set([board.chair, board.officer]));
  });

  test('that is withdrawn before the round is nobody’s news', async () => {
    const id = await storePaper(app, meetingId, board.head);
    const path = `/meetings/${meetingId}/pre-reads/documents/${id}/withdraw`;
    const head = await app.signInAs(board.head);
    assert.equal((await app.post(path, { reason: 'The wrong file' }, head)).status, 303);
    assert.equal(await tend(), 0);
  });

  test('is also a visit that is shared since; and of several papers one mail tells', async () => {
    await storeVisit(app, board.urn, board.officer, { purpose: 'Safeguarding of a pupil' });
    await storePaper(app, meetingId, board.head);
    assert.equal(await tend(), 6);
    const { text } = await mailed();
    assert.match(
      text,
      /these have come or changed: CMO records for visits since previous SIB meeting; School self-evaluation\./,
    );
    assert.doesNotMatch(text, /Safeguarding/);
  });

  test('that comes by the link is also told to whose link it is', async () => {
    app.clock.set('2027-01-28T09:30:00Z');
    const { db } = app.services;
    const other = await aBoard(app);
    await aPlannedMeeting(app, other, date('2027-02-04'));
    await tend();
    app.clock.set('2027-01-29T09:30:00Z');
    const mail = await db
      .selectFrom('mails')
      .select('body_text')
      .where('template', '=', 'Papers asked for')
      .where('person_id', '=', other.head)
      .executeTakeFirstOrThrow();
    const path = /http:\/\/localhost:3000(\/send-papers\/[\w-]{43})\n/.exec(mail.body_text)?.[1];
    const file = { name: 'Plan.pdf', content: aPdf() };
    const sent = await app.postFile(`${path ?? ''}/improvement-plan`, { file });
    assert.equal(sent.status, 303);
    await tend();
    assert.ok((await mailed()).people.has(other.head));
  });

  test('is mailed on no day on which schools are closed, nor after the meeting', async () => {
    app.clock.set('2027-01-30T09:30:00Z');
    await storePaper(app, meetingId, board.head);
    assert.equal(await tend(), 0, 'a Saturday');
    app.clock.set('2027-02-05T09:30:00Z');
    assert.equal(await tend(), 0, 'the day after the meeting');
  });
});
