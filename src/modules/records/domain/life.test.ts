import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, PersonId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { aMember } from '#test/builders/casework.ts';
import { aHead, anAction, aRecord, aState } from '#test/builders/record.ts';
import {
  answerAccuracyCheck,
  decideOnAnswer,
  recall,
  restAccurate,
  sendForAccuracyCheck,
} from './accuracy.ts';
import type { AccuracyAnswer } from './accuracy.ts';
import { agreeAction, changeAction, dropAction } from './agreed-actions.ts';
import { recordAttendance } from './attendance.ts';
import { chooseOutcome, nameNoteTaker, setNext } from './decision.ts';
import { finalise, startCorrection } from './finalise.ts';
import type { Passage } from './passages.ts';
import { statusWords } from './record.ts';
import type { Change, MeetingRecord, RecordStatus } from './record.ts';
import { editSection, emptySection } from './section.ts';

const form = formOf(currentPack, 'sib-entry');
const background = form.sections.find(({ key }) => key === 'background');
assert.ok(background);
const chair = newId<PersonId>();
const doing = { at: new Date('2027-01-15T10:00:00Z'), by: chair };
const today = date('2027-01-15');
const action = anAction();
const wording = { ...action, what: 'Something else' };
const member = aMember();
const noHolidays = {
  bankHolidays: new Map(),
  knownUntil: date('2028-12-31'),
  blocks: [],
  insetDays: new Map(),
};
const passages = form.sections.map(({ key, label }): Passage => ({
  section: key,
  part: '1',
  name: label,
  title: undefined,
  said: `On ${label}.`,
  isMarkdown: true,
}));
const wrong: AccuracyAnswer = {
  section: 'background',
  part: '1',
  said: 'It was April.',
  answer: 'fact-wrong',
  comment: 'It was May.',
  decided: undefined,
};
const nothing = {
  outcome: undefined,
  answer: undefined,
  reasons: '',
  concerns: '',
  support: '',
};

type Rule = (record: MeetingRecord) => Result<Change>;

/** Every rule of a record's life, with an input that it takes when the state allows it. */
const rules: Record<string, Rule> = {
  editSection: (record) => {
    const typed = { text: 'Notes', parent: 0 };
    const now = emptySection('background');
    const writers = { mine: 'Ruth Calloway', theirs: 'Priya Nair' };
    const saved = editSection(record, background, now, '', typed, doing, writers);
    if (!saved.ok) return saved;
    assert.equal(saved.value.kind, 'saved');
    return { ok: true, value: saved.value.kind === 'saved' ? saved.value.change : assert.fail() };
  },
  chooseOutcome: (record) =>
    chooseOutcome(record, form, currentPack, today, { ...nothing, outcome: 'set-exit-agenda' }),
  recordAttendance: (record) =>
    recordAttendance(
      record,
      [member],
      [{ member: member.id, attended: 'present', substitute: '' }],
      '',
    ),
  agreeAction: (record) => agreeAction(record, [action], newId<ActionId>(), wording),
  changeAction: (record) => changeAction(record, [action], action.id, wording),
  dropAction: (record) => dropAction(record, [action], action.id),
  nameNoteTaker: (record) => nameNoteTaker(record, aHead, [aHead]),
  setNext: (record) =>
    setNext(
      record,
      { kind: 'set', date: date('2027-03-11'), time: '09:30' as LocalTime },
      { meeting: date('2027-01-14'), today, calendar: noHolidays },
    ),
  send: (record) => sendForAccuracyCheck(record, [], aHead, date('2027-01-22'), doing),
  recall: (record) => recall(record, 'A section was missing.'),
  answer: (record) => answerAccuracyCheck(record, passages, restAccurate(passages, []), doing),
  decide: (record) => decideOnAnswer(record, [wrong], wrong, 'accepted', '', doing),
  finalise: (record) => finalise(record, [], [], today),
  'finalise, after the day for an answer': (record) => finalise(record, [], [], date('2027-01-22')),
  startCorrection: (record) => startCorrection(record, 'A date was wrong.'),
};

const writing = {
  draft: 'draft',
  'with-headteacher':
    'The record is with the headteacher for an accuracy check until 21 January 2027. Take it back first to change it.',
  answered: 'answered',
  final: 'The record is final and cannot be changed. Start a correction to make a new version.',
  correcting: 'correcting',
} as const;

