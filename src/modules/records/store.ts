import type { Insertable, Selectable } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { MeetingId, PersonId, RecordId } from '#kernel/ids.ts';
import { lockCase } from '#modules/cases/index.ts';
import { findMeeting } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';
import { currentVersion } from './domain/record.ts';
import type { Check, MeetingRecord, NextMeeting, RecordState, Sending } from './domain/record.ts';

/** A record with its meeting and what access turns on. */
export interface RecordMatter extends MeetingMatter {
  readonly recordId: RecordId;
  readonly noteTaker: PersonId | undefined;
  readonly checking: PersonId | undefined;
  readonly record: MeetingRecord;
}

export interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
}

type RecordRow = Selectable<Database['records']>;

/** The record with the facts that access turns on. Inside a transaction, `lock` holds its case and its row. */
export async function findRecord(
  db: Db | Trx,
  id: RecordId,
  asking: Asking,
  options: { readonly lock?: boolean } = {},
): Promise<RecordMatter | undefined> {
  let query = db.selectFrom('records').selectAll().where('id', '=', id);
  if (options.lock === true) {
    const record = await query.clearSelect().select('case_id').executeTakeFirst();
    if (record) await lockCase(db, record.case_id);
    query = query.forUpdate();
  }
  const row = await query.executeTakeFirst();
  const meeting = row && (await findMeeting(db, row.meeting_id, asking));
  return meeting && matterOf(meeting, recordOf(row));
}

/** What access turns on, of a record whose meeting is at hand. */
export function matterOf(meeting: MeetingMatter, record: MeetingRecord): RecordMatter {
  const { state, noteTaker } = record;
  const checking = state.status === 'with-headteacher' ? state.sending.sentTo : undefined;
  return { ...meeting, recordId: record.id, record, noteTaker, checking };
}

export async function findRecordOfMeeting(
  db: Db | Trx,
  meetingId: MeetingId,
): Promise<MeetingRecord | undefined> {
  const row = await db
    .selectFrom('records')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .executeTakeFirst();
  return row && recordOf(row);
}

export async function insertRecord(trx: Trx, record: MeetingRecord): Promise<void> {
  await trx
    .insertInto('records')
    .values({
      id: record.id,
      meeting_id: record.meetingId,
      case_id: record.caseId,
      form: record.form,
      policy_version: record.policyVersion,
      ...columns(record),
    })
    .execute();
}

export async function updateRecord(trx: Trx, record: MeetingRecord): Promise<void> {
  await trx.updateTable('records').set(columns(record)).where('id', '=', record.id).execute();
}

type Columns = Omit<
  Insertable<Database['records']>,
  'id' | 'meeting_id' | 'case_id' | 'form' | 'policy_version'
>;

/** The columns of a record that may change. */
function columns(record: MeetingRecord): Columns {
  const { state, decision, next } = record;
  const check = checkColumns(state);
  return {
    status: state.status,
    note_taker_id: record.noteTaker ?? null,
    shown_live: record.shownLive,
    ...check,
    round: record.round,
    current_version: currentVersion(state),
    correction_reason: state.status === 'correcting' ? state.reason : '',
    outcome: decision.outcome ?? null,
    question: decision.question ?? null,
    answer: decision.answer ?? null,
    answer_reasons: decision.reasons,
    concerns: decision.concerns,
    additional_support: decision.support,
    next_date: next.kind === 'set' ? next.date : null,
    next_time: next.kind === 'set' ? next.time : null,
    next_reason: next.kind === 'set' ? (next.reason ?? '') : '',
    next_agreed_by: next.kind === 'to-be-agreed' ? next.by : '',
    next_agreed_by_date: next.kind === 'to-be-agreed' ? next.byDate : null,
    proceeded_reason: record.proceeded,
    version: record.version,
  };
}

function checkColumns(
  state: RecordState,
): Pick<Columns, 'sent_at' | 'sent_to' | 'answers_due_on' | 'answered_at' | 'answered_by'> {
  const sending = sendingOf(state);
  const answered =
    state.status === 'answered'
      ? state.answered
      : state.status === 'final' || state.status === 'correcting'
        ? state.check.answered
        : undefined;
  return {
    sent_at: sending?.sentAt ?? null,
    sent_to: sending?.sentTo ?? null,
    answers_due_on: sending?.answersDueOn ?? null,
    answered_at: answered?.at ?? null,
    answered_by: answered?.by ?? null,
  };
}

function sendingOf(state: RecordState): Sending | undefined {
  switch (state.status) {
    case 'draft':
      return undefined;
    case 'with-headteacher':
    case 'answered':
      return state.sending;
    case 'final':
    case 'correcting':
      return state.check;
  }
}

export function recordOf(row: RecordRow): MeetingRecord {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    caseId: row.case_id,
    form: row.form,
    policyVersion: row.policy_version,
    state: stateOf(row),
    round: row.round,
    noteTaker: row.note_taker_id ?? undefined,
    shownLive: row.shown_live,
    decision: {
      outcome: row.outcome ?? undefined,
      question: row.question ?? undefined,
      answer: row.answer ?? undefined,
      reasons: row.answer_reasons,
      concerns: row.concerns,
      support: row.additional_support,
    },
    next: nextOf(row),
    proceeded: row.proceeded_reason,
    version: row.version,
  };
}

function stateOf(row: RecordRow): RecordState {
  if (row.status === 'draft') return { status: 'draft' };
  const check = checkOf(row);
  const { answered, ...sending } = check;
  switch (row.status) {
    case 'with-headteacher':
      return { status: row.status, sending };
    case 'answered':
      if (!answered) throw new Error(`Record ${row.id} is answered by nobody`);
      return { status: row.status, sending, answered };
    case 'final':
      return { status: row.status, version: row.current_version, check };
    case 'correcting':
      return {
        status: row.status,
        version: row.current_version,
        reason: row.correction_reason,
        check,
      };
  }
}

function checkOf(row: RecordRow): Check {
  const { sent_to: sentTo, sent_at: sentAt, answers_due_on: answersDueOn } = row;
  if (sentTo === null || sentAt === null || answersDueOn === null) {
    throw new Error(`Record ${row.id} is ${row.status} and was sent to nobody`);
  }
  const { answered_at: at, answered_by: by } = row;
  return { sentTo, sentAt, answersDueOn, answered: at && by ? { at, by } : undefined };
}

function nextOf(row: RecordRow): NextMeeting {
  if (row.next_date !== null && row.next_time !== null) {
    const reason = row.next_reason === '' ? {} : { reason: row.next_reason };
    return { kind: 'set', date: row.next_date, time: row.next_time, ...reason };
  }
  return row.next_agreed_by_date === null
    ? { kind: 'not-set' }
    : { kind: 'to-be-agreed', by: row.next_agreed_by, byDate: row.next_agreed_by_date };
}
