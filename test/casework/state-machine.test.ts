import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { date } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { actionsOfMeeting, changeStatus } from '#modules/actions/index.ts';
import { addMembers, boardOf } from '#modules/cases/index.ts';
import { addAttendee, arrangeMeeting } from '#modules/meetings/index.ts';
import {
  addAction,
  answerCheck,
  finaliseRecord,
  saveAttendance,
  saveNext,
  saveOutcome,
  saveSections,
  sendToHeadteacher,
  startCorrection,
  startRecord,
} from '#modules/records/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { aFinalRecord, anAnsweredRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { joinable } from '#test/harness/joinable.ts';
import type { Joinable } from '#test/harness/joinable.ts';
import type { Work } from '#web/services.ts';
import {
  adjournMeeting,
  cancelMeeting,
  moveMeeting,
  postponeMeeting,
} from '../../src/modules/meetings/commands/arrange.ts';
import { takeBack } from '../../src/modules/records/commands/accuracy-check.ts';
import { closeCase, pauseCase, reopenCase, resumeCase } from '#modules/case-life/index.ts';

// Every state that a case, its meeting and the meeting's record can have together, whether or not
// anything leads there, and everything that can be done in each. What is expected stands here by hand.

const caseStates = ['open', 'paused', 'closed'] as const;
const meetingStates = ['planned', 'postponed', 'held', 'adjourned', 'cancelled'] as const;
const recordStates = [
  'none',
  'draft',
  'with-headteacher',
  'answered',
  'final',
  'correcting',
] as const;

interface State {
  readonly case: (typeof caseStates)[number];
  readonly meeting: (typeof meetingStates)[number];
  readonly record: (typeof recordStates)[number];
}

const toCome = (state: State) => ['planned', 'postponed', 'adjourned'].includes(state.meeting);
const isUnsettled = ({ meeting, record }: State) =>
  meeting === 'held' && ['draft', 'with-headteacher', 'answered'].includes(record);
const isRunning = (state: State) => state.case !== 'paused';
const isOpen = (state: State) => state.case === 'open';
const isWritable = (state: State) =>
  isRunning(state) && ['draft', 'answered', 'correcting'].includes(state.record);

interface Action {
  readonly name: string;
  /** Whether the policy has this step, from a state. */
  readonly allowed: (state: State) => boolean;
  /** Where it leads; nowhere else unless told. */
  readonly to?: (state: State) => Partial<State>;
  /** What it is done to: without a record there is nothing to do to one. */
  readonly needs?: 'record';
  readonly run: (work: Works, at: Place) => Promise<Result<unknown>>;
}

interface Works {
  readonly chair: Work;
  readonly head: Work;
}
type Place = StoredRecord & { readonly action: ActionId; readonly member: string };

const later = {
  date: date('2027-02-04'),
  time: '14:00' as LocalTime,
  minutes: 90,
  venue: { kind: 'school' },
  reason: 'The hall is free on that day.',
} as const;
const why = 'The headteacher is ill.';

