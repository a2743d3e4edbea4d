import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { zipSync } from 'fflate';
import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, AnswerId, ChoiceId, MeetingId, PersonId } from '#kernel/ids.ts';
import { addProgress } from '#modules/actions/index.ts';
import { addPastMeeting, takeOnCase } from '#modules/case-life/index.ts';
import { addMembers } from '#modules/cases/index.ts';
import { addAttendee } from '#modules/meetings/index.ts';
import { accessTable } from '#modules/people/index.ts';
import type { Role } from '#modules/people/index.ts';
import { tendPapers } from '#modules/pre-reads/index.ts';
import { checkFile, largestHandedIn } from '#platform/files/files.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aFinalRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { smallPdf } from '../../src/demonstration/small-pdf.ts';
import { officeParts, packed, relationships } from '#test/builders/office-file.ts';
import { aPdf, storePaper } from '#test/builders/stored-papers.ts';
import { aBoard, aPlannedMeeting, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

// Files are asked for by those whose they are not, and sent as no browser would send them; links that
// were mailed are guessed, altered, used twice, and used when their time is over.

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

let addresses = 0;

/** Asks from an address of its own, so that no limit on tries answers instead. */
async function ask(url: string, headers: object = {}) {
  addresses += 1;
  const remoteAddress = `192.0.2.${addresses % 250}`;
  return app.app.inject({ url, headers: { ...headers }, remoteAddress });
}

function words(body: string): string {
  return body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

async function fileCount(): Promise<number> {
  const { count } = await app.services.db
    .selectFrom('files')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A case that was taken on by its chair, with a past meeting of 12 November 2026. */
async function takenOn(): Promise<{ chair: PersonId; caseId: string; past: MeetingId }> {
  const urn = await aSchool(app);
  const chair = await storePerson(app.services.db, { role: 'senior-advisor' });
  const work = await app.workAs(chair);
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
  const file = must(checkFile(aPdf(), 'Minutes.pdf'));
  const past = must(await addPastMeeting(work, caseId, wanted, file));
  return { chair, caseId, past };
}

suite('files of a school, asked for by its id', () => {
  /** A document, evidence and an original file of one school; all addresses that lead to them. */
  interface Files {
    readonly stored: StoredRecord;
    readonly meeting: MeetingId;
    readonly action: string;
    readonly document: AnswerId;
    readonly evidence: ActionEventId;
  }

  async function filesOf(): Promise<Files> {
    const { db } = app.services;
    const stored = await aFinalRecord(app);
    const { board, meetingId } = stored;
    const { id: meeting } = await db
      .selectFrom('meetings')
      .select('id')
      .where('case_id', '=', board.caseId)
      .where('status', '=', 'planned')
      .executeTakeFirstOrThrow();
    const { id: action } = await db
      .selectFrom('actions')
      .select('id')
      .where('meeting_id', '=', meetingId)
      .executeTakeFirstOrThrow();
    const evidence = newId<ActionEventId>();
    const file = must(checkFile(aPdf(), 'Evidence.pdf'));
    const head = await app.workAs(board.head);
    must(await addProgress(head, action, evidence, { text: 'Begun.', evidence: file }));
    const document = await storePaper(app, meeting, board.head);
    return { stored, meeting, action, document, evidence };
  }

  const paper = ({ meeting }: Files, { document }: Files) =>
    `/meetings/${meeting}/pre-reads/documents/${document}`;
  const proof = ({ action }: Files, { evidence }: Files) =>
    `/actions/${action}/evidence/${evidence}`;
  let own: Files;
  let another: Files;
  let past: string;
  let crossed: string;
  const people = new Map<Role, SignedInHeaders>();

  before(async () => {
    app.clock.set('2027-01-14T09:30:00Z');
    own = await filesOf();
    another = await filesOf();
    const taken = await takenOn();
    const { file_id: original } = await app.services.db
      .selectFrom('meeting_files')
      .select('file_id')
      .where('meeting_id', '=', taken.past)
      .executeTakeFirstOrThrow();
    past = `/meetings/${taken.past}/files/${original}`;
    crossed = `/meetings/${own.stored.meetingId}/files/${original}`;
    for (const role of Object.keys(accessTable) as Role[]) {
      people.set(role, await app.signInAs(await personIn(role)));
    }
  });

  /** Someone with the role at the own school, or of the authority where it has no school. */
  async function personIn(role: Role): Promise<PersonId> {
    const { board } = own.stored;
    const { db } = app.services;
    const seats: Partial<Record<Role, PersonId>> = {
      'senior-advisor': board.chair,
      headteacher: board.head,
      'chair-of-governors': board.governor,
      'network-lead': board.lead,
      'monitoring-officer': board.officer,
    };
    const chair = await app.workAs(board.chair);
    if (role === 'extra-member') {
      const person = { name: 'Grace O’Neill', address: 'grace@example.org' };
      const seat = { seat: 'extra', description: 'Deputy', person };
      const [member] = must(await addMembers(chair, board.caseId, [seat]));
      assert.ok(member);
      return member.personId;
    }
    if (role === 'other-attendee') {
      const guest = { name: 'Fatima Rahman', capacity: 'Lead', address: 'fatima@example.org' };
      must(await addAttendee(chair, own.meeting, { ...guest, parts: [] }));
      const { person_id: person } = await db
        .selectFrom('mailboxes')
        .select('person_id')
        .where('address', '=', guest.address)
        .executeTakeFirstOrThrow();
      return person;
    }
    if (role === 'diocese') {
      return storePerson(db, { role, scope: { kind: 'school', urn: board.urn } });
    }
    return seats[role] ?? storePerson(db, { role });
  }

  // By the agreed table: who reads papers, and final records, of every school of the authority.
  const ofAll: Readonly<Record<'papers' | 'records', readonly Role[]>> = {
    papers: ['senior-advisor', 'senior-education-officer', 'senior-advisor-education', 'clerk'],
    records: [
      'senior-advisor',
      'senior-education-officer',
      'senior-advisor-education',
      'leadership-reader',
    ],
  };

  test('are given to those of the authority who read them, and to nobody else of another school', async () => {
    for (const [role, headers] of people) {
      const reads = async (url: string) => (await ask(url, headers)).statusCode === 200;
      assert.equal(await reads(paper(another, another)), ofAll.papers.includes(role), role);
      assert.equal(await reads(proof(another, another)), ofAll.records.includes(role), role);
      assert.equal(await reads(past), ofAll.records.includes(role), role);
    }
  });

  test('are given to nobody by an address of another school, or without signing in', async () => {
    const urls = [paper(own, another), paper(another, own), proof(own, another), crossed];
    for (const [role, headers] of people) {
      for (const url of urls) assert.equal((await ask(url, headers)).statusCode, 404, role + url);
    }
    for (const url of [paper(own, own), proof(own, own), past]) {
      const reply = await ask(url);
      assert.equal(reply.statusCode, 303, url);
      assert.match(String(reply.headers.location), /^\/sign-in\?next=/);
    }
  });

  test('cannot be sent, withdrawn or added to by those of another school', async () => {
    const { board } = own.stored;
    const there = `/meetings/${another.meeting}/pre-reads`;
    const file = { name: 'Plan.pdf', content: aPdf() };
    const kept = await fileCount();
    for (const person of [board.head, board.governor, board.lead, board.officer]) {
      const headers = await app.signInAs(person);
      const refused = [
        await app.postFile(`${there}/improvement-plan/send`, { file }, headers),
        await app.postFile(`${there}/visit-records/send`, { file }, headers),
        await app.post(
          `${there}/documents/${another.document}/withdraw`,
          { reason: 'Mine' },
          headers,
        ),
        await app.postFile(`/actions/${another.action}/progress`, { file }, headers),
      ];
      assert.deepEqual(
        refused.map(({ status }) => status),
        [404, 404, 404, 404],
      );
    }
    assert.equal(await fileCount(), kept);
  });
});

suite('files that are sent to be trouble', () => {
  let board: Board;
  let meetingId: MeetingId;
  let head: SignedInHeaders;
  let url: string;
  beforeEach(async () => {
    app.clock.set('2027-01-14T09:30:00Z');
    board = await aBoard(app);
    meetingId = await aPlannedMeeting(app, board, date('2027-02-04'));
    head = await app.signInAs(board.head);
    url = `/meetings/${meetingId}/pre-reads/improvement-plan/send`;
  });

  const markup = '<!doctype html><script>alert(1)</script>';
  const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>';
  const refused: readonly [string, string, string | Uint8Array, RegExp][] = [
    ['nothing at all', 'plan.pdf', '', /The file is empty/],
    ['a page', 'plan.html', markup, /The file must be one of these/],
    ['a page called PDF', 'plan.pdf', markup, /The file must be one of these/],
    ['a drawing with script', 'plan.svg', svg, /The file must be one of these/],
    ['a drawing called PNG', 'plan.png', svg, /The file must be one of these/],
    [
      'a page after the start of a PDF',
      'plan.html',
      `%PDF-1.7\n${markup}`,
      /does not end in \.pdf/,
    ],
    [
      'an archive of pages called Word',
      'plan.docx',
      zipSync({ 'index.html': Buffer.from(markup) }),
      /The file must be one of these/,
    ],
    [
      'a Word document with macros',
      'plan.docx',
      zipSync({
        'word/document.xml': Buffer.from('<x/>'),
        'word/vbaProject.bin': Buffer.from('x'),
      }),
      /contains macros/,
    ],
    [
      'a Word document that fetches a template',
      'plan.docx',
      packed({
        ...officeParts('word'),
        ...relationships('attachedTemplate', 'https://example.org/a.dotm'),
      }),
      /fetches a template from elsewhere/,
    ],
    [
      'a Word document that would unpack to a thousand times its size',
      'plan.docx',
      packed({ ...officeParts('word'), 'word/media/a.bin': new Uint8Array(20_000_000) }),
      /far more than a document holds/,
    ],
  ];

  test('are refused wherever files are taken, and nothing is kept', async () => {
    const { caseId, chair, past } = await takenOn();
    const advisor = await app.signInAs(chair);
    const fields = { meeting: past };
    const kept = await fileCount();
    for (const [what, name, content, sentence] of refused) {
      const file = { name, content };
      const replies = [
        await app.postFile(url, { file }, head),
        await app.postFile(`/cases/${caseId}/past-meetings/file`, { file, fields }, advisor),
      ];
      for (const { status, body } of replies) {
        assert.equal(status, 422, what);
        assert.match(words(body), sentence, what);
        assert.doesNotMatch(body, /<script>alert/, what);
      }
    }
    const large = Buffer.concat([aPdf(), Buffer.alloc(largestHandedIn)]);
    const file = { name: 'Minutes.pdf', content: large };
    const tooLarge = await app.postFile(
      `/cases/${caseId}/past-meetings/file`,
      { file, fields },
      advisor,
    );
    assert.equal(tooLarge.status, 413);
    assert.match(words(tooLarge.body), /must be 25 MB or smaller/);
    assert.equal(await fileCount(), kept);
  });

  test('are downloads and no pages, whatever is in them', async () => {
    const { caseId, chair, past } = await takenOn();
    const advisor = await app.signInAs(chair);
    const content = smallPdf([markup]).toString('latin1');
    const file = { name: 'plan.pdf', content };
    const id = newId<AnswerId>();
    assert.equal((await app.postFile(url, { file, fields: { id } }, head)).status, 303);
    const added = await app.postFile(
      `/cases/${caseId}/past-meetings/file`,
      { file, fields: { meeting: past } },
      advisor,
    );
    assert.equal(added.status, 303);
    const { file_id: original } = await app.services.db
      .selectFrom('meeting_files as m')
      .innerJoin('files as f', 'f.id', 'm.file_id')
      .select('m.file_id')
      .where('m.meeting_id', '=', past)
      .where('f.name', '=', 'plan.pdf')
      .executeTakeFirstOrThrow();
    const replies = [
      await ask(`/meetings/${meetingId}/pre-reads/documents/${id}`, head),
      await ask(`/meetings/${past}/files/${original}`, advisor),
    ];
    for (const { statusCode, headers, body } of replies) {
      assert.equal(statusCode, 200);
      assert.equal(body, content);
      assert.equal(headers['content-type'], 'application/pdf');
      assert.match(String(headers['content-disposition']), /^attachment; filename="plan\.pdf"/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.match(String(headers['content-security-policy']), /default-src 'none'/);
      assert.match(String(headers['cache-control']), /private, no-store/);
    }
  });

  const names: readonly [string, string][] = [
    ['../../etc/plan.pdf', 'plan.pdf'],
    ['C:\\Users\\head\\plan.pdf', 'plan.pdf'],
    ['\u202Efdp.exe\u202C plan.pdf', 'fdp.exe plan.pdf'],
    ['a"b<script>.pdf', 'abscript.pdf'],
    ["O'Brien's plan (1).pdf", "O'Brien's plan (1).pdf"],
    ['Bewertung – Überblick 日本.pdf', 'Bewertung – Überblick 日本.pdf'],
    // Cut in the middle of a sign that takes two places.
    [`${'a'.repeat(199)}\u{1F4C4}\u{1F4C4}.pdf`, `${'a'.repeat(199)}\u{1F4C4}.pdf`],
  ];
  /** Sends a file under any name at all, as no browser would. */
  function sendAs(name: string, id: AnswerId) {
    const disposition = 'Content-Disposition: form-data';
    const payload = [
      `--edge\r\n${disposition}; name="id"\r\n\r\n${id}\r\n`,
      `--edge\r\n${disposition}; name="file"; filename*=utf-8''${encodeURIComponent(name)}\r\n`,
      `Content-Type: text/html\r\n\r\n${aPdf().toString('latin1')}\r\n--edge--\r\n`,
    ].join('');
    return app.app.inject({
      method: 'POST',
      url,
      headers: { ...head, 'content-type': 'multipart/form-data; boundary=edge' },
      payload,
    });
  }

  test('with a line in the name are no files', async () => {
    const kept = await fileCount();
    const sent = await sendAs('plan\r\nSet-Cookie: a=b.pdf', newId<AnswerId>());
    assert.equal(sent.statusCode, 422);
    assert.equal(sent.headers['set-cookie'], undefined);
    assert.match(words(sent.body), /Choose the document to send/);
    assert.equal(await fileCount(), kept);
  });

  for (const [given, kept] of names) {
    test(`with the name ${JSON.stringify(given).slice(0, 40)} are kept under ${kept.slice(0, 20)}`, async () => {
      const id = newId<AnswerId>();
      const sent = await sendAs(given, id);
      assert.equal(sent.statusCode, 303, words(sent.body));
      const { name } = await app.services.db
        .selectFrom('pre_reads as r')
        .innerJoin('files as f', 'f.id', 'r.file_id')
        .select('f.name')
        .where('r.id', '=', id)
        .executeTakeFirstOrThrow();
      assert.equal(name, kept);
      const { headers, statusCode } = await ask(
        `/meetings/${meetingId}/pre-reads/documents/${id}`,
        head,
      );
      assert.equal(statusCode, 200);
      const disposition = String(headers['content-disposition']);
      assert.match(
        disposition,
        /^attachment; filename="[A-Za-z0-9 ._-]+"; filename\*=UTF-8''[^\s'()*]+$/,
      );
      assert.equal(decodeURIComponent(disposition.split("''")[1] ?? ''), kept);
      assert.ok((await verifyAudit(app.services.db)).intact);
    });
  }

  test('as two in one form are refused with a page, and nothing is kept', async () => {
    const kept = await fileCount();
    const part = `--edge\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n`;
    const reply = await app.app.inject({
      method: 'POST',
      url,
      headers: { ...head, 'content-type': 'multipart/form-data; boundary=edge' },
      payload: `${part}${part}--edge--\r\n`,
    });
    assert.ok(reply.statusCode >= 400 && reply.statusCode < 500, String(reply.statusCode));
    assert.match(String(reply.headers['content-type']), /^text\/html/);
    assert.equal(await fileCount(), kept);
  });
});

suite('links that were mailed', () => {
  let board: Board;
  let meetingId: MeetingId;
  beforeEach(async () => {
    const { db } = app.services;
    app.clock.set('2027-01-14T09:30:00Z');
    await db
      .updateTable('meetings')
      .set({ status: 'cancelled' })
      .where('status', '=', 'planned')
      .execute();
    await db.deleteFrom('mails').execute();
    board = await aBoard(app);
  });

  async function linkIn(template: string, person: PersonId): Promise<string> {
    const { body_text: text } = await app.services.db
      .selectFrom('mails')
      .select('body_text')
      .where('template', '=', template)
      .where('person_id', '=', person)
      .executeTakeFirstOrThrow();
    return /\/(?:send-papers|dates)\/[\w-]{43}/.exec(text)?.[0] ?? assert.fail('no link');
  }

  async function sendingLink(person: PersonId = board.head): Promise<string> {
    meetingId = await aPlannedMeeting(app, board, date('2027-02-04'));
    const { actor: _, ...work } = await app.workAs(board.chair);
    await tendPapers(work);
    return linkIn('Papers asked for', person);
  }

  async function choiceLink(person: PersonId = board.head): Promise<string> {
    const chair = await app.signInAs(board.chair);
    const on = ['2027-02-03', '2027-02-10', '2027-02-25'];
    const fields = { id: newId<ChoiceId>(), on, time: '2pm', venue: 'school', reason: 'Soon' };
    const reply = await app.post(`/cases/${board.caseId}/dates/new`, fields, chair);
    assert.equal(reply.status, 303, reply.body);
    return linkIn('Choice of dates', person);
  }

  async function endRoles(person: PersonId, day: LocalDate): Promise<void> {
    for (const table of ['roles_held', 'board_members'] as const) {
      await app.services.db
        .updateTable(table)
        .set({ until_date: day })
        .where('person_id', '=', person)
        .execute();
    }
  }

  /** What is done to a token: none of it is one. */
  const altered: readonly [string, (token: string) => string][] = [
    ['with another last letter', (token) => token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A')],
    ['in capitals', (token) => token.toUpperCase()],
    ['cut short', (token) => token.slice(0, -1)],
    ['with more behind it', (token) => `${token}A`],
    ['with a dot', (token) => `${token}.`],
    ['with a zero byte', (token) => `${token}%00`],
    ['with a line', (token) => `${token}%0A`],
    ['very long', (token) => token.repeat(200)],
    ['empty', () => '%20'],
    ['as a pattern', () => '%25'],
    ['as SQL', () => "'%20or%20''='"],
    ['wrongly encoded', () => '%E0%A4%A'],
  ];

  test('open nothing when they are altered, and say the same as one that never was', async () => {
    const sending = await sendingLink();
    await app.services.db.updateTable('meetings').set({ status: 'cancelled' }).execute();
    const dates = await choiceLink();
    for (const [what, alter] of altered) {
      for (const link of [sending, dates]) {
        const [, place = '', token = ''] = link.split('/');
        const reply = await ask(`/${place}/${alter(token)}`);
        assert.ok([400, 403, 404, 414].includes(reply.statusCode), `${what}: ${reply.statusCode}`);
        assert.doesNotMatch(reply.body, /Ashgrove|February/, what);
      }
    }
  });

  test('open nothing of another kind, and no paper that was not asked of their person', async () => {
    const sending = await sendingLink();
    const officers = await linkIn('Papers asked for', board.officer);
    const [, , token = ''] = sending.split('/');
    assert.equal((await ask(`/dates/${token}`)).statusCode, 403);
    assert.equal((await ask(`/sign-in/${token}`)).statusCode, 404);
    const paths = ['visit-records', 'previous-record', 'nothing', '../meetings', 'documents'];
    for (const path of paths) {
      assert.equal((await ask(`${sending}/${path}`)).statusCode, 404, path);
    }
    assert.equal((await ask(`${officers}/improvement-plan`)).statusCode, 404);
    const file = { name: 'a.pdf', content: aPdf() };
    const kept = await fileCount();
    assert.equal((await app.postFile(`${officers}/improvement-plan`, { file })).status, 404);
    assert.equal((await app.postFile(`${sending}/visit-records`, { file })).status, 404);
    assert.equal(await fileCount(), kept);
    // A link gives nothing back of what came by it.
    const id = newId<AnswerId>();
    const sent = await app.postFile(`${sending}/improvement-plan`, { file, fields: { id } });
    assert.equal(sent.status, 303);
    const document = `/meetings/${meetingId}/pre-reads/documents/${id}`;
    assert.equal((await ask(document)).statusCode, 303, 'sign in first');
    assert.doesNotMatch((await ask(sending)).body, /a\.pdf/);
  });

  test('take two files at once as two versions, the same one once, and the same form once', async () => {
    const link = await sendingLink();
    const url = `${link}/improvement-plan`;
    const send = (content: Buffer, id = newId<AnswerId>()) =>
      app.postFile(url, { file: { name: 'Plan.pdf', content }, fields: { id } });
    const versions = async () =>
      app.services.db
        .selectFrom('pre_reads')
        .select(['id', 'number'])
        .where('meeting_id', '=', meetingId)
        .orderBy('number')
        .execute();
    const statuses = async (...replies: ReturnType<typeof send>[]) =>
      (await Promise.all(replies))
        .map(({ status }) => status)
        .toSorted((one, other) => one - other);

    assert.deepEqual(await statuses(send(aPdf()), send(aPdf())), [303, 303]);
    assert.equal(new Set((await versions()).map(({ number }) => number)).size, 2);
    const same = aPdf();
    assert.deepEqual(await statuses(send(same), send(same)), [303, 422]);
    const id = newId<AnswerId>();
    const once = aPdf();
    assert.deepEqual(
      await statuses(send(once, id), send(once, id), send(once, id)),
      [303, 303, 303],
    );
    assert.equal((await versions()).length, 4);
    // The form of another: its id is no way to what was sent, nor to change it.
    const other = await app.postFile(`${link}/self-evaluation`, {
      file: { name: 'Other.pdf', content: aPdf() },
      fields: { id },
    });
    assert.equal(other.status, 422);
    assert.equal((await versions()).length, 4);
    assert.ok((await verifyAudit(app.services.db)).intact);
  });

  test('ask again for a paper that was withdrawn, and give it to nobody', async () => {
    const link = await sendingLink();
    const id = newId<AnswerId>();
    const file = { name: 'Pupils.pdf', content: aPdf() };
    await app.postFile(`${link}/improvement-plan`, { file, fields: { id } });
    assert.match(words((await ask(link)).body), /School Improvement Plan *: sent on/);
    const head = await app.signInAs(board.head);
    const document = `/meetings/${meetingId}/pre-reads/documents/${id}`;
    assert.equal((await app.post(`${document}/withdraw`, { reason: 'Names' }, head)).status, 303);
    const again = words((await ask(link)).body);
    assert.doesNotMatch(again, /Here already/);
    assert.match(again, /School Improvement Plan/);
    assert.equal((await ask(document, head)).statusCode, 404);
  });

  test('die with the role and the seat of their person, for papers and for dates', async () => {
    const sending = await sendingLink();
    await endRoles(board.head, date('2027-01-15'));
    assert.equal((await ask(sending)).statusCode, 200, 'until the day');
    app.clock.set('2027-01-15T09:30:00Z');
    const file = { name: 'a.pdf', content: aPdf() };
    assert.equal((await ask(sending)).statusCode, 404);
    assert.equal((await app.postFile(`${sending}/improvement-plan`, { file })).status, 404);

    await app.services.db.updateTable('meetings').set({ status: 'cancelled' }).execute();
    const dates = await choiceLink(board.governor);
    assert.equal((await ask(dates)).statusCode, 200);
    await endRoles(board.governor, date('2027-01-15'));
    assert.equal((await ask(dates)).statusCode, 403);
    const yes = { 'date-1': 'yes', 'date-2': 'yes', 'date-3': 'yes' };
    const answered = await app.post(dates, yes);
    assert.ok(answered.status === 422 || answered.status === 403);
    const answers = await app.services.db.selectFrom('date_choice_answers').selectAll().execute();
    assert.ok(answers.every(({ person_id: person }) => person !== board.governor));
  });

  test('of dates can be answered twice, and no more once the dates are withdrawn or past', async () => {
    const link = await choiceLink();
    const yes = { 'date-1': 'yes', 'date-2': 'no', 'date-3': 'yes' };
    for (let times = 0; times < 2; times += 1) {
      assert.equal((await app.post(link, yes)).status, 303);
    }
    const extra = { ...yes, 'date-9': 'yes', 'date-0': 'yes', person: board.governor };
    await app.post(link, extra);
    const given = await app.services.db.selectFrom('date_choice_answers').selectAll().execute();
    assert.ok(given.every(({ person_id: person }) => person === board.head));
    const chair = await app.signInAs(board.chair);
    const withdraw = `/cases/${board.caseId}/dates/withdraw`;
    assert.equal((await app.post(withdraw, { reason: 'Snow' }, chair)).status, 303);
    assert.equal((await ask(link)).statusCode, 403);
    assert.notEqual((await app.post(link, yes)).status, 303);
    const next = await (async () => {
      await app.services.db.deleteFrom('mails').execute();
      return choiceLink();
    })();
    app.clock.set('2027-02-26T09:30:00Z');
    assert.equal((await ask(next)).statusCode, 403);
    assert.notEqual((await app.post(next, yes)).status, 303);
  });

  test('are no way round a case that is paused', async () => {
    const link = await sendingLink();
    await app.services.db
      .updateTable('cases')
      .set({ status: 'paused' })
      .where('id', '=', board.caseId)
      .execute();
    const kept = await fileCount();
    const file = { name: 'a.pdf', content: aPdf() };
    const reply = await app.postFile(`${link}/improvement-plan`, { file });
    assert.notEqual(reply.status, 303);
    assert.equal(await fileCount(), kept);
  });
});
