import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addDays, date, dateOf } from '#kernel/dates.ts';
import type { LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, ActionId, ChoiceId, MeetingId, PersonId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import {
  actionsOfMeeting,
  addProgress,
  changeStatus,
  handOverAction,
  sayComplete,
} from '#modules/actions/index.ts';
import { closeCase, pauseCase, reopenCase, resumeCase } from '#modules/case-life/index.ts';
import { addMembers, boardOf, openCase } from '#modules/cases/index.ts';
import { addAttendee, arrangeMeeting, offerBoardDates } from '#modules/meetings/index.ts';
import { endRole, ensureRole } from '#modules/people/index.ts';
import type { Role, Scope } from '#modules/people/index.ts';
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
import { recordVisit } from '#modules/visits/index.ts';
import type { VisitId } from '#modules/visits/index.ts';
import { aFinalRecord, aSentRecord, aWrittenRecord } from '#test/builders/meeting-record.ts';
import type { StoredRecord } from '#test/builders/meeting-record.ts';
import { aSchool, must, storePerson } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Work } from '#web/services.ts';
import {
  fixBoardDate,
  withdrawBoardDates,
} from '../../src/modules/meetings/commands/choose-dates.ts';
import {
  cancelMeeting,
  moveMeeting,
  postponeMeeting,
} from '../../src/modules/meetings/commands/arrange.ts';
import { takeBack } from '../../src/modules/records/commands/accuracy-check.ts';
import { saveNoteTaker } from '../../src/modules/records/commands/hold-meeting.ts';
import { routes } from '../../src/routes.ts';

// People whose role for a school has ended and who have another elsewhere, so that they can sign in:
// whatever they were named for, they change nothing of what was theirs.

let app: TestApp;
/** Drafts, a record that is with the headteacher, and a final one, each of a board of its own. */
let draft: StoredRecord;
let sent: StoredRecord;
let final: StoredRecord;
let everyRecord: readonly StoredRecord[];

before(async () => {
  app = await startApp();
  draft = await aWrittenRecord(app);
  sent = await aSentRecord(app, { schoolName: 'Birchwood Primary School' });
  final = await aFinalRecord(app, { schoolName: 'Cedar Primary School' });
  everyRecord = [draft, sent, final];
  // The monitoring officer takes the notes of the draft, and monitors its action.
  must(
    await saveNoteTaker(await app.workAs(draft.board.chair), draft.recordId, draft.board.officer),
  );
  app.clock.set('2027-02-01T09:30:00Z');
  for (const { board } of everyRecord) {
    const elsewhere: Scope = { kind: 'school', urn: await aSchool(app, { name: 'Elsewhere' }) };
    const own: Scope = { kind: 'school', urn: board.urn };
    await leaves(board.head, 'headteacher', own, elsewhere);
    await leaves(board.governor, 'chair-of-governors', own, elsewhere);
    await leaves(board.officer, 'monitoring-officer', own, elsewhere);
    await leaves(
      board.lead,
      'network-lead',
      { kind: 'network', id: board.network },
      elsewhere,
      'headteacher',
    );
    await leaves(board.chair, 'senior-advisor', { kind: 'authority' }, elsewhere, 'headteacher');
  }
});
after(() => app.close());

/** Ends a role from today on, and gives another elsewhere. Seats on the board end with it. */
async function leaves(
  person: PersonId,
  role: Role,
  from: Scope,
  to: Scope,
  becomes: Role = role,
): Promise<void> {
  const today = dateOf(app.clock.now());
  await app.services.db.transaction().execute(async (trx) => {
    await endRole(trx, person, role, from, today);
    await ensureRole(trx, person, becomes, to, today);
    await trx
      .updateTable('board_members')
      .set({ until_date: today })
      .where('person_id', '=', person)
      .execute();
  });
}

const leavers = ({ board }: StoredRecord): Readonly<Record<string, PersonId>> => ({
  chair: board.chair,
  head: board.head,
  governor: board.governor,
  lead: board.lead,
  officer: board.officer,
});

