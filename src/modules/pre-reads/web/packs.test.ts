import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { sql } from 'kysely';
import { date } from '#kernel/dates.ts';
import type { AnswerId, MeetingId, PersonId } from '#kernel/ids.ts';
import { addAttendee } from '#modules/meetings/index.ts';
import { requeuePacks, tendPapers } from '#modules/pre-reads/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { openForeignPdf } from '#platform/documents/pdf/foreign-pdf.ts';
import { officeParts, packed } from '#test/builders/office-file.ts';
import { aBoardThatMeets, storePaper } from '#test/builders/stored-papers.ts';
import { aBoard, aPlannedMeeting, must } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { wordText } from '#test/harness/word-text.ts';
import { makePack } from '../commands/make-pack.ts';
import { paperTending } from '../jobs/tend-papers.ts';

// The board meets on Thursday 4 February 2027. The head has sent two of the papers; it is 14 January.

let app: TestApp;
let board: Board;
let meetingId: MeetingId;
let chair: SignedInHeaders;
let plan: AnswerId;
let here = '';
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(async () => {
  ({ board, meetingId, here } = await aBoardThatMeets(app));
  plan = await storePaper(app, meetingId, board.head, { key: 'improvement-plan' });
  await storePaper(app, meetingId, board.head, {
    key: 'self-evaluation',
    name: 'Self-evaluation.docx',
    bytes: packed(officeParts('word')),
  });
  chair = await app.signInAs(board.chair);
});

/** The words of a page, without its markup. */
const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

async function askFor(headers: SignedInHeaders): Promise<string> {
  const asked = await app.post(`${here}/packs`, {}, headers);
  assert.equal(asked.status, 303);
  return asked.location;
}

async function packs() {
  return app.services.db
    .selectFrom('pre_read_packs')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('asked_at')
    .execute();
}

async function tend(): Promise<void> {
  const { actor: _, ...work } = await app.workAs(board.chair);
  await tendPapers(work);
}

/** Runs the job that sees to the papers, some minutes later. */
async function tendAfter(minutes: number): Promise<void> {
  app.clock.advance(minutes * 60_000);
  const { actor: _, ...work } = await app.workAs(board.chair);
  await paperTending(() => Promise.resolve(work)).handle({}, false);
  chair = await app.signInAs(board.chair);
}

async function aGuest(): Promise<PersonId> {
  const work = await app.workAs(board.chair);
  const address = `guest-${meetingId}@example.org`;
  const coming = { name: 'Sam Ode', capacity: 'English lead', address, parts: ['self-evaluation'] };
  must(await addAttendee(work, meetingId, coming));
  const { person_id: person } = await app.services.db
    .selectFrom('mailboxes')
    .select('person_id')
    .where('address', '=', address)
    .executeTakeFirstOrThrow();
  return person;
}

