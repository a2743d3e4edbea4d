import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, PersonId, RecordId } from '#kernel/ids.ts';
import { actionsOf, actionsOfMeeting, changeStatus } from '#modules/actions/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import { findActor } from '#modules/people/index.ts';
import { verifyAudit } from '#platform/audit/audit.ts';
import { formOf } from '#policy-pack/index.ts';
import {
  aFinalRecord,
  anAnsweredRecord,
  anOpenRecord,
  aSentRecord,
  aWrittenRecord,
} from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, must } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { RecordContent } from '../domain/content.ts';
import { remarksOn } from '../domain/content.ts';
import { paragraphsOf } from '../domain/passages.ts';
import { findRecord, recordLinksOf, tasksFor } from '../index.ts';
import { revisionsOf, sectionsOf } from '../store-contents.ts';
import { findVersion, sharesOf } from '../store-versions.ts';
import { answerCheck, decide, sendToHeadteacher, takeBack } from './accuracy-check.ts';
import { sha256 } from './change.ts';
import { finaliseRecord, startCorrection } from './finalise.ts';
import { addAction, saveNext, saveNoteTaker, saveOutcome } from './hold-meeting.ts';
import type { EditResult } from './save-edits.ts';
import { saveSections } from './save-sections.ts';
import { startRecord } from './start-record.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

const today = date('2027-01-14');
const asking = () => ({ today, laCode: app.authority.laCode });

async function stateOf(id: RecordId) {
  const matter = await findRecord(app.services.db, id, asking());
  assert.ok(matter);
  return matter.record.state;
}

async function save(
  person: PersonId,
  recordId: RecordId,
  text: string,
  parent: number,
  section = 'impact-of-support',
): Promise<EditResult> {
  const typed = { section, text, parent };
  const [saved] = must(await saveSections(await app.workAs(person), recordId, [typed]));
  assert.ok(saved);
  return saved;
}

async function contentOf(id: RecordId, version = 1): Promise<RecordContent> {
  const found = await findVersion(app.services.db, id, version);
  assert.ok(found);
  return JSON.parse(found.content) as RecordContent;
}

async function mailsTo(person: PersonId): Promise<string[]> {
  const rows = await app.services.db
    .selectFrom('mails')
    .select('template')
    .where('person_id', '=', person)
    .orderBy('created_at')
    .execute();
  return rows.map(({ template }) => template);
}

describe('opening a record', () => {
  test('fills in what is known, each with where it comes from', async () => {
    const { recordId } = await anOpenRecord(app, { background: 'Results fell for three years.' });
    const sections = await sectionsOf(app.services.db, recordId);
    assert.deepEqual([...sections.keys()].toSorted(), [
      'background',
      'context',
      'purpose-and-protocols',
    ]);
    assert.equal(sections.get('background')?.text, 'Results fell for three years.');
    assert.equal(
      sections.get('background')?.prefilledFrom,
      'the reasons given when the process was opened on 14 January 2027',
    );
    assert.match(sections.get('purpose-and-protocols')?.text ?? '', /- Mutual respect/);
    assert.match(sections.get('context')?.text ?? '', /Community school.*\(.+\)/);
  });

  test('twice gives the same record, with nothing in it twice', async () => {
    const board = await aBoard(app);
    const meetingId = await aPlannedMeeting(app, board);
    const work = await app.workAs(board.chair);
    const [first, second] = await Promise.all([
      startRecord(work, meetingId),
      startRecord(work, meetingId),
    ]);
    assert.equal(must(first), must(second));
    const revisions = await revisionsOf(app.services.db, must(first), 'background');
    assert.equal(revisions.length, 1);
  });

  test('is for those who hold meetings', async () => {
    const board = await aBoard(app);
    const meetingId = await aPlannedMeeting(app, board);
    for (const person of [board.head, board.governor, board.lead, board.officer]) {
      const refused = await startRecord(await app.workAs(person), meetingId);
      assert.equal(refused.ok || refused.refusal.code, 'not-yours');
    }
  });

  test('shows each open action of the process once in the next meeting’s record', async () => {
    const { board, meetingId, recordId } = await aFinalRecord(app);
    const { db } = app.services;
    const next = (await meetingsOf(db, board.caseId)).find(({ id }) => id !== meetingId);
    assert.ok(next);
    const following = must(await startRecord(await app.workAs(board.chair), next.id));
    assert.notEqual(following, recordId);
    const text = (await sectionsOf(db, following)).get('progress-against-agreed-actions')?.text;
    assert.equal(text?.match(/Give every pupil/g)?.length, 1);
    assert.match(text, /agreed on Thursday 14 January 2027; English lead; by 19 March 2027/);
  });
});

