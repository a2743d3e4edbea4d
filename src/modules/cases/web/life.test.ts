import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId, PersonId } from '#kernel/ids.ts';
import { closeCase } from '#modules/case-life/index.ts';
import { openCase } from '#modules/cases/index.ts';
import { anOpenRecord, aSentRecord, aWrittenRecord } from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { SignedInHeaders, TestApp } from '#test/harness/app.ts';

let app: TestApp;
let board: Board;
let chair: SignedInHeaders;
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(async () => {
  board = await aBoard(app);
  chair = await app.signInAs(board.chair);
});

describe('a paused case', () => {
  it('says who paused it and why, and offers nothing but to resume it', async () => {
    const path = `/cases/${board.caseId}/pause`;
    const empty = await app.post(path, { reason: '' }, chair);
    assert.equal(empty.status, 422);
    assert.match(empty.body, /Enter why the process is paused/);
    assert.equal(
      (await app.post(path, { reason: 'Inspectors are in school.' }, chair)).status,
      303,
    );
    const { body } = await app.get(`/cases/${board.caseId}`, chair);
    assert.match(
      body,
      /The process is paused<\/strong>\. Ruth Calloway paused it on Thursday 14 January 2027/,
    );
    assert.match(body, /Inspectors are in school\./);
    assert.doesNotMatch(body, /Set the next meeting|Change the board/);
    assert.match(body, /Resume the process/);
  });

  it('says on the page of a meeting why nothing is offered there, and where to look', async () => {
    const meeting = await aPlannedMeeting(app, board);
    const open = await app.get(`/meetings/${meeting}`, chair);
    assert.match(open.body, /Move the meeting/);
    assert.doesNotMatch(open.body, /The process is paused/);
    await app.post(`/cases/${board.caseId}/pause`, { reason: 'A reason.' }, chair);
    const { body } = await app.get(`/meetings/${meeting}`, chair);
    assert.ok(body.includes(`href="/cases/${board.caseId}">The process is paused</a>`));
    assert.doesNotMatch(body, /Move the meeting/);
  });

  it('keeps what someone had typed into a record, and says why it is not saved', async () => {
    const stored = await anOpenRecord(app, { schoolName: 'Birchwood Primary School' });
    const headers = await app.signInAs(stored.board.chair);
    await app.post(`/cases/${stored.board.caseId}/pause`, { reason: 'A reason.' }, headers);
    const typed = {
      'part.impact-of-support': 'A mentor since May.',
      'revision.impact-of-support': '0',
    };
    const kept = await app.post(`/records/${stored.recordId}/room`, typed, headers);
    assert.equal(kept.status, 422);
    assert.match(kept.body, /The process is paused/);
    assert.match(kept.body, /A mentor since May\./);
  });
});

describe('a closed case', () => {
  const closing = { about: 'other', reason: 'The authority merges.', decidedBy: 'The cabinet' };

  it('says so on its page and on that of its meetings: since when, by whom, why, what next', async () => {
    const meeting = await aPlannedMeeting(app, board, date('2027-01-28'));
    await app.post(`/cases/${board.caseId}/close`, closing, chair);
    for (const path of [`/cases/${board.caseId}`, `/meetings/${meeting}`]) {
      const { body } = await app.get(path, chair);
      assert.match(body, /Ruth Calloway closed it on Thursday 14 January 2027\./);
      assert.match(body, /Decided by the cabinet\./);
      assert.match(body, /The authority merges\./);
      assert.ok(body.includes(`href="/cases/${board.caseId}/reopen"`));
    }
  });

  it('leads to the process that the school has now, because of which it cannot be reopened', async () => {
    const urn = await aSchool(app, { name: 'Linden Primary School' });
    const work = await app.workAs(board.chair);
    const first = newId<CaseId>();
    must(await openCase(work, urn, { id: first, process: 'sib', background: 'Results fell.' }));
    await app.post(`/cases/${first}/close`, closing, chair);
    const second = newId<CaseId>();
    must(await openCase(work, urn, { id: second, process: 'pci', background: 'Results fell.' }));
    const { body } = await app.get(`/cases/${first}`, chair);
    assert.ok(body.includes(`href="/cases/${second}">Progress Check-In</a>. This process can be`));
  });

  it('tells the clerk that it is closed and who can reopen it, and not why', async () => {
    await app.post(`/cases/${board.caseId}/close`, closing, chair);
    const clerk = await storePerson(app.services.db, { role: 'clerk' });
    const { body } = await app.get(`/cases/${board.caseId}`, await app.signInAs(clerk));
    assert.match(body, /Ruth Calloway closed it on Thursday 14 January 2027/);
    assert.match(body, /A Senior Advisor – School Improvement can reopen it\./);
    assert.doesNotMatch(body, /The authority merges/);
  });
});

