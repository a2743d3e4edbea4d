import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, dateOf, longDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, CaseId, EnteredInspectionId, MeetingId, RecordId } from '#kernel/ids.ts';
import { changeStatus } from '#modules/actions/index.ts';
import {
  closeCase,
  pauseCase,
  reopenCase,
  resumeCase,
  reviewCase,
  reviewsOf,
} from '#modules/case-life/index.ts';
import { addMembers, boardOf, findCase, openCase } from '#modules/cases/index.ts';
import { enterInspection } from '#modules/inspections/index.ts';
import { arrangeMeeting, isToCome, meetingsOf } from '#modules/meetings/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import { addAction, startRecord } from '#modules/records/index.ts';
import { formOf } from '#policy-pack/index.ts';
import { aTypedInspection } from '#test/builders/inspections.ts';
import { conclude } from '#test/builders/meeting-record.ts';
import { aBoard, aPlannedMeeting, must } from '#test/builders/stored.ts';
import type { Board } from '#test/builders/stored.ts';
import { startApp } from '#test/harness/app.ts';
import type { TestApp } from '#test/harness/app.ts';
import type { Work } from '#web/services.ts';
import {
  adjournMeeting,
  cancelMeeting,
  moveMeeting,
  postponeMeeting,
} from '../../src/modules/meetings/commands/arrange.ts';

// Whole histories of a school, at random: whatever happens, and in whatever order, no agreed action is
// lost or doubled, each that is open stands once in the next record, and no two boards run at once.

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

/** What can happen to a school; where it cannot, as it then stands, nothing does. `pick` chooses among what there is. */
const anyStep = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constant('hold the meeting' as const) },
    { weight: 4, arbitrary: fc.constant('change an action' as const) },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'postpone the meeting',
        'adjourn the meeting',
        'cancel the meeting',
        'pause the case',
        'resume the case',
        'publish an inspection',
        'go on to the next step',
        'reopen a case',
        'open a second case',
      ),
    },
  ),
  pick: fc.nat(59),
  agreed: fc.integer({ min: 0, max: 2 }),
});
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never;

interface Known {
  readonly what: string;
  readonly agreedOn: LocalDate;
  status: 'open' | 'complete' | 'stopped';
}

/** Milliseconds. */
const day = 24 * 3_600_000;

const closing = {
  reason: 'The inspection has taken place.',
  decidedBy: 'Ruth Calloway',
  stopsActions: false,
} as const;

/** The day itself if it is a Thursday, or the next. */
function thursday(from: LocalDate): LocalDate {
  const weekday = new Date(`${from}T12:00:00Z`).getUTCDay();
  return addDays(from, (11 - weekday) % 7);
}

/** A school on its way, with the actions that it should have. */
class History {
  readonly board: Board;
  readonly actions = new Map<ActionId, Known>();
  readonly seen = new Set<string>();
  #count = 0;
  constructor(board: Board) {
    this.board = board;
  }