describe('saving sections', () => {
  test('keeps every text as a revision, and what was filled in is no longer said to be', async () => {
    const { board, recordId } = await anOpenRecord(app);
    await save(board.chair, recordId, 'First', 1, 'background');
    await save(board.chair, recordId, 'Second', 2, 'background');
    const { db } = app.services;
    const texts = (await revisionsOf(db, recordId, 'background')).map(({ text }) => text);
    assert.deepEqual(texts, ['Leadership and management require improvement.', 'First', 'Second']);
    assert.equal((await sectionsOf(db, recordId)).get('background')?.prefilledFrom, '');
  });

  test('two who save at once both have their text in the section', async () => {
    const { board, recordId } = await anOpenRecord(app);
    must(await saveNoteTaker(await app.workAs(board.chair), recordId, board.officer));
    const both = await Promise.all([
      save(board.chair, recordId, 'The chair’s text', 0),
      save(board.officer, recordId, 'The note-taker’s text', 0),
    ]);
    assert.deepEqual(
      both.map(({ kind }) => kind),
      ['saved', 'saved'],
    );
    const { text = '', revision } =
      (await sectionsOf(app.services.db, recordId)).get('impact-of-support') ?? {};
    assert.deepEqual(text.split('\n').toSorted(), ['The chair’s text', 'The note-taker’s text']);
    assert.equal(revision, 2);
  });

  test('a section that is refused does not keep the others from being saved', async () => {
    const { board, recordId } = await anOpenRecord(app);
    must(await saveNoteTaker(await app.workAs(board.chair), recordId, board.officer));
    await save(board.officer, recordId, 'Theirs', 0);
    const typed = (section: string, text: string) => ({ section, text, parent: 0 });
    const saved = must(
      await saveSections(await app.workAs(board.chair), recordId, [
        typed('impact-of-support', 'Mine'),
        typed('self-evaluation', 'x'.repeat(100_001)),
        typed('key-actions-and-progress', 'Progress'),
      ]),
    );
    assert.deepEqual(
      saved.map(({ kind }) => kind),
      ['saved', 'refused', 'saved'],
    );
    const [merged] = saved;
    assert.ok(merged?.kind === 'saved');
    assert.deepEqual([merged.text, merged.by], ['Theirs\nMine', 'Priya Nair']);
  });

  test('a note-taker writes notes and decides nothing', async () => {
    const { board, recordId } = await anOpenRecord(app);
    must(await saveNoteTaker(await app.workAs(board.chair), recordId, board.officer));
    assert.equal((await save(board.officer, recordId, 'Noted', 0)).kind, 'saved');
    const work = await app.workAs(board.officer);
    const nothing = {
      outcome: undefined,
      answer: undefined,
      reasons: '',
      concerns: '',
      support: '',
    };
    const refused = await Promise.all([
      saveOutcome(work, recordId, nothing),
      sendToHeadteacher(work, recordId),
      finaliseRecord(work, recordId),
      startCorrection(work, recordId, 'Because'),
      takeBack(work, recordId, 'Because'),
      saveNoteTaker(work, recordId, board.officer),
    ]);
    assert.ok(refused.every((each) => !each.ok && each.refusal.code === 'not-yours'));
  });

  test('nobody else on the board writes, not even the headteacher while checking', async () => {
    const { board, recordId } = await aSentRecord(app);
    for (const person of [board.head, board.governor, board.lead, board.officer]) {
      const work = await app.workAs(person);
      const typed = { section: 'background', text: 'x', parent: 1 };
      const refused = await saveSections(work, recordId, [typed]);
      assert.equal(refused.ok || refused.refusal.code, 'not-yours');
    }
  });

  test('only the monitoring officer can be named note-taker: the access table lets no other', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const work = await app.workAs(board.chair);
    for (const person of [board.head, board.governor, board.lead, board.chair]) {
      assert.equal((await saveNoteTaker(work, recordId, person)).ok, false);
    }
    assert.equal((await saveNoteTaker(work, recordId, board.officer)).ok, true);
    assert.equal((await saveNoteTaker(work, recordId, undefined)).ok, true);
  });
});