describe('a process whose latest record is not final yet', () => {
  it('leads to the record, and does not offer to set the same meeting again', async () => {
    const { board: of, recordId } = await aSentRecord(app, { schoolName: 'Elm Primary School' });
    const { body } = await app.get(`/cases/${of.caseId}`, await app.signInAs(of.chair));
    assert.match(body, /What follows, and the date of the next meeting, is settled when/);
    assert.ok(body.includes(`href="/records/${recordId}"`));
    assert.doesNotMatch(body, /Set the next meeting|Offer the board a choice/);
  });
});

describe('two people who close the same case', () => {
  const ending = (reason: string) => ({
    about: 'academy-conversion',
    reason,
    decidedBy: 'Ruth Calloway',
  });

  it('are told who was first and why, and what the second typed is still there', async () => {
    const theirs = await aBoard(app, { schoolName: 'Rowan Primary School' });
    await aPlannedMeeting(app, theirs, date('2027-02-04'));
    await app.services.db.deleteFrom('mails').execute();
    const path = `/cases/${theirs.caseId}/close`;
    const one = await app.signInAs(theirs.chair);
    const two = await app.signInAs(await storePerson(app.services.db, { name: 'Samira Lane' }));
    const replies = await Promise.all([
      app.post(path, ending('It converts at Easter.'), one),
      app.post(path, ending('The order was signed.'), two),
    ]);
    assert.deepEqual(
      replies.map(({ status }) => status).toSorted((a, b) => a - b),
      [303, 422],
    );
    const second = replies.findIndex(({ status }) => status === 422);
    const { body } = replies[second] ?? assert.fail();
    assert.match(
      body,
      /(Ruth Calloway|Samira Lane) closed this process on Thursday 14 January 2027 at .*: the school becomes an academy\. It cannot be closed again/,
    );
    assert.match(body, [/It converts at Easter\./, /The order was signed\./][second] ?? /^$/);
    const { db } = app.services;
    const closed = await db
      .selectFrom('case_changes')
      .select('kind')
      .where('case_id', '=', theirs.caseId)
      .where('kind', '=', 'closed')
      .execute();
    assert.equal(closed.length, 1);
    const cancelled = await db
      .selectFrom('mails')
      .select('id')
      .where('template', '=', 'Meeting cancelled')
      .execute();
    assert.equal(cancelled.length, 5);
  });

  it('do so in the commands alike; the same form twice is one closing', async () => {
    const theirs = await aBoard(app, { schoolName: 'Sorrel Primary School' });
    const second = await storePerson(app.services.db, { name: 'Samira Lane' });
    const close = async (person: PersonId, reason: string) =>
      closeCase(await app.workAs(person), theirs.caseId, {
        ...ending(reason),
        about: 'other',
        stopsActions: true,
      });
    const results = await Promise.all([close(theirs.chair, 'One.'), close(second, 'Two.')]);
    assert.deepEqual(results.map((each) => (each.ok ? 'ok' : each.refusal.code)).toSorted(), [
      'closed',
      'ok',
    ]);
    const first = results[0].ok ? theirs.chair : second;
    const reason = results[0].ok ? 'One.' : 'Two.';
    assert.ok((await close(first, reason)).ok);
    const events = await app.services.db
      .selectFrom('audit_events')
      .select('seq')
      .where('type', '=', 'case closed')
      .where('subject_id', '=', theirs.caseId)
      .execute();
    assert.equal(events.length, 1);
  });

  it('or close it while the meeting is closed: one waits, and neither undoes the other', async () => {
    const stored = await aWrittenRecord(app, { schoolName: 'Teasel Primary School' });
    const one = await app.signInAs(stored.board.chair);
    const two = await app.signInAs(await storePerson(app.services.db, { name: 'Samira Lane' }));
    const [held, ended] = await Promise.all([
      app.post(`/records/${stored.recordId}/close`, {}, one),
      app.post(`/cases/${stored.board.caseId}/close`, ending('It converts.'), two),
    ]);
    assert.equal(held.status, 303);
    assert.equal(ended.status, 422);
    assert.match(ended.body, /is not final: (draft|with the headteacher)/);
  });
});

