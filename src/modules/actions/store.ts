import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, ActionId, CaseId, MeetingId } from '#kernel/ids.ts';
import { findCase, lockCase } from '#modules/cases/index.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';
import { holdersOf } from './store-holders.ts';
import { addEvent, latestWordings, wordingText } from './store-events.ts';
import type { Doing } from './store-events.ts';
import type { ActionStanding, ActionStatus, AgreedAction, ListedAction } from './domain/action.ts';

/**
 * The case whose business an action is once it is opened again: its own, or the last of those that
 * have followed it since. Its row is held.
 */
export async function latestCaseOf(
  trx: Trx,
  id: ActionId,
): Promise<Pick<CaseMatter['case'], 'id' | 'status'>> {
  const { rows } = await sql<Pick<CaseMatter['case'], 'id' | 'status'>>`
    with recursive chain as (
      select a.case_id as id, 0 as place from actions a where a.id = ${id}
      union all
      select c.id, chain.place + 1 from cases c join chain on c.follows = chain.id)
    select c.id, c.status from cases c
    where c.id = (select chain.id from chain order by place desc limit 1)
    for update`.execute(trx);
  const [latest] = rows;
  if (!latest) throw new Error(`There is no action ${id}.`);
  return latest;
}

export async function moveToCase(trx: Trx, id: ActionId, caseId: CaseId): Promise<void> {
  await trx.updateTable('actions').set({ case_id: caseId }).where('id', '=', id).execute();
}

/** An action with its case and what access turns on. */
export interface ActionMatter extends CaseMatter, ActionStanding {
  /** Whether a final version of its record has it; a correction may be under way. */
  readonly wasAgreed: boolean;
}

interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
}

/** The action with the facts that access turns on. Inside a transaction, `lock` holds its case and its row. */
export async function findAction(
  db: Db | Trx,
  id: ActionId,
  asking: Asking,
  options: { readonly lock?: boolean } = {},
): Promise<ActionMatter | undefined> {
  let query = db
    .selectFrom('actions as a')
    .innerJoin('meetings as m', 'm.id', 'a.meeting_id')
    .leftJoin('records as r', 'r.meeting_id', 'a.meeting_id')
    .selectAll('a')
    .select(['r.status as record_status', 'm.taken_on'])
    .where('a.id', '=', id);
  if (options.lock === true) {
    const action = await query.clearSelect().select('a.case_id').executeTakeFirst();
    if (action) await lockCase(db, action.case_id);
    query = query.forUpdate('a');
  }
  const row = await query.executeTakeFirst();
  const found = row && (await findCase(db, row.case_id, asking));
  if (!found) return undefined;
  const { undertakes_person: undertakes, monitors_person: monitors } = row;
  // Where it names a role instead of a person, it is theirs who hold that role today.
  const [held] = await holdersOf(
    db,
    [
      {
        caseId: row.case_id,
        urn: found.urn,
        undertakes: undertakes === null ? row.undertakes : undefined,
        monitors: monitors === null ? row.monitors : undefined,
      },
    ],
    asking.today,
  );
  return {
    ...found,
    action: actionOf(row),
    undertakes:
      undertakes === null ? held?.undertakes?.map(({ id: holder }) => holder) : [undertakes],
    monitors: monitors === null ? held?.monitors?.map(({ id: holder }) => holder) : [monitors],
    // What was agreed before its case was taken on is agreed.
    agreed: row.record_status === 'final' || row.taken_on,
    wasAgreed: row.agreed_version !== null,
  };
}

/** The actions that a meeting agreed, in its order. */
export async function actionsOfMeeting(
  db: Db | Trx,
  meetingId: MeetingId,
): Promise<AgreedAction[]> {
  const rows = await db
    .selectFrom('actions')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(actionOf);
}

/** The open actions of a case in the order in which they were agreed, by whichever board of the school. */
export async function openActionsOf(db: Db | Trx, caseId: CaseId): Promise<ListedAction[]> {
  const rows = await db
    .selectFrom('actions as a')
    .innerJoin('meetings as m', 'm.id', 'a.meeting_id')
    .selectAll('a')
    .select('m.date')
    .where('a.case_id', '=', caseId)
    .where('a.status', '=', 'open')
    .orderBy('m.date')
    .orderBy('a.position')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ ...actionOf(row), agreedOn: row.date }));
}

