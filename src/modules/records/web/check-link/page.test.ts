import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { aSentRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp, TestReply } from '#test/harness/app.ts';
import { visitorsOf } from '#test/harness/visitors.ts';
import { addMembers } from '#modules/cases/index.ts';
import { takeBack } from '../../commands/accuracy-check.ts';
import { handOverCheck } from '../../commands/hand-over-check.ts';
import { finaliseRecord } from '../../commands/finalise.ts';

// The link that is mailed to a headteacher, as a headteacher uses it, as a mail scanner opens it, and
// as somebody tries it whose it is not.

let app: TestApp;
let sent: StoredRecord;
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(async () => {
  app.clock.set('2027-01-14T09:30:00Z');
  sent = await aSentRecord(app);
});

const title = 'This link does not open the check';
const day = 24 * 60 * 60_000;

const { get, post } = visitorsOf(() => app);

/** What the newest mail of a template to someone says. */
async function mailTo(person: PersonId, template: string): Promise<string> {
  const mails = await app.services.db
    .selectFrom('mails')
    .select(['id', 'body_text'])
    .where('person_id', '=', person)
    .where('template', '=', template)
    .orderBy('created_at')
    .execute();
  return mails.at(-1)?.body_text ?? '';
}

const linkIn = (mail: string) =>
  /http:\/\/localhost:3000(\/accuracy-check\/[\w-]+)/.exec(mail)?.[1] ?? '';

async function linkTo({ board }: StoredRecord, template = 'Record ready for your accuracy check') {
  return linkIn(await mailTo(board.head, template));
}

/** Asks for a code, as the headteacher who reads their mail. */
async function codeFor(link: string, { board }: StoredRecord, cookie = ''): Promise<string> {
  app.clock.advance(1000);
  assert.equal((await post(`${link}/code`, {}, cookie)).location, `${link}/code`);
  const mail = await mailTo(board.head, 'Code for an accuracy check');
  return /Your code is (\d{6})\n/.exec(mail)?.[1] ?? '';
}

/** Opens the check in a browser; gives its cookie. */
async function open(link: string, stored = sent): Promise<string> {
  const opened = await post(`${link}/open`, { code: await codeFor(link, stored) });
  assert.equal(opened.location, `${link}/check`);
  const [cookie = ''] = String(opened.headers['set-cookie']).split(';');
  return cookie;
}

const eventsOf = async (recordId: RecordId) =>
  (
    await app.services.db
      .selectFrom('audit_events')
      .select(['type', 'actor_id', 'payload'])
      .where('subject_kind', '=', 'record')
      .where('subject_id', '=', recordId)
      .orderBy('seq')
      .execute()
  ).filter(({ type }) => type.startsWith('accuracy'));

const lastRefusal = async (recordId: RecordId) =>
  (await eventsOf(recordId)).findLast(({ type }) => type === 'accuracy link refused')?.payload;

async function expectRefused(reply: TestReply): Promise<void> {
  assert.equal(reply.status, 403);
  assert.match(reply.body, new RegExp(`<h1[^>]*>${title}</h1>`));
  assert.match(reply.body, /Mail me a new link/);
  assert.doesNotMatch(reply.body, /Larkfield|Daniel Marsh|Leadership/);
}