const background = { section: 'background', part: '1' };
const context = { section: 'context', part: '1' };

describe('the accuracy check', () => {
  test('goes to the headteacher with a day to answer by, and the meeting has been held', async () => {
    const { board, recordId, meetingId } = await aSentRecord(app);
    const state = await stateOf(recordId);
    assert.ok(state.status === 'with-headteacher');
    assert.equal(state.sending.sentTo, board.head);
    assert.equal(state.sending.answersDueOn, '2027-01-21');
    const [meeting] = await meetingsOf(app.services.db, board.caseId);
    assert.deepEqual([meeting?.id, meeting?.status], [meetingId, 'held']);
    assert.equal((await mailsTo(board.head)).at(-1), 'Record ready for your accuracy check');
  });

  test('is not sent while the outcome is open', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const refused = await sendToHeadteacher(await app.workAs(board.chair), recordId);
    assert.equal(refused.ok || refused.refusal.sentence, 'The outcome is not recorded.');
    assert.equal((await stateOf(recordId)).status, 'draft');
  });

  test('sent twice sends one mail', async () => {
    const { board, recordId } = await aSentRecord(app);
    const again = await sendToHeadteacher(await app.workAs(board.chair), recordId);
    assert.equal(again.ok || again.refusal.code, 'with-headteacher');
    const mails = (await mailsTo(board.head)).filter((each) => each.startsWith('Record ready'));
    assert.equal(mails.length, 1);
  });

  test('taken back and sent again is a second round', async () => {
    const { board, recordId } = await aSentRecord(app);
    const work = await app.workAs(board.chair);
    must(await takeBack(work, recordId, 'A section was missing.'));
    assert.equal((await stateOf(recordId)).status, 'draft');
    assert.equal(must(await sendToHeadteacher(work, recordId)).round, 2);
  });

  test('a wrong fact is accepted with the section’s new text in the same step', async () => {
    const { board, recordId } = await aSentRecord(app);
    const held = await sectionsOf(app.services.db, recordId);
    const [{ text: contextSaid } = { text: '' }] = paragraphsOf(held.get('context')?.text ?? '');
    assert.notEqual(contextSaid, '');
    const answers = [
      { ...background, answer: 'fact-wrong', comment: 'In May.' },
      { ...context, answer: 'differently', comment: 'We have come far.' },
    ] as const;
    must(await answerCheck(await app.workAs(board.head), recordId, answers, 'accurate'));
    assert.equal((await mailsTo(board.chair)).at(-1), 'Accuracy check answered');
    const work = await app.workAs(board.chair);
    const typed = { section: 'background', text: 'In May.', parent: 1 };
    const early = await finaliseRecord(work, recordId);
    assert.equal(early.ok || early.refusal.code, 'undecided');
    must(await decide(work, recordId, background, { decision: 'accepted', reason: '' }, typed));
    const remark = { decision: 'declined', reason: 'The board saw no evidence.' } as const;
    must(await decide(work, recordId, context, remark, undefined));
    must(await finaliseRecord(work, recordId));
    const content = await contentOf(recordId);
    const section = content.sections.find(({ key }) => key === 'background');
    assert.deepEqual(section?.body, { kind: 'text', text: 'In May.' });
    assert.deepEqual(remarksOn(content, 'background'), []);
    assert.deepEqual(remarksOn(content, 'context'), [
      {
        ...context,
        said: contextSaid,
        answer: 'differently',
        comment: 'We have come far.',
        decision: 'declined',
        reason: 'The board saw no evidence.',
      },
    ]);
  });

  test('a wrong fact is not accepted while the section still says it', async () => {
    const { board, recordId } = await aSentRecord(app);
    const answers = [{ ...background, answer: 'fact-wrong', comment: 'May' }] as const;
    must(await answerCheck(await app.workAs(board.head), recordId, answers, 'accurate'));
    const work = await app.workAs(board.chair);
    const held = (await sectionsOf(app.services.db, recordId)).get('background');
    assert.ok(held);
    const typed = { section: 'background', text: held.text, parent: 1 };
    const accepted = { decision: 'accepted', reason: '' } as const;
    const left = await decide(work, recordId, background, accepted, typed);
    assert.equal(left.ok || left.refusal.code, 'uncorrected');
    const changed = { ...typed, text: 'In May.' };
    must(await decide(work, recordId, background, accepted, changed));
    const reason = { ...accepted, reason: 'The minutes say May.' };
    must(await decide(work, recordId, background, reason, { ...changed, parent: 2 }));
  });

  test('a wording is put where the words stand that it is about, whatever else was written since', async () => {
    const { board, recordId } = await aSentRecord(app);
    const work = await app.workAs(board.chair);
    const { text: said } = (await sectionsOf(app.services.db, recordId)).get('background') ?? {};
    const answers = [{ ...background, answer: 'fact-wrong', comment: 'In May.' }] as const;
    must(await answerCheck(await app.workAs(board.head), recordId, answers, 'accurate'));
    await save(board.chair, recordId, `Written since.\n\n${said}`, 1, 'background');
    const accepted = { decision: 'accepted', reason: '' } as const;
    const empty = await decide(work, recordId, background, accepted, { wording: ' ' });
    assert.equal(empty.ok || empty.refusal.code, 'no-wording');
    must(await decide(work, recordId, background, accepted, { wording: 'In late May.' }));
    const text = (await sectionsOf(app.services.db, recordId)).get('background')?.text;
    assert.equal(text, 'Written since.\n\nIn late May.');
  });

  test('a wording whose place was written over is not put anywhere', async () => {
    const { board, recordId } = await aSentRecord(app);
    const answers = [{ ...background, answer: 'fact-wrong', comment: 'In May.' }] as const;
    must(await answerCheck(await app.workAs(board.head), recordId, answers, 'accurate'));
    await save(board.chair, recordId, 'Something else.', 1, 'background');
    const work = await app.workAs(board.chair);
    const accepted = { decision: 'accepted', reason: '' } as const;
    const late = await decide(work, recordId, background, accepted, { wording: 'In May.' });
    assert.equal(late.ok || late.refusal.code, 'changed-since');
  });

  test('a wrong fact that is declined after it was accepted says again what it said', async () => {
    const { board, recordId } = await aSentRecord(app);
    const answers = [{ ...background, answer: 'fact-wrong', comment: 'In May.' }] as const;
    must(await answerCheck(await app.workAs(board.head), recordId, answers, 'accurate'));
    const work = await app.workAs(board.chair);
    const text = async () =>
      (await sectionsOf(app.services.db, recordId)).get('background')?.text ?? '';
    const said = await text();
    const typed = { section: 'background', text: 'In May.', parent: 1 };
    must(await decide(work, recordId, background, { decision: 'accepted', reason: '' }, typed));
    assert.equal(await text(), 'In May.');
    const noReason = { decision: 'declined', reason: '' } as const;
    assert.equal((await decide(work, recordId, background, noReason, undefined)).ok, false);
    assert.equal(await text(), 'In May.');
    const declined = { decision: 'declined', reason: 'The minutes say April.' } as const;
    must(await decide(work, recordId, background, declined, undefined));
    assert.equal(await text(), said);
    must(await decide(work, recordId, background, declined, undefined));
    assert.equal(await text(), said);
  });

  test('a wrong fact that was accepted in the chair’s own words, and is declined, says again what it said', async () => {
    const { board, recordId } = await aSentRecord(app);
    const text = async () =>
      (await sectionsOf(app.services.db, recordId)).get('background')?.text ?? '';
    const said = await text();
    const answers = [{ ...background, answer: 'fact-wrong', comment: 'In May.' }] as const;
    must(await answerCheck(await app.workAs(board.head), recordId, answers, 'accurate'));
    const work = await app.workAs(board.chair);
    const accepted = { decision: 'accepted', reason: '' } as const;
    must(await decide(work, recordId, background, accepted, { wording: 'In late May, I think.' }));
    await save(board.chair, recordId, `${await text()}\n\nAdded later.`, 2, 'background');
    const declined = { decision: 'declined', reason: 'The minutes say April.' } as const;
    must(await decide(work, recordId, background, declined, undefined));
    assert.equal(await text(), `${said}\n\nAdded later.`);
  });

  test('a correction that is accepted and not made on its own page does not become final', async () => {
    const { board, recordId, meetingId } = await aSentRecord(app);
    const [action] = await actionsOfMeeting(app.services.db, meetingId);
    assert.ok(action);
    const place = { section: 'agreed-actions', part: action.id };
    const answers = [{ ...place, answer: 'fact-wrong', comment: 'By 8 January' }] as const;
    must(await answerCheck(await app.workAs(board.head), recordId, answers, 'accurate'));
    const work = await app.workAs(board.chair);
    must(await decide(work, recordId, place, { decision: 'accepted', reason: '' }, undefined));
    const early = await finaliseRecord(work, recordId);
    assert.match(
      early.ok ? '' : early.refusal.sentence,
      /You accepted a correction of “Agreed actions, Action 1”, which still says what it said\. Make it, or decline it\./,
    );
    const page = await app.get(`/records/${recordId}/answers`, await app.signInAs(board.chair));
    assert.match(page.body, /Accepted, and not made yet/);
    const declined = { decision: 'declined', reason: 'It was agreed so.' } as const;
    must(await decide(work, recordId, place, declined, undefined));
    must(await finaliseRecord(work, recordId));
  });

  test('a correction that meets a newer text decides nothing and loses nothing', async () => {
    const { board, recordId } = await aSentRecord(app);
    const answers = [{ ...background, answer: 'fact-wrong', comment: 'May' }] as const;
    must(await answerCheck(await app.workAs(board.head), recordId, answers, 'accurate'));
    const work = await app.workAs(board.chair);
    await save(board.chair, recordId, 'Changed in another window', 1, 'background');
    const typed = { section: 'background', text: 'In May.', parent: 1 };
    const accepted = { decision: 'accepted', reason: '' } as const;
    const outcome = must(await decide(work, recordId, background, accepted, typed));
    assert.ok(outcome?.kind === 'saved' && outcome.overlap);
    assert.match(outcome.text ?? '', /Changed in another window\n[^]*In May\./);
    const held = (await sectionsOf(app.services.db, recordId)).get('background');
    assert.equal(held?.text, outcome.text);
    const refused = await finaliseRecord(work, recordId);
    assert.equal(refused.ok || refused.refusal.code, 'undecided');
  });
});