/** What each rule makes of each state: the state that follows, or why not. */
const table: Record<string, Record<RecordStatus, string>> = {
  editSection: writing,
  chooseOutcome: writing,
  recordAttendance: writing,
  agreeAction: writing,
  changeAction: writing,
  dropAction: writing,
  nameNoteTaker: writing,
  setNext: { ...writing, 'with-headteacher': 'with-headteacher' },
  send: {
    draft: 'with-headteacher',
    'with-headteacher':
      'The record is already with the headteacher, to be answered by Thursday 21 January 2027.',
    answered: 'The headteacher has already answered the accuracy check.',
    final: 'The record is final: it has had its accuracy check.',
    correcting: 'A correction is finalised without a second accuracy check. Finalise it instead.',
  },
  recall: {
    draft: 'The record is not with the headteacher.',
    'with-headteacher': 'draft',
    answered:
      'The headteacher has answered. Decide on the answers; the record can be changed meanwhile.',
    final: 'The record is not with the headteacher.',
    correcting: 'The record is not with the headteacher.',
  },
  answer: {
    draft: 'The chair has taken the record back, and will send it to you again.',
    'with-headteacher': 'answered',
    answered: 'You have already answered. The chair decides on your answers.',
    final: 'The record has been made final: the answer was due by 21 January 2027.',
    correcting: 'The record has been made final: the answer was due by 21 January 2027.',
  },
  decide: {
    draft: 'There are no answers to decide on.',
    'with-headteacher': 'There are no answers to decide on.',
    answered: 'answered',
    final: 'There are no answers to decide on.',
    correcting: 'There are no answers to decide on.',
  },
  finalise: {
    draft: 'The headteacher has not checked the record yet. Send it for an accuracy check first.',
    'with-headteacher': 'The headteacher has until Thursday 21 January 2027 to answer.',
    answered: 'final',
    final: 'The record is final already.',
    correcting: 'final',
  },
  'finalise, after the day for an answer': {
    draft: 'The headteacher has not checked the record yet. Send it for an accuracy check first.',
    'with-headteacher': 'final',
    answered: 'final',
    final: 'The record is final already.',
    correcting: 'final',
  },
  startCorrection: {
    draft: 'The record is not final yet, so it can still be changed.',
    'with-headteacher': 'The record is not final yet, so it can still be changed.',
    answered: 'The record is not final yet, so it can still be changed.',
    final: 'correcting',
    correcting: 'The record is being corrected already.',
  },
};

const statuses = Object.keys(statusWords) as RecordStatus[];