describe('the link of an accuracy check', () => {
  test('shows nothing, changes nothing and uses nothing up, however often it is opened', async () => {
    const link = await linkTo(sent);
    const rows = () => app.services.db.selectFrom('accuracy_links').selectAll().execute();
    const untouched = [await rows(), await eventsOf(sent.recordId)];
    for (let times = 0; times < 10; times += 1) {
      const opened = await get(link);
      assert.equal(opened.status, 200);
      assert.match(opened.body, /Mail me a code/);
      assert.equal(opened.headers['set-cookie'], undefined);
      assert.doesNotMatch(opened.body, /Primary School|Daniel Marsh|Ruth Calloway|Leadership/);
      assert.equal((await get(`${link}/code`)).location, link);
      assert.equal((await get(`${link}/check`)).location, link);
    }
    assert.deepEqual([await rows(), await eventsOf(sent.recordId)], untouched);
    assert.equal(
      (await rows()).some(({ token_hash: hash }) => link.includes(hash)),
      false,
    );
  });

  test('opens the check by a code, is answered without signing in, and is dead then', async () => {
    const link = await linkTo(sent);
    const cookie = await open(link);
    const check = `${link}/check`;
    assert.equal((await get(link, cookie)).location, check);
    assert.match((await get(check, cookie)).body, /Leadership is new\./);
    const typed = { 'answer-context-1': 'differently', 'view-context-1': 'The census was early.' };
    const kept = await post(check, { ...typed, keep: 'yes' }, cookie);
    assert.equal(kept.location, `${check}?kept=yes`);
    assert.match((await get(kept.location, cookie)).body, /The census was early\.<\/textarea>/);
    const answered = await post(check, { ...typed, rest: 'accurate' }, cookie);
    assert.equal(answered.status, 200);
    assert.match(answered.body, /Your answer has reached the chair/);
    assert.match(answered.body, /The census was early\./);
    const { board, recordId } = sent;
    const told = (await eventsOf(recordId)).map(({ type, actor_id: actor, payload }) => [
      type,
      actor === board.head ? 'head' : actor,
      (payload as { by?: string }).by,
    ]);
    assert.deepEqual(told, [
      ['accuracy code sent', null, undefined],
      ['accuracy check opened', 'head', 'link'],
      ['accuracy answers kept', 'head', 'link'],
      ['accuracy answers kept', 'head', 'link'],
      ['accuracy check answered', 'head', 'link'],
    ]);
    for (const reply of [await get(link, cookie), await post(check, { all: 'accurate' }, cookie)]) {
      assert.equal(reply.status, 403);
      assert.match(reply.body, /This check has been answered/);
      assert.doesNotMatch(reply.body, /Larkfield|Daniel Marsh|Leadership|Mail me/);
      assert.deepEqual(((await lastRefusal(recordId)) as { because: string }).because, 'answered');
    }
    await expectRefused(await post(`${link}/code`));
    assert.equal(((await lastRefusal(recordId)) as { because: string }).because, 'answered');
    assert.match(await mailTo(board.chair, 'Accuracy check answered'), /has answered/);
    const again = await post(check, { ...typed, rest: 'accurate' }, cookie);
    assert.match(again.body, /There is nothing left to do/);
    await expectRefused(await get(link));
  });

  test('asks nothing more of a headteacher who is signed in', async () => {
    const { board, recordId } = sent;
    const link = await linkTo(sent);
    const { cookie } = await app.signInAs(board.head);
    assert.equal((await get(link, cookie)).location, `/records/${recordId}/accuracy-check`);
    assert.match((await get(link)).body, /href="\/sign-in\?next=%2Faccuracy-check%2F/);
    const chair = await app.signInAs(board.chair);
    assert.match((await get(link, chair.cookie)).body, /Mail me a code/);
  });

  test('is refused on a second device, which can have a new link that ends the first', async () => {
    const link = await linkTo(sent);
    const cookie = await open(link);
    const typed = { 'answer-context-1': 'differently', 'view-context-1': 'The census was early.' };
    await post(`${link}/check`, { ...typed, keep: 'yes' }, cookie);
    await expectRefused(await get(link));
    await expectRefused(await post(`${link}/code`));
    await expectRefused(await get(`${link}/check`));
    await expectRefused(await post(`${link}/check`, { all: 'accurate' }));
    assert.match(
      JSON.stringify(await lastRefusal(sent.recordId)),
      /"because": ?"open in another browser"/,
    );
    assert.equal((await get(`${link}/check`, cookie)).status, 200);
    const renewed = await post(`${link}/new-link`);
    assert.match(renewed.body, /If the check still waits for an answer/);
    const fresh = await linkTo(sent, 'New link to an accuracy check');
    assert.notEqual(fresh, link);
    const lost = await post(`${link}/check`, { ...typed, rest: 'accurate' }, cookie);
    await expectRefused(lost);
    assert.match(lost.body, /The census was early\.<\/textarea>/);
    const other = await open(fresh);
    const page = await get(`${fresh}/check`, other);
    assert.match(page.body, /You have answered 1 of/);
    assert.match(page.body, /The census was early\.<\/textarea>/);
  });

  test('takes five wrong codes, and then none until another is mailed', async () => {
    const link = await linkTo(sent);
    const code = await codeFor(link, sent);
    const wrong = code === '000000' ? '000001' : '000000';
    for (const left of ['4 times', '3 times', '2 times', 'once']) {
      const tried = await post(`${link}/open`, { code: wrong });
      assert.equal(tried.status, 422);
      assert.match(tried.body, new RegExp(`You can try ${left} more`));
      assert.match(tried.body, new RegExp(`value="${wrong}"`));
      assert.equal(tried.headers['set-cookie'], undefined);
    }
    for (const typed of [wrong, code, code]) {
      const tried = await post(`${link}/open`, { code: typed });
      assert.equal(tried.status, 422);
      assert.match(tried.body, /That code does not work any more/);
    }
    const refused = (await eventsOf(sent.recordId)).filter(
      ({ type }) => type === 'accuracy code refused',
    );
    assert.equal(refused.length, 7);
    assert.equal(JSON.stringify(refused).includes(code), false);
    const next = await codeFor(link, sent);
    const spaced = `${next.slice(0, 3)} ${next.slice(3)}`;
    assert.equal((await post(`${link}/open`, { code: spaced })).location, `${link}/check`);
  });

  for (const typed of ['', '12', '1234567', 'one two', '<script>']) {
    test(`does not count “${typed}” as a try: it cannot be a code`, async () => {
      const link = await linkTo(sent);
      const code = await codeFor(link, sent);
      for (let times = 0; times < 6; times += 1) {
        const tried = await post(`${link}/open`, { code: typed });
        assert.equal(tried.status, 422);
        assert.match(tried.body, /Enter the code: it has six digits/);
      }
      assert.equal((await post(`${link}/open`, { code })).location, `${link}/check`);
    });
  }

  test('takes no code after a quarter of an hour, and mails no more than five', async () => {
    const link = await linkTo(sent);
    const code = await codeFor(link, sent);
    app.clock.advance(15 * 60_000);
    assert.match((await post(`${link}/open`, { code })).body, /does not work any more/);
    for (let times = 2; times <= 5; times += 1) await codeFor(link, sent);
    const sixth = await post(`${link}/code`);
    assert.equal(sixth.status, 422);
    assert.match(sixth.body, /No more codes are mailed for this link/);
  });

  test('asks the browser that it is open in for a code again after half a day', async () => {
    const link = await linkTo(sent);
    const cookie = await open(link);
    app.clock.advance(day / 2);
    assert.equal((await get(`${link}/check`, cookie)).location, link);
    const late = { 'answer-context-1': 'differently', 'view-context-1': 'The census was early.' };
    const asleep = await post(`${link}/check`, late, cookie);
    assert.equal(asleep.status, 401);
    assert.match(asleep.body, /The census was early\.<\/textarea>/);
    await expectRefused(await get(link));
    const code = await codeFor(link, sent, cookie);
    const opened = await post(`${link}/open`, { code }, cookie);
    assert.equal(opened.location, `${link}/check`);
  });

  test('dies when it is taken back, handed over, past its day, and when the record is final', async () => {
    const { board, recordId } = sent;
    const work = await app.workAs(board.chair);
    const back = await linkTo(sent);
    must(await takeBack(work, recordId, 'A section was missing.'));
    await expectRefused(await get(back));

    sent = await aSentRecord(app);
    const handed = await linkTo(sent);
    const successor = await storePerson(app.services.db, {
      name: 'Owen Pritchard',
      role: 'headteacher',
      scope: { kind: 'school', urn: sent.board.urn },
    });
    const chair = await app.workAs(sent.board.chair);
    await app.services.db
      .updateTable('board_members')
      .set({ until_date: date('2027-01-14') })
      .where('person_id', '=', sent.board.head)
      .execute();
    const seat = { seat: 'headteacher', description: '', person: successor };
    must(await addMembers(chair, sent.board.caseId, [seat]));
    must(await handOverCheck(chair, sent.recordId, successor));
    await expectRefused(await get(handed));
    await post(`${handed}/new-link`);
    assert.equal(await mailTo(sent.board.head, 'New link to an accuracy check'), '');
    const theirs = linkIn(await mailTo(successor, 'Record ready for your accuracy check'));
    assert.equal((await get(theirs)).status, 200);

    sent = await aSentRecord(app);
    const due = await linkTo(sent);
    const cookie = await open(due);
    app.clock.set(`${date('2027-01-21')}T23:00:00Z`);
    assert.match((await get(due, cookie)).body, /Mail me a code/);
    app.clock.set(`${date('2027-01-22')}T08:00:00Z`);
    await expectRefused(await get(due, cookie));
    assert.match(JSON.stringify(await lastRefusal(sent.recordId)), /past its day/);
    await post(`${due}/new-link`);
    assert.equal(await mailTo(sent.board.head, 'New link to an accuracy check'), '');
    must(await finaliseRecord(await app.workAs(sent.board.chair), sent.recordId));
    await expectRefused(await get(due, cookie));
    assert.match(JSON.stringify(await lastRefusal(sent.recordId)), /"final"/);
  });

  test('of one record opens no other, and its cookie nothing else', async () => {
    const other = await aSentRecord(app);
    const link = await linkTo(sent);
    const theirs = await linkTo(other);
    const code = await codeFor(link, sent);
    assert.match((await post(`${theirs}/open`, { code })).body, /does not work any more/);
    await codeFor(theirs, other);
    assert.match((await post(`${theirs}/open`, { code })).body, /not the newest code/);
    const cookie = await open(link);
    const [, value = ''] = cookie.split('=');
    assert.match((await get(theirs, cookie)).body, /Mail me a code/);
    assert.equal((await get(`${theirs}/check`, cookie)).location, theirs);
    await open(theirs, other);
    await expectRefused(await post(`${theirs}/check`, { all: 'accurate' }, cookie));
    for (const name of ['trajectory-here', 'trajectory']) {
      const headers = `${name}=${value}`;
      for (const url of [`/records/${sent.recordId}`, '/', '/actions']) {
        assert.match((await get(url, headers)).location, /^\/sign-in\?next=/, url);
      }
      const url = `/records/${sent.recordId}/accuracy-check`;
      assert.equal((await post(url, { all: 'accurate' }, headers)).status, 401);
    }
  });

  test('that is guessed, altered or cut is refused alike, and the trail is not filled by it', async () => {
    const link = await linkTo(sent);
    const altered = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    const urls = [altered, link.slice(0, -3), `${link}x`, '/accuracy-check/guess'];
    const bodies = new Set<string>();
    for (const url of urls) {
      const replies = [
        await get(url),
        await get(`${url}/check`),
        await post(`${url}/code`),
        await post(`${url}/open`, { code: '123456' }),
        await post(`${url}/check`, { all: 'accurate' }),
      ];
      for (const reply of replies) {
        await expectRefused(reply);
        bodies.add(reply.body.replaceAll(url, 'URL').replaceAll(encodeURIComponent(url), 'URL'));
      }
    }
    assert.equal(bodies.size, 1);
    await open(link);
    const second = await get(link);
    assert.ok(bodies.has(second.body.replaceAll(link, 'URL')), 'the same as on a second device');
    const guesses = await app.services.db
      .selectFrom('audit_events')
      .select('payload')
      .where('subject_kind', '=', 'accuracy link')
      .execute();
    assert.equal(guesses.length, 10);
    assert.doesNotMatch(JSON.stringify(guesses), /guess|token/);
    const { count } = await app.services.db
      .selectFrom('accuracy_link_guesses')
      .select('count')
      .executeTakeFirstOrThrow();
    assert.equal(count, 20);
    assert.ok((await verifyAudit(app.services.db)).intact);
  });

  test('takes what is typed as words, whatever it is, and fields that the check does not have as none', async () => {
    const link = await linkTo(sent);
    const cookie = await open(link);
    const view = `O'Brien \u{1F600} \u202E\0<script>alert(1)</script> ${'w'.repeat(5000)}`;
    const kept = await post(
      `${link}/check`,
      {
        'answer-context-1': 'differently',
        'view-context-1': view,
        'answer-__proto__-1': 'differently',
        'view-__proto__-1': 'x',
        'answer-constructor-1': 'fact-wrong',
        __proto__1: 'x',
        constructor: 'x',
        keep: 'yes',
      },
      cookie,
    );
    const { body } = await get(kept.location, cookie);
    assert.match(body, /You have answered 1 of/);
    assert.ok(
      body.includes('O&#39;Brien \u{1F600} \u202E&lt;script&gt;alert(1)&lt;/script&gt; www'),
    );
    const tooLong = { 'answer-context-1': 'differently', 'view-context-1': 'a'.repeat(20_001) };
    const refused = await post(`${link}/check`, { ...tooLong, rest: 'accurate' }, cookie);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /must be 20,000 characters or fewer/);
    const far = await post(`${link}/check`, { 'view-context-1': 'a'.repeat(5_000_000) }, cookie);
    assert.equal(far.status, 413);
    assert.match(far.body, /That was too long to send/);
  });

  test('cannot be guessed at fast from one address', async () => {
    const statuses = [];
    for (let times = 0; times < 12; times += 1) {
      const tried = await app.post('/accuracy-check/guess/open', { code: '123456' });
      statuses.push(tried.status);
    }
    assert.deepEqual(statuses, [...Array<number>(10).fill(403), 429, 429]);
  });

  test('is renewed three times a day, and no more', async () => {
    const first = await linkTo(sent);
    for (let times = 0; times < 5; times += 1) {
      app.clock.advance(1000);
      assert.equal((await post(`${first}/new-link`)).status, 200);
    }
    const { db } = app.services;
    const { count } = await db
      .selectFrom('accuracy_links')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('record_id', '=', sent.recordId)
      .executeTakeFirstOrThrow();
    assert.equal(count, 4);
    await expectRefused(await get(first));
    assert.equal((await get(await linkTo(sent, 'New link to an accuracy check'))).status, 200);
  });
});

describe('in live mode', () => {
  test('links and codes leave the outbox once they are sent', async () => {
    const live = await startApp({ mode: 'live' });
    try {
      const stored = await aSentRecord(live);
      await live.drainJobs();
      const mails = await live.services.db
        .selectFrom('mails')
        .select(['body_text', 'body_html'])
        .where('person_id', '=', stored.board.head)
        .where('template', '=', 'Record ready for your accuracy check')
        .execute();
      assert.deepEqual(mails, [{ body_text: '', body_html: '' }]);
    } finally {
      await live.close();
    }
  });
});
