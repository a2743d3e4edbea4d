import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import {
  aFinalRecord,
  anAnsweredRecord,
  anOpenRecord,
  aSentRecord,
  aWrittenRecord,
} from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { FormFields, TestApp } from '#test/harness/app.ts';
import { wordText } from '#test/harness/word-text.ts';
import { sendToHeadteacher } from '../commands/accuracy-check.ts';
import { finaliseRecord, startCorrection } from '../commands/finalise.ts';
import { saveNoteTaker } from '../commands/hold-meeting.ts';
import { saveSections } from '../commands/save-sections.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const get = async (person: PersonId, url: string) => app.get(url, await app.signInAs(person));
const post = async (person: PersonId, url: string, fields: FormFields, headers = {}) =>
  app.post(url, fields, { ...(await app.signInAs(person)), ...headers });

const evil = `<script>alert(1)</script> "quoted" 'single' & <img src=x onerror=alert(2)>`;

describe('the whole journey, without script', () => {
  test('from the meeting’s button to the shared record and its documents', async () => {
    const board = await aBoard(app, { schoolName: 'Larkfield Primary School' });
    const { chair, head, governor } = board;
    const meetingId = await aPlannedMeeting(app, board);
    const meeting = await get(chair, `/meetings/${meetingId}`);
    assert.match(meeting.body, /Open the record/);
    const opened = await post(chair, `/meetings/${meetingId}/record`, {});
    const here = opened.location.replace(/\/room$/, '');
    assert.match(here, /^\/records\/[0-9a-f-]{36}$/);
    const again = await post(chair, `/meetings/${meetingId}/record`, {});
    assert.equal(again.location, opened.location);

    const notes = await get(chair, `${here}/room`);
    assert.match(notes.body, /Filled in from the reasons given when the process was opened/);
    assert.match(notes.body, /name="revision.background" value="1"/);
    const saved = await post(chair, `${here}/room`, {
      'part.background': 'Results fell.\r\nTwice.',
      'revision.background': '1',
      'part.impact-of-support': 'A mentor since May.',
      'revision.impact-of-support': '0',
      go: 'outcome',
    });
    assert.equal(saved.location, `${here}/outcome`);

    const outcome = await get(chair, saved.location);
    assert.match(outcome.body, /Set the next meeting within the SIB process as having an exit/);
    const chosen = await post(chair, saved.location, {
      outcome: 'remain-next-half-term',
      answer: 'not-yet',
      reasons: 'Leadership is new.',
      concerns: 'None.',
      support: 'None.',
    });
    assert.equal(chosen.location, `${here}/room#section-agreed-outcome`);

    const noWords = await post(chair, `${here}/actions/new`, { what: '', undertakes: 'Head' });
    assert.equal(noWords.status, 422);
    assert.match(noWords.body, /href="#what"/);
    assert.match(noWords.body, /value="Head"/);
    const id = newId<PersonId>();
    const action = { id, what: 'Appoint a deputy', undertakes: 'Governors', 'by-when-day': '' };
    for (const _ of [1, 2]) await post(chair, `${here}/actions/new`, action);
    const actions = await get(chair, `${here}/actions`);
    assert.equal(actions.body.match(/Appoint a deputy/g)?.length, 1);

    const next = await post(chair, `${here}/next-meeting`, {
      kind: 'set',
      'date-day': '11',
      'date-month': '3',
      'date-year': '2027',
      time: '9.30',
    });
    assert.equal(next.location, `${here}/room#section-next-meeting`);
    await post(chair, `${here}/attendance`, { everyone: 'present' });

    const close = await get(chair, `${here}/close`);
    assert.match(close.body, /“Key actions \/ progress” is empty/);
    assert.match(close.body, /answers by Thursday 21 January 2027/);
    const sent = await post(chair, `${here}/close`, {});
    assert.equal(sent.location, here);

    const check = await get(head, `${here}/accuracy-check`);
    assert.match(check.body, /Results fell/);
    const answers = answersFor(check.body, {
      'background-1': { answer: 'fact-wrong', wording: 'Results fell once.' },
      'context-1': { answer: 'differently', view: 'The census was early.' },
    });
    const answered = await post(head, `${here}/accuracy-check`, answers);
    assert.equal(answered.location, `${here}/accuracy-check`);
    const thanks = await get(head, answered.location);
    const differs = /<del>[^]*Twice[^]*<\/del>\s*<ins>[^]*once/;
    assert.match(thanks.body, /Your answer has reached the chair/);
    assert.match(thanks.body, differs);
    const twice = await post(head, `${here}/accuracy-check`, answers);
    assert.equal(twice.status, 200);

    const decisions = await get(chair, `${here}/answers`);
    assert.match(decisions.body, /Decide on the others: 2 left/);
    assert.match(decisions.body, differs);
    assert.match(decisions.body, /Results fell once\.<\/textarea>/);
    await post(chair, `${here}/answers/background`, {
      part: '1',
      decision: 'accepted',
      wording: 'Results fell once.',
    });
    const folded = await get(chair, `${here}/answers`);
    assert.match(folded.body, /Accepted<\/strong>[^]*<summary[^>]*>[^]*Change this decision/);
    assert.match(folded.body, /Decide on the others: 1 left/);
    const declined = await post(chair, `${here}/answers/context`, {
      part: '1',
      decision: 'declined',
    });
    assert.equal(declined.status, 422);
    assert.match(declined.body, /Enter why you decline this/);
    await post(chair, `${here}/answers/context`, {
      part: '1',
      decision: 'declined',
      reason: 'It was not.',
    });

    const finalise = await get(chair, `${here}/finalise`);
    assert.match(finalise.body, /It will be shared with/);
    assert.match(finalise.body, /Tomasz Zielinski/);
    const final = await post(chair, `${here}/finalise`, {});
    assert.equal(final.location, here);
    assert.equal((await post(chair, `${here}/finalise`, {})).location, here);

    const read = await get(governor, here);
    assert.match(read.body, /Version 1, made final by Ruth Calloway/);
    assert.match(read.body, /Results fell once\./);
    assert.match(read.body, /I see it differently/);
    assert.match(read.body, /The chair declined this: It was not\./);
    const word = await app.app.inject({
      url: `${here}/versions/1.docx`,
      headers: { ...(await app.signInAs(governor)) },
    });
    assert.equal(word.rawPayload.subarray(0, 2).toString(), 'PK');
    assert.match(
      decodeURIComponent(String(word.headers['content-disposition'])),
      /Record – Larkfield Primary School – Entry Meeting – 14 January 2027 – version 1\.docx/,
    );
    const pdf = await app.app.inject({
      url: `${here}/versions/1.pdf`,
      headers: { ...(await app.signInAs(governor)) },
    });
    assert.equal(pdf.rawPayload.subarray(0, 5).toString(), '%PDF-');
    const versions = await get(chair, `${here}/versions`);
    assert.match(versions.body, /Li Wen<\/th>\s*<td[^>]*>(?:<div>)?14 January 2027, /);
  });
});