const actions: readonly Action[] = [
  {
    name: 'pause the case',
    allowed: isOpen,
    to: () => ({ case: 'paused' }),
    run: ({ chair }, { board }) => pauseCase(chair, board.caseId, why),
  },
  {
    name: 'resume the case',
    allowed: (state) => state.case === 'paused',
    to: () => ({ case: 'open' }),
    run: ({ chair }, { board }) => resumeCase(chair, board.caseId, why),
  },
  {
    name: 'close the case',
    // The meeting is of today: while it is planned it should have a record, and what is held has one.
    allowed: (state) =>
      isOpen(state) &&
      (state.meeting === 'cancelled' ||
        state.record === 'final' ||
        (state.record === 'none' && ['postponed', 'adjourned'].includes(state.meeting))),
    to: (state) => ({ case: 'closed', ...(toCome(state) ? { meeting: 'cancelled' } : {}) }),
    run: ({ chair }, { board }) =>
      closeCase(chair, board.caseId, {
        about: 'school-closure',
        reason: 'The school closes at Easter.',
        decidedBy: 'Ruth Calloway',
        stopsActions: true,
      }),
  },
  {
    name: 'reopen the case',
    allowed: (state) => state.case === 'closed',
    to: () => ({ case: 'open' }),
    run: ({ chair }, { board }) => reopenCase(chair, board.caseId, why),
  },
  {
    name: 'add someone to the board',
    allowed: isOpen,
    run: ({ chair }, { board }) =>
      addMembers(chair, board.caseId, [
        {
          seat: 'extra',
          description: 'Deputy Headteacher',
          person: { name: 'Grace O’Neill', address: 'grace@example.org' },
        },
      ]),
  },
  {
    name: 'set the next meeting',
    // A record that has not been final settles the next meeting itself.
    allowed: (state) => isOpen(state) && !toCome(state) && !isUnsettled(state),
    run: ({ chair }, { board }) =>
      arrangeMeeting(chair, board.caseId, newId<MeetingId>(), { ...later, reason: '' }),
  },
  {
    name: 'move the meeting',
    allowed: (state) => isOpen(state) && toCome(state),
    to: () => ({ meeting: 'planned' }),
    run: ({ chair }, { meetingId }) => moveMeeting(chair, meetingId, later),
  },
  {
    name: 'postpone the meeting',
    allowed: (state) => isOpen(state) && state.meeting === 'planned',
    to: () => ({ meeting: 'postponed' }),
    run: ({ chair }, { meetingId }) => postponeMeeting(chair, meetingId, why),
  },
  {
    name: 'adjourn the meeting',
    allowed: (state) => isOpen(state) && state.meeting === 'planned',
    to: () => ({ meeting: 'adjourned' }),
    run: ({ chair }, { meetingId }) => adjournMeeting(chair, meetingId, why),
  },
  {
    name: 'cancel the meeting',
    allowed: (state) => isOpen(state) && toCome(state),
    to: () => ({ meeting: 'cancelled' }),
    run: ({ chair }, { meetingId }) => cancelMeeting(chair, meetingId, why),
  },
  {
    name: 'add another attendee',
    allowed: (state) => isRunning(state) && state.meeting !== 'cancelled',
    run: ({ chair }, { meetingId }) =>
      addAttendee(chair, meetingId, {
        name: 'Fatima Rahman',
        capacity: 'English lead',
        address: '',
        parts: [],
      }),
  },
  {
    name: 'open the record',
    // One that is there is found, and nothing is changed.
    allowed: (state) =>
      state.record !== 'none' || (isOpen(state) && ['planned', 'held'].includes(state.meeting)),
    to: (state) => (state.record === 'none' ? { record: 'draft' } : {}),
    run: ({ chair }, { meetingId }) => startRecord(chair, meetingId),
  },
  {
    name: 'write the notes',
    needs: 'record',
    allowed: isWritable,
    run: ({ chair }, { recordId }) => writeSection(chair, recordId),
  },
  {
    name: 'record who came',
    needs: 'record',
    allowed: isWritable,
    run: ({ chair }, { recordId, member }) =>
      saveAttendance(chair, recordId, [{ member, attended: 'present', substitute: '' }], ''),
  },
  {
    name: 'record the outcome',
    needs: 'record',
    allowed: isWritable,
    run: ({ chair }, { recordId }) =>
      saveOutcome(chair, recordId, {
        outcome: 'remain-next-half-term',
        answer: 'yes',
        reasons: 'Leaders know the school well.',
        concerns: 'None',
        support: 'None',
      }),
  },
  {
    name: 'agree an action',
    needs: 'record',
    allowed: isWritable,
    run: ({ chair }, { recordId }) =>
      addAction(chair, recordId, newId<ActionId>(), {
        what: 'Read daily',
        undertakes: 'English lead',
        monitors: '',
        success: '',
        support: '',
        byWhen: undefined,
      }),
  },
  {
    name: 'record the next meeting',
    needs: 'record',
    // An arrangement, which may be made while the headteacher has the record.
    allowed: (state) =>
      isWritable(state) || (isRunning(state) && state.record === 'with-headteacher'),
    run: ({ chair }, { recordId }) =>
      saveNext(chair, recordId, {
        kind: 'set',
        date: date('2027-03-18'),
        time: '09:30' as LocalTime,
      }),
  },
  {
    name: 'send the record to the headteacher',
    needs: 'record',
    allowed: (state) =>
      isRunning(state) && state.record === 'draft' && ['planned', 'held'].includes(state.meeting),
    to: () => ({ meeting: 'held', record: 'with-headteacher' }),
    run: ({ chair }, { recordId }) => sendToHeadteacher(chair, recordId),
  },
  {
    name: 'take the record back',
    needs: 'record',
    allowed: (state) => isRunning(state) && state.record === 'with-headteacher',
    to: () => ({ record: 'draft' }),
    run: ({ chair }, { recordId }) => takeBack(chair, recordId, 'A page was missing.'),
  },
  {
    name: 'answer the accuracy check',
    needs: 'record',
    allowed: (state) => isRunning(state) && state.record === 'with-headteacher',
    to: () => ({ record: 'answered' }),
    run: ({ head }, { recordId }) => answerCheck(head, recordId, [], 'accurate'),
  },
  {
    name: 'make the record final',
    needs: 'record',
    allowed: (state) =>
      isRunning(state) &&
      state.meeting === 'held' &&
      ['answered', 'correcting'].includes(state.record),
    to: () => ({ record: 'final' }),
    run: ({ chair }, { recordId }) => finaliseRecord(chair, recordId),
  },
  {
    name: 'correct the record',
    needs: 'record',
    allowed: (state) => isRunning(state) && state.record === 'final',
    to: () => ({ record: 'correcting' }),
    run: ({ chair }, { recordId }) => startCorrection(chair, recordId, 'A date is wrong.'),
  },
  {
    name: 'complete an agreed action',
    needs: 'record',
    allowed: (state) => isRunning(state) && state.record === 'final',
    run: ({ chair }, { action }) => changeStatus(chair, action, { kind: 'complete' }),
  },
];