/** Whether there is an action with this id, of whatever meeting. */
export async function isAction(trx: Trx, id: ActionId): Promise<boolean> {
  const row = await trx.selectFrom('actions').select('id').where('id', '=', id).executeTakeFirst();
  return row !== undefined;
}

/** Adds an action. One with the same id is there already when its form was sent twice. */
export async function insertAction(trx: Trx, action: AgreedAction): Promise<void> {
  const { id, caseId, meetingId, position } = action;
  await trx
    .insertInto('actions')
    .values({ id, case_id: caseId, meeting_id: meetingId, position, ...columns(action) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function updateAction(trx: Trx, action: AgreedAction): Promise<void> {
  await trx.updateTable('actions').set(columns(action)).where('id', '=', action.id).execute();
}

export async function deleteAction(trx: Trx, id: ActionId): Promise<void> {
  await trx.deleteFrom('actions').where('id', '=', id).execute();
}

/**
 * Notes that the actions of a meeting stand in a final version of its record, as they are worded in
 * it: those that are new to it are agreed, those whose wording is another one are changed.
 */
export async function noteAgreed(
  trx: Trx,
  meetingId: MeetingId,
  version: number,
  doing: Doing,
): Promise<void> {
  const rows = await trx
    .selectFrom('actions')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const before = await latestWordings(
    trx,
    rows.map(({ id }) => id),
  );
  for (const row of rows) {
    const wording = wordingText(actionOf(row));
    const last = before.get(row.id);
    if (row.agreed_version !== null && last === wording) continue;
    const kind = row.agreed_version === null ? 'agreed' : 'changed';
    await addEvent(trx, row.id, newId<ActionEventId>(), { kind, text: '', wording, ...doing });
  }
  await trx
    .updateTable('actions')
    .set({ agreed_version: version })
    .where('meeting_id', '=', meetingId)
    .where('agreed_version', 'is', null)
    .execute();
}

/** Open actions go along when a school goes from one process to the next; ended ones stay where they were. */
export async function carryOpenActions(trx: Trx, from: CaseId, to: CaseId): Promise<void> {
  await trx
    .updateTable('actions')
    .set({ case_id: to })
    .where('case_id', '=', from)
    .where('status', '=', 'open')
    .execute();
}

function columns(action: AgreedAction) {
  const { status } = action;
  return {
    what: action.what,
    undertakes: action.undertakes,
    undertakes_person: action.undertakesPerson ?? null,
    monitors: action.monitors,
    monitors_person: action.monitorsPerson ?? null,
    success: action.success,
    support: action.support,
    by_when: action.byWhen ?? null,
    status: status.kind,
    status_reason: status.kind === 'stopped' ? status.reason : '',
    status_at: status.kind === 'open' ? null : status.on,
    proposed_by: action.proposal?.by ?? null,
    proposed_on: action.proposal?.on ?? null,
    version: action.version,
  };
}

export function actionOf(row: Selectable<Database['actions']>): AgreedAction {
  return {
    id: row.id,
    caseId: row.case_id,
    meetingId: row.meeting_id,
    position: row.position,
    what: row.what,
    undertakes: row.undertakes,
    undertakesPerson: row.undertakes_person ?? undefined,
    monitors: row.monitors,
    monitorsPerson: row.monitors_person ?? undefined,
    success: row.success,
    support: row.support,
    byWhen: row.by_when ?? undefined,
    status: statusOf(row),
    proposal:
      row.proposed_by !== null && row.proposed_on !== null
        ? { by: row.proposed_by, on: row.proposed_on }
        : undefined,
    version: row.version,
  };
}

function statusOf(row: Selectable<Database['actions']>): ActionStatus {
  if (row.status === 'open' || row.status_at === null) return { kind: 'open' };
  return row.status === 'complete'
    ? { kind: 'complete', on: row.status_at }
    : { kind: 'stopped', on: row.status_at, reason: row.status_reason };
}
