import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { markedVersions } from '#merge/versions.ts';
import { currentPack, formOf } from '#policy-pack/index.ts';
import { aMeeting, aMember } from '#test/builders/casework.ts';
import { anAction, aRecord } from '#test/builders/record.ts';
import { gapsIn, gapsToFinalise } from './gaps.ts';
import type { Written } from './gaps.ts';
import { emptySection, isTyped } from './section.ts';

const today = date('2027-01-14');
const set = { kind: 'set', date: date('2027-03-11'), time: '09:30' as LocalTime } as const;
const decided = {
  outcome: 'remain-next-term',
  question: 'overall-good',
  answer: 'not-yet',
  reasons: 'Leadership is new.',
  concerns: 'Reading.',
  support: 'Six days.',
};

/** A record with everything in it. */
function aWhole(changes: Partial<Written> = {}): Written {
  const form = changes.form ?? formOf(currentPack, 'sib-entry');
  const head = aMember();
  return {
    record: aRecord({ form: form.key, decision: decided, next: set }),
    form,
    meeting: aMeeting({ status: 'held' }),
    sections: new Map(
      form.sections
        .filter(isTyped)
        .map(({ key }) => [key, { ...emptySection(key), text: 'Notes', revision: 1 }]),
    ),
    actions: [anAction()],
    attendance: [{ member: head.id, attended: 'present', substitute: '' }],
    board: [head],
    headteacher: head,
    unanswered: currentPack.question.unanswered,
    openChoices: [],
    lateTexts: 0,
    ...changes,
  };
}

const sentences = (gaps: readonly { readonly sentence: string }[]) =>
  gaps.map(({ sentence }) => sentence);