describe('a final record', () => {
  test('is frozen with a hash that its content proves', async () => {
    const { recordId } = await aFinalRecord(app);
    const { db } = app.services;
    const version = await findVersion(db, recordId, 1);
    assert.ok(version);
    assert.equal(sha256(version.content), version.sha256);
    assert.deepEqual(
      [version.by, version.form, version.policyVersion],
      ['Ruth Calloway', 'sib-entry', 'coventry/1'],
    );
    await assert.rejects(
      db.updateTable('record_versions').set({ content: '{}' }).where('version', '=', 1).execute(),
    );
    const content = await contentOf(recordId);
    const { sections } = formOf(app.services.pack, 'sib-entry');
    assert.deepEqual(
      content.sections.map(({ label }) => label),
      sections.map(({ label }) => label),
    );
    assert.equal(content.finalised?.by, 'Ruth Calloway');
    assert.equal(content.check?.answered?.by, 'Daniel Marsh');
  });

  test('is shared with the board by mail, and plans the next meeting with the outcome’s form', async () => {
    const { board, recordId } = await aFinalRecord(app);
    const { db } = app.services;
    const shares = await sharesOf(db, recordId);
    assert.deepEqual(
      shares.map(({ personId }) => personId).toSorted(),
      [board.chair, board.head, board.governor, board.lead, board.officer].toSorted(),
    );
    assert.ok((await mailsTo(board.governor)).includes('Record final and shared'));
    assert.ok(!(await mailsTo(board.chair)).includes('Record final and shared'));
    const [next] = await meetingsOf(db, board.caseId);
    assert.deepEqual(
      [next?.form, next?.date, next?.time, next?.status, next?.minutes],
      ['sib-standard', '2027-03-11', '09:30', 'planned', 90],
    );
    assert.equal((await mailsTo(board.governor)).at(-1), 'Invitation to a meeting');
  });

  test('finalised twice is one version and one meeting', async () => {
    const { board, recordId } = await anAnsweredRecord(app);
    const work = await app.workAs(board.chair);
    const both = await Promise.all([
      finaliseRecord(work, recordId),
      finaliseRecord(work, recordId),
    ]);
    assert.equal(both.filter(({ ok }) => ok).length, 1);
    assert.equal((await meetingsOf(app.services.db, board.caseId)).length, 2);
  });

  test('can be corrected as a next version; those who had the old one are told', async () => {
    const { board, recordId } = await aFinalRecord(app);
    const work = await app.workAs(board.chair);
    const first = await findVersion(app.services.db, recordId, 1);
    must(await startCorrection(work, recordId, 'A date was wrong.'));
    await save(board.chair, recordId, 'Corrected.', 1, 'background');
    must(await finaliseRecord(work, recordId));
    assert.deepEqual(await findVersion(app.services.db, recordId, 1), first);
    const second = await contentOf(recordId, 2);
    assert.deepEqual([second.version, second.reason], [2, 'A date was wrong.']);
    assert.ok((await mailsTo(board.governor)).includes('Corrected record shared'));
    // The next meeting was planned by the first version, and is not planned again.
    assert.equal((await meetingsOf(app.services.db, board.caseId)).length, 2);
  });

  test('is made without an answer once the day for it has passed, and says so', async () => {
    const { board, recordId } = await aSentRecord(app);
    const early = await finaliseRecord(await app.workAs(board.chair), recordId);
    assert.equal(
      early.ok || early.refusal.sentence,
      'The headteacher has until Thursday 21 January 2027 to answer.',
    );
    app.clock.set('2027-01-22T09:00:00Z');
    try {
      must(await finaliseRecord(await app.workAs(board.chair), recordId));
    } finally {
      app.clock.set('2027-01-14T09:30:00Z');
    }
    const { check } = await contentOf(recordId);
    assert.deepEqual([check?.answersDueOn, check?.answered], ['2027-01-21', null]);
  });

  test('waits for the date of the next meeting where one was to be agreed', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const work = await app.workAs(board.chair);
    const nothing = { answer: undefined, reasons: '', concerns: '', support: '' };
    must(await saveOutcome(work, recordId, { ...nothing, outcome: 'remain-next-term' }));
    const byDate = date('2027-01-29');
    must(await saveNext(work, recordId, { kind: 'to-be-agreed', by: 'Ruth Calloway', byDate }));
    must(await sendToHeadteacher(work, recordId));
    must(await answerCheck(await app.workAs(board.head), recordId, [], 'accurate'));
    const refused = await finaliseRecord(work, recordId);
    assert.match(refused.ok ? '' : refused.refusal.sentence, /to be agreed by Ruth Calloway/);
    const set = { kind: 'set', date: date('2027-04-22'), time: '13:00' as LocalTime } as const;
    must(await saveNext(work, recordId, set));
    must(await finaliseRecord(work, recordId));
  });
});

