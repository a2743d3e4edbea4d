import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { AnswerId, CaseId, MeetingId, PersonId } from '#kernel/ids.ts';
import { addMembers, openCase } from '#modules/cases/index.ts';
import { addAttendee } from '#modules/meetings/index.ts';
import { papersOwed, tendPapers } from '#modules/pre-reads/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { storeCalendar } from '#test/builders/calendar.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import { aBoardThatMeets, aPdf, storePaper } from '#test/builders/stored-papers.ts';
import { aPlannedMeeting, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

// The board of a school meets on Thursday 4 February 2027: papers are collected by Thursday 21 January
// and go to the board on Thursday 28 January. Today is Thursday 14 January, unless a test says otherwise.

let app: TestApp;
let board: Board;
let meetingId: MeetingId;
let head: SignedInHeaders;
let chair: SignedInHeaders;
let here = '';
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(async () => {
  ({ board, meetingId, here } = await aBoardThatMeets(app));
  head = await app.signInAs(board.head);
  chair = await app.signInAs(board.chair);
  await app.services.db.deleteFrom('mails').execute();
});

const pdf = () => ({ name: 'Self-evaluation.pdf', content: aPdf() });

async function answers(id = meetingId) {
  return app.services.db
    .selectFrom('pre_reads')
    .selectAll()
    .where('meeting_id', '=', id)
    .orderBy('number')
    .execute();
}

async function fileCount(): Promise<number> {
  const { count } = await app.services.db
    .selectFrom('files')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function mails(template: string) {
  return app.services.db
    .selectFrom('mails')
    .selectAll()
    .where('template', '=', template)
    .orderBy('created_at')
    .execute();
}

async function tend(): Promise<number> {
  const { actor: _, ...work } = await app.workAs(board.chair);
  return tendPapers(work);
}

async function cancel(): Promise<void> {
  const { status } = await app.post(`/meetings/${meetingId}/cancel`, { reason: 'Snow' }, chair);
  assert.equal(status, 303);
}

/** The path of the newest link that someone was mailed. */
async function linkOf(person: PersonId): Promise<string> {
  const sent = [...(await mails('Papers asked for')), ...(await mails('Reminder of papers'))];
  const mail = sent.filter((each) => each.person_id === person).at(-1);
  const found = /http:\/\/localhost:3000(\/send-papers\/[\w-]{43})\n/.exec(mail?.body_text ?? '');
  assert.ok(found?.[1], 'the mail carries a link');
  return found[1];
}

/** The text of a page, without its markup. */
function words(body: string): string {
  return body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

suite('the papers of a meeting', () => {
  test('names each with who owes it and by when; the head sends one, and the chair downloads it', async () => {
    const empty = words((await app.get(here, chair)).body);
    assert.match(empty, /To reach the authority by Thursday 21 January 2027/);
    assert.match(empty, /To go to the board by Thursday 28 January 2027/);
    assert.match(empty, /School self-evaluation Headteacher: Daniel Marsh To be sent/);
    assert.match(empty, /CMO: Coventry Monitoring Officer/);
    assert.doesNotMatch(empty, /Send it/, 'a chair reads papers');

    const page = (await app.get(`${here}/self-evaluation/send`, head)).body;
    assert.match(page, /of 25 MB at most/);
    const id = /name="id" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const file = pdf();
    const sent = await app.postFile(
      `${here}/self-evaluation/send`,
      { file, fields: { id, 'dated-day': '4', 'dated-month': '1', 'dated-year': '2027' } },
      head,
    );
    assert.equal(sent.location, `${here}?done=self-evaluation`);
    assert.match((await app.get(sent.location, head)).body, /your answer is kept/);

    const { body } = await app.get(here, chair);
    assert.match(
      words(body),
      /Self-evaluation\.pdf \(version 1, 1 kB\) Of 4 January 2027, sent on 14 January 2027 by Daniel Marsh\./,
    );
    const document = `${here}/documents/${id}`;
    assert.ok(body.includes(`href="${document}"`));
    const download = await app.app.inject({ url: document, headers: chair });
    assert.deepEqual(download.rawPayload, file.content);
    assert.match(
      String(download.headers['content-disposition']),
      /^attachment; filename="Self-eval/,
    );

    // The same form again, as from a double click.
    const again = await app.postFile(
      `${here}/self-evaluation/send`,
      { file: pdf(), fields: { id } },
      head,
    );
    assert.equal(again.location, sent.location);
    assert.equal((await answers()).length, 1);
    const verdict = await verifyAudit(app.services.db);
    assert.ok(verdict.intact);
  });

  test('keeps every version, and overwrites none', async () => {
    const first = await storePaper(app, meetingId, board.head, { name: 'First.pdf' });
    app.clock.advance(86_400_000);
    const second = await storePaper(app, meetingId, board.head, { name: 'Second.pdf' });
    chair = await app.signInAs(board.chair);
    const { body } = await app.get(`${here}/self-evaluation`, chair);
    assert.match(words(body), /Second\.pdf \(version 2.*Counts.*First\.pdf \(version 1/);
    for (const id of [first, second]) {
      assert.equal((await app.get(`${here}/documents/${id}`, chair)).status, 200);
    }
    await assert.rejects(
      app.services.db
        .updateTable('pre_reads')
        .set({ paper: 'other' })
        .where('id', '=', first)
        .execute(),
      /never changed/,
    );
  });

  test('asks again for what is older than the last meeting, and takes that it is unchanged', async () => {
    const id = await storePaper(app, meetingId, board.head, { datedOn: date('2026-12-07') });
    await app.services.db
      .updateTable('meetings')
      .set({ status: 'held' })
      .where('id', '=', meetingId)
      .execute();
    app.clock.set('2027-02-08T09:30:00Z');
    head = await app.signInAs(board.head);
    chair = await app.signInAs(board.chair);
    const next = await aPlannedMeeting(app, board, date('2027-04-22'));
    const there = `/meetings/${next}/pre-reads`;
    assert.match(
      words((await app.get(there, chair)).body),
      /School self-evaluation Headteacher: Daniel Marsh To be sent self-evaluation\.pdf \(version 1, 1 kB\) What is held is of 7 December 2026, before the last meeting \(4 February 2027\)\./,
    );
    const page = (await app.get(`${there}/self-evaluation/send`, head)).body;
    assert.match(page, /It is unchanged since last time/);
    assert.match(page, /The document of 7 December 2026, which is held, still stands\./);
    const fields = { id: newId<AnswerId>(), choices: 'yes', what: 'unchanged' };
    const done = await app.postFile(`${there}/self-evaluation/send`, { fields }, head);
    assert.equal(done.status, 303);
    assert.match(
      words((await app.get(there, chair)).body),
      /Unchanged self-evaluation\.pdf .* Daniel Marsh said on 8 February 2027 that it is unchanged\. The document is of 7 December 2026\./,
    );
    assert.equal((await app.get(`${there}/documents/${id}`, chair)).status, 200);
    // The form was sent without a choice.
    const none = await app.postFile(
      `${there}/improvement-plan/send`,
      { fields: { id: newId<AnswerId>(), choices: 'yes' } },
      head,
    );
    assert.equal(none.status, 422);
    assert.match(none.body, /<a href="#what">Choose an answer<\/a>/);
  });

  test('hides a withdrawn document from all but the chair, and what was held before counts again', async () => {
    await storePaper(app, meetingId, board.head, { name: 'Right.pdf' });
    const wrong = await storePaper(app, meetingId, board.head, { name: 'Pupils.pdf' });
    const form = `${here}/documents/${wrong}/withdraw`;
    assert.match((await app.get(form, head)).body, /Pupils\.pdf/);
    const empty = await app.post(form, { reason: ' ' }, head);
    assert.equal(empty.status, 422);
    assert.match(empty.body, /<a href="#reason">Enter why the document is withdrawn<\/a>/);
    const done = await app.post(form, { reason: 'It names pupils.' }, head);
    assert.equal(done.location, `${here}/self-evaluation`);
    for (const person of [board.head, board.governor, board.lead, board.officer]) {
      const headers = await app.signInAs(person);
      const { body } = await app.get(`${here}/self-evaluation`, headers);
      assert.doesNotMatch(body, /Pupils/);
      assert.match(body, /Right\.pdf/);
      assert.equal((await app.get(`${here}/documents/${wrong}`, headers)).status, 404);
    }
    const { body } = await app.get(`${here}/self-evaluation`, chair);
    assert.match(
      words(body),
      /Pupils\.pdf .* Withdrawn Daniel Marsh withdrew it on 14 January 2027: It names pupils\./,
    );
    assert.equal((await app.get(`${here}/documents/${wrong}`, chair)).status, 200);
    assert.match(words((await app.get(here, chair)).body), /Held Right\.pdf/);
    const event = await app.services.db
      .selectFrom('audit_events')
      .select('payload')
      .where('type', '=', 'pre-read withdrawn')
      .where('subject_id', '=', meetingId)
      .executeTakeFirstOrThrow();
    assert.match(JSON.stringify(event.payload), /It names pupils/);
    assert.equal((await app.post(form, { reason: 'Again' }, chair)).status, 404, 'a chair reads');
  });

  test('takes the clerk’s papers for any school, and from a monitoring officer the records of visits alone', async () => {
    const clerk = await app.signInAs(await storePerson(app.services.db, { role: 'clerk' }));
    const officer = await app.signInAs(board.officer);
    const sent = await app.postFile(`${here}/improvement-plan/send`, { file: pdf() }, clerk);
    assert.equal(sent.status, 303);
    assert.equal((await app.get(`${here}/improvement-plan/send`, officer)).status, 404);
    const page = (await app.get(`${here}/visit-records/send`, officer)).body;
    assert.match(page, /There were no visits since 4 February 2026/);
    const fields = { id: newId<AnswerId>(), choices: 'yes', what: 'none' };
    assert.equal(
      (await app.postFile(`${here}/visit-records/send`, { fields }, officer)).status,
      303,
    );
    assert.match(
      words((await app.get(here, chair)).body),
      /None Priya Nair said on 14 January 2027 that there were no visits since 4 February 2026\./,
    );
    assert.equal((await app.get(`${here}/visit-records/send`, head)).status, 404);
    const governor = await app.signInAs(board.governor);
    assert.equal((await app.get(here, governor)).status, 200);
    assert.equal((await app.get(`${here}/self-evaluation/send`, governor)).status, 404);
  });

  test('shows an extra member and other attendees the papers of this meeting, as far as they are theirs', async () => {
    const id = await storePaper(app, meetingId, board.head);
    const plan = await storePaper(app, meetingId, board.head, { key: 'improvement-plan' });
    await app.services.db
      .updateTable('meetings')
      .set({ status: 'held' })
      .where('id', '=', meetingId)
      .execute();
    app.clock.set('2027-02-08T09:30:00Z');
    const next = await aPlannedMeeting(app, board, date('2027-04-22'));
    const there = `/meetings/${next}/pre-reads`;
    const newer = await storePaper(app, next, board.head, { name: 'Newer.pdf' });
    const work = await app.workAs(board.chair);
    const added = must(
      await addMembers(work, board.caseId, [
        {
          seat: 'extra',
          description: 'Deputy',
          person: { name: 'Grace Hill', address: 'grace@example.org' },
        },
      ]),
    );
    const guests = [
      ['self-evaluation', 'self@example.org'],
      ['context', 'context@example.org'],
      [undefined, 'whole@example.org'],
    ] as const;
    for (const [part, address] of guests) {
      const parts = part === undefined ? [] : [part];
      must(await addAttendee(work, next, { name: address, capacity: 'Lead', address, parts }));
    }
    const personAt = async (address: string) => {
      const row = await app.services.db
        .selectFrom('mailboxes')
        .select('person_id')
        .where('address', '=', address)
        .executeTakeFirstOrThrow();
      return row.person_id;
    };
    const sees = async (person: PersonId) => {
      const headers = await app.signInAs(person);
      const { status } = await app.get(there, headers);
      const read = async (document: AnswerId, at = there) =>
        (await app.get(`${at}/documents/${document}`, headers)).status === 200;
      return [
        status === 200,
        await read(newer),
        // An earlier version; of another meeting; a paper that is stale and does not stand.
        await read(id),
        await read(id, here),
        await read(plan),
      ];
    };
    const extra = added[0]?.personId;
    assert.ok(extra);
    assert.deepEqual(await sees(extra), [true, true, false, true, false]);
    assert.deepEqual(await sees(await personAt('self@example.org')), [
      true,
      true,
      false,
      false,
      false,
    ]);
    assert.deepEqual(await sees(await personAt('context@example.org')), [
      false,
      false,
      false,
      false,
      false,
    ]);
    assert.deepEqual(await sees(await personAt('whole@example.org')), [
      true,
      true,
      false,
      false,
      false,
    ]);
    assert.deepEqual(await sees(board.governor), [true, true, true, true, true]);
  });

  const bad: readonly [string, string, string | Uint8Array, RegExp][] = [
    ['an empty file', 'plan.pdf', '', /The file is empty/],
    ['a file of another kind', 'plan.exe', 'MZ', /The file must be one of these: A PDF/],
    [
      'a broken Word document',
      'plan.docx',
      'PK\u0003\u0004 and nothing more',
      /The file is damaged/,
    ],
    ['one whose name says something else', 'plan.docx', '%PDF-1.7', /is a PDF, but its name/],
  ];
  for (const [what, name, content, sentence] of bad) {
    test(`refuses ${what} with a sentence, keeps the date that was typed, and stores nothing`, async () => {
      const kept = await fileCount();
      const fields = { 'dated-day': '7', 'dated-month': '12', 'dated-year': '2026' };
      const file = { name, content };
      const sent = await app.postFile(`${here}/self-evaluation/send`, { file, fields }, head);
      assert.equal(sent.status, 422);
      assert.match(sent.body, /href="#file"/);
      assert.match(words(sent.body), sentence);
      assert.match(
        sent.body,
        /name="dated-year"[^>]*value="2026"|value="2026"[^>]*name="dated-year"/,
      );
      assert.equal((await answers()).length, 0);
      assert.equal(await fileCount(), kept);
    });
  }

  test('refuses no file, a day to come, a file of more than 25 MB, and the same file twice', async () => {
    const url = `${here}/self-evaluation/send`;
    const kept = await fileCount();
    const none = await app.postFile(url, {}, head);
    assert.match(none.body, /<a href="#file">Choose the document to send<\/a>/);
    const fields = { 'dated-day': '15', 'dated-month': '1', 'dated-year': '2027' };
    const future = await app.postFile(url, { file: pdf(), fields }, head);
    assert.equal(future.status, 422);
    assert.match(
      future.body,
      /<a href="#dated">The date on the document must be today or in the past<\/a>/,
    );
    const large = { name: 'plan.pdf', content: Buffer.concat([aPdf(), Buffer.alloc(25_000_000)]) };
    const tooLarge = await app.postFile(url, { file: large }, head);
    assert.equal(tooLarge.status, 413);
    assert.match(tooLarge.body, /must be 25 MB or smaller. Nothing was stored/);
    assert.equal(await fileCount(), kept);
    const file = pdf();
    assert.equal((await app.postFile(url, { file }, head)).status, 303);
    const twice = await app.postFile(url, { file }, head);
    assert.equal(twice.status, 422);
    assert.match(twice.body, /This file was sent already, on 14 January 2027/);
    assert.equal(await fileCount(), kept + 1);
  });

  test('lets the chair leave out what is only suggested, for a Progress Check-In, and take it in again', async () => {
    const { db } = app.services;
    await db.updateTable('meetings').set({ form: 'pci' }).where('id', '=', meetingId).execute();
    app.clock.set('2027-02-01T09:30:00Z');
    chair = await app.signInAs(board.chair);
    head = await app.signInAs(board.head);
    const page = words((await app.get(here, chair)).body);
    assert.match(page, /School self-evaluation Headteacher: Daniel Marsh Not sent/);
    assert.doesNotMatch(page, /Late/);
    assert.match(page, /None There was no meeting before this one\./);
    assert.doesNotMatch((await app.get('/', head)).body, /Send \d papers/);
    const plan = `${here}/improvement-plan`;
    for (let times = 0; times < 2; times += 1) {
      assert.equal((await app.post(`${plan}/not-needed`, {}, chair)).status, 303);
    }
    assert.match(
      words((await app.get(here, chair)).body),
      /Not needed Ruth Calloway said so on 1 February 2027\./,
    );
    assert.equal((await answers()).length, 1);
    assert.equal((await app.post(`${plan}/not-needed`, {}, head)).status, 404);
    await tend();
    const link = await linkOf(board.head);
    assert.doesNotMatch((await app.get(link)).body, /School Improvement Plan/);
    assert.equal((await app.post(`${plan}/needed`, {}, chair)).status, 303);
    assert.match((await app.get(link)).body, /School Improvement Plan/);
    const [mail] = await mails('Papers asked for');
    assert.equal(
      mail?.subject,
      'Ashgrove Primary School: papers for the meeting on Thursday 4 February 2027',
    );
  });

  test('refuses to leave out what the policy asks for', async () => {
    const refused = await app.post(`${here}/improvement-plan/not-needed`, {}, chair);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /The policy asks for this paper, so it cannot be left out\./);
  });

  test('takes the record of the last meeting from the product, and of an exit before the first check-in', async () => {
    const { db } = app.services;
    const first = await aFinalRecord(app, { schoolName: 'Larkfield Primary School' });
    const next = await db
      .selectFrom('meetings')
      .select('id')
      .where('case_id', '=', first.board.caseId)
      .where('status', '=', 'planned')
      .executeTakeFirstOrThrow();
    const room = `/meetings/${next.id}/pre-reads`;
    const { body } = await app.get(room, await app.signInAs(first.board.head));
    assert.match(
      body,
      new RegExp(`href="/records/${first.recordId}"[^>]*>Record of 14 January 2027`),
    );
    assert.match(words(body), /Previous SIB meeting record .*? Held Record of/);
    // The board exits, and its check-ins begin: another case, whose first meeting has none before it.
    await db
      .updateTable('meetings')
      .set({ form: 'sib-exit' })
      .where('id', '=', first.meetingId)
      .execute();
    await db
      .updateTable('cases')
      .set({ status: 'closed' })
      .where('id', '=', first.board.caseId)
      .execute();
    const advisor = await app.workAs(first.board.chair);
    const caseId = must(
      await openCase(advisor, first.board.urn, {
        id: newId<CaseId>(),
        process: 'pci',
        background: 'Exit',
      }),
    );
    const checkIn = await aPlannedMeeting(app, { ...first.board, caseId }, date('2027-05-13'));
    const there = await app.get(
      `/meetings/${checkIn}/pre-reads`,
      await app.signInAs(first.board.head),
    );
    assert.match(
      words(there.body),
      /Previous PCI meeting record .*? Held Record of 14 January 2027/,
    );
  });

  test('takes no more papers once the meeting was cancelled', async () => {
    const page = (await app.get(`${here}/self-evaluation/send`, head)).status;
    assert.equal(page, 200);
    await cancel();
    const sent = await app.postFile(`${here}/self-evaluation/send`, { file: pdf() }, head);
    assert.equal(sent.status, 422);
    assert.match(sent.body, /The meeting was cancelled, so no papers are needed for it\./);
    assert.match((await app.get(here, chair)).body, /The meeting was cancelled\./);
  });

  test('says on whose home page what they owe, and for the morning list who owes what', async () => {
    await storePaper(app, meetingId, board.head, { key: 'position-statement' });
    const { body } = await app.get('/', head);
    assert.match(
      words(body),
      /Send 2 papers for the entry meeting Ashgrove Primary School By Thursday 21 January 2027/,
    );
    const asking = { pack: app.services.pack, today: date('2027-01-25'), laCode: '999' };
    const owed = (await papersOwed(app.services.db, asking)).filter(
      (each) => each.meetingId === meetingId,
    );
    assert.deepEqual(
      owed.map(({ paper, owedBy, dueOn, late }) => [paper, owedBy[0]?.name, dueOn, late]),
      [
        ['visit-records', 'Priya Nair', '2027-01-21', true],
        ['self-evaluation', 'Daniel Marsh', '2027-01-21', true],
        ['improvement-plan', 'Daniel Marsh', '2027-01-21', true],
      ],
    );
    const governor = await papersOwed(app.services.db, asking, board.governor);
    assert.deepEqual(governor, []);
  });
});

suite('asking for papers', () => {
  test('asks each who owes some when the meeting is set, reminds, distributes: each once, on school days', async () => {
    assert.equal(await tend(), 2);
    assert.equal(await tend(), 0);
    const asked = await mails('Papers asked for');
    assert.deepEqual(
      new Set(asked.map((mail) => mail.person_id)),
      new Set([board.head, board.officer]),
    );
    for (const mail of asked) {
      assert.equal(
        mail.subject,
        'Ashgrove Primary School: please send papers by Thursday 21 January 2027',
      );
      assert.doesNotMatch(mail.body_text, /evaluation|plan|visit/i);
    }
    await storePaper(app, meetingId, board.officer, { key: 'visit-records' });
    app.clock.set('2027-01-16T09:30:00Z');
    assert.equal(await tend(), 0, 'nobody is chased on a Saturday');
    app.clock.set('2027-01-18T09:30:00Z');
    assert.equal(await tend(), 1);
    const reminded = await mails('Reminder of papers');
    assert.deepEqual(
      reminded.map((mail) => mail.person_id),
      [board.head],
    );
    app.clock.set('2027-01-22T09:30:00Z');
    assert.equal(await tend(), 0);
    assert.match(
      words((await app.get(here, await app.signInAs(board.chair))).body),
      /Headteacher: Daniel Marsh Late/,
    );
    app.clock.set('2027-01-28T09:30:00Z');
    assert.equal(await tend(), 5);
    assert.equal(await tend(), 0);
    const ready = await mails('Papers ready to read');
    assert.equal(ready.length, 5);
    assert.match(ready[0]?.body_text ?? '', new RegExp(`http://localhost:3000${here}\\n`));
    assert.doesNotMatch(ready[0]?.body_text ?? '', /visit|evaluation/i);

    app.clock.set('2027-01-29T09:30:00Z');
    await storePaper(app, meetingId, board.head);
    const page = words((await app.get(here, await app.signInAs(board.chair))).body);
    assert.match(page, /Sent to the board on Thursday 28 January 2027/);
    assert.match(page, /Held Supplement self-evaluation\.pdf/);
    assert.match(page, /Held visit-records\.pdf/);
    assert.match(page, /Reminded Daniel Marsh/);
    const types = await app.services.db
      .selectFrom('audit_events')
      .select('type')
      .where('subject_id', '=', meetingId)
      .orderBy('seq')
      .execute();
    assert.deepEqual(
      types.map(({ type }) => type).filter((type) => type.startsWith('pre-reads')),
      ['pre-reads asked for', 'pre-reads reminded of', 'pre-reads distributed'],
    );
  });

  test('runs by itself as a job, and two runs at once send each mail once', async () => {
    const { actor: _, ...work } = await app.workAs(board.chair);
    const sent = await Promise.all([tendPapers(work), tendPapers(work), tendPapers(work)]);
    assert.deepEqual(
      sent.toSorted((a, b) => a - b),
      [0, 0, 2],
    );
    const { db, jobs } = app.services;
    await storePerson(db, { role: 'headteacher', scope: { kind: 'school', urn: board.urn } });
    await db
      .transaction()
      .execute((trx) => jobs.enqueue(trx, 'pre-reads.tend', newId<AnswerId>(), {}));
    await app.drainJobs();
    assert.equal(
      (await mails('Papers asked for')).length,
      2,
      'the head on the board is asked, no other',
    );
  });

  test('asks again for the new day when the meeting is moved', async () => {
    await tend();
    const first = await linkOf(board.head);
    const fields = { 'date-day': '4', 'date-month': '3', 'date-year': '2027', time: '9:30am' };
    const move = { ...fields, venue: 'school', reason: 'Illness' };
    assert.equal((await app.post(`/meetings/${meetingId}/move`, move, chair)).status, 303);
    assert.equal(await tend(), 2);
    assert.match((await app.get(first)).body, /Entry Meeting on Thursday 4 March 2027/);
  });
});

suite('the link that is mailed', () => {
  test('asks only for what is missing, shows names only, and takes papers without signing in', async () => {
    await storePaper(app, meetingId, board.head, {
      key: 'position-statement',
      name: 'Secret title.pdf',
    });
    await tend();
    const link = await linkOf(board.head);
    const stored = await app.services.db
      .selectFrom('pre_read_links')
      .select('token_hash')
      .execute();
    assert.ok(stored.every(({ token_hash: hash }) => !link.includes(hash)));
    for (let times = 0; times < 2; times += 1) {
      const page = await app.get(link);
      assert.equal(page.status, 200);
      assert.match(
        words(page.body),
        /by Thursday 21 January 2027\. You need not sign in\. School self-evaluation School Improvement Plan Here already School position statement [^:]*: sent on 14 January 2027/,
      );
      assert.match(words(page.body), /by Thursday 21 January 2027/);
      assert.doesNotMatch(page.body, /visits since|Secret title|Daniel|\/meetings\//);
    }
    assert.equal((await answers()).length, 1);
    assert.equal((await app.get(`${link}/visit-records`)).status, 404, 'a paper of someone else’s');

    const url = `${link}/self-evaluation`;
    const refused = await app.postFile(url, { file: { name: 'a.pdf', content: '' } });
    assert.equal(refused.status, 422);
    assert.match(refused.body, /The file is empty/);
    const file = pdf();
    const fields = { id: newId<AnswerId>() };
    const sent = await app.postFile(url, { file, fields });
    assert.equal(sent.location, `${link}?done=self-evaluation`);
    assert.equal((await app.postFile(url, { file, fields })).location, sent.location);
    const thanks = await app.get(sent.location);
    assert.match(words(thanks.body), /Thank you\. The document has arrived\./);
    assert.match(words(thanks.body), /School self-evaluation : sent on 14 January 2027/);
    assert.doesNotMatch(thanks.body, /Self-evaluation\.pdf/);
    assert.match(
      words((await app.get(here, chair)).body),
      /Self-evaluation\.pdf .* by Daniel Marsh \(by the link in the mail\)/,
    );
    await app.postFile(`${link}/improvement-plan`, { file: pdf() });
    assert.match((await app.get(link)).body, /Everything that was asked for is here/);
    const stranger = await app.postFile(url, { file: pdf() }, { 'sec-fetch-site': 'cross-site' });
    assert.equal(stranger.status, 403);
  });

  const dead: readonly [string, () => Promise<void> | void, RegExp][] = [
    [
      'on the day of the meeting',
      () => app.clock.set('2027-02-04T00:30:00Z'),
      /until the day of the meeting/,
    ],
    ['once the meeting was cancelled', cancel, /The meeting was cancelled/],
    [
      'once the meeting was held',
      async () => {
        await app.services.db
          .updateTable('meetings')
          .set({ status: 'held' })
          .where('id', '=', meetingId)
          .execute();
      },
      /until the day of the meeting/,
    ],
    [
      'once its person has left the school',
      async () => {
        await app.services.db
          .updateTable('roles_held')
          .set({ until_date: date('2027-01-14') })
          .where('person_id', '=', board.head)
          .execute();
      },
      /for whoever owes them/,
    ],
  ];
  for (const [what, happens, sentence] of dead) {
    test(`dies ${what}`, async () => {
      await tend();
      const link = await linkOf(board.head);
      assert.equal((await app.get(link)).status, 200);
      await happens();
      const url = `${link}/self-evaluation`;
      for (const reply of [
        await app.get(link),
        await app.get(url),
        await app.postFile(url, { file: pdf() }),
      ]) {
        assert.equal(reply.status, 404);
        assert.match(words(reply.body), sentence);
        assert.match(reply.body, /Nothing was sent/);
      }
      assert.equal((await answers()).length, 0);
    });
  }

  test('that is guessed opens nothing, and guessing is limited', async () => {
    const guess = `/send-papers/${'x'.repeat(43)}`;
    const reply = await app.get(guess);
    assert.equal(reply.status, 404);
    assert.match(words(reply.body), /This link does not work/);
    const statuses: number[] = [];
    for (let times = 0; times < 40; times += 1) {
      const { statusCode } = await app.app.inject({ url: guess, remoteAddress: '192.0.2.7' });
      statuses.push(statusCode);
    }
    assert.equal(statuses.at(-1), 429);
  });
});

suite('a calendar with the school’s holidays', () => {
  test('takes them out of the days before the meeting, and nobody is asked in them', async () => {
    await storeCalendar(app);
    const fields = { 'date-day': '4', 'date-month': '3', 'date-year': '2027', time: '9:30am' };
    const move = { ...fields, venue: 'school', reason: 'Illness' };
    assert.equal((await app.post(`/meetings/${meetingId}/move`, move, chair)).status, 303);
    app.clock.set('2027-02-16T09:30:00Z');
    assert.equal(await tend(), 0, 'half-term is from 15 to 19 February');
    app.clock.set('2027-02-22T09:30:00Z');
    assert.equal(await tend(), 2);
    const { body } = await app.get(here, await app.signInAs(board.chair));
    assert.match(
      words(body),
      /To reach the authority by Thursday 11 February 2027, which has passed/,
    );
  });
});
