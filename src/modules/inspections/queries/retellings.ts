import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { InspectionRow } from '#platform/db/tables/schools.ts';
import { howItChanged } from '../domain/retold.ts';
import type { Retold, Telling } from '../domain/retold.ts';
import { fromNoFile, inspectionOf, rowColumns } from '../store.ts';
import type { ReadRow } from '../store.ts';

/**
 * How the accounts of a school's inspections changed from file to file, by the number of the
 * inspection. `urns`: the school and those before it whose rows its history takes in; where more
 * than one holds an inspection, the first counts. Inspections that no file told otherwise are not
 * in the map.
 */
export async function retellingsOf(
  db: Db | Trx,
  urns: readonly Urn[],
): Promise<ReadonlyMap<string, readonly Retold[]>> {
  const accounts = await accountsOf(db, urns);
  const changes = new Map<string, readonly Retold[]>();
  for (const urn of urns.toReversed()) {
    const tellings = new Map<string, Telling[]>();
    for (const { row, from, until } of accounts.filter((account) => account.row.urn === urn)) {
      const told = inspectionOf(row, fromNoFile);
      tellings.set(told.number, [...(tellings.get(told.number) ?? []), { from, until, told }]);
    }
    for (const [number, told] of tellings) {
      const retold = howItChanged(told);
      if (retold.length > 0) changes.set(number, retold);
    }
  }
  return changes;
}

interface Kept {
  readonly row: ReadRow;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/** What files told before, and what is held now, of the inspections that were ever told otherwise. */
async function accountsOf(db: Db | Trx, urns: readonly Urn[]): Promise<readonly Kept[]> {
  const kept = await db
    .selectFrom('inspection_changes')
    .select(['urn', 'inspection_number', 'told_from', 'told_as_at', 'facts'])
    .where((eb) => eb('urn', '=', eb.fn.any(eb.val(urns))))
    .orderBy('told_as_at', (order) => order.asc().nullsFirst())
    .execute();
  if (kept.length === 0) return [];
  const { rows: held } = await sql<ReadRow & Pick<InspectionRow, 'told_from' | 'told_as_at'>>`
    select ${rowColumns}, t.told_from, t.told_as_at from inspections as t
    where (t.urn, t.inspection_number) in
      (select c.urn, c.inspection_number from inspection_changes as c where c.urn = any(${urns}))
  `.execute(db);
  return [
    ...kept.map(({ urn, inspection_number, told_from, told_as_at, facts }) => ({
      row: rowOfFacts(urn, inspection_number, facts as unknown as Facts),
      from: told_from,
      until: told_as_at,
    })),
    ...held.map((row) => ({ row, from: row.told_from, until: row.told_as_at })),
  ];
}

/** As `inspection_changes` keeps them: the columns of `inspections`, their JSON as values. */
type Facts = Omit<ReadRow, 'urn' | 'inspection_number' | 'judgements' | 'judged_on' | 'type'> & {
  readonly judgements: unknown;
  readonly judged_on: unknown;
  /** Null where the file that told it left it out. */
  readonly type: string | null;
};

function rowOfFacts(urn: Urn, number: string, facts: Facts): ReadRow {
  return {
    ...facts,
    urn,
    inspection_number: number,
    type: facts.type ?? '',
    judgements: JSON.stringify(facts.judgements),
    judged_on: facts.judged_on === null ? null : JSON.stringify(facts.judged_on),
  };
}