/** Saves one section on the text that is there: it is saved or refused on its own. */
async function writeSection(work: Work, recordId: RecordId): Promise<Result<unknown>> {
  const section = 'impact-of-support';
  const { revision } = await work.db
    .selectFrom('record_sections')
    .select('revision')
    .where('record_id', '=', recordId)
    .where('section', '=', section)
    .executeTakeFirstOrThrow();
  const typed = { section, text: 'Two days of a leader.', parent: revision };
  const saved = await saveSections(work, recordId, [typed]);
  if (!saved.ok) return saved;
  const [one] = saved.value;
  return one?.kind === 'refused' ? { ok: false, refusal: one.refusal } : ok(one);
}

let app: TestApp;
/** Places without a record, with one that was never final, and with one that was. */
let without: Place;
let unfinished: Place;
let finished: Place;
before(async () => {
  app = await startApp();
  finished = await placeOf(await aFinalRecord(app));
  // The meeting that it planned is taken away: there is one meeting, and one record.
  await app.services.db
    .updateTable('meetings')
    .set({ status: 'cancelled' })
    .where('case_id', '=', finished.board.caseId)
    .where('id', '<>', finished.meetingId)
    .execute();
  unfinished = await placeOf(await anAnsweredRecord(app, { schoolName: 'Cedar Primary School' }));
  const board = await aBoard(app, { schoolName: 'Birchwood Primary School' });
  without = { ...unfinished, board, meetingId: await aPlannedMeeting(app, board) };
});
after(() => app.close());

async function placeOf(stored: StoredRecord): Promise<Place> {
  const { db } = app.services;
  const [action] = await actionsOfMeeting(db, stored.meetingId);
  const [member] = await boardOf(db, stored.board.caseId);
  assert.ok(action && member);
  return { ...stored, action: action.id, member: member.id };
}

function placeFor({ record }: State): Place {
  if (record === 'none') return without;
  return record === 'final' || record === 'correcting' ? finished : unfinished;
}

/** Puts the case, its meeting and its record into a state, however it may have come there. */
async function put(db: Db, place: Place, state: State): Promise<void> {
  const { board, meetingId, recordId } = place;
  const cases = db.updateTable('cases').set({ status: state.case });
  await cases.where('id', '=', board.caseId).execute();
  const meetings = db.updateTable('meetings').set({ status: state.meeting });
  await meetings.where('id', '=', meetingId).execute();
  if (state.record === 'none') return;
  const isCorrected = state.record === 'correcting';
  const records = db.updateTable('records').set({
    status: state.record,
    correction_reason: isCorrected ? 'A date is wrong.' : '',
    // A round of which there is no answer yet.
    round: 2,
  });
  await records.where('id', '=', recordId).execute();
}