/** The fields of the check's form: every part accurate but those told. */
function answersFor(
  body: string,
  told: Readonly<Record<string, { answer: string; wording?: string; view?: string }>>,
): FormFields {
  const keys = [...body.matchAll(/id="answer-([a-z0-9-]+)" name="answer-\1"/g)].map(
    ([, key]) => key,
  );
  assert.ok(keys.length > 14);
  return Object.fromEntries(
    keys.flatMap((key = '') => {
      const { answer = 'accurate', wording, view } = told[key] ?? {};
      return [
        [`answer-${key}`, answer],
        ...(wording === undefined ? [] : [[`wording-${key}`, wording]]),
        ...(view === undefined ? [] : [[`view-${key}`, view]]),
      ];
    }),
  ) as FormFields;
}

describe('the notes', () => {
  test('keep both texts of a passage that someone else has changed, and show them to be made one', async () => {
    const { board, recordId } = await anOpenRecord(app);
    must(await saveNoteTaker(await app.workAs(board.chair), recordId, board.officer));
    const url = `/records/${recordId}/room`;
    const form = (text: string, revision: string) => ({
      'part.impact-of-support': text,
      'revision.impact-of-support': revision,
    });
    assert.equal((await post(board.officer, url, form('<b>', '0'))).status, 303);
    assert.equal((await post(board.officer, url, form('Theirs <b>', '1'))).status, 303);
    const back = await post(board.chair, url, form('Mine <i>', '1'));
    assert.equal(back.status, 409);
    assert.match(back.body, /Someone changed the same passage of “Impact of support” while you/);
    assert.match(back.body, /href="#section-impact-of-support"/);
    assert.match(back.body, /to choose from\. Priya Nair wrote:\]\nTheirs &lt;b&gt;/);
    assert.match(back.body, /\[Ruth Calloway wrote:\]\nMine &lt;i&gt;/);
    assert.match(back.body, /name="revision.impact-of-support" value="3"/);
    const noMore = await post(board.chair, url, form('Both', '3'));
    assert.equal(noMore.status, 303);
    const saved = await get(board.chair, noMore.location);
    assert.match(saved.body, /The notes are saved\./);
    assert.match(saved.body, /Both<\/textarea>/);
  });

  test('give back what was typed when the record has gone to the headteacher meanwhile', async () => {
    const { board, recordId } = await aSentRecord(app);
    const back = await post(board.chair, `/records/${recordId}/room`, {
      'part.background': 'Typed too late',
      'revision.background': '1',
    });
    assert.equal(back.status, 422);
    assert.match(back.body, /Typed too late<\/textarea>/);
    assert.match(back.body, /Take it back first to change it/);
  });

  test('show a text that is too long again, with how much it is over', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const back = await post(board.chair, `/records/${recordId}/room`, {
      'part.background': 'y'.repeat(100_003),
      'revision.background': '1',
    });
    assert.equal(back.status, 422);
    assert.match(back.body, /It is 3 too long and has not been saved/);
    assert.match(back.body, /y{100003}/);
  });

  test('are given back whole to someone whose sign-in has run out', async () => {
    const { recordId } = await anOpenRecord(app);
    const back = await app.post(`/records/${recordId}/room`, {
      'part.background': 'A long evening of notes, typed before the sign-in ran out.',
    });
    assert.equal(back.status, 401);
    assert.match(back.body, /A long evening of notes/);
  });

  test('show typed markup as text everywhere', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const work = await app.workAs(board.chair);
    const typed = { section: 'background', text: evil, parent: 1 };
    must(await saveSections(work, recordId, [typed]));
    await post(board.chair, `/records/${recordId}/actions/new`, {
      id: newId<PersonId>(),
      what: evil,
      undertakes: evil,
      monitors: evil,
      success: evil,
      support: evil,
    });
    for (const page of ['', '/room', '/actions', '/close', '/sections/background/history']) {
      const { body, status } = await get(board.chair, `/records/${recordId}${page}`);
      assert.equal(status, 200, page);
      assert.doesNotMatch(body, /<script>alert|<img src=x/, page);
    }
  });
});