describe('the life of a record', () => {
  for (const [name, rule] of Object.entries(rules)) {
    for (const status of statuses) {
      const expected = table[name]?.[status] ?? '';
      const leads = statuses.some((each) => each === expected);
      test(`${name} on a record that is ${status}: ${leads ? `it is ${expected}` : 'refused'}`, () => {
        const before = aRecord({ state: aState(status) });
        const result = rule(before);
        if (!leads) {
          assert.equal(result.ok ? 'allowed' : result.refusal.sentence, expected);
          return;
        }
        assert.ok(result.ok, result.ok ? '' : result.refusal.sentence);
        assert.equal(result.value.record.state.status, expected);
        assert.equal(result.value.record.version, before.version + 1);
        assert.equal(result.value.events.length, 1);
      });
    }
  }

  test('every state can be reached from a draft', () => {
    const reached = new Set<RecordStatus>(['draft']);
    const waiting = [aRecord()];
    for (let record = waiting.pop(); record; record = waiting.pop()) {
      for (const rule of Object.values(rules)) {
        const result = rule(record);
        if (!result.ok || reached.has(result.value.record.state.status)) continue;
        reached.add(result.value.record.state.status);
        waiting.push(result.value.record);
      }
    }
    assert.deepEqual([...reached].toSorted(), statuses.toSorted());
  });

  test('a correction makes the next version, with its reason, and keeps what the check said', () => {
    const corrected = finalise(aRecord({ state: aState('correcting') }), [], [], today);
    assert.ok(corrected.ok);
    const { state } = corrected.value.record;
    assert.deepEqual(state, {
      status: 'final',
      version: 2,
      check: { ...(state.status === 'final' ? state.check : assert.fail()) },
    });
    assert.deepEqual(corrected.value.events, [
      { type: 'record finalised', version: 2, reason: 'A date was wrong.' },
    ]);
  });

  test('no answer by the day it was due is part of the final record', () => {
    const record = aRecord({ state: aState('with-headteacher') });
    const made = finalise(record, [], [], date('2027-01-22'));
    assert.ok(made.ok && made.value.record.state.status === 'final');
    assert.equal(made.value.record.state.check.answered, undefined);
  });

  test('the day on which an answer is due still belongs to the headteacher', () => {
    const record = aRecord({ state: aState('with-headteacher') });
    assert.equal(finalise(record, [], [], date('2027-01-21')).ok, false);
  });

  test('an answer that is not decided on stops the record from being final', () => {
    const record = aRecord({ state: aState('answered') });
    const refused = finalise(record, [wrong, { ...wrong, section: 'context' }], [], today);
    assert.equal(
      refused.ok || refused.refusal.sentence,
      'Decide on 2 answers of the headteacher first.',
    );
  });

  test('what a record must have stops it from being sent and from being final', () => {
    const gap = { sentence: 'The outcome is not recorded', mend: { page: 'outcome' } } as const;
    const sent = sendForAccuracyCheck(aRecord(), [gap], aHead, date('2027-01-22'), doing);
    assert.equal(sent.ok || sent.refusal.sentence, 'The outcome is not recorded.');
    const final = finalise(aRecord({ state: aState('answered') }), [], [gap], today);
    assert.equal(final.ok || final.refusal.sentence, 'The outcome is not recorded.');
  });
});

describe('what is asked of an answer', () => {
  const record = aRecord({ state: aState('with-headteacher') });
  const all = restAccurate(passages, []);
  const answer = (given: Partial<AccuracyAnswer>) =>
    answerAccuracyCheck(
      record,
      passages,
      all.map((each) => (each.section === 'context' ? { ...each, ...given } : each)),
      doing,
    );

  test('each part is answered', () => {
    const some = all.filter(({ section }) => section !== 'context');
    const refused = answerAccuracyCheck(record, passages, some, doing);
    assert.equal(refused.ok || refused.refusal.field, 'answer-context-1');
  });

  test('a wrong fact comes with what it should say, another view with what it is', () => {
    const noWording = answer({ answer: 'fact-wrong' });
    assert.equal(noWording.ok || noWording.refusal.field, 'wording-context-1');
    const said = passages.find(({ section }) => section === 'context')?.said ?? '';
    const sameWording = answer({ answer: 'fact-wrong', comment: said });
    assert.equal(sameWording.ok || sameWording.refusal.code, 'same-wording');
    const noView = answer({ answer: 'differently' });
    assert.equal(noView.ok || noView.refusal.field, 'view-context-1');
    assert.equal(answer({ answer: 'differently', comment: 'Not so.' }).ok, true);
  });

  test('a refusal of an answer has a reason; the chair can think again', () => {
    const answeredRecord = aRecord({ state: aState('answered') });
    const decide = (decision: 'accepted' | 'declined', reason: string, from = wrong) =>
      decideOnAnswer(answeredRecord, [from], wrong, decision, reason, doing);
    assert.equal(decide('declined', '').ok, false);
    const declined = decide('declined', 'The minutes say April.');
    assert.ok(declined.ok);
    const [event] = declined.value.events;
    assert.ok(event?.type === 'accuracy answer decided');
    assert.equal(decide('accepted', '', event.answer).ok, true);
  });
});

