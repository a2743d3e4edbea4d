import assert from 'node:assert/strict';
import { after, before, beforeEach, suite, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { AnswerId, CaseId, MeetingId, PersonId, Urn } from '#kernel/ids.ts';
import { addPastFile, addPastMeeting, takeOnCase } from '#modules/case-life/index.ts';
import { addMembers } from '#modules/cases/index.ts';
import { addAttendee, meetingsOf } from '#modules/meetings/index.ts';
import { tendPapers } from '#modules/pre-reads/index.ts';
import { checkFile } from '#platform/files/files.ts';
import { storeEvaluation, storeVisit } from '#test/builders/stored-evidence.ts';
import { aBoardThatMeets, aPdf } from '#test/builders/stored-papers.ts';
import { aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

// What the product itself holds is a paper of a meeting as it is: nobody sends it once more. The board
// meets for the first time on Thursday 4 February 2027; today is Thursday 14 January.

let app: TestApp;
let board: Board;
let meetingId: MeetingId;
let here = '';
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(async () => {
  ({ board, meetingId, here } = await aBoardThatMeets(app));
});

function words(body: string): string {
  return body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

async function shown(path: string, person: PersonId): Promise<string> {
  const { status, body } = await app.get(path, await app.signInAs(person));
  assert.equal(status, 200, path);
  return words(body);
}

async function askedFor(): Promise<(string | null)[]> {
  const { actor: _, ...work } = await app.workAs(board.chair);
  await app.services.db.deleteFrom('mails').execute();
  await tendPapers(work);
  const mails = await app.services.db
    .selectFrom('mails')
    .select('person_id')
    .where('template', '=', 'Papers asked for')
    .where('person_id', 'in', [board.head, board.officer])
    .execute();
  return mails.map(({ person_id: person }) => person);
}

suite('records of visits', () => {
  test('are the visits that are shared with the school: nobody is asked, and the board reads them', async () => {
    const id = await storeVisit(app, board.urn, board.officer);
    await storeVisit(app, board.urn, board.officer, {
      on: date('2026-01-09'),
      purpose: 'Long ago',
    });
    assert.match(
      await shown(here, board.chair),
      /Priya Nair Held Visit: Reading \(8 January 2027\)/,
    );
    assert.deepEqual(await askedFor(), [board.head]);
    // A Network Lead and the governors read visits as papers of their meeting.
    for (const person of [board.lead, board.governor, board.head, board.chair]) {
      const page = await shown(`${here}/visit-records`, person);
      assert.match(page, /Visit of Friday 8 January 2027 Who visited Priya Nair/);
      assert.match(page, /Every class reads daily\./);
      assert.doesNotMatch(page, /Long ago/);
    }
    const { body } = await app.get(here, await app.signInAs(board.lead));
    assert.ok(body.includes(`href="${here}/visit-records#${id}"`));
    must(
      await addAttendee(await app.workAs(board.chair), meetingId, {
        name: 'Sam Ode',
        capacity: 'English lead',
        address: 'sam@example.org',
        parts: ['self-evaluation'],
      }),
    );
    const { person_id: sam } = await app.services.db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', 'sam@example.org')
      .executeTakeFirstOrThrow();
    const headers = await app.signInAs(sam);
    assert.equal((await app.get(`${here}/visit-records`, headers)).status, 404, 'not their part');
  });

  test('that are not shared are no paper, and whoever made them is told so', async () => {
    await storeVisit(app, board.urn, board.officer, { shared: false, purpose: 'Unannounced' });
    assert.deepEqual(new Set(await askedFor()), new Set([board.head, board.officer]));
    const told = /A visit since then is recorded and not shared with the school yet\./;
    assert.match(await shown(here, board.officer), told);
    assert.match(await shown(`${here}/visit-records/send`, board.officer), told);
    for (const person of [board.head, board.governor, board.lead]) {
      const page = await shown(here, person);
      assert.doesNotMatch(page, /Unannounced|not shared/);
      assert.doesNotMatch(await shown(`${here}/visit-records`, person), /Unannounced/);
    }
  });

  test('leave no way to say that there were none; and a document can be sent as well', async () => {
    await storeVisit(app, board.urn, board.officer);
    const officer = await app.signInAs(board.officer);
    const url = `${here}/visit-records/send`;
    const page = words((await app.get(url, officer)).body);
    assert.match(page, /What is recorded here is this paper already/);
    assert.doesNotMatch(page, /There were no visits/);
    const fields = { id: newId<AnswerId>(), choices: 'yes', what: 'none' };
    const none = await app.postFile(url, { fields }, officer);
    assert.equal(none.status, 422);
    assert.match(none.body, /A visit of 8 January 2027 is recorded here, so there was one/);
    const file = { name: 'Older visits.pdf', content: aPdf() };
    assert.equal((await app.postFile(url, { file }, officer)).status, 303);
    assert.match(
      await shown(here, board.head),
      /Older visits\.pdf .*? Visit: Reading \(8 January 2027\)/,
    );
  });

  test('of a meeting that is over stay those that were there', async () => {
    await storeVisit(app, board.urn, board.officer);
    await app.services.db
      .updateTable('meetings')
      .set({ status: 'held' })
      .where('id', '=', meetingId)
      .execute();
    app.clock.set('2027-02-08T09:30:00Z');
    await storeVisit(app, board.urn, board.officer, {
      on: date('2027-02-02'),
      purpose: 'Written down late',
    });
    const page = await shown(here, board.head);
    assert.match(page, /Visit: Reading/);
    assert.doesNotMatch(page, /Written down late/);
  });
});

suite('the school’s self-evaluation', () => {
  test('is the judgements that it gave here, read by all who read the paper', async () => {
    await storeEvaluation(app, board.urn, board.head);
    assert.match(
      await shown(here, board.chair),
      /Daniel Marsh Held The school’s own judgements in 1 area \(11 January 2027\)/,
    );
    const page = await shown(`${here}/self-evaluation`, board.lead);
    assert.match(page, /The school’s own judgements of Monday 11 January 2027/);
    assert.match(page, /Expected standard A settled team since September\./);
    // The plan and the position statement are still asked for.
    assert.ok((await askedFor()).includes(board.head));
    const mail = await app.services.db
      .selectFrom('mails')
      .select('body_text')
      .where('template', '=', 'Papers asked for')
      .where('person_id', '=', board.head)
      .executeTakeFirstOrThrow();
    const path = /http:\/\/localhost:3000(\/send-papers\/[\w-]{43})\n/.exec(mail.body_text)?.[1];
    assert.ok(path);
    const asked = words((await app.get(path)).body);
    assert.match(asked, /School Improvement Plan/);
    assert.doesNotMatch(asked, /School self-evaluation/);
  });
});

suite('the record of the meeting before, of a case that was taken on', () => {
  let urn: Urn;
  let caseId: CaseId;
  let past: MeetingId;
  let next: string;
  let head: PersonId;
  let chair: SignedInHeaders;
  beforeEach(async () => {
    urn = await aSchool(app);
    const chairId = await storePerson(app.services.db, { role: 'senior-advisor' });
    const work = await app.workAs(chairId);
    chair = await app.signInAs(chairId);
    head = await storePerson(app.services.db, {
      role: 'headteacher',
      scope: { kind: 'school', urn },
    });
    caseId = must(
      await takeOnCase(work, urn, {
        id: newId<CaseId>(),
        process: 'sib',
        openedOn: date('2026-02-02'),
        background: 'The inspection of November 2025.',
        nextForm: 'sib-standard',
        next: { date: date('2027-02-04'), time: '09:30' as LocalTime },
      }),
    );
    must(await addMembers(work, caseId, [{ seat: 'headteacher', description: '', person: head }]));
    past = must(
      await addPastMeeting(
        work,
        caseId,
        { id: newId<MeetingId>(), form: 'sib-entry', date: date('2026-11-12') },
        undefined,
      ),
    );
    const planned = (await meetingsOf(app.services.db, caseId)).find(
      ({ status }) => status === 'planned',
    );
    next = `/meetings/${planned?.id ?? ''}/pre-reads`;
  });

  test('is its original file, for those who may read the record', async () => {
    const about =
      /Previous SIB meeting record .*? Not held The meeting of 12 November 2026 was held before this product was used, and no file of it was added\./;
    assert.match(words((await app.get(next, chair)).body), about);
    const owner = await app.services.db
      .selectFrom('cases')
      .select('opened_by')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    const file = must(checkFile(aPdf(), 'SIB 1 notes.pdf'));
    must(await addPastFile(await app.workAs(owner.opened_by), caseId, past, file));
    const headers = await app.signInAs(head);
    const { body } = await app.get(next, headers);
    assert.match(words(body), /Held SIB 1 notes\.pdf From the meeting of 12 November 2026/);
    const href = /href="(\/meetings\/[^"]*\/files\/[^"]*)"[^>]*>SIB 1 notes\.pdf/.exec(body)?.[1];
    assert.ok(href !== undefined && href.startsWith(`/meetings/${past}/`));
    const download = await app.app.inject({ url: href, headers });
    assert.deepEqual(download.rawPayload, file.bytes);
    // The clerk keeps the papers and reads no records.
    const clerk = await app.signInAs(await storePerson(app.services.db, { role: 'clerk' }));
    const page = (await app.get(next, clerk)).body;
    assert.match(words(page), /Held Record of 12 November 2026/);
    assert.doesNotMatch(page, /SIB 1 notes/);
    assert.equal((await app.get(href, clerk)).status, 404);
  });
});
