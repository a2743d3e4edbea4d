import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { date } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { CaseId, EnteredInspectionId, Urn } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { actionsOf } from '#modules/actions/index.ts';
import { changesOf, findCase, followOnWith, openCase } from '#modules/cases/index.ts';
import type { ClosingWanted } from '#modules/cases/index.ts';
import { standingOfSchool } from '#modules/concerns/index.ts';
import { enterInspection, saveInspections } from '#modules/inspections/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import { currentPack } from '#policy-pack/index.ts';
import { anInspection, aTypedInspection } from '#test/builders/inspections.ts';
import { aFinalRecord, anOpenRecord, aSentRecord } from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, aSchool, must, storePerson } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import { casesToReview } from '../index.ts';
import {
  closeCase,
  pauseCase,
  recordSetback,
  reopenCase,
  resumeCase,
  reviewCase,
} from './change-life.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());
beforeEach(() => app.clock.set('2027-01-14T09:30:00Z'));

const closing: ClosingWanted = {
  about: 'academy-conversion',
  reason: 'The school joins a trust on 1 February.',
  decidedBy: 'Ruth Calloway',
  stopsActions: false,
};
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);

async function statusOf(id: CaseId): Promise<string> {
  const row = await app.services.db
    .selectFrom('cases')
    .select('status')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.status;
}

/** Waits until somebody waits for a row that another transaction holds. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const waiting = await app.services.db
      .selectFrom(sql<{ granted: boolean }>`pg_locks`.as('l'))
      .select('granted')
      .where('granted', '=', false)
      .execute();
    if (waiting.length > 0) return;
    await setTimeout(10);
  }
}

/** An inspection that a monthly file tells of. */
async function published(
  urn: Urn,
  told: { firstDay: LocalDate; publishedOn: LocalDate; number: string },
  kind: 'graded' | 'monitoring' = 'graded',
): Promise<void> {
  const graded = anInspection({ urn, ...told });
  await app.services.db.transaction().execute((trx) =>
    saveInspections(trx, [
      kind === 'graded'
        ? graded
        : {
            kind,
            urn,
            ...told,
            framework: 'report-card',
            type: 'Monitoring',
            typeGroup: null,
            predecessor: null,
            outcome: null,
          },
    ]),
  );
}