describe('closing a process from its page', () => {
  it('lists what is unfinished, each linked to where it is finished', async () => {
    const stored = await aWrittenRecord(app, { schoolName: 'Cedar Primary School' });
    const headers = await app.signInAs(stored.board.chair);
    const path = `/cases/${stored.board.caseId}/close`;
    const { body } = await app.get(path, headers);
    assert.match(
      body,
      new RegExp(
        `<a class="govuk-link" href="/records/${stored.recordId}">The record of the entry`,
      ),
    );
    const refused = await app.post(
      path,
      { about: 'other', reason: 'The authority merges.', decidedBy: 'Ruth Calloway' },
      headers,
    );
    assert.equal(refused.status, 422);
    assert.match(refused.body, /is not final: draft/);
    assert.match(refused.body, /The authority merges\./);
  });

  it('offers an inspection and a next step only where there is one', async () => {
    const { body } = await app.get(`/cases/${board.caseId}/close`, chair);
    assert.doesNotMatch(body, /An inspection was published|next step of the policy/);
    const urn = await aSchool(app, { name: 'Elm Primary School' });
    const id = newId<CaseId>();
    const work = await app.workAs(board.chair);
    must(await openCase(work, urn, { id, process: 'pci', background: 'Results fell.' }));
    const checkIns = await app.get(`/cases/${id}/close`, chair);
    assert.match(checkIns.body, /The school goes on to the next step of the policy/);
    assert.match(checkIns.body, /School Improvement Board process, the school becoming one/);
  });
});

describe('the timeline of a process', () => {
  it('tells the board every status with who and why, and the school no suggestion', async () => {
    const urn = await aSchool(app, { name: 'Fir Primary School' });
    const id = newId<CaseId>();
    const work = await app.workAs(board.chair);
    must(await openCase(work, urn, { id, process: 'pci', background: 'Results fell.' }));
    const seen = { about: 'insufficient-progress', reason: 'Two meetings without evidence.' };
    assert.equal((await app.post(`/cases/${id}/setback`, seen, chair)).status, 303);
    const officer = await app.get(`/cases/${id}/timeline`, chair);
    assert.match(officer.body, /Insufficient progress/);
    assert.match(officer.body, /Two meetings without evidence\./);
    const scope = { kind: 'school', urn } as const;
    const head = await storePerson(app.services.db, { role: 'headteacher', scope });
    const read = await app.get(`/cases/${id}/timeline`, await app.signInAs(head));
    assert.equal(read.status, 200);
    assert.match(read.body, /Opened/);
    assert.doesNotMatch(read.body, /Insufficient progress|without evidence/);
  });

  it('tells the clerk how the process stands, and not why', async () => {
    await app.post(`/cases/${board.caseId}/pause`, { reason: 'The head is ill.' }, chair);
    const clerk = await storePerson(app.services.db, { role: 'clerk' });
    const { body } = await app.get(`/cases/${board.caseId}/timeline`, await app.signInAs(clerk));
    assert.match(body, /Paused/);
    assert.doesNotMatch(body, /The head is ill/);
    const page = await app.get(`/cases/${board.caseId}`, await app.signInAs(clerk));
    assert.doesNotMatch(page.body, /The head is ill/);
  });
});