describe('earlier texts of a section', () => {
  test('can be read and brought back', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const url = `/records/${recordId}/sections/background/history`;
    const work = await app.workAs(board.chair);
    const typed = { section: 'background', text: 'A mistake', parent: 1 };
    must(await saveSections(work, recordId, [typed]));
    const page = await get(board.chair, url);
    assert.match(page.body, /filled in by Trajectory/);
    assert.match(page.body, /Leadership and management require improvement/);
    const back = await post(board.chair, url, { revision: '1', current: '2' });
    assert.equal(back.location, `/records/${recordId}/room#section-background`);
    const notes = await get(board.chair, `/records/${recordId}/room`);
    assert.match(notes.body, /Leadership and management require improvement\.<\/textarea>/);
    assert.match(notes.body, /name="revision.background" value="3"/);
    const stale = await post(board.chair, url, { revision: '2', current: '2' });
    assert.equal(stale.status, 409);
  });
});

describe('the accuracy check', () => {
  test('comes back with everything that was typed when an answer is missing', async () => {
    const { board, recordId } = await aSentRecord(app);
    const back = await post(board.head, `/records/${recordId}/accuracy-check`, {
      'answer-background-1': 'fact-wrong',
      'wording-background-1': 'It was in May.',
      'answer-context-1': 'differently',
      'view-context-1': '',
    });
    assert.equal(back.status, 422);
    assert.match(back.body, /It was in May\.<\/textarea>/);
    assert.match(back.body, /href="#view-context-1"/);
    assert.match(back.body, /href="#answer-board-1"/);
  });

  test('is answered by one button when all of it is accurate', async () => {
    const { board, recordId } = await aSentRecord(app);
    const done = await post(board.head, `/records/${recordId}/accuracy-check`, { all: 'accurate' });
    assert.equal(done.status, 303);
    const page = await get(board.chair, `/records/${recordId}/answers`);
    assert.match(page.body, /found all of it accurate/);
  });

  test('takes the parts that were left open as accurate when the head says so', async () => {
    const { board, recordId } = await aSentRecord(app);
    const answers = {
      'answer-context-1': 'differently',
      'view-context-1': 'The census was early.',
    };
    const check = `/records/${recordId}/accuracy-check`;
    assert.equal((await post(board.head, check, answers)).status, 422);
    const done = await post(board.head, check, { ...answers, rest: 'accurate' });
    assert.equal(done.status, 303);
    const page = await get(board.chair, `/records/${recordId}/answers`);
    assert.match(page.body, /(\d+) of \d+ parts are accurate\. Decide on the others: 1 left/);
    assert.match(page.body, /The census was early\./);
  });

  test('keeps what was typed for another time, and what was refused', async () => {
    const { board, recordId } = await aSentRecord(app);
    const check = `/records/${recordId}/accuracy-check`;
    const kept = await post(board.head, check, {
      'answer-context-1': 'differently',
      'view-context-1': 'The census was early.',
      keep: 'yes',
    });
    assert.equal(kept.location, `${check}?kept=yes`);
    const back = await get(board.head, kept.location);
    assert.match(back.body, /What you have answered so far is kept/);
    assert.match(back.body, /You have answered 1 of \d+ parts/);
    assert.match(back.body, /The census was early\.<\/textarea>/);
    const refused = await post(board.head, check, { 'answer-background-1': 'accurate' });
    assert.equal(refused.status, 422);
    assert.match((await get(board.head, check)).body, /value="accurate" checked/);
    await post(board.head, check, { all: 'accurate' });
    const left = await app.services.db.selectFrom('accuracy_drafts').selectAll().execute();
    assert.deepEqual(
      left.filter(({ record_id: id }) => id === recordId),
      [],
    );
  });

  test('puts each wording that is accepted in its place, and shows the declined one beside the section', async () => {
    const { board, recordId } = await aWrittenRecord(app);
    const work = await app.workAs(board.chair);
    const typed = { section: 'background', text: 'One.\n\nTwo.\n\nThree.', parent: 1 };
    must(await saveSections(work, recordId, [typed]));
    must(await sendToHeadteacher(work, recordId));
    const wrong = (part: number, wording: string) => ({
      [`answer-background-${part}`]: 'fact-wrong',
      [`wording-background-${part}`]: wording,
    });
    const answers = { ...wrong(1, 'First.'), ...wrong(2, 'Second.'), ...wrong(3, 'Third.') };
    const check = `/records/${recordId}/accuracy-check`;
    await post(board.head, check, { ...answers, rest: 'accurate' });
    const here = `/records/${recordId}/answers`;
    const page = await get(board.chair, here);
    const boxes = page.body.matchAll(/name="wording"[^>]*>\n([^<]*)</g);
    const wordings = [...boxes].map(([, wording = '']) => wording);
    assert.deepEqual(wordings, ['First.', 'Second.', 'Third.']);
    // Both from the page as it was: neither takes back what the other put right.
    for (const [part, wording = ''] of [
      ['1', wordings[0]],
      ['3', wordings[2]],
    ] as const) {
      const accepted = { part, decision: 'accepted', wording };
      assert.equal((await post(board.chair, `${here}/background`, accepted)).status, 303);
    }
    const undecided = await post(board.chair, `/records/${recordId}/finalise`, {});
    assert.equal(undecided.status, 422);
    const declined = { part: '2', decision: 'declined', reason: 'It was so.' };
    assert.equal((await post(board.chair, `${here}/background`, declined)).status, 303);
    await post(board.chair, `/records/${recordId}/finalise`, {});
    const read = await get(board.governor, `/records/${recordId}`);
    assert.match(read.body, /<p>First\.<\/p>\s*<p>Two\.<\/p>\s*<p>Third\.<\/p>/);
    assert.match(read.body, /<del>[^]*Two[^]*<\/del>\s*<ins>[^]*Second[^]*<\/ins>/);
    assert.match(read.body, /The chair declined this: It was so\./);
  });

  test('gives the whole text to be put right where the words of an answer stand no more', async () => {
    const { board, recordId } = await aSentRecord(app);
    const check = `/records/${recordId}/accuracy-check`;
    const wrong = { 'answer-background-1': 'fact-wrong', 'wording-background-1': 'In May.' };
    await post(board.head, check, { ...wrong, rest: 'accurate' });
    const typed = { section: 'background', text: 'Written over.', parent: 1 };
    const accept = { part: '1', decision: 'accepted' };
    const here = `/records/${recordId}/answers/background`;
    must(await saveSections(await app.workAs(board.chair), recordId, [typed]));
    const late = await post(board.chair, here, { ...accept, wording: 'In May.' });
    assert.equal(late.status, 422);
    assert.match(late.body, /have been changed since. Here is the whole text/);
    assert.match(late.body, /name="text"[^>]*>\nWritten over\.</);
    const text = { ...accept, text: 'Written over, in May.', parent: '2' };
    assert.equal((await post(board.chair, here, text)).status, 303);
    const read = await get(board.chair, `/records/${recordId}`);
    assert.match(read.body, /Written over, in May\./);
  });

  test('answers that were given of whole sections are read and decided on as they were', async () => {
    const { board, recordId } = await aSentRecord(app);
    const check = `/records/${recordId}/accuracy-check`;
    const answers = { 'answer-context-1': 'fact-wrong', 'wording-context-1': 'The roll is 212.' };
    await post(board.head, check, { ...answers, rest: 'accurate' });
    const { db } = app.services;
    const mine = db.deleteFrom('accuracy_answers').where('record_id', '=', recordId);
    await mine.where('part', '<>', '1').execute();
    await db
      .updateTable('accuracy_answers')
      .set({ part: '', said: '' })
      .where('record_id', '=', recordId)
      .execute();
    const page = await get(board.chair, `/records/${recordId}/answers`);
    assert.match(page.body, /It should say:<\/strong><\/p><div[^>]*><p>The roll is 212\./);
    const here = `/records/${recordId}/answers/context`;
    const text = { decision: 'accepted', text: 'A text of before.', parent: '1' };
    assert.equal((await post(board.chair, here, text)).status, 303);
    const declined = { decision: 'declined', reason: 'The census says 210.' };
    assert.equal((await post(board.chair, here, declined)).status, 303);
    await post(board.chair, `/records/${recordId}/finalise`, {});
    const read = await get(board.governor, `/records/${recordId}`);
    assert.match(read.body, /a fact is wrong<\/strong><\/p><div[^>]*><p>The roll is 212\./);
  });

  test('ends when the chair takes the record back', async () => {
    const { board, recordId } = await aSentRecord(app);
    const noReason = await post(board.chair, `/records/${recordId}/take-back`, { reason: ' ' });
    assert.equal(noReason.status, 422);
    await post(board.chair, `/records/${recordId}/take-back`, { reason: 'A page was missing.' });
    assert.equal((await get(board.head, `/records/${recordId}/accuracy-check`)).status, 404);
  });
});

