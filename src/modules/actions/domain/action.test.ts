import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, CaseId, MeetingId, PersonId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import {
  checkProgress,
  complete,
  declineCompletion,
  handOver,
  isOverdue,
  longestText,
  proposeCompletion,
  reopen,
  stateOf,
  statusText,
  stop,
} from './action.ts';
import type { AgreedAction } from './action.ts';

const today = date('2027-03-20');
const head = newId<PersonId>();
const officer = { id: newId<PersonId>(), name: 'Priya Nair' };

function anAction(given: Partial<AgreedAction> = {}): AgreedAction {
  return {
    id: newId<ActionId>(),
    caseId: newId<CaseId>(),
    meetingId: newId<MeetingId>(),
    position: 1,
    what: 'Teach phonics daily',
    undertakes: 'English lead',
    undertakesPerson: head,
    monitors: 'Priya Nair',
    monitorsPerson: officer.id,
    success: '',
    support: '',
    byWhen: date('2027-03-19'),
    status: { kind: 'open' },
    version: 1,
    ...given,
  };
}

const states = {
  open: anAction(),
  proposed: anAction({ proposal: { by: head, on: date('2027-03-18') } }),
  complete: anAction({ status: { kind: 'complete', on: date('2027-03-01') } }),
  stopped: anAction({ status: { kind: 'stopped', on: date('2027-03-01'), reason: 'No money' } }),
} as const;

const deeds = {
  'add progress': (action: AgreedAction): Result<unknown> => checkProgress(action, 'Done', false),
  'say it is complete': (action: AgreedAction) =>
    proposeCompletion({ action, agreed: true }, head, today),
  decline: (action: AgreedAction) => declineCompletion({ action, agreed: true }, 'The books'),
  complete: (action: AgreedAction) => complete({ action, agreed: true }, today),
  stop: (action: AgreedAction) => stop({ action, agreed: true }, 'No money', today),
  reopen: (action: AgreedAction) => reopen({ action, agreed: true }),
  'hand over': (action: AgreedAction) => handOver(action, 'undertakes', officer, undefined),
} as const;

/** What each deed comes to in each state: `true`, or the code of the refusal. */
const table: Readonly<
  Record<keyof typeof deeds, Readonly<Record<keyof typeof states, true | string>>>
> = {
  'add progress': { open: true, proposed: true, complete: 'complete', stopped: 'stopped' },
  'say it is complete': {
    open: true,
    proposed: 'proposed',
    complete: 'complete',
    stopped: 'stopped',
  },
  decline: { open: 'not-proposed', proposed: true, complete: 'complete', stopped: 'stopped' },
  complete: { open: true, proposed: true, complete: 'complete', stopped: 'stopped' },
  stop: { open: true, proposed: true, complete: 'complete', stopped: 'stopped' },
  reopen: { open: 'open', proposed: 'open', complete: true, stopped: true },
  'hand over': { open: true, proposed: true, complete: 'complete', stopped: 'stopped' },
};

suite('an agreed action', () => {
  for (const [deed, row] of Object.entries(table)) {
    for (const [state, expected] of Object.entries(row)) {
      test(`${deed}, when it is ${state}: ${expected === true ? 'done' : 'refused'}`, () => {
        const result = deeds[deed as keyof typeof deeds](states[state as keyof typeof states]);
        assert.equal(result.ok || result.refusal.code, expected);
        if (!result.ok) assert.match(result.refusal.sentence, /^[A-Z].*\.$/);
      });
    }
  }

  test('is not touched while the record that agreed it is being corrected', () => {
    for (const act of [
      () => complete({ action: states.open, agreed: false }, today),
      () => stop({ action: states.open, agreed: false }, 'No money', today),
      () => reopen({ action: states.complete, agreed: false }),
      () => proposeCompletion({ action: states.open, agreed: false }, head, today),
      () => declineCompletion({ action: states.proposed, agreed: false }, 'The books'),
    ]) {
      const result = act();
      assert.equal(result.ok || result.refusal.code, 'not-agreed');
    }
  });

  test('needs a reason to be stopped or declined, and something to show progress', () => {
    const codeOf = (result: Result<unknown>) => result.ok || result.refusal.code;
    assert.equal(codeOf(stop({ action: states.open, agreed: true }, '', today)), 'no-reason');
    assert.equal(
      codeOf(declineCompletion({ action: states.proposed, agreed: true }, '')),
      'no-reason',
    );
    assert.equal(codeOf(checkProgress(states.open, '', false)), 'nothing');
    assert.equal(codeOf(checkProgress(states.open, '', true)), true);
    const long = 'x'.repeat(longestText + 1);
    assert.equal(codeOf(checkProgress(states.open, long, false)), 'too-long');
    assert.equal(codeOf(stop({ action: states.open, agreed: true }, long, today)), 'too-long');
  });

  test('keeps the board’s words when it goes to someone else, unless they were a name', () => {
    const given = handOver(states.open, 'undertakes', officer, 'Daniel Marsh');
    assert.ok(given.ok);
    assert.deepEqual(
      [given.value.undertakes, given.value.undertakesPerson],
      ['English lead', officer.id],
    );
    const named = handOver(
      anAction({ undertakes: 'Daniel Marsh' }),
      'undertakes',
      officer,
      'Daniel Marsh',
    );
    assert.ok(named.ok);
    assert.equal(named.value.undertakes, 'Priya Nair');
    const theirs = handOver(states.open, 'monitors', officer, undefined);
    assert.equal(theirs.ok || theirs.refusal.code, 'theirs');
  });

  test('is overdue from the day after, and says how it stands in a word', () => {
    assert.equal(isOverdue(states.open, date('2027-03-19')), false);
    assert.equal(isOverdue(states.open, today), true);
    assert.equal(isOverdue(anAction({ byWhen: undefined }), today), false);
    const wordOf = (action: AgreedAction) => stateOf(action, today).word;
    assert.deepEqual(Object.values(states).map(wordOf), [
      'Overdue',
      'To be confirmed',
      'Complete',
      'Stopped',
    ]);
    assert.equal(statusText(states.stopped.status), 'Stopped on 1 March 2027: No money');
  });

  test('is only ever open with a proposal, and counts up with every change, whatever is done to it', () => {
    const names = Object.keys(deeds) as (keyof typeof deeds)[];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names)), (done) => {
        let action: AgreedAction = states.open;
        for (const name of done) {
          const result = deeds[name](action) as Result<AgreedAction | undefined>;
          const next = result.ok && result.value ? result.value : action;
          assert.equal(next.version, next === action ? action.version : action.version + 1);
          assert.ok(next.proposal === undefined || next.status.kind === 'open');
          assert.deepEqual(
            [next.id, next.what, next.byWhen, next.meetingId],
            [action.id, action.what, action.byWhen, action.meetingId],
          );
          action = next;
        }
      }),
    );
  });
});