describe('what the board decided', () => {
  test('the outcomes are the form’s and no others', () => {
    for (const { key, outcomes } of currentPack.forms) {
      const its = formOf(currentPack, key);
      const choose = (outcome: string) =>
        chooseOutcome(aRecord({ form: key }), its, currentPack, today, { ...nothing, outcome }).ok;
      assert.equal(choose('remain-for-ever'), false);
      for (const outcome of outcomes) assert.equal(choose(outcome.key), true);
      assert.equal(choose('exit-to-progress-check-in'), key === 'sib-exit');
    }
  });

  test('the question is the one that is asked on the day of the meeting', () => {
    const chosen = chooseOutcome(aRecord(), form, currentPack, today, nothing);
    assert.ok(chosen.ok);
    assert.equal(chosen.value.record.decision.question, 'overall-good');
  });

  test('concerns and support are kept only where the form asks for them', () => {
    const said = { ...nothing, concerns: 'Reading', support: 'Six days' };
    const entry = chooseOutcome(aRecord(), form, currentPack, today, said);
    assert.equal(entry.ok && entry.value.record.decision.concerns, 'Reading');
    const exit = formOf(currentPack, 'sib-exit');
    const left = chooseOutcome(aRecord({ form: 'sib-exit' }), exit, currentPack, today, said);
    assert.equal(left.ok && left.value.record.decision.concerns, '');
  });

  test('the next meeting is after this one and not in the past', () => {
    const on = { meeting: date('2027-01-14'), today: date('2027-02-01'), calendar: noHolidays };
    const next = (day: string) =>
      setNext(aRecord(), { kind: 'set', date: date(day), time: '09:30' as LocalTime }, on);
    assert.equal(next('2027-01-14').ok, false);
    assert.equal(next('2027-01-31').ok, false);
    assert.equal(next('2027-02-01').ok, true);
    assert.equal(next('2027-02-06').ok, false, 'a Saturday');
  });

  test('only someone who can write is named note-taker, and naming can be undone', () => {
    assert.equal(nameNoteTaker(aRecord(), newId<PersonId>(), [aHead]).ok, false);
    assert.equal(nameNoteTaker(aRecord({ noteTaker: aHead }), undefined, [aHead]).ok, true);
  });

  test('a substitute has a name', () => {
    const attended = (substitute: string) =>
      recordAttendance(
        aRecord(),
        [member],
        [{ member: member.id, attended: 'substitute', substitute }],
        '',
      );
    const refused = attended('');
    assert.equal(refused.ok || refused.refusal.sentence, 'Enter who came in place of Daniel Marsh');
    assert.equal(attended('Helen Adeyemi').ok, true);
  });
});

describe('reasons', () => {
  const sent = aRecord({ state: aState('with-headteacher') });
  for (const [what, decide] of [
    ['why the meeting went ahead', (text: string) => recordAttendance(aRecord(), [], [], text)],
    ['why the record is taken back', (text: string) => recall(sent, text)],
  ] as const) {
    test(`are 20,000 characters long at most: ${what}`, () => {
      assert.equal(decide('x'.repeat(20_000)).ok, true);
      const refused = decide('x'.repeat(20_001));
      assert.equal(refused.ok || refused.refusal.code, 'too-long');
    });
  }
});

describe('agreed actions', () => {
  test('a form that is sent twice agrees one action', () => {
    const id = newId<ActionId>();
    const first = agreeAction(aRecord(), [], id, wording);
    assert.ok(first.ok);
    const [event] = first.value.events;
    assert.ok(event?.type === 'action agreed');
    const again = agreeAction(first.value.record, [event.action], id, wording);
    assert.deepEqual(again.ok && again.value.events, []);
  });

  test('actions keep their order, and a new one comes last', () => {
    const kept = [anAction({ position: 1 }), anAction({ position: 4 })];
    const added = agreeAction(aRecord(), kept, newId<ActionId>(), wording);
    assert.ok(added.ok);
    const [event] = added.value.events;
    assert.equal(event?.type === 'action agreed' && event.action.position, 5);
  });

  test('an action says what will be done; the rest can follow', () => {
    const bare = {
      what: '',
      undertakes: '',
      monitors: '',
      success: '',
      support: '',
      byWhen: undefined,
    };
    assert.equal(agreeAction(aRecord(), [], newId<ActionId>(), bare).ok, false);
    const said = { ...bare, what: 'Appoint a deputy' };
    assert.equal(agreeAction(aRecord(), [], newId<ActionId>(), said).ok, true);
  });

  test('changing an action that someone has removed says so', () => {
    const refused = changeAction(aRecord(), [], action.id, wording);
    assert.match(refused.ok ? '' : refused.refusal.sentence, /removed/);
  });
});
