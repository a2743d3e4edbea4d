import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded, CaseId, PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { CaseChangeRow } from '#platform/db/tables/case-life.ts';
import type { Case } from './domain/case.ts';
import type { CaseChange, CaseEvent, Closing, Setback } from './domain/life.ts';

/** Adds what happened to a case to its timeline. The case's row is locked, or new. */
export async function appendChange(
  trx: Trx,
  { id: caseId, status }: Case,
  event: CaseEvent,
  { at, by }: { readonly at: Date; readonly by: { readonly id: PersonId; readonly name: string } },
): Promise<void> {
  const last = await trx
    .selectFrom('case_changes')
    .select('position')
    .where('case_id', '=', caseId)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  await trx
    .insertInto('case_changes')
    .values({
      id: newId<Branded<string, 'CaseChangeId'>>(),
      case_id: caseId,
      position: (last?.position ?? 0) + 1,
      kind: event.kind,
      status,
      about: 'about' in event ? event.about : '',
      reason: 'reason' in event ? event.reason : '',
      decided_by: 'decidedBy' in event ? event.decidedBy : '',
      inspected_on: 'inspectedOn' in event ? (event.inspectedOn ?? null) : null,
      at,
      by_id: by.id,
      by_name: by.name,
    })
    .execute();
}

/** What happened to a case, in order. */
export async function changesOf(db: Db | Trx, caseId: CaseId): Promise<CaseChange[]> {
  return (await changesOfCases(db, [caseId])).get(caseId) ?? [];
}

export async function changesOfCases(
  db: Db | Trx,
  ids: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, CaseChange[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('case_changes')
    .selectAll()
    .where('case_id', 'in', [...ids])
    .orderBy('case_id')
    .orderBy('position')
    .execute();
  const grouped = Map.groupBy(rows, (row) => row.case_id);
  return new Map([...grouped].map(([id, own]) => [id, own.map(changeOf)]));
}

function changeOf(row: CaseChangeRow): CaseChange {
  const { position, status, at, by_id: id, by_name: name } = row;
  return { ...eventOf(row), position, status, at, by: { id: id ?? undefined, name } };
}

function eventOf({
  kind,
  about,
  reason,
  decided_by: decidedBy,
  inspected_on,
}: CaseChangeRow): CaseEvent {
  switch (kind) {
    case 'opened':
    case 'taken-on':
      return { kind };
    case 'paused':
    case 'resumed':
    case 'reopened':
      return { kind, reason };
    case 'closed':
      return {
        kind,
        about: about as Closing,
        reason,
        decidedBy,
        inspectedOn: inspected_on ?? undefined,
      };
    case 'continued':
    case 'exit-forward':
      return { kind, reason, decidedBy, inspectedOn: inspected_on as LocalDate };
    case 'setback':
      return { kind, about: about as Setback, reason };
  }
}