  get #db() {
    return app.services.db;
  }

  #work(): Promise<Work> {
    return app.workAs(this.board.chair);
  }

  async #cases() {
    return this.#db
      .selectFrom('cases')
      .select(['id', 'status', 'process'])
      .where('urn', '=', this.board.urn)
      .orderBy('opened_on')
      .orderBy('id')
      .execute();
  }

  async #running() {
    return (await this.#cases()).find(({ status }) => status !== 'closed');
  }

  async #toCome(caseId: CaseId): Promise<Meeting | undefined> {
    return (await meetingsOf(this.#db, caseId)).find(isToCome);
  }

  /** A board has a meeting to come: one is set where none is, or where it waits for a new date. */
  async #plan(caseId: CaseId): Promise<Meeting> {
    const work = await this.#work();
    const waiting = await this.#toCome(caseId);
    if (waiting?.status === 'planned') return waiting;
    const wanted = {
      date: thursday(addDays(dateOf(app.clock.now()), 10)),
      time: '09:30' as LocalTime,
      minutes: 90,
      venue: { kind: 'school' },
      reason: 'The day that suits everyone.',
    } as const;
    if (waiting) must(await moveMeeting(work, waiting.id, wanted));
    else must(await arrangeMeeting(work, caseId, newId<MeetingId>(), wanted));
    const planned = await this.#toCome(caseId);
    assert.ok(planned);
    return planned;
  }

  async take(step: Step): Promise<void> {
    app.clock.advance(day);
    if (await this.#do(step)) this.seen.add(step.what);
    await this.#check();
  }

  /** Does it where it can be done; gives whether it was. */
  async #do({ what, pick, agreed }: Step): Promise<boolean> {
    const work = await this.#work();
    const running = await this.#running();
    const toCome = running && (await this.#toCome(running.id));
    switch (what) {
      case 'hold the meeting':
        if (running?.status === 'paused') return false;
        await this.#hold(running?.id ?? (await this.#begin()), pick, agreed);
        return true;
      case 'change an action': {
        const [id, action] = [...this.actions][pick % Math.max(1, this.actions.size)] ?? [];
        if (!id || !action) return false;
        const to = (['complete', 'open', 'stopped'] as const)[pick % 3] ?? 'open';
        const wanted = to === 'stopped' ? { kind: to, reason: 'Not needed' } : { kind: to };
        const { ok } = await changeStatus(work, id, wanted);
        if (ok) action.status = to;
        return ok;
      }
      case 'postpone the meeting':
        return toCome ? (await postponeMeeting(work, toCome.id, 'The head is ill.')).ok : false;
      case 'adjourn the meeting':
        if (!toCome || running.status !== 'open') return false;
        app.clock.set(`${toCome.date}T15:00:00Z`);
        return (await adjournMeeting(await this.#work(), toCome.id, 'A fire alarm.')).ok;
      case 'cancel the meeting':
        return toCome ? (await cancelMeeting(work, toCome.id, 'It snows.')).ok : false;
      case 'pause the case':
        return running ? (await pauseCase(work, running.id, 'There is no head.')).ok : false;
      case 'resume the case':
        return running ? (await resumeCase(work, running.id, 'A head is in post.')).ok : false;
      case 'publish an inspection':
        return running ? this.#inspect(running.id, pick) : false;
      case 'go on to the next step':
        if (!running) return false;
        return (await closeCase(work, running.id, { ...closing, about: 'next-step' })).ok;
      case 'reopen a case': {
        const closed = (await this.#cases()).filter(({ status }) => status === 'closed');
        const one = closed[pick % Math.max(1, closed.length)];
        if (!one) return false;
        const { ok } = await reopenCase(work, one.id, 'It was closed too soon.');
        assert.equal(ok, running === undefined, 'a case is reopened where no other runs');
        return ok;
      }
      case 'open a second case': {
        if (!running) return false;
        const opening = { id: newId<CaseId>(), process: pick % 2 === 0 ? 'sib' : 'pci' };
        const { urn } = this.board;
        const done = await openCase(work, urn, { ...opening, background: 'Results fell.' });
        assert.equal(done.ok || done.refusal.code, 'already-open');
        return true;
      }
    }
  }

  /** Opens a board where the school has none. */
  async #begin(): Promise<CaseId> {
    const id = newId<CaseId>();
    const opening = { id, process: 'sib', background: 'Results fell again.' };
    must(await openCase(await this.#work(), this.board.urn, opening));
    return id;
  }

  /** Holds the next meeting, whose record begins with every open action, each once; then agrees more. */
  async #hold(caseId: CaseId, pick: number, agreed: number): Promise<void> {
    await this.#seat(caseId);
    const meeting = await this.#plan(caseId);
    app.clock.set(`${meeting.date}T15:00:00Z`);
    const work = await this.#work();
    const recordId = must(await startRecord(work, meeting.id));
    assert.deepEqual(await this.#listed(recordId), this.#open(), 'the open actions, each once');
    for (let count = 0; count < agreed; count += 1) {
      const id = newId<ActionId>();
      this.#count += 1;
      const wording = {
        what: `Do thing ${this.#count}`,
        undertakes: 'Head',
        monitors: '',
        success: '',
        support: '',
        byWhen: undefined,
      };
      must(await addAction(work, recordId, id, wording));
      this.actions.set(id, { what: wording.what, agreedOn: meeting.date, status: 'open' });
    }
    const { outcomes } = formOf(work.pack, meeting.form);
    // The last outcome of each form leads on, to the exit and to the check-ins.
    const agree = pick % 2 === 0 ? outcomes.at(-1) : outcomes[pick % outcomes.length];
    const board = { ...this.board, caseId };
    const next = thursday(addDays(meeting.date, 35));
    await conclude(app, { board, meetingId: meeting.id, recordId }, agree?.key ?? '', next);
    this.seen.add(meeting.form);
  }

  /** The chair and the head have their seats on whichever board meets. */
  async #seat(caseId: CaseId): Promise<void> {
    const seated = new Set((await boardOf(this.#db, caseId)).map(({ role }) => role));
    const seats = [
      { seat: 'chair', description: '', person: this.board.chair },
      { seat: 'headteacher', description: '', person: this.board.head },
    ].filter(({ seat }) => !seated.has(seat));
    if (seats.length > 0) must(await addMembers(await this.#work(), caseId, seats));
  }

  /** What a record is filled in with of the actions: what each says, and when it was agreed. */
  async #listed(recordId: RecordId): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('record_sections')
      .select('text')
      .where('record_id', '=', recordId)
      .execute();
    return rows
      .flatMap(({ text }) => [...text.matchAll(/^\d+\. (.+)\n\(agreed on ([^;]+);/gm)])
      .map(([, what, agreedOn]) => `${what}, ${agreedOn}`)
      .toSorted();
  }

  #open(): string[] {
    return [...this.actions.values()]
      .filter(({ status }) => status === 'open')
      .map(({ what, agreedOn }) => `${what}, ${longDate(agreedOn)}`)
      .toSorted();
  }

  /** An inspection is published, and the case is reviewed. */
  async #inspect(caseId: CaseId, pick: number): Promise<boolean> {
    const { urn } = this.board;
    // What is published on the day that a case is opened was known.
    app.clock.advance(day);
    const today = dateOf(app.clock.now());
    const typed = aTypedInspection({ urn, firstDay: addDays(today, -3), publishedOn: today });
    const work = await this.#work();
    await enterInspection(work, newId<EnteredInspectionId>(), typed);
    const matter = await findCase(this.#db, caseId, { today, laCode: app.authority.laCode });
    assert.ok(matter);
    const inspected = (await reviewsOf(this.#db, [matter.case])).get(caseId)?.at(-1);
    if (!inspected) return false;
    const choice = (['continue', 'exit-forward', 'close'] as const)[pick % 3];
    const wanted = { ...closing, choice, stopsActions: true };
    const { ok } = await reviewCase(work, caseId, inspected.firstDay, wanted);
    if (ok && choice === 'close') {
      for (const action of this.actions.values()) {
        if (action.status === 'open') action.status = 'stopped';
      }
    }
    if (ok) this.seen.add(`review: ${choice}`);
    return ok;
  }

  /** What holds between any two steps. */
  async #check(): Promise<void> {
    const rows = await this.#db
      .selectFrom('actions as a')
      .innerJoin('cases as c', 'c.id', 'a.case_id')
      .select(['a.id', 'a.what', 'a.status', 'c.status as of_case'])
      .where('c.urn', '=', this.board.urn)
      .execute();
    assert.deepEqual(
      rows.map(({ what, status }) => `${what}: ${status}`).toSorted(),
      [...this.actions.values()].map(({ what, status }) => `${what}: ${status}`).toSorted(),
      'no action is lost or doubled',
    );
    const stranded = rows.filter(
      ({ status, of_case: ofCase }) => status === 'open' && ofCase === 'closed',
    );
    assert.deepEqual(stranded, [], 'what is open is the business of a board that meets');
    const running = (await this.#cases()).filter(({ status }) => status !== 'closed');
    assert.ok(running.length <= 1, 'a school has one School Improvement Board or Check-In at most');
  }
}

const told = (what: Step['what'], pick = 0, agreed = 0): Step => ({ what, pick, agreed });

/** A history that has everything in it once: what is tried whatever else is. */
const whole: readonly Step[] = [
  told('hold the meeting', 1, 2),
  told('postpone the meeting'),
  told('hold the meeting', 0, 1),
  told('adjourn the meeting'),
  told('open a second case', 1),
  // The exit meeting agrees the exit, and the check-ins begin with what is open.
  told('hold the meeting', 0, 1),
  told('change an action', 0),
  told('hold the meeting', 0, 1),
  told('cancel the meeting'),
  told('hold the meeting'),
  told('go on to the next step'),
  told('open a second case'),
  // The third board of the school, with actions of the first.
  told('hold the meeting', 1, 1),
  told('pause the case'),
  told('hold the meeting'),
  told('resume the case'),
  told('publish an inspection', 0),
  told('publish an inspection', 1),
  told('hold the meeting', 1),
  told('publish an inspection', 2),
  told('change an action', 1),
  told('reopen a case', 2),
  told('change an action', 7),
  told('hold the meeting', 1, 1),
];

async function walk(steps: readonly Step[]): Promise<History> {
  app.clock.set('2027-01-14T09:30:00Z');
  const board = await aBoard(app);
  await aPlannedMeeting(app, board);
  const history = new History(board);
  for (const each of steps) await history.take(each);
  return history;
}

describe('whatever happens to a school, and in whatever order', () => {
  it('keeps every action through three boards, with every form and every kind of step', async () => {
    const { seen } = await walk(whole);
    assert.deepEqual(
      [...seen].toSorted(),
      [
        ...new Set(whole.map(({ what }) => what)),
        'pci',
        'review: close',
        'review: continue',
        'review: exit-forward',
        'sib-entry',
        'sib-exit',
        'sib-standard',
      ].toSorted(),
    );
  });

  it('loses and doubles no agreed action, and has one board at most', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 6, maxLength: 14 }), async (steps) => {
        await walk(steps);
      }),
      { numRuns: 10 },
    );
  });
});