describe('what is missing in a record', () => {
  test('a whole record of any form has no gaps', () => {
    for (const form of currentPack.forms) {
      const whole = aWhole({ form });
      assert.deepEqual(gapsIn(whole, today), { mustHave: [], worthALook: [] }, form.key);
      assert.deepEqual(gapsToFinalise(whole, today), [], form.key);
    }
  });

  test('an empty record lists everything, each with the page that mends it', () => {
    const { mustHave, worthALook } = gapsIn(
      aWhole({
        record: aRecord(),
        sections: new Map(),
        actions: [],
        attendance: [],
        board: [],
        headteacher: undefined,
      }),
      date('2027-01-13'),
    );
    assert.deepEqual(
      mustHave.map(({ sentence, mend }) => [sentence, mend.page]),
      [
        ['The meeting is on Thursday 14 January 2027, which has not come yet', 'meeting'],
        ['No headteacher is on the board, so nobody can check the record', 'board'],
        ['The outcome is not recorded', 'outcome'],
        ['The next meeting has no date, and nobody has been named to agree one', 'next-meeting'],
      ],
    );
    assert.deepEqual(sentences(worthALook), [
      '“Purpose and Protocols” is empty',
      '“SIB background” is empty',
      '“Context” is empty',
      '“Key actions / progress” is empty',
      '“Impact of support” is empty',
      '“School Self-Evaluation” is empty',
      'The fundamental question has no answer',
      'Significant concerns are not recorded, not even that there are none',
      'Additional support required is not recorded, not even that there is none',
      'No action is recorded',
    ]);
  });

  test('an action that nobody undertakes stops the record; what else it leaves out does not', () => {
    const action = anAction({ undertakes: '', support: '', byWhen: undefined });
    const { mustHave, worthALook } = gapsIn(aWhole({ actions: [action] }), today);
    assert.match(sentences(mustHave).join(), /^Nobody is named to undertake action 1, “Give every/);
    assert.match(sentences(worthALook).join(), /does not say what support is offered or by when$/);
  });

  test('“not recorded” is an answer and needs no reasons', () => {
    const decision = { ...decided, answer: 'not-recorded', reasons: '' };
    const record = aRecord({ decision, next: set });
    assert.deepEqual(gapsIn(aWhole({ record }), today).worthALook, []);
  });

  describe('of what two typed at once', () => {
    const two = markedVersions([
      { by: 'Ruth Calloway', text: 'It rose.' },
      { by: 'Priya Nair', text: 'It fell.' },
    ]);
    const must = (changes: Partial<Written>) =>
      gapsIn(aWhole(changes), today).mustHave.map(({ sentence, mend }) => [sentence, mend]);
    const both = 'has two versions of one passage. Choose one, or keep both';

    test('two versions of a passage stop the record, wherever they stand', () => {
      const { sections } = aWhole();
      const context = { ...emptySection('context'), text: `Before.\n${two}\nAfter.`, revision: 2 };
      const mend = { page: 'notes', section: 'context' };
      assert.deepEqual(must({ sections: new Map([...sections, ['context', context]]) }), [
        [`“Context” ${both}`, mend],
      ]);
      for (const field of ['reasons', 'concerns', 'support'] as const) {
        const record = aRecord({ decision: { ...decided, [field]: two }, next: set });
        assert.deepEqual(must({ record }), [
          [`What the board agreed ${both}`, { page: 'outcome' }],
        ]);
      }
      const record = aRecord({ decision: decided, next: set, proceeded: two });
      assert.deepEqual(must({ record }), [
        [`Why the meeting went ahead ${both}`, { page: 'attendance' }],
      ]);
      for (const field of ['what', 'undertakes', 'monitors', 'success', 'support'] as const) {
        const action = anAction({ position: 3, [field]: two });
        assert.deepEqual(must({ actions: [action] }), [
          [`Action 3 ${both}`, { page: 'action', action: action.id }],
        ]);
      }
    });

    test('lines that only look like the marks stop nothing', () => {
      const { sections } = aWhole();
      const text = two.split('\n').slice(1).join('\n');
      const context = { ...emptySection('context'), text, revision: 2 };
      assert.deepEqual(must({ sections: new Map([...sections, ['context', context]]) }), []);
    });

    test('two answers to one question stop the record until one is chosen', () => {
      const [one, other] = ['decision:answer', 'next:'] as const;
      assert.deepEqual(must({ openChoices: [one] }), [
        [
          'Two answers were given to one question at the same time. Choose one',
          { page: 'choices' },
        ],
      ]);
      assert.deepEqual(must({ openChoices: [one, other] }), [
        [
          'Two answers each were given to 2 questions at the same time. Choose one of each',
          { page: 'choices' },
        ],
      ]);
    });
  });

  test('an action that does not say what will be done stops the record', () => {
    const action = anAction({ position: 2, what: ' ' });
    assert.deepEqual(gapsIn(aWhole({ actions: [action] }), today).mustHave, [
      {
        sentence: 'Action 2 does not say what will be done',
        mend: { page: 'action', action: action.id },
      },
    ]);
  });

  test('texts that came too late are worth a look, and stop nothing', () => {
    const mend = { page: 'late' };
    for (const [lateTexts, sentence] of [
      [1, 'A text was typed on a device and not sent in time. It is not in the record'],
      [2, '2 texts were typed on a device and not sent in time. They are not in the record'],
    ] as const) {
      const found = gapsIn(aWhole({ lateTexts }), today);
      assert.deepEqual(found, { mustHave: [], worthALook: [{ sentence, mend }] });
    }
  });

  test('a form without outcomes asks for none', () => {
    const form = formOf(currentPack, 'pci');
    const record = aRecord({ form: 'pci', next: set });
    assert.deepEqual(gapsIn(aWhole({ form, record }), today).mustHave, []);
  });

  test('a date to be agreed is enough to send the record, and not enough to make it final', () => {
    const next = { kind: 'to-be-agreed', by: 'Ruth Calloway', byDate: date('2027-01-29') } as const;
    const record = aRecord({ decision: decided, next });
    assert.deepEqual(gapsIn(aWhole({ record }), today).mustHave, []);
    assert.deepEqual(sentences(gapsToFinalise(aWhole({ record }), today)), [
      'The date of the next meeting was to be agreed by Ruth Calloway by Friday 29 January 2027. Enter it before you finalise',
    ]);
  });

  test('without the Headteacher or the Chair of Governors the chair is asked why it went ahead', () => {
    const head = aMember();
    const governor = aMember({ role: 'chair-of-governors', name: 'Li Wen' });
    const lead = aMember({ role: 'network-lead', name: 'Tomasz Zielinski' });
    const absent = { attended: 'apologies', substitute: '' } as const;
    const written = aWhole({
      board: [head, governor, lead],
      attendance: [head, governor, lead].map(({ id }) => ({ member: id, ...absent })),
    });
    assert.deepEqual(sentences(gapsIn(written, today).worthALook), [
      'Why the meeting went ahead without Daniel Marsh and Li Wen is not recorded',
    ]);
    const record = { ...written.record, proceeded: 'The deputy spoke for the school.' };
    assert.deepEqual(gapsIn({ ...written, record }, today).worthALook, []);
  });

  test('a substitute is not an absence', () => {
    const governor = aMember({ role: 'chair-of-governors' });
    const attendance = [{ member: governor.id, attended: 'substitute', substitute: 'Li' } as const];
    const written = aWhole({ board: [governor], attendance });
    assert.deepEqual(gapsIn(written, today).worthALook, []);
  });
});
