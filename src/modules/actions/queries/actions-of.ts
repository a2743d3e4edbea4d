import type { CaseId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { ListedAction } from '../domain/action.ts';
import { actionOf } from '../store.ts';

/**
 * The actions of a case that final records agreed: the open ones first, by the day that they are due
 * (those without a day last), then those that are complete or stopped, the newest first.
 */
export async function actionsOf(db: Db | Trx, caseId: CaseId): Promise<ListedAction[]> {
  const rows = await db
    .selectFrom('actions as a')
    .innerJoin('meetings as m', 'm.id', 'a.meeting_id')
    .selectAll('a')
    .select('m.date')
    .where('a.case_id', '=', caseId)
    .where('a.agreed_version', 'is not', null)
    .orderBy((eb) => eb('a.status', '=', 'open'), 'desc')
    .orderBy('a.status_at', (order) => order.desc().nullsFirst())
    .orderBy('a.by_when', (order) => order.asc().nullsLast())
    .orderBy('m.date')
    .orderBy('a.position')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({ ...actionOf(row), agreedOn: row.date }));
}