async function stateOf(db: Db, { board, meetingId }: Place): Promise<State> {
  const row = await db
    .selectFrom('meetings as m')
    .innerJoin('cases as c', 'c.id', 'm.case_id')
    .leftJoin('records as r', 'r.meeting_id', 'm.id')
    .select(['c.status as case', 'm.status as meeting', 'r.status as record'])
    .where('m.id', '=', meetingId)
    .where('c.id', '=', board.caseId)
    .executeTakeFirstOrThrow();
  return { case: row.case, meeting: row.meeting, record: row.record ?? 'none' };
}

const everyState: readonly State[] = caseStates.flatMap((one) =>
  meetingStates.flatMap((meeting) =>
    recordStates.map((record): State => ({ case: one, meeting, record })),
  ),
);
const words = (state: State) => `${state.case}, ${state.meeting}, ${state.record}`;

describe('whatever is done in whatever state', () => {
  it('does what the policy says, or refuses with a sentence and changes nothing', async () => {
    const wrong: string[] = [];
    let tried = 0;
    await joinable(app.services.db, async (joined: Joinable) => {
      for (const state of everyState) {
        const place = placeFor(state);
        const as = async (person: PersonId) => ({ ...(await app.workAs(person)), db: joined.db });
        const works = { chair: await as(place.board.chair), head: await as(place.board.head) };
        await joined.undone(async () => {
          await put(joined.db, place, state);
          for (const action of actions) {
            if (action.needs === 'record' && state.record === 'none') continue;
            tried += 1;
            await joined.undone(async () => {
              const done = await action.run(works, place);
              const found = await stateOf(joined.db, place);
              const allowed = action.allowed(state);
              const expected = allowed ? { ...state, ...action.to?.(state) } : state;
              const step = `${words(state)}: ${action.name}`;
              if (done.ok !== allowed) {
                wrong.push(`${step}: ${done.ok ? 'done' : done.refusal.sentence}`);
              } else if (words(found) !== words(expected)) {
                wrong.push(`${step}: leads to ${words(found)}, not to ${words(expected)}`);
              } else if (!done.ok && !/^[A-Z].{15,}/.test(done.refusal.sentence)) {
                wrong.push(`${step}: “${done.refusal.sentence}” is no sentence`);
              }
            });
          }
        });
      }
    });
    assert.deepEqual(wrong, []);
    const withoutRecord = actions.filter(({ needs }) => needs === undefined).length;
    const states = caseStates.length * meetingStates.length;
    assert.equal(tried, states * (5 * actions.length + withoutRecord));
  });

  it('reaches every state of a case, of a meeting and of a record from the first', () => {
    const first: State = { case: 'open', meeting: 'planned', record: 'none' };
    const reached = new Map([[words(first), first]]);
    for (const state of reached.values()) {
      for (const action of actions) {
        if (action.needs === 'record' && state.record === 'none') continue;
        if (!action.allowed(state)) continue;
        const next = { ...state, ...action.to?.(state) };
        if (!reached.has(words(next))) reached.set(words(next), next);
      }
    }
    const found = [...reached.values()];
    assert.deepEqual(new Set(found.map((state) => state.case)), new Set(caseStates));
    assert.deepEqual(new Set(found.map(({ meeting }) => meeting)), new Set(meetingStates));
    assert.deepEqual(new Set(found.map(({ record }) => record)), new Set(recordStates));
    // And from every one of them the case can be ended and begun again: none is a trap.
    for (const state of found) assert.ok(leadsToClosed(state), `stuck: ${words(state)}`);
  });
});

/** Whether some way leads from a state to a closed case. */
function leadsToClosed(from: State): boolean {
  const seen = new Map([[words(from), from]]);
  for (const state of seen.values()) {
    if (state.case === 'closed') return true;
    for (const action of actions) {
      if (action.needs === 'record' && state.record === 'none') continue;
      if (!action.allowed(state)) continue;
      const next = { ...state, ...action.to?.(state) };
      if (!seen.has(words(next))) seen.set(words(next), next);
    }
  }
  return false;
}
