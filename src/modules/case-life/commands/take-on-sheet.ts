import { createHash } from 'node:crypto';
import { dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, Branded, CaseId, FileId, MeetingId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { ActionWording } from '#modules/actions/index.ts';
import { calendarFor } from '#modules/calendar/index.ts';
import {
  canWithCase,
  findCase,
  findSchoolMatter,
  findSchoolStanding,
} from '#modules/cases/index.ts';
import { arrange } from '#modules/meetings/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { canonicalJson } from '#platform/audit/canonical.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { lockFor } from '#platform/db/locks.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import { fileToSend, keepFile } from '#platform/files/files.ts';
import type { CheckedFile } from '#platform/files/files.ts';
import { readWorkbook } from '#platform/workbooks/read-workbook.ts';
import type { Work } from '#web/services.ts';
import { inOrder, readSheet } from '../domain/sheet.ts';
import type { LineProblem, Place, SheetCase } from '../domain/sheet.ts';
import { checkAction } from '../domain/take-on.ts';
import {
  addOpenActionIn,
  addPastMeetingIn,
  nextArrangement,
  pastMeetingOf,
  takenOn,
  takeOnIn,
} from './take-on.ts';
import type { ToTakeOn } from './take-on.ts';

export type SheetId = Branded<string, 'TakeOnSheetId'>;

/** What becomes of a filled-in sheet, or became of it. */
export interface SheetReport {
  readonly fileName: string;
  readonly appliedAt: Date | undefined;
  /** Line by line, in the order of the workbook; with one, nothing is taken on. */
  readonly problems: readonly LineProblem[];
  /** What is taken on, or would be. */
  readonly cases: readonly TakenCase[];
  /** Cases whose lines say what was taken on before: they change nothing. */
  readonly unchanged: readonly TakenCase[];
}

export interface TakenCase {
  readonly caseId: CaseId;
  readonly urn: Urn;
  readonly school: string;
  readonly process: string;
  readonly nextForm: string;
  readonly meetings: number;
  readonly actions: number;
}

/** Keeps a filled-in sheet, to be checked and then applied. Its id comes with the form: sent twice, it is kept once. */
export async function keepSheet(
  { db, clock, actor }: Work,
  id: SheetId,
  file: CheckedFile,
): Promise<Result<SheetId>> {
  if (file.kind !== 'excel') {
    return refuse('not-excel', 'Choose the Excel workbook that you filled in', 'file');
  }
  const at = clock.now();
  return inTransaction(db, async (trx) => {
    if (!permitsAuthority(actor, 'draft record', 'write')) {
      return refuse('not-yours', 'You cannot take on cases.');
    }
    await lockFor(trx, `take-on sheet ${id}`);
    if (await findSheet(trx, id)) return ok(id);
    const fileId = newId<FileId>();
    await keepFile(trx, fileId, file, { at, by: actor.id });
    await trx
      .insertInto('take_on_sheets')
      .values({
        id,
        file_id: fileId,
        read_at: at,
        read_by: actor.id,
        applied_at: null,
        applied_by: null,
      })
      .execute();
    await appendAudit(trx, {
      at,
      actor: { personId: actor.id, name: actor.name },
      type: 'take-on sheet read',
      subject: { kind: 'take-on sheet', id },
      payload: { name: file.name, sha256: file.sha256, size: file.size },
    });
    return ok(id);
  });
}

/**
 * Says what a sheet would do: the same rules, on the schools as they are now, without writing or
 * holding anything. Undefined where there is no such sheet. Refuses a workbook that cannot be read.
 */
export async function checkSheet(
  work: Work,
  id: SheetId,
): Promise<Result<SheetReport> | undefined> {
  const sheet = await findSheet(work.db, id);
  if (!sheet) return undefined;
  const read = await readKept(work, sheet);
  if (!read.ok) return read;
  const report = await run(work, sheet, read.value, (each, say) => checkOne(work, each, say));
  return ok(report);
}

/** Takes on every case of a sheet, or none. A sheet that is applied again changes nothing. */
export async function applySheet(
  work: Work,
  id: SheetId,
): Promise<Result<SheetReport> | undefined> {
  const found = await findSheet(work.db, id);
  if (!found) return undefined;
  const read = await readKept(work, found);
  if (!read.ok) return read;
  return inTransaction(work.db, async (trx) => {
    if (!permitsAuthority(work.actor, 'draft record', 'write')) {
      return refuse('not-yours', 'You cannot take on cases.');
    }
    const sheet = await findSheet(trx, id, { lock: true });
    if (!sheet) return refuse('not-there', 'The sheet is not there any more.');
    const report = await run({ ...work, db: trx }, sheet, read.value, (each, say) =>
      takeOnOne(trx, work, each, say),
    );
    const [first] = report.problems;
    if (first) {
      return refuse(
        'problems',
        'Nothing was taken on: lines of the workbook need a change first.',
        'problems',
      );
    }
    const at = work.clock.now();
    if (sheet.appliedAt === undefined) {
      await trx
        .updateTable('take_on_sheets')
        .set({ applied_at: at, applied_by: work.actor.id })
        .where('id', '=', id)
        .execute();
    }
    await appendAudit(trx, {
      at,
      actor: { personId: work.actor.id, name: work.actor.name },
      type: 'take-on sheet applied',
      subject: { kind: 'take-on sheet', id },
      payload: {
        cases: report.cases.map(({ caseId }) => caseId),
        unchanged: report.unchanged.length,
      },
    });
    return ok({ ...report, appliedAt: sheet.appliedAt ?? at });
  });
}

interface Sheet {
  readonly id: SheetId;
  readonly fileId: FileId;
  readonly fileName: string;
  readonly appliedAt: Date | undefined;
}

async function findSheet(
  db: Db | Trx,
  id: SheetId,
  options: { readonly lock?: boolean } = {},
): Promise<Sheet | undefined> {
  let query = db
    .selectFrom('take_on_sheets as s')
    .innerJoin('files as f', 'f.id', 's.file_id')
    .select(['s.file_id', 's.applied_at', 'f.name'])
    .where('s.id', '=', id);
  if (options.lock === true) query = query.forUpdate('s');
  const row = await query.executeTakeFirst();
  return (
    row && {
      id,
      fileId: row.file_id,
      fileName: row.name,
      appliedAt: row.applied_at ?? undefined,
    }
  );
}

async function readKept(work: Work, { fileId }: Sheet) {
  const file = await fileToSend(work.db, fileId);
  const workbook = file && (await readWorkbook(file.bytes));
  if (!workbook) return refuse('not-there', 'The file of the sheet is not there any more.');
  return workbook.ok ? ok(readSheet(workbook.value, work.pack)) : workbook;
}

/** What is said of a line of the workbook. */
type Say = (place: Place, sentence: string) => void;

/** What becomes of one case: nothing where something was said against the case itself. */
type Step = (wanted: Identified, say: Say) => Promise<boolean>;

/** A case of a sheet, with the id that it is taken on under. */
type Identified = SheetCase & { readonly id: CaseId };

/** Goes through the cases of a sheet, and takes each step where nothing speaks against its school. */
async function run(
  { db, authority }: Pick<Work, 'authority'> & { readonly db: Db | Trx },
  sheet: Sheet,
  { cases, problems }: ReturnType<typeof readSheet>,
  step: Step,
): Promise<SheetReport> {
  const found: LineProblem[] = [...problems];
  const say: Say = ({ sheet: name, row }, sentence) => {
    found.push({ sheet: name, row, sentence });
  };
  const taken: TakenCase[] = [];
  const unchanged: TakenCase[] = [];
  // By URN, so that two sheets that are applied at once hold the schools in the same order.
  for (const each of cases.toSorted((a, b) => a.urn - b.urn)) {
    const school = await schoolOf(db, each, authority.laCode, say);
    if (school === undefined) continue;
    const before = await takenBefore(db, each);
    if (before) unchanged.push(inWords(before, school, each));
    else {
      const id = newId<CaseId>();
      if (await step({ ...each, id }, say)) taken.push(inWords(id, school, each));
    }
  }
  if (cases.length === 0 && found.length === 0) {
    found.push({
      sheet: 'Cases',
      row: 2,
      sentence: 'Nothing is filled in. Fill in the line of a school that has a process',
    });
  }
  return {
    fileName: sheet.fileName,
    appliedAt: sheet.appliedAt,
    problems: inOrder(found),
    cases: taken,
    unchanged,
  };
}

/** The name of the school of a case, where it is one of the authority's. */
async function schoolOf(
  db: Db | Trx,
  wanted: SheetCase,
  laCode: string,
  say: Say,
): Promise<string | undefined> {
  const school = await db
    .selectFrom('schools')
    .select(['name', 'la_code'])
    .where('urn', '=', wanted.urn)
    .executeTakeFirst();
  if (!school) {
    say(wanted, `No school with the URN ${wanted.urn} is known here. Check the number`);
    return undefined;
  }
  if (school.la_code !== laCode) {
    say(wanted, `${school.name} is a school of another authority`);
    return undefined;
  }
  return school.name;
}

/** The case that was taken on from a sheet which said the same of it. */
async function takenBefore(db: Db | Trx, wanted: SheetCase): Promise<CaseId | undefined> {
  const before = await db
    .selectFrom('cases')
    .select('id')
    .where('urn', '=', wanted.urn)
    .where('taken_on_lines', '=', hashOf(wanted))
    .executeTakeFirst();
  return before?.id;
}

function inWords(caseId: CaseId, school: string, wanted: SheetCase): TakenCase {
  const { urn, process, nextForm, meetings, actions } = wanted;
  return {
    caseId,
    urn,
    school,
    process,
    nextForm,
    meetings: meetings.length,
    actions: actions.length,
  };
}

/** Holds a case of a sheet against the rules by which it would be taken on. */
async function checkOne(work: Work, wanted: Identified, say: Say): Promise<boolean> {
  const { db, pack, authority } = work;
  const { urn, next, nextForm } = wanted;
  const today = dateOf(work.clock.now());
  const standing = await findSchoolStanding(db, urn, pack);
  const matter = await findSchoolMatter(db, urn, { today, laCode: authority.laCode });
  if (!standing || !matter || !canWithCase(work.actor, 'open', matter)) {
    say(wanted, 'You cannot take on a process of this school.');
    return false;
  }
  const taken = takenOn(work, standing, openingOf(wanted));
  if (!taken.ok) {
    sayUnlessSaid(say, wanted, taken.refusal);
    return false;
  }
  const meetings: Meeting[] = [];
  if (next) {
    const planned = arrange(
      undefined,
      { id: newId<MeetingId>(), caseId: wanted.id, form: nextForm },
      nextArrangement(work, nextForm, next),
      { today, calendar: await calendarFor(db, urn) },
    );
    if (!planned.ok) {
      sayUnlessSaid(say, wanted, planned.refusal);
      return false;
    }
    meetings.push(planned.value);
  }
  const added = new Set<string>();
  for (const meeting of wanted.meetings) {
    const { form, date } = meeting;
    const past = pastMeetingOf(work, taken.value, meetings, { id: newId<MeetingId>(), form, date });
    if (past.ok) {
      meetings.push(past.value);
      added.add(date);
    } else sayUnlessSaid(say, meeting, past.refusal);
  }
  for (const action of wanted.actions) {
    // That there is no such meeting, or what is wrong with it, has been said.
    if (!added.has(action.agreedOn)) continue;
    const checked = checkAction(wordingOf(action));
    if (!checked.ok) say(action, checked.refusal.sentence);
  }
  return true;
}

/** Takes on a case of a sheet, with its past meetings and its open actions. */
async function takeOnOne(trx: Trx, work: Work, wanted: Identified, say: Say): Promise<boolean> {
  const done = await takeOnIn(trx, work, wanted.urn, openingOf(wanted), hashOf(wanted));
  if (!done.ok) {
    sayUnlessSaid(say, wanted, done.refusal);
    return false;
  }
  const asking = { today: dateOf(work.clock.now()), laCode: work.authority.laCode };
  const matter = await findCase(trx, wanted.id, asking, { lock: true });
  if (!matter) throw new Error('The process that was just taken on is not there');
  const meetingIds = new Map<string, MeetingId>();
  for (const meeting of wanted.meetings) {
    const meetingId = newId<MeetingId>();
    const { form, date } = meeting;
    const added = await addPastMeetingIn(trx, work, matter, { id: meetingId, form, date });
    if (added.ok) meetingIds.set(date, meetingId);
    else sayUnlessSaid(say, meeting, added.refusal);
  }
  for (const action of wanted.actions) {
    const meetingId = meetingIds.get(action.agreedOn);
    if (!meetingId) continue;
    const wording = wordingOf(action);
    const added = await addOpenActionIn(trx, work, matter, meetingId, newId<ActionId>(), wording);
    if (!added.ok) say(action, added.refusal.sentence);
  }
  return true;
}

/** That an agenda is another process's has been said when the sheet was read. */
function sayUnlessSaid(say: Say, place: Place, { code, sentence }: Refusal): void {
  if (code !== 'wrong-agenda') say(place, sentence);
}

function openingOf({ id, process, openedOn, background, nextForm, next }: Identified): ToTakeOn {
  return { id, process, openedOn, background, nextForm, next };
}

function wordingOf(action: SheetCase['actions'][number]): ActionWording {
  const { what, undertakes, monitors, success, support, byWhen } = action;
  return { what, undertakes, monitors, success, support, byWhen };
}

/** What the lines of a case say, wherever in the workbook they stand. */
function hashOf(wanted: SheetCase): string {
  const { urn, process, openedOn, background, nextForm, next, meetings, actions } = wanted;
  const text = canonicalJson({
    urn,
    process,
    openedOn,
    background,
    nextForm,
    next: next ? { ...next } : null,
    meetings: meetings.map(({ form, date }) => ({ form, date })),
    actions: actions.map(({ agreedOn, what, undertakes, monitors, success, support, byWhen }) => ({
      agreedOn,
      what,
      undertakes,
      monitors,
      success,
      support,
      byWhen: byWhen ?? null,
    })),
  });
  return createHash('sha256').update(text).digest('hex');
}