describe('the life of a case', () => {
  it('keeps every status in its timeline, with who, when and why', async () => {
    const board = await aBoard(app);
    const chair = await app.workAs(board.chair);
    must(await pauseCase(chair, board.caseId, 'Inspectors are in school.'));
    app.clock.advance(60_000);
    must(await resumeCase(chair, board.caseId, 'They have left.'));
    must(await closeCase(chair, board.caseId, closing));
    must(await reopenCase(chair, board.caseId, 'The conversion was called off.'));
    const changes = await changesOf(app.services.db, board.caseId);
    assert.deepEqual(
      changes.map((change) => [
        change.kind,
        change.status,
        'reason' in change ? change.reason : '',
        change.by.name,
      ]),
      [
        ['opened', 'open', '', 'Ruth Calloway'],
        ['paused', 'paused', 'Inspectors are in school.', 'Ruth Calloway'],
        ['resumed', 'open', 'They have left.', 'Ruth Calloway'],
        ['closed', 'closed', closing.reason, 'Ruth Calloway'],
        ['reopened', 'open', 'The conversion was called off.', 'Ruth Calloway'],
      ],
    );
  });

  it('closes only when records are final and actions ended, and says which are not', async () => {
    const { board } = await aSentRecord(app);
    const chair = await app.workAs(board.chair);
    const refused = await closeCase(chair, board.caseId, closing);
    assert.ok(!refused.ok);
    assert.match(
      refused.refusal.sentence,
      /The record of the entry meeting of 14 January 2027 is not final: with the headteacher\./,
    );
    const done = await aFinalRecord(app, { schoolName: 'Birchwood Primary School' });
    const other = await app.workAs(done.board.chair);
    const open = await closeCase(other, done.board.caseId, closing);
    assert.equal(code(open), 'open-actions');
    must(await closeCase(other, done.board.caseId, { ...closing, stopsActions: true }));
    const [action] = await actionsOf(app.services.db, done.board.caseId);
    assert.deepEqual(action?.status, {
      kind: 'stopped',
      on: '2027-01-14',
      reason: closing.reason,
    });
    const meetings = await meetingsOf(app.services.db, done.board.caseId);
    assert.deepEqual(
      meetings.map(({ status }) => status),
      ['cancelled', 'held'],
    );
  });

  const refusals: readonly [string, Partial<ClosingWanted>, string][] = [
    ['without a reason of the list', { about: undefined }, 'no-closing'],
    ['by its own exit', { about: 'exit' }, 'no-closing'],
    ['for an inspection that was not published', { about: 'inspection' }, 'no-inspection'],
    ['without words', { about: 'other', reason: ' ' }, 'no-reason'],
    ['without who decided', { decidedBy: '' }, 'no-decider'],
    ['to a next step that the policy does not name', { about: 'next-step' }, 'no-next-step'],
  ];
  for (const [what, change, expected] of refusals) {
    it(`is not closed ${what}`, async () => {
      const board = await aBoard(app);
      const chair = await app.workAs(board.chair);
      assert.equal(code(await closeCase(chair, board.caseId, { ...closing, ...change })), expected);
      assert.equal(await statusOf(board.caseId), 'open');
    });
  }

  it('has at most one open for a school, on reopening too, however they meet', async () => {
    const board = await aBoard(app);
    const chair = await app.workAs(board.chair);
    must(await closeCase(chair, board.caseId, closing));
    const next = newId<CaseId>();
    const [opened, reopened] = await Promise.all([
      openCase(chair, board.urn, { id: next, process: 'sib', background: 'Results fell.' }),
      reopenCase(chair, board.caseId, 'The conversion was called off.'),
    ]);
    assert.deepEqual([code(opened), code(reopened)].toSorted(), ['already-open', 'ok']);
    // A paused one counts.
    const running = opened.ok ? next : board.caseId;
    must(await pauseCase(chair, running, 'Inspectors are in school.'));
    const third = { id: newId<CaseId>(), process: 'sib', background: 'Results fell.' };
    assert.equal(code(await openCase(chair, board.urn, third)), 'already-open');
  });

  it('is left by its exit while somebody closes it, and neither stands in the other’s way', async () => {
    const board = await aBoard(app);
    const chair = await app.workAs(board.chair);
    const asking = { today: date('2027-01-14'), laCode: chair.authority.laCode };
    const { closed } = await app.services.db.transaction().execute(async (trx) => {
      const matter = await findCase(trx, board.caseId, asking, { lock: true });
      assert.ok(matter);
      const other = closeCase(chair, board.caseId, closing);
      await someoneWaits();
      await followOnWith(trx, chair, matter, 'pci');
      return { closed: other };
    });
    assert.equal(code(await closed), 'closed');
  });

  it('is not reopened for a school that is no longer maintained', async () => {
    const board = await aBoard(app);
    const chair = await app.workAs(board.chair);
    must(await closeCase(chair, board.caseId, closing));
    const schools = app.services.db.updateTable('schools').set({ type_code: '34' });
    await schools.where('urn', '=', board.urn).execute();
    assert.equal(code(await reopenCase(chair, board.caseId, 'A mistake.')), 'not-maintained');
  });

  it('is decided by those who hold the meetings, and by nobody else', async () => {
    const board = await aBoard(app);
    const clerk = await storePerson(app.services.db, { role: 'clerk' });
    const officer = await storePerson(app.services.db, { role: 'senior-education-officer' });
    for (const person of [board.head, board.governor, board.lead, board.officer, clerk, officer]) {
      const work = await app.workAs(person);
      assert.equal(code(await pauseCase(work, board.caseId, 'Because')), 'not-yours');
      assert.equal(code(await closeCase(work, board.caseId, closing)), 'not-yours');
    }
  });
});