describe('actions', () => {
  const wording = {
    what: 'Appoint a deputy',
    undertakes: 'Governors',
    monitors: '',
    success: '',
    support: '',
    byWhen: undefined,
  };

  test('a form that is sent twice at once adds one', async () => {
    const { board, recordId, meetingId } = await anOpenRecord(app);
    const work = await app.workAs(board.chair);
    const id = newId<ActionId>();
    const both = await Promise.all([
      addAction(work, recordId, id, wording),
      addAction(work, recordId, id, wording),
    ]);
    both.map(must);
    assert.equal((await actionsOfMeeting(app.services.db, meetingId)).length, 1);
  });

  test('a form that was sent for another record adds none here, and says so', async () => {
    const first = await anOpenRecord(app);
    const second = await anOpenRecord(app);
    const id = newId<ActionId>();
    must(await addAction(await app.workAs(first.board.chair), first.recordId, id, wording));
    const work = await app.workAs(second.board.chair);
    const again = await addAction(work, second.recordId, id, wording);
    assert.equal(again.ok || again.refusal.code, 'form-used');
    assert.equal((await actionsOfMeeting(app.services.db, second.meetingId)).length, 0);
  });

  test('show on the process once the record is final, and can be completed, stopped and reopened', async () => {
    const draft = await aWrittenRecord(app);
    const { db } = app.services;
    assert.deepEqual(await actionsOf(db, draft.board.caseId), []);
    const { board } = await aFinalRecord(app);
    const [action] = await actionsOf(db, board.caseId);
    assert.ok(action);
    const work = await app.workAs(board.chair);
    must(await changeStatus(work, action.id, { kind: 'complete' }));
    const [done] = await actionsOf(db, board.caseId);
    assert.deepEqual(done?.status, { kind: 'complete', on: '2027-01-14' });
    must(await changeStatus(work, action.id, { kind: 'open' }));
    const noReason = await changeStatus(work, action.id, { kind: 'stopped', reason: '' });
    assert.equal(noReason.ok || noReason.refusal.field, 'reason');
    const [early] = await actionsOfMeeting(db, draft.meetingId);
    assert.ok(early);
    const refused = await changeStatus(await app.workAs(draft.board.chair), early.id, {
      kind: 'complete',
    });
    assert.equal(refused.ok || refused.refusal.code, 'not-agreed');
    const head = await changeStatus(await app.workAs(board.head), action.id, { kind: 'complete' });
    assert.equal(head.ok || head.refusal.code, 'not-yours');
  });
});