/** How much has been written: what is refused writes nothing. */
async function written(): Promise<Readonly<Record<string, number>>> {
  const { db } = app.services;
  const count = async (table: 'audit_events' | 'mails' | 'record_sections' | 'action_events') =>
    Number(
      (
        await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    );
  return {
    audit: await count('audit_events'),
    mails: await count('mails'),
    sections: await count('record_sections'),
    events: await count('action_events'),
  };
}

describe('someone whose role has ended', () => {
  it('is shown “not found” by every form of what was theirs, and nothing is written', async () => {
    const wrong: string[] = [];
    let tried = 0;
    const writes = routes.filter(
      ({ method, gate }) =>
        method === 'POST' && gate !== 'signed in' && !gate.startsWith('anyone:'),
    );
    for (const stored of everyRecord) {
      const { board, meetingId, recordId } = stored;
      const [action] = await actionsOfMeeting(app.services.db, meetingId);
      const [member] = await boardOf(app.services.db, board.caseId);
      const params: Readonly<Record<string, string>> = {
        urn: String(board.urn),
        case: board.caseId,
        meeting: meetingId,
        record: recordId,
        action: action?.id ?? '',
        member: member?.id ?? '',
        person: board.head,
        section: 'context',
        paper: 'self-evaluation',
        version: '1',
        year: '2026-27',
      };
      for (const [who, person] of Object.entries(leavers(stored))) {
        const headers = await app.signInAs(person);
        const stands = await written();
        for (const { path } of writes) {
          const url = path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? recordId);
          const reply = await app.post(url, { reason: 'Because', text: 'Typed' }, headers);
          tried += 1;
          if (reply.status !== 404) wrong.push(`${who}: ${path}: ${reply.status}`);
        }
        assert.deepEqual(await written(), stands, who);
      }
    }
    // What they typed while it was theirs they can still hand over, and nothing else.
    const handsOver = wrong.filter((each) => each.includes('/room/late: '));
    assert.deepEqual([...new Set(handsOver)].toSorted(), [
      'chair: /records/:record/room/late: 422',
      'officer: /records/:record/room/late: 422',
    ]);
    assert.deepEqual(
      wrong.filter((each) => !handsOver.includes(each)),
      [],
    );
    assert.ok(tried > 1000, String(tried));
    // The same addresses let in whoever holds the role now.
    const advisor = await app.signInAs(await storePerson(app.services.db));
    const close = await app.post(`/cases/${draft.board.caseId}/close`, {}, advisor);
    const notes = await app.post(`/records/${draft.recordId}/attendance`, {}, advisor);
    assert.deepEqual([close.status, notes.status], [422, 303]);
  });

  const at = { time: '14:00' as LocalTime, minutes: 90, venue: { kind: 'school' } } as const;
  const later = { ...at, date: date('2027-03-04'), reason: 'The hall is free.' };
  const ending = {
    about: 'school-closure',
    reason: 'The school closes.',
    decidedBy: 'Ruth Calloway',
    stopsActions: true,
  } as const;
  type Attack = (work: Work, of: StoredRecord, action: ActionId) => Promise<Result<unknown>>;
  const attacks: Readonly<Record<string, Attack>> = {
    'open a case': (work, { board }) =>
      openCase(work, board.urn, { id: newId(), process: 'sib', background: 'Because' }),
    'pause the case': (work, { board }) => pauseCase(work, board.caseId, 'Because'),
    'resume the case': (work, { board }) => resumeCase(work, board.caseId, 'Because'),
    'close the case': (work, { board }) => closeCase(work, board.caseId, ending),
    'reopen the case': (work, { board }) => reopenCase(work, board.caseId, 'Because'),
    'join the board again': (work, { board }) =>
      addMembers(work, board.caseId, [
        { seat: 'extra', description: 'Adviser', person: work.actor.id },
      ]),
    'set a meeting': (work, { board }) =>
      arrangeMeeting(work, board.caseId, newId<MeetingId>(), later),
    'offer dates': (work, { board }) =>
      offerBoardDates(work, board.caseId, newId<ChoiceId>(), {
        ...later,
        days: [date('2027-03-04'), date('2027-03-09')],
      }),
    'fix a date': (work, { board }) => fixBoardDate(work, board.caseId, 1),
    'withdraw dates': (work, { board }) => withdrawBoardDates(work, board.caseId, 'Because'),
    'move the meeting': (work, { meetingId }) => moveMeeting(work, meetingId, later),
    'postpone the meeting': (work, { meetingId }) => postponeMeeting(work, meetingId, 'Because'),
    'cancel the meeting': (work, { meetingId }) => cancelMeeting(work, meetingId, 'Because'),
    'add an attendee': (work, { meetingId }) =>
      addAttendee(work, meetingId, { name: 'Me', capacity: 'Adviser', address: '', parts: [] }),
    'open the record': (work, { meetingId }) => startRecord(work, meetingId),
    'write the notes': (work, { recordId }) =>
      saveSections(work, recordId, [{ section: 'context', text: 'Mine', parent: 1 }]),
    'say who came': (work, { recordId }) => saveAttendance(work, recordId, [], 'Because'),
    'record the outcome': (work, { recordId }) =>
      saveOutcome(work, recordId, {
        outcome: 'remain-next-term',
        answer: 'yes',
        reasons: '',
        concerns: '',
        support: '',
      }),
    'agree an action': (work, { recordId }) =>
      addAction(work, recordId, newId<ActionId>(), {
        what: 'Read',
        undertakes: 'Me',
        monitors: '',
        success: '',
        support: '',
        byWhen: undefined,
      }),
    'record the next meeting': (work, { recordId }) =>
      saveNext(work, recordId, { kind: 'set', date: later.date, time: later.time }),
    'name themselves note-taker': (work, { recordId }) =>
      saveNoteTaker(work, recordId, work.actor.id),
    'send the record': (work, { recordId }) => sendToHeadteacher(work, recordId),
    'take the record back': (work, { recordId }) => takeBack(work, recordId, 'Because'),
    'answer the accuracy check': (work, { recordId }) =>
      answerCheck(work, recordId, [], 'accurate'),
    'make the record final': (work, { recordId }) => finaliseRecord(work, recordId),
    'correct the record': (work, { recordId }) => startCorrection(work, recordId, 'Because'),
    'add progress': (work, _, action) =>
      addProgress(work, action, newId<ActionEventId>(), { text: 'Done', evidence: undefined }),
    'say that it is complete': (work, _, action) => sayComplete(work, action),
    'complete it': (work, _, action) => changeStatus(work, action, { kind: 'complete' }),
    'hand it over': (work, _, action) => handOverAction(work, action, 'undertakes', work.actor.id),
    'record a visit': (work, { board }) =>
      recordVisit(work, board.urn, {
        id: newId<VisitId>(),
        on: addDays(dateOf(work.clock.now()), -3),
        visitors: 'Priya Nair',
        purpose: 'Reading',
        seen: 'Phonics.',
        follows: '',
        shared: true,
      }),
  };
  for (const [what, attack] of Object.entries(attacks)) {
    it(`cannot ${what}, whatever they were`, async () => {
      const stands = await written();
      const wrong: string[] = [];
      for (const stored of everyRecord) {
        const [action] = await actionsOfMeeting(app.services.db, stored.meetingId);
        assert.ok(action);
        for (const [who, person] of Object.entries(leavers(stored))) {
          const done = await attack(await app.workAs(person), stored, action.id);
          if (done.ok || done.refusal.code !== 'not-yours') {
            wrong.push(`${who}: ${done.ok ? 'done' : done.refusal.code}`);
          }
        }
      }
      assert.deepEqual(wrong, []);
      assert.deepEqual(await written(), stands);
    });
  }
});
