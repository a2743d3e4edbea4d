import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { ChoiceId, MeetingId, PersonId } from '#kernel/ids.ts';
import { date } from '#kernel/dates.ts';
import { closeCase } from '#modules/case-life/index.ts';
import { hashToken } from '#modules/people/index.ts';
import { storeCalendar } from '#test/builders/calendar.ts';
import { aBoard, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';
import { fixBoardDate } from '../commands/choose-dates.ts';

let app: TestApp;
let board: Board;
let chair: SignedInHeaders;
before(async () => {
  app = await startApp();
  await storeCalendar(app);
});
after(() => app.close());
beforeEach(async () => {
  app.clock.set('2027-01-14T09:30:00Z');
  board = await aBoard(app);
  chair = await app.signInAs(board.chair);
  await app.services.db.deleteFrom('mails').execute();
});

const offer = {
  on: ['2027-02-03', '2027-02-10', '2027-02-25'],
  time: '2pm',
  venue: 'school',
  reason: '',
};
const yes = { 'date-1': 'yes', 'date-2': 'no', 'date-3': 'yes' };

/** Offers three dates, and gives the link of each member by their id. */
async function offered(): Promise<ReadonlyMap<PersonId, string>> {
  const id = newId<ChoiceId>();
  const reply = await app.post(`/cases/${board.caseId}/dates/new`, { ...offer, id }, chair);
  assert.equal(reply.location, `/cases/${board.caseId}/dates?done=offered`, reply.body);
  const mails = await app.services.db
    .selectFrom('mails')
    .select(['person_id', 'body_text'])
    .where('template', '=', 'Choice of dates')
    .execute();
  return new Map(
    mails.map(({ person_id: person, body_text: text }) => [
      person ?? assert.fail(),
      /\/dates\/[A-Za-z0-9_-]+/.exec(text)?.[0] ?? assert.fail('no link'),
    ]),
  );
}

async function linkOf(person: PersonId): Promise<string> {
  return (await offered()).get(person) ?? assert.fail('no mail');
}

async function auditTypes(): Promise<string[]> {
  const rows = await app.services.db
    .selectFrom('audit_events')
    .select(['type', 'payload'])
    .orderBy('seq')
    .execute();
  return rows
    .filter(({ payload }) => JSON.stringify(payload).includes(board.caseId))
    .map(({ type }) => type);
}

describe('offering a board a choice of dates', () => {
  it('mails each other member a link of their own, and keeps its hash alone', async () => {
    const page = await app.get(`/cases/${board.caseId}/dates/new`, chair);
    assert.equal(page.body.match(/name="on"/g)?.length, 5);
    const links = await offered();
    assert.deepEqual(
      [...links.keys()].toSorted(),
      [board.head, board.governor, board.lead, board.officer].toSorted(),
    );
    const kept = await app.services.db
      .selectFrom('date_choice_links')
      .select('token_hash')
      .execute();
    const everything = JSON.stringify(kept);
    for (const link of links.values()) {
      const token = link.split('/').at(-1) ?? '';
      assert.ok(token.length >= 43);
      assert.ok(!everything.includes(token));
      assert.ok(everything.includes(hashToken(token)));
    }
    const answers = await app.get(`/cases/${board.caseId}/dates`, chair);
    assert.match(answers.body, /Answers: 0 of 4/);
    assert.match(answers.body, /Not asked by email: Ruth Calloway/);
    assert.match(
      (await app.get('/', chair)).body,
      /Fix the date of the School Improvement Board’s next meeting/,
    );
  });

  it('asks once when the form is sent twice, and one choice at a time', async () => {
    const id = newId<ChoiceId>();
    const path = `/cases/${board.caseId}/dates/new`;
    const replies = await Promise.all([1, 2].map(() => app.post(path, { ...offer, id }, chair)));
    assert.deepEqual(
      replies.map(({ status }) => status),
      [303, 303],
    );
    const mails = await app.services.db.selectFrom('mails').select('id').execute();
    assert.equal(mails.length, 4);
    const other = await app.post(path, { ...offer, id: newId() }, chair);
    assert.equal(other.status, 422);
    assert.match(other.body, /has been offered dates already/);
  });

  const refused: readonly [string, Record<string, string | string[]>, RegExp][] = [
    ['one date', { on: ['2027-02-03'] }, /Choose from 2 to 5 different dates: there are 1/],
    ['none', { on: [] }, /there are 0/],
    ['the same date twice', { on: ['2027-02-03', '2027-02-03'] }, /there are 1/],
    [
      'six dates',
      { on: ['2027-02-01', '2027-02-02', '2027-02-03', '2027-02-04', '2027-02-05', '2027-02-08'] },
      /there are 6/,
    ],
    [
      'a date that is past',
      { on: ['2027-01-04', '2027-02-03'] },
      /Monday 4 January 2027 is not in the future/,
    ],
    [
      'a date in a holiday',
      { on: ['2027-02-03', '2027-04-06'] },
      /in the Easter holiday\. Choose another date, or enter why/,
    ],
    [
      'a date before the pre-read week',
      { on: ['2027-01-18', '2027-02-03'] },
      /too soon for the pre-read documents/,
    ],
    [
      'a date in three years',
      { on: ['2027-02-03', '2030-02-04'] },
      /not within the next 18 months/,
    ],
    ['no time', { time: '' }, /Enter the start time/],
    ['no place', { venue: '' }, /Choose where the meeting is/],
    [
      'a place without a reason',
      { venue: 'elsewhere', elsewhere: 'Town hall' },
      /Enter why the meeting is not at the school/,
    ],
  ];
  for (const [what, change, sentence] of refused) {
    it(`refuses ${what}, and keeps what was typed`, async () => {
      const path = `/cases/${board.caseId}/dates/new`;
      const reply = await app.post(
        path,
        { ...offer, time: '2.15pm', ...change, id: newId() },
        chair,
      );
      assert.equal(reply.status, 422);
      assert.match(reply.body, sentence);
      if (change['time'] === undefined) assert.match(reply.body, /value="2\.15pm"/);
      assert.equal((await app.services.db.selectFrom('mails').select('id').execute()).length, 0);
    });
  }

  it('takes a date in a holiday with a reason, and dates that are typed', async () => {
    const fields = {
      ...offer,
      on: ['2027-02-03'],
      'date-1-day': '6',
      'date-1-month': '4',
      'date-1-year': '2027',
      reason: 'The head is away all spring.',
      id: newId(),
    };
    assert.equal((await app.post(`/cases/${board.caseId}/dates/new`, fields, chair)).status, 303);
    const options = await app.services.db
      .selectFrom('date_choice_options as o')
      .innerJoin('date_choices as c', 'c.id', 'o.choice_id')
      .select(['o.date', 'o.reason'])
      .where('c.case_id', '=', board.caseId)
      .orderBy('o.number')
      .execute();
    assert.deepEqual(options, [
      { date: date('2027-02-03'), reason: '' },
      { date: date('2027-04-06'), reason: 'The head is away all spring.' },
    ]);
  });
});

describe('answering from the mail', () => {
  it('needs no sign-in, uses nothing up, and can be changed', async () => {
    const link = await linkOf(board.head);
    for (const _ of [1, 2]) {
      const page = await app.get(link);
      assert.equal(page.status, 200);
      assert.match(page.body, /Daniel Marsh, these dates are offered/);
      assert.match(page.body, /Wednesday 3 February 2027 at 2pm/);
    }
    const sent = await app.post(link, yes);
    assert.equal(sent.location, `${link}?done=answered`);
    assert.match((await app.get(sent.location)).body, /Your answer has reached the chair/);
    assert.match((await app.get(`/cases/${board.caseId}/dates`, chair)).body, /Answers: 1 of 4/);
    await app.post(link, { ...yes, 'date-2': 'yes' });
    await app.post(link, { ...yes, 'date-2': 'yes' });
    const rows = await app.services.db
      .selectFrom('date_choice_answers')
      .select(['turn', 'number', 'can'])
      .where('person_id', '=', board.head)
      .orderBy('turn')
      .orderBy('number')
      .execute();
    // What was said before stays; the same once more is nothing new.
    assert.deepEqual(
      rows.map(({ turn, can }) => [turn, can]),
      [
        [1, true],
        [1, false],
        [1, true],
        [2, true],
        [2, true],
        [2, true],
      ],
    );
    assert.deepEqual((await auditTypes()).slice(-3), [
      'dates offered to the board',
      'dates answered',
      'dates answered',
    ]);
  });

  it('asks for an answer to each date', async () => {
    const link = await linkOf(board.head);
    const reply = await app.post(link, { 'date-1': 'yes', 'date-3': 'maybe' });
    assert.equal(reply.status, 422);
    assert.match(reply.body, /Say whether you can come on Wednesday 10 February 2027/);
    assert.match(reply.body, /href="#date-2"/);
    assert.match(reply.body, /value="yes" checked/);
  });

  it('shows nothing else: no other member, no reasons, no other page', async () => {
    const links = await offered();
    await app.post(links.get(board.governor) ?? '', yes);
    const { body, headers } = await app.get(links.get(board.head) ?? '');
    assert.doesNotMatch(body, /Li Wen|Priya Nair|Tomasz|Ruth Calloway|Leadership and management/);
    assert.doesNotMatch(body, /href="\/(cases|meetings|schools|records)/);
    assert.equal(headers['set-cookie'], undefined);
    assert.equal(
      (await app.get(`/cases/${board.caseId}/dates`)).location.startsWith('/sign-in'),
      true,
    );
  });

  it('refuses a link that never was, and one whose dates are fixed or withdrawn, with the same page', async () => {
    const guessed = await app.get(`/dates/${'A'.repeat(43)}`);
    assert.equal(guessed.status, 403);
    assert.match(guessed.body, /This link does not work any more/);
    assert.equal((await app.post(`/dates/${'A'.repeat(43)}`, yes)).status, 403);
    const links = await offered();
    const link = links.get(board.head) ?? '';
    const withdrawn = await app.post(
      `/cases/${board.caseId}/dates/withdraw`,
      { reason: '' },
      chair,
    );
    assert.match(withdrawn.body, /Enter why the dates are withdrawn/);
    assert.equal((await app.get(link)).status, 200);
    await app.post(`/cases/${board.caseId}/dates/withdraw`, { reason: 'The head is ill.' }, chair);
    const dead = await app.get(link);
    assert.equal(dead.status, 403);
    const text = (body: string) => body.replaceAll(/nonce="[^"]*"/g, '');
    assert.equal(text(dead.body), text(guessed.body));
    assert.equal((await app.post(link, yes)).status, 403);
  });

  it('ends on the last of the dates, and when the member leaves the board', async () => {
    const links = await offered();
    const head = links.get(board.head) ?? '';
    app.clock.set('2027-02-24T23:00:00Z');
    assert.equal((await app.get(head)).status, 200);
    // Only what is still to come is asked.
    assert.doesNotMatch((await app.get(head)).body, /10 February/);
    assert.equal((await app.post(head, { 'date-3': 'yes' })).status, 303);
    await app.services.db
      .updateTable('board_members')
      .set({ until_date: date('2027-02-24') })
      .where('person_id', '=', board.lead)
      .execute();
    assert.equal((await app.get(links.get(board.lead) ?? '')).status, 403);
    app.clock.set('2027-02-25T08:00:00Z');
    assert.equal((await app.get(head)).status, 403);
  });
});

describe('a board that changes while it has dates to choose from', () => {
  const joins = {
    seat: 'extra',
    description: 'Deputy Headteacher',
    name: 'Grace Whitcombe',
    address: 'grace@example.org',
  };
  const mailed = () =>
    app.services.db
      .selectFrom('mails')
      .select(['template', 'to_address', 'subject', 'body_text'])
      .execute();

  it('asks who joins it, once, by a link of their own that works', async () => {
    await offered();
    await app.services.db.deleteFrom('mails').execute();
    const path = `/cases/${board.caseId}/board/new`;
    for (const _ of [1, 2]) assert.equal((await app.post(path, joins, chair)).status, 303);
    const [mail, ...more] = await mailed();
    assert.ok(mail);
    assert.deepEqual(
      [mail.template, mail.to_address, more],
      ['Choice of dates', 'grace@example.org', []],
    );
    const link = /\/dates\/[A-Za-z0-9_-]+/.exec(mail.body_text)?.[0] ?? '';
    assert.match((await app.get(link)).body, /Grace Whitcombe, these dates are offered/);
    assert.equal((await app.post(link, yes)).status, 303);
    const answers = await app.get(`/cases/${board.caseId}/dates`, chair);
    assert.match(answers.body, /Answers: 1 of 5/);
  });

  it('asks who takes over a seat on a later day, and their link works until then too', async () => {
    await offered();
    const { db } = app.services;
    const member = await db
      .selectFrom('board_members')
      .select('id')
      .where('case_id', '=', board.caseId)
      .where('person_id', '=', board.officer)
      .executeTakeFirstOrThrow();
    const leave = `/cases/${board.caseId}/board/${member.id}/end`;
    const on = { 'until-day': '1', 'until-month': '2', 'until-year': '2027' };
    assert.equal((await app.post(leave, on, chair)).status, 303);
    await db.deleteFrom('mails').execute();
    const seat = { ...joins, seat: 'monitoring-officer', description: '' };
    const sent = await app.post(`/cases/${board.caseId}/board/new`, seat, chair);
    assert.equal(sent.status, 303, sent.body);
    const [mail] = await mailed();
    const link = /\/dates\/[A-Za-z0-9_-]+/.exec(mail?.body_text ?? '')?.[0] ?? '';
    assert.equal((await app.get(link)).status, 200);
  });

  it('tells those who were asked that the dates are withdrawn, and not why', async () => {
    await offered();
    await app.services.db
      .updateTable('board_members')
      .set({ until_date: date('2027-01-14') })
      .where('case_id', '=', board.caseId)
      .where('person_id', '=', board.lead)
      .execute();
    await app.services.db.deleteFrom('mails').execute();
    const path = `/cases/${board.caseId}/dates/withdraw`;
    const reason = 'Concerns about the head.';
    for (const _ of [1, 2]) assert.equal((await app.post(path, { reason }, chair)).status, 303);
    const mails = await mailed();
    assert.deepEqual(
      mails.map(({ template }) => template),
      ['Dates withdrawn', 'Dates withdrawn', 'Dates withdrawn'],
    );
    for (const { subject, body_text: text } of mails) {
      assert.match(text, /are withdrawn\. You do not need to answer/);
      assert.doesNotMatch(`${subject} ${text}`, /Concerns|Leadership and management/);
    }
  });

  it('tells them when the case is closed', async () => {
    await offered();
    await app.services.db.deleteFrom('mails').execute();
    must(
      await closeCase(await app.workAs(board.chair), board.caseId, {
        about: 'school-closure',
        reason: 'The school closes at Easter.',
        decidedBy: 'Ruth Calloway',
        stopsActions: true,
      }),
    );
    assert.deepEqual(
      (await mailed()).map(({ template }) => template),
      Array.from({ length: 4 }, () => 'Dates withdrawn'),
    );
  });
});

describe('fixing a date', () => {
  it('plans the meeting, invites everyone, and ends the links; twice is once', async () => {
    const links = await offered();
    await app.services.db.deleteFrom('mails').execute();
    const none = await app.post(`/cases/${board.caseId}/dates/fix`, {}, chair);
    assert.equal(none.status, 422);
    assert.match(none.body, /Choose the date to fix/);
    const path = `/cases/${board.caseId}/dates/fix`;
    const replies = await Promise.all([1, 2].map(() => app.post(path, { number: '2' }, chair)));
    const [meeting = ''] = replies.map(({ location }) => location);
    assert.match(meeting, /^\/meetings\/.*\?done=set$/);
    assert.deepEqual(
      replies.map(({ location }) => location),
      [meeting, meeting],
    );
    const planned = await app.services.db
      .selectFrom('meetings')
      .select(['id', 'date', 'time', 'status', 'form'])
      .where('case_id', '=', board.caseId)
      .execute();
    assert.deepEqual(
      planned.map((each) => [each.date, each.time, each.status, each.form]),
      [['2027-02-10', '14:00', 'planned', 'sib-entry']],
    );
    const mails = await app.services.db.selectFrom('mails').select('template').execute();
    assert.deepEqual(
      new Set(mails.map(({ template }) => template)),
      new Set(['Invitation to a meeting']),
    );
    assert.equal(mails.length, 5);
    for (const link of links.values()) assert.equal((await app.get(link)).status, 403);
    assert.equal(
      (await app.get(`/cases/${board.caseId}/dates`, chair)).location,
      meeting.split('?')[0],
    );
    assert.deepEqual((await auditTypes()).slice(-2), ['meeting arranged', 'date fixed']);
  });

  it('is done by one of two: the other is told who was first, and what stands', async () => {
    await offered();
    const second = await storePerson(app.services.db, { name: 'Amara Okafor' });
    const fix = async (person: PersonId, number: number) =>
      fixBoardDate(await app.workAs(person), board.caseId, number);
    const both = await Promise.all([fix(board.chair, 1), fix(second, 2)]);
    const [won] = both.filter(({ ok }) => ok);
    const lost = both.find(({ ok }) => !ok);
    assert.ok(won?.ok && lost && !lost.ok);
    assert.match(
      lost.refusal.sentence,
      /^(Ruth Calloway has fixed Wednesday 3|Amara Okafor has fixed Wednesday 10) February 2027 at 2pm already/,
    );
    const planned = await app.services.db
      .selectFrom('meetings')
      .select('id')
      .where('case_id', '=', board.caseId)
      .execute();
    assert.deepEqual(planned, [{ id: won.value }]);
  });

  it('says so on the page too, to whoever fixes another date or withdraws them', async () => {
    await offered();
    const other = await app.signInAs(await storePerson(app.services.db, { name: 'Amara Okafor' }));
    const path = `/cases/${board.caseId}/dates`;
    const replies = await Promise.all([
      app.post(`${path}/fix`, { number: '1' }, chair),
      app.post(`${path}/fix`, { number: '3' }, other),
    ]);
    assert.deepEqual(
      replies.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, 422],
    );
    const told = replies.find(({ status }) => status === 422)?.body ?? '';
    assert.match(told, /There is a problem/);
    assert.match(told, /has fixed (Wednesday 3|Thursday 25) February 2027 at 2pm already/);
    const meeting = replies.find(({ status }) => status === 303)?.location.split('?')[0] ?? '';
    assert.ok(told.includes(`href="${meeting}"`));
    const withdrawn = await app.post(`${path}/withdraw`, { reason: 'The head is ill.' }, other);
    assert.equal(withdrawn.status, 422);
    assert.match(withdrawn.body, /has fixed .* already, and everyone is invited/);
    assert.match((await app.get(meeting, chair)).body, /Planned/);
  });

  it('is not possible once they are withdrawn, at the same moment too', async () => {
    await offered();
    const path = `/cases/${board.caseId}/dates`;
    const replies = await Promise.all([
      app.post(`${path}/withdraw`, { reason: 'The head is ill.' }, chair),
      app.post(`${path}/fix`, { number: '1' }, chair),
    ]);
    assert.deepEqual(
      replies.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, 422],
    );
    const { body } = replies.find(({ status }) => status === 422) ?? assert.fail();
    assert.match(body, /withdrawn, so none can be fixed|has fixed .* already/);
  });

  it('is for those who arrange meetings', async () => {
    await offered();
    const head = await app.signInAs(board.head);
    const path = `/cases/${board.caseId}/dates`;
    assert.equal((await app.get(path, head)).status, 404);
    assert.equal((await app.post(`${path}/fix`, { number: '1' }, head)).status, 404);
    const clerk = await app.signInAs(
      await storePerson(app.services.db, { role: 'clerk', name: 'Dee' }),
    );
    assert.equal((await app.post(`${path}/fix`, { number: '1' }, clerk)).status, 303);
  });

  it('is not needed any more when the meeting is set without it: the links end', async () => {
    const link = await linkOf(board.head);
    const fields = {
      id: newId<MeetingId>(),
      on: '2027-02-04',
      time: '2pm',
      venue: 'school',
      reason: '',
    };
    const set = await app.post(`/cases/${board.caseId}/meetings/new`, fields, chair);
    assert.equal(set.status, 303);
    assert.equal((await app.get(link)).status, 403);
    assert.match(
      (await app.get(`/cases/${board.caseId}/dates`, chair)).body,
      /A meeting was set without them/,
    );
  });
});

// Last, because it uses up the tries of this address.
describe('guessing links', () => {
  it('is counted like tries at sign-in links', async () => {
    let last = 0;
    for (let tries = 0; tries < 31; tries += 1) {
      last = (await app.get(`/dates/${'B'.repeat(43)}`)).status;
    }
    assert.equal(last, 429);
  });
});
