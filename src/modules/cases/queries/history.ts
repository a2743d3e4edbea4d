import { sql } from 'kysely';
import type { CaseId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';

/** One event of the audit trail about a case, its meetings or its records. */
export interface HistoryEntry {
  readonly seq: number;
  readonly at: Date;
  readonly who: string;
  readonly what: string;
  readonly about: string;
}

const pageSize = 100;
/** A workbook has so many at the most, the newest. */
const mostListed = 50_000;

/** What happened to a case, newest first, `before` an event's number. */
export async function historyOf(
  db: Db,
  caseId: CaseId,
  before: number = Number.MAX_SAFE_INTEGER,
): Promise<{ readonly entries: readonly HistoryEntry[]; readonly more: number | undefined }> {
  const entries = await eventsOf(db, caseId, before, pageSize + 1);
  const shown = entries.slice(0, pageSize);
  return { entries: shown, more: entries.length > pageSize ? shown.at(-1)?.seq : undefined };
}

/** The same, all of it. */
export function wholeHistoryOf(db: Db, caseId: CaseId): Promise<HistoryEntry[]> {
  return eventsOf(db, caseId, Number.MAX_SAFE_INTEGER, mostListed);
}

async function eventsOf(
  db: Db,
  caseId: CaseId,
  before: number,
  most: number,
): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('audit_events as e')
    .select(['e.seq', 'e.at', 'e.actor_name', 'e.type', 'e.subject_kind'])
    .where(
      sql<boolean>`(e.subject_kind, e.subject_id) in (
        select 'case', ${caseId}::text
        union all select 'meeting', m.id::text from meetings m where m.case_id = ${caseId}
        union all select 'record', r.id::text from records r where r.case_id = ${caseId}
        union all select 'action', a.id::text from actions a where a.case_id = ${caseId})`,
    )
    .where('e.seq', '<', before)
    .orderBy('e.seq', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    who: row.actor_name,
    what: row.type,
    about: row.subject_kind,
  }));
}