describe('two people who close the same meeting', () => {
  it('are told who was first, and nothing of either is lost', async () => {
    const stored = await aWrittenRecord(app, { schoolName: 'Gorse Primary School' });
    const { recordId } = stored;
    const one = await app.signInAs(stored.board.chair);
    const other = await storePerson(app.services.db, { name: 'Samira Lane' });
    const two = await app.signInAs(other);
    const replies = await Promise.all([
      app.post(`/records/${recordId}/close`, {}, one),
      app.post(`/records/${recordId}/close`, {}, two),
    ]);
    assert.deepEqual(replies.map(({ location }) => location).toSorted(), [
      `/records/${recordId}`,
      `/records/${recordId}?closed=before`,
    ]);
    const second = replies[0].location.endsWith('before') ? one : two;
    const { body } = await app.get(`/records/${recordId}?closed=before`, second);
    assert.match(body, /(Ruth Calloway|Samira Lane) closed this meeting before you/);
    const mails = await app.services.db
      .selectFrom('mails')
      .select('id')
      .where('template', '=', 'Record ready for your accuracy check')
      .where('subject', 'like', '%Gorse%')
      .execute();
    assert.equal(mails.length, 1);
  });

  it('see what the other recorded as the outcome, and keep what they typed', async () => {
    const stored = await anOpenRecord(app, { schoolName: 'Hazel Primary School' });
    const path = `/records/${stored.recordId}/outcome`;
    const one = await app.signInAs(stored.board.chair);
    const two = await app.signInAs(await storePerson(app.services.db, { name: 'Samira Lane' }));
    const page = await app.get(path, one);
    const seen = /name="seen" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
    const mark = seen.replaceAll('&quot;', '"');
    const typed = (reasons: string) => ({
      seen: mark,
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      reasons,
      concerns: '',
      support: '',
    });
    assert.equal((await app.post(path, typed('Leadership is new.'), two)).status, 303);
    const refused = await app.post(path, typed('Results are not in yet.'), one);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /Someone else has recorded what the board agreed/);
    assert.match(refused.body, /Leadership is new\./);
    assert.match(refused.body, /Results are not in yet\./);
    const now = /name="seen" value="([^"]*)"/.exec(refused.body)?.[1] ?? '';
    const again = { ...typed('Both.'), seen: now.replaceAll('&quot;', '"') };
    assert.equal((await app.post(path, again, one)).status, 303);
  });
});

describe('a workbook that is too large', () => {
  it('comes back as the form, with what is wrong', async () => {
    const id = newId<CaseId>();
    const file = { name: 'cases.xlsx', content: Buffer.alloc(5_000_001) };
    const { status, body } = await app.postFile('/cases/take-on', { file, fields: { id } }, chair);
    assert.equal(status, 413);
    assert.match(body, /<a href="#file">The file must be 5 MB or smaller. Nothing was stored<\/a>/);
    assert.match(body, /Check the workbook/);
    assert.ok(body.includes(`value="${id}"`));
  });
});

describe('taking on a process from a page', () => {
  const fields = {
    process: 'sib',
    'next-form-sib': 'sib-standard',
    'openedOn-day': '2',
    'openedOn-month': '2',
    'openedOn-year': '2026',
    background: 'The inspection of November 2025.',
    'next-day': '28',
    'next-month': '1',
    'next-year': '2027',
    time: '9:30am',
  };

  it('takes it on once when the form is sent twice, and marks it everywhere', async () => {
    const urn = await aSchool(app, { name: 'Ivy Primary School' });
    const path = `/schools/${urn}/take-on`;
    assert.match((await app.get(`/schools/${urn}`, chair)).body, /Take on one that is already/);
    const id = newId<CaseId>();
    const first = await app.post(path, { ...fields, id }, chair);
    const second = await app.post(path, { ...fields, id }, chair);
    assert.deepEqual([first.location, second.location], [`/cases/${id}`, `/cases/${id}`]);
    assert.match((await app.get(`/cases/${id}`, chair)).body, /It was taken on here on Thursday/);
    assert.match((await app.get('/cases', chair)).body, /taken on/);
    assert.match((await app.get(`/schools/${urn}`, chair)).body, /it was running before/);
    assert.match((await app.get(`/cases/${id}/timeline`, chair)).body, /Taken on/);
  });

  for (const [what, change, sentence] of [
    ['no process', { process: '' }, /Choose which process it is/],
    ['no agenda', { 'next-form-sib': '' }, /Choose the agenda of the next meeting/],
    ['half a date', { 'openedOn-month': '' }, /must include a month/],
    ['a date without a time', { time: '' }, /Enter the time of the next meeting/],
    ['no reasons', { background: '' }, /Enter the reasons/],
  ] as const) {
    it(`says so of ${what}, and keeps what was typed`, async () => {
      const urn = await aSchool(app, { name: 'Juniper Primary School' });
      const typed = { ...fields, id: newId<CaseId>(), ...change };
      const { status, body } = await app.post(`/schools/${urn}/take-on`, typed, chair);
      assert.equal(status, 422);
      assert.match(body, sentence);
      assert.match(body, /value="2026"/);
    });
  }
});