describe('a case after an inspection', () => {
  let board: Board;
  beforeEach(async () => {
    board = await aBoard(app);
  });
  const later = { firstDay: date('2027-02-09'), publishedOn: date('2027-03-12') };
  const toReview = async () => {
    const { actor } = await app.workAs(board.chair);
    return casesToReview(app.services.db, actor, app.authority.laCode, date('2027-03-15'));
  };

  it('is up for review once it is published, by a file or by hand, and not for what was before', async () => {
    const earlier = { firstDay: date('2026-11-03'), publishedOn: date('2027-01-14') };
    await published(board.urn, { ...earlier, number: '10500001' });
    assert.deepEqual(await toReview(), []);
    app.clock.set('2027-03-15T09:30:00Z');
    const officer = await app.workAs(board.chair);
    const typed = aTypedInspection({ urn: board.urn, ...later });
    must(await enterInspection(officer, newId<EnteredInspectionId>(), typed));
    assert.deepEqual(
      (await toReview()).map(({ id, inspected }) => [id, inspected.firstDay]),
      [[board.caseId, '2027-02-09']],
    );
    // The file that tells of the same inspection changes nothing.
    await published(board.urn, { ...later, number: '10500002' });
    assert.equal((await toReview()).length, 1);
    const decided = { reason: '', decidedBy: 'Ruth Calloway', stopsActions: false };
    const kept = await reviewCase(officer, board.caseId, later.firstDay, {
      ...decided,
      choice: 'continue',
    });
    assert.equal(
      code(kept),
      'no-reason',
      'after a graded inspection it does not go without saying',
    );
    must(
      await reviewCase(officer, board.caseId, later.firstDay, {
        ...decided,
        choice: 'continue',
        reason: 'The board goes on until the summer.',
      }),
    );
    assert.deepEqual(await toReview(), []);
    const again = await reviewCase(officer, board.caseId, later.firstDay, {
      ...decided,
      choice: 'close',
    });
    assert.equal(code(again), 'not-up-for-review');
  });

  it('continues after a monitoring visit without another word', async () => {
    await published(board.urn, { ...later, number: '10500003' }, 'monitoring');
    const chair = await app.workAs(board.chair);
    must(
      await reviewCase(chair, board.caseId, later.firstDay, {
        choice: 'continue',
        reason: '',
        decidedBy: 'Ruth Calloway',
        stopsActions: false,
      }),
    );
    assert.equal(await statusOf(board.caseId), 'open');
  });

  it('brings the exit forward: the meeting to come has that agenda, and its board is told', async () => {
    const meetingId = await aPlannedMeeting(app, board, date('2027-04-22'));
    await published(board.urn, { ...later, number: '10500004' });
    await app.services.db.deleteFrom('mails').execute();
    const chair = await app.workAs(board.chair);
    const wanted = {
      choice: 'exit-forward',
      reason: 'Every area is at the expected standard.',
      decidedBy: 'Ruth Calloway',
      stopsActions: false,
    } as const;
    must(await reviewCase(chair, board.caseId, later.firstDay, wanted));
    const [meeting] = await meetingsOf(app.services.db, board.caseId);
    assert.deepEqual(
      [meeting?.id, meeting?.form, meeting?.status, meeting?.sequence],
      [meetingId, 'sib-exit', 'planned', 1],
    );
    const mails = await app.services.db.selectFrom('mails').selectAll().execute();
    assert.equal(mails.length, 5);
    assert.match(mails[0]?.subject ?? '', /^Agenda changed: .*Exit Meeting/);
  });

  it('leaves the agenda of a meeting whose record has been begun, and sets the next one', async () => {
    const stored = await anOpenRecord(app, { schoolName: 'Cedar Primary School' });
    await published(stored.board.urn, { ...later, number: '10500005' });
    const chair = await app.workAs(stored.board.chair);
    must(
      await reviewCase(chair, stored.board.caseId, later.firstDay, {
        choice: 'exit-forward',
        reason: 'Every area is at the expected standard.',
        decidedBy: 'Ruth Calloway',
        stopsActions: false,
      }),
    );
    const [meeting] = await meetingsOf(app.services.db, stored.board.caseId);
    assert.equal(meeting?.form, 'sib-entry');
    const row = await app.services.db
      .selectFrom('cases')
      .select('next_form')
      .where('id', '=', stored.board.caseId)
      .executeTakeFirstOrThrow();
    assert.equal(row.next_form, 'sib-exit');
  });

  it('is closed with who decided and why, and suggests no level by that', async () => {
    await published(board.urn, { ...later, number: '10500006' });
    const chair = await app.workAs(board.chair);
    must(
      await reviewCase(chair, board.caseId, later.firstDay, {
        choice: 'close',
        reason: 'The school was judged good.',
        decidedBy: 'The Director of Education',
        stopsActions: false,
      }),
    );
    const [, closed] = await changesOf(app.services.db, board.caseId);
    assert.ok(closed?.kind === 'closed');
    assert.deepEqual(
      [closed.about, closed.decidedBy, closed.inspectedOn],
      ['inspection', 'The Director of Education', '2027-02-09'],
    );
    const standing = await standingOfSchool(app.services.db, currentPack, board.urn);
    // It did not leave its board by the board's own exit.
    assert.deepEqual(standing?.suggestion.reasons, []);
  });
});