suite('the papers of a meeting in one file', () => {
  test('are put together when someone asks, and say how far it is, what is in them and what is not', async () => {
    assert.match((await app.get(here, chair)).body, /Put together what is held now/);
    const page = await askFor(chair);
    const working = await app.get(page, chair);
    assert.match(words(working.body), /The documents are being put together/);
    assert.deepEqual(JSON.parse((await app.get(`${page}/progress.json`, chair)).body), {
      busy: true,
      percent: 0,
    });
    assert.equal((await app.get(`${page}/pack.pdf`, chair)).status, 404, 'not before it is made');
    await app.drainJobs();
    const made = words((await app.get(page, chair)).body);
    assert.match(made, /As things stood on Thursday 14 January 2027 at 9:30am\. 2 pages as a PDF/);
    assert.match(
      made,
      /School Improvement Plan.*“improvement-plan\.pdf”, sent on 14 January 2027 by Daniel Marsh Version 1, of 14 January 2027 2 /i,
    );
    assert.match(
      made,
      /It is a Word document, and LibreOffice, which turns it into a PDF, is not installed/,
    );
    assert.match(made, /What is not in it Document Why .* Not held yet/);
    const file = await app.app.inject({ url: `${page}/pack.pdf`, headers: chair });
    assert.equal(file.headers['content-type'], 'application/pdf');
    assert.equal((await openForeignPdf(file.rawPayload)).pages.length, 2);
    const word = await app.app.inject({ url: `${page}/pack.docx`, headers: chair });
    assert.match(String(word.headers['content-disposition']), /Pre-read documents.*\.docx/);
    assert.match(wordText(word.rawPayload), /School Improvement Plan.*On page 2 of the PDF/);
    assert.match(made, /Download as Word/);
    assert.ok((await verifyAudit(app.services.db)).intact);
  });

  test('are one pack, whoever of the same readers asks and however often', async () => {
    const page = await askFor(chair);
    assert.equal(await askFor(chair), page);
    assert.equal(await askFor(await app.signInAs(board.officer)), page);
    const { body } = await app.get(here, chair);
    assert.doesNotMatch(body, /Put together what is held now/);
    await app.drainJobs();
    await storePaper(app, meetingId, board.head, { key: 'improvement-plan', name: 'Newer.pdf' });
    assert.match(
      (await app.get(here, chair)).body,
      /Something has come or changed since the newest one/,
    );
    assert.notEqual(await askFor(chair), page);
  });

  test('are for others only as far as these read the papers', async () => {
    const guest = await app.signInAs(await aGuest());
    const whole = await askFor(chair);
    assert.equal((await app.get(whole, guest)).status, 404);
    for (const ending of ['pdf', 'docx']) {
      assert.equal((await app.get(`${whole}/pack.${ending}`, guest)).status, 404);
    }
    const own = await askFor(guest);
    assert.notEqual(own, whole);
    const body = words((await app.get(own, guest)).body);
    assert.match(body, /self-evaluation/i);
    assert.doesNotMatch(body, /Improvement Plan/i);
    const other = await aBoard(app, { schoolName: 'Foxholes Primary School' });
    assert.equal((await app.get(whole, await app.signInAs(other.head))).status, 404);
    const elsewhere = whole.replace(
      meetingId,
      await aPlannedMeeting(app, other, date('2027-02-05')),
    );
    assert.equal((await app.get(elsewhere, chair)).status, 404, 'under another meeting');
  });

  test('are not given out any more when a document of them has been withdrawn', async () => {
    const governor = await app.signInAs(board.governor);
    const page = await askFor(governor);
    await app.drainJobs();
    assert.equal((await app.get(`${page}/pack.pdf`, governor)).status, 200);
    const head = await app.signInAs(board.head);
    const gone = await app.post(`${here}/documents/${plan}/withdraw`, { reason: 'Names' }, head);
    assert.equal(gone.status, 303);
    for (const ending of ['pdf', 'docx']) {
      assert.equal((await app.get(`${page}/pack.${ending}`, governor)).status, 404);
    }
    assert.doesNotMatch((await app.get(here, governor)).body, new RegExp(page));
  });

  test('go to the board a week before, and a supplement says what changed; who had which is kept', async () => {
    app.clock.set('2027-01-28T09:30:00Z');
    await tend();
    const [pack, ...others] = await packs();
    assert.deepEqual([pack?.kind, others.length], ['pack', 0], 'one for all of the board');
    const sent = await app.services.db
      .selectFrom('pre_read_mails')
      .select('pack_id')
      .where('meeting_id', '=', meetingId)
      .where('step', '=', 'distribute')
      .execute();
    assert.equal(sent.length, 5);
    assert.ok(sent.every((each) => each.pack_id === pack?.id));
    app.clock.set('2027-01-29T09:30:00Z');
    await storePaper(app, meetingId, board.head, { key: 'improvement-plan', name: 'Newer.pdf' });
    await tend();
    await app.drainJobs();
    chair = await app.signInAs(board.chair);
    const supplement = (await packs()).find(({ kind }) => kind === 'supplement');
    const page = words((await app.get(`${here}/packs/${supplement?.id}`, chair)).body);
    assert.match(page, /Supplement to the pre-read documents/);
    assert.match(
      page,
      /New since the papers went out on 28 January 2027, in place of the one of 14 January 2027/,
    );
    assert.doesNotMatch(page, /Self-evaluation\.docx/);
    const list = words((await app.get(here, chair)).body);
    assert.match(list, /Sent a link to the papers Pack of the pre-read documents Daniel Marsh, /);
    assert.match(list, /Told of a supplement Supplement to the pre-read documents Li Wen, /);
  });

  test('are made after a restore, in which their job is lost', async () => {
    const page = await askFor(chair);
    await sql`delete from pgboss.job`.execute(app.services.db);
    await app.drainJobs();
    assert.match((await app.get(page, chair)).body, /being put together/);
    await requeuePacks(app.services);
    await app.drainJobs();
    assert.match((await app.get(page, chair)).body, /Download as PDF/);
  });

  test('are given up when their job is lost for good, and made when they are asked for again', async () => {
    const page = await askFor(chair);
    // As when the process ends with each of its tries.
    await sql`update pgboss.job set state = 'failed'`.execute(app.services.db);
    await requeuePacks(app.services);
    await app.drainJobs();
    await tendAfter(119);
    assert.match((await app.get(page, chair)).body, /being put together/);
    await tendAfter(2);
    assert.match((await app.get(page, chair)).body, /could not be put together\.[^]*Try again/);
    assert.equal(await askFor(chair), page);
    await tendAfter(0);
    assert.match((await app.get(page, chair)).body, /being put together/, 'it has its time anew');
    await app.drainJobs();
    assert.match((await app.get(page, chair)).body, /Download as PDF/);
    assert.equal((await packs()).length, 1);
  });

  test('are made once, with one pair of files, by four who ask and two jobs at the same moment', async () => {
    const asked = await Promise.all(Array.from({ length: 4 }, () => askFor(chair)));
    assert.equal(new Set(asked).size, 1);
    const [pack, ...others] = await packs();
    assert.ok(pack && others.length === 0);
    const files = async () =>
      (await app.services.db.selectFrom('files').select('id').execute()).length;
    const there = await files();
    const { actor: _, ...work } = await app.workAs(board.chair);
    const making = { ...work, documents: app.services.documents, converter: undefined };
    const head = await app.signInAs(board.head);
    const withdrawing = app.post(`${here}/documents/${plan}/withdraw`, { reason: 'Names' }, head);
    await Promise.all([
      makePack(making, pack.id, true),
      makePack(making, pack.id, true),
      withdrawing,
    ]);
    await app.drainJobs();
    assert.equal(await files(), there + 2);
    // Whether or not what was withdrawn meanwhile is in it, those whose it is no more do not get it.
    const governor = await app.signInAs(board.governor);
    assert.equal((await app.get(`${asked[0]}/pack.pdf`, governor)).status, 404);
  });
});