describe('what waits for whom', () => {
  async function tasks(person: PersonId, recordId: RecordId) {
    const actor = await findActor(app.services.db, person, today);
    assert.ok(actor);
    const found = await tasksFor(app.services.db, actor, today);
    return found.filter((task) => task.recordId === recordId).map(({ kind }) => kind);
  }

  test('follows the record from the draft to the final one', async () => {
    const draft = await anOpenRecord(app);
    assert.deepEqual(await tasks(draft.board.chair, draft.recordId), ['finish the draft']);
    assert.deepEqual(await tasks(draft.board.head, draft.recordId), []);
    const sent = await aSentRecord(app);
    assert.deepEqual(await tasks(sent.board.head, sent.recordId), ['check the record']);
    assert.deepEqual(await tasks(sent.board.chair, sent.recordId), []);
    const answered = await anAnsweredRecord(app);
    assert.deepEqual(await tasks(answered.board.chair, answered.recordId), [
      'decide on the answers',
    ]);
    const final = await aFinalRecord(app);
    assert.deepEqual(await tasks(final.board.governor, final.recordId), ['read the final record']);
    assert.deepEqual(await tasks(final.board.chair, final.recordId), []);
  });

  test('links show a record only to those who may read it', async () => {
    const { board, recordId } = await anOpenRecord(app);
    const { db } = app.services;
    const matter = await findRecord(db, recordId, asking());
    assert.ok(matter);
    const link = async (person: PersonId) => {
      const actor = await findActor(db, person, today);
      assert.ok(actor);
      const found = (await recordLinksOf(db, actor, matter)).get(matter.meetingId);
      return found?.kind === 'there' ? found.task : found?.kind;
    };
    assert.equal(await link(board.chair), 'Write the notes');
    assert.equal(await link(board.lead), 'Read the record');
    assert.equal(await link(board.head), 'none');
    assert.equal(await link(board.governor), 'none');
  });
});

test('the audit trail of all this is whole', async () => {
  const verdict = await verifyAudit(app.services.db);
  assert.ok(verdict.intact && verdict.events > 100);
});