describe('check-ins that lack engagement or progress', () => {
  /** Check-ins that were opened as such, with a meeting to come. */
  async function checkIns() {
    const urn = await aSchool(app);
    const chairId = await storePerson(app.services.db, { name: 'Ruth Calloway' });
    const chair = await app.workAs(chairId);
    const id = newId<CaseId>();
    must(await openCase(chair, urn, { id, process: 'pci', background: 'Results fell.' }));
    return { urn, chair, id };
  }

  it('suggest the level that the policy names next, and lead to a board with the ongoing actions', async () => {
    const { urn, chair, id } = await checkIns();
    const { db } = app.services;
    must(await recordSetback(chair, id, 'insufficient-progress', 'Two meetings without evidence.'));
    const standing = await standingOfSchool(db, currentPack, urn);
    assert.equal(standing?.suggestion.level, 'school-causing-concern');
    assert.match(
      standing.seen.reasons[0]?.sentence ?? '',
      /^Insufficient progress was recorded in the Progress Check-In process on 14 January 2027\.$/,
    );
    const sib = must(
      await closeCase(chair, id, {
        about: 'next-step',
        reason: 'Progress was not sufficient.',
        decidedBy: 'Ruth Calloway',
        stopsActions: false,
      }),
    );
    const cases = await db
      .selectFrom('cases')
      .select(['id', 'process', 'status'])
      .where('urn', '=', urn)
      .orderBy('process')
      .execute();
    assert.deepEqual(
      cases.map(({ process, status }) => [process, status]),
      [
        ['pci', 'closed'],
        ['sib', 'open'],
      ],
    );
    assert.equal(cases[1]?.id, sib);
    // The board that is open answers nothing: what was recorded stands.
    const after1 = await standingOfSchool(db, currentPack, urn);
    assert.equal(after1?.suggestion.level, 'school-causing-concern');
  });

  it('need to say what is lacking, and what was seen', async () => {
    const { chair, id } = await checkIns();
    assert.equal(code(await recordSetback(chair, id, undefined, 'x')), 'no-setback');
    assert.equal(code(await recordSetback(chair, id, 'lack-of-engagement', ' ')), 'no-reason');
  });

  it('are no step of a board, from which the policy names the warning notice', async () => {
    const board = await aBoard(app);
    const chair = await app.workAs(board.chair);
    const refused = await recordSetback(chair, board.caseId, 'lack-of-engagement', 'Nobody came.');
    assert.equal(code(refused), 'no-next-step');
  });

  it('have no exit to bring forward, and usually end with the inspection', async () => {
    const { urn, chair, id } = await checkIns();
    const firstDay = date('2027-02-09');
    await published(urn, { firstDay, publishedOn: date('2027-03-12'), number: '10500007' });
    const wanted = { reason: '', decidedBy: 'Ruth Calloway', stopsActions: false };
    const forward = await reviewCase(chair, id, firstDay, { ...wanted, choice: 'exit-forward' });
    assert.equal(code(forward), 'no-exit');
    const reason = 'The inspection took place.';
    must(await reviewCase(chair, id, firstDay, { ...wanted, reason, choice: 'close' }));
    assert.equal(await statusOf(id), 'closed');
  });
});