describe('who may see', () => {
  test('what is somebody else’s looks like what does not exist', async () => {
    const { recordId } = await aFinalRecord(app);
    const stranger = await storePerson(app.services.db, { role: 'legal-officer' });
    const headers = await app.signInAs(stranger);
    const strip = (body: string) => body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
    const missing = newId<PersonId>();
    for (const page of [
      '',
      '/room',
      '/outcome',
      '/answers',
      '/accuracy-check',
      '/finalise',
      '/versions',
      '/versions/1',
      '/versions/1.docx',
      '/draft.pdf',
      '/sections/background/history',
    ]) {
      const theirs = await app.get(`/records/${recordId}${page}`, headers);
      const none = await app.get(`/records/${missing}${page}`, headers);
      assert.equal(theirs.status, 404, page);
      assert.deepEqual([theirs.status, strip(theirs.body)], [none.status, strip(none.body)], page);
    }
  });

  test('each stage is for whom the access table says', async () => {
    const draft = await aWrittenRecord(app);
    const sent = await aSentRecord(app);
    const answered = await anAnsweredRecord(app);
    const final = await aFinalRecord(app);
    const who = ['chair', 'head', 'governor', 'lead', 'officer'] as const;
    const expected = {
      draft: [200, 404, 404, 200, 200],
      sent: [200, 200, 404, 200, 200],
      answered: [200, 404, 404, 200, 200],
      final: [200, 200, 200, 200, 200],
    };
    for (const [name, stored] of Object.entries({ draft, sent, answered, final })) {
      const statuses = [];
      for (const each of who) {
        statuses.push((await get(stored.board[each], `/records/${stored.recordId}`)).status);
      }
      assert.deepEqual(statuses, expected[name as keyof typeof expected], name);
    }
    const clerk = await storePerson(app.services.db, { role: 'clerk' });
    assert.equal((await get(clerk, `/records/${final.recordId}`)).status, 404);
    const other = await aBoard(app);
    for (const person of [other.head, other.governor, other.lead, other.officer]) {
      assert.equal((await get(person, `/records/${final.recordId}`)).status, 404);
    }
  });

  test('an other attendee gets their parts and nothing else, on the page and in the documents', async () => {
    const { board, meetingId, recordId } = await anAnsweredRecord(app);
    const chair = await app.workAs(board.chair);
    const typed = { section: 'background', text: 'SECRETBACKGROUND', parent: 1 };
    must(await saveSections(chair, recordId, [typed]));
    const added = await post(board.chair, `/meetings/${meetingId}/attendees/new`, {
      name: 'Ruth Castellanos',
      capacity: 'English lead',
      address: 'ruth.castellanos@example.org',
      whole: 'parts',
      parts: ['key-actions-and-progress'],
    });
    assert.equal(added.status, 303);
    must(await finaliseRecord(chair, recordId));
    const row = await app.services.db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', 'ruth.castellanos@example.org')
      .executeTakeFirstOrThrow();
    const headers = await app.signInAs(row.person_id);
    const here = `/records/${recordId}`;
    const page = await app.get(here, headers);
    assert.equal(page.status, 200);
    assert.match(page.body, /Notes on key-actions-and-progress/);
    assert.doesNotMatch(page.body, /SECRETBACKGROUND|Agreed outcome|Leadership is new|Li Wen/);
    assert.doesNotMatch((await app.get(`${here}/versions`, headers)).body, /Li Wen/);
    const parts = await app.app.inject({ url: `${here}/versions/1.docx`, headers: { ...headers } });
    const whole = await app.app.inject({
      url: `${here}/versions/1.docx`,
      headers: { ...(await app.signInAs(board.governor)) },
    });
    assert.equal(parts.statusCode, 200);
    const text = wordText(parts.rawPayload);
    assert.match(text, /Key actions \/ progress/);
    assert.doesNotMatch(text, /SECRETBACKGROUND|Agreed outcome/);
    assert.match(wordText(whole.rawPayload), /SECRETBACKGROUND/);
    assert.equal((await app.get(`/actions/${newId<PersonId>()}`, headers)).status, 404);
  });

  test('an other attendee is not told why another part was corrected, and sees that theirs is a part', async () => {
    const { board, meetingId, recordId } = await aFinalRecord(app);
    const address = `${newId<PersonId>()}@example.org`;
    await post(board.chair, `/meetings/${meetingId}/attendees/new`, {
      name: 'Ruth Castellanos',
      capacity: 'English lead',
      address,
      whole: 'parts',
      parts: ['key-actions-and-progress'],
    });
    const work = await app.workAs(board.chair);
    must(await startCorrection(work, recordId, 'SECRETREASON'));
    must(await finaliseRecord(work, recordId));
    const { person_id: guest } = await app.services.db
      .selectFrom('mailboxes')
      .select('person_id')
      .where('address', '=', address)
      .executeTakeFirstOrThrow();
    const here = `/records/${recordId}`;
    const pages = ['', '/versions', '/versions/2'];
    const word = async (person: PersonId) => {
      const headers = { ...(await app.signInAs(person)) };
      return wordText(
        (await app.app.inject({ url: `${here}/versions/2.docx`, headers })).rawPayload,
      );
    };
    for (const page of pages) {
      assert.match((await get(board.governor, `${here}${page}`)).body, /SECRETREASON/);
      assert.doesNotMatch((await get(guest, `${here}${page}`)).body, /SECRETREASON/);
    }
    const part = /only the parts (that you|of the record that their reader) came to/;
    assert.match((await get(guest, here)).body, part);
    assert.match(await word(guest), part);
    assert.doesNotMatch(await word(guest), /SECRETREASON/);
    assert.match(await word(board.governor), /SECRETREASON/);
    assert.doesNotMatch(await word(board.governor), part);
    assert.doesNotMatch((await get(board.governor, here)).body, part);
  });

  test('a corrected version shows what changed and why; who had the old one is for those who run the board', async () => {
    const { board, recordId } = await aFinalRecord(app);
    const here = `/records/${recordId}`;
    await post(board.chair, `${here}/correct`, { reason: 'The figure was last year’s.' });
    const work = await app.workAs(board.chair);
    const section = 'impact-of-support';
    const text = 'Notes on impact-of-reading, <b>new</b>.';
    must(await saveSections(work, recordId, [{ section, text, parent: 1 }]));
    must(await finaliseRecord(work, recordId));
    await app.app.inject({
      url: `${here}/versions/1.docx`,
      headers: { ...(await app.signInAs(board.governor)) },
    });
    const forChair = await get(board.chair, `${here}/versions`);
    const forGovernor = await get(board.governor, `${here}/versions`);
    const changed =
      /Impact of support[^<]*<\/h3><div[^>]*>Notes on <del>.*impact-of-support.*<\/del><ins>.*impact-of-reading, &lt;b&gt;new&lt;\/b&gt;.*<\/ins>\.<\/div>/;
    for (const page of [forChair, forGovernor]) {
      assert.match(page.body, /It corrects the one before: The figure was last year’s\./);
      assert.match(page.body, changed);
      // Nothing else changed.
      assert.equal(page.body.match(/app-differences/g)?.length, 1);
    }
    const had = forChair.body.slice(forChair.body.indexOf('Who has version 1'));
    assert.match(
      had,
      /Li Wen<\/th>(?:\s*<td[^>]*>(?:<div>)?[^<]+(?:<\/div>)?<\/td>){2}\s*<td[^>]*>(?:<div>)?14 January 2027, /,
    );
    assert.match(
      had,
      /Tomasz Zielinski<\/th>(?:\s*<td[^>]*><div>[^<]+<\/div><\/td>){2}\s*<td[^>]*><div>No</,
    );
    assert.doesNotMatch(forGovernor.body, /Who has version|First downloaded/);
  });

  test('a draft of a correction is not shown to those who have the final version', async () => {
    const { board, recordId } = await aFinalRecord(app);
    await post(board.chair, `/records/${recordId}/correct`, { reason: 'A date was wrong.' });
    const typed = { section: 'background', text: 'NOTYETFINAL', parent: 1 };
    must(await saveSections(await app.workAs(board.chair), recordId, [typed]));
    assert.match((await get(board.chair, `/records/${recordId}`)).body, /NOTYETFINAL/);
    for (const person of [board.governor, board.head]) {
      const page = await get(person, `/records/${recordId}`);
      assert.equal(page.status, 200);
      assert.doesNotMatch(page.body, /NOTYETFINAL|A date was wrong/);
    }
  });
});
