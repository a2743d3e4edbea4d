import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { dateOf, shortDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { AreaId, EnteredInspectionId, PersonId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { CheckedInspection, EnteredInspection } from './domain/entered.ts';
import { kindNames } from './domain/inspection.ts';
import { inspectionOf } from './store.ts';
import type { ReadRow } from './store.ts';

/** One area for improvement that an inspection named. */
export interface ImprovementArea {
  readonly id: AreaId;
  /** Of a published inspection; or else `enteredId`. */
  readonly number: string | null;
  readonly enteredId: EnteredInspectionId | null;
  readonly text: string;
  readonly addedBy: string;
  readonly addedAt: Date;
}

interface EnteredRow extends Omit<ReadRow, 'inspection_number'> {
  readonly id: EnteredInspectionId;
  readonly inspection_number: string | null;
  readonly read_in: string;
  readonly entered_by_id: PersonId;
  readonly entered_by: string;
  readonly entered_at: Date;
  readonly reason: string | null;
  readonly withdrawn_by: string | null;
  readonly withdrawn_at: Date | null;
}

/** Everything that officers entered where `condition` holds (of `entered_inspections as t`), oldest first. */
export async function enteredWhere(
  db: Db | Trx,
  condition: RawBuilder<unknown>,
): Promise<EnteredInspection[]> {
  const { rows } = await sql<EnteredRow>`
    select t.id, t.urn, t.inspection_number, t.kind, t.framework, '' as type, null as type_group,
      t.first_day, t.published_on, t.urn as urn_at_time, null as school_name_at_time, t.category,
      t.overall, t.judgements::text as judgements, null as judged_on, t.safeguarding, t.outcome,
      t.read_in, t.entered_by_id, t.entered_by, t.entered_at, w.reason, w.withdrawn_by, w.withdrawn_at
    from entered_inspections as t left join inspection_withdrawals as w on w.entered_id = t.id
    where ${condition} order by t.entered_at, t.id
  `.execute(db);
  return rows.map(enteredOf);
}

function enteredOf(row: EnteredRow): EnteredInspection {
  const { id, inspection_number: number, read_in: readIn, entered_by: name } = row;
  const on = dateOf(row.entered_at);
  const source = {
    name: `Entered by ${name} on ${shortDate(on)} from ${readIn}`,
    asAt: null,
    fileName: null,
  };
  const told = { ...row, type: kindNames[row.kind], inspection_number: number ?? `entered ${id}` };
  return {
    id,
    inspection: inspectionOf(told, source),
    number,
    readIn,
    by: { id: row.entered_by_id, name },
    on,
    withdrawn:
      row.reason === null || row.withdrawn_at === null
        ? null
        : { reason: row.reason, by: row.withdrawn_by ?? '', on: dateOf(row.withdrawn_at) },
  };
}

export function enteredAbout(db: Db | Trx, urn: Urn): Promise<EnteredInspection[]> {
  return enteredWhere(db, sql`t.urn = ${urn}`);
}

export async function findEntered(
  db: Db | Trx,
  id: EnteredInspectionId,
): Promise<EnteredInspection | undefined> {
  return (await enteredWhere(db, sql`t.id = ${id}`))[0];
}

export interface Author {
  readonly id: PersonId;
  readonly name: string;
  readonly at: Date;
}

export async function insertEntered(
  trx: Trx,
  id: EnteredInspectionId,
  { inspection, number, readIn }: CheckedInspection,
  author: Author,
): Promise<void> {
  const isGraded = inspection.kind === 'graded';
  await trx
    .insertInto('entered_inspections')
    .values({
      id,
      urn: inspection.urn,
      inspection_number: number,
      kind: inspection.kind,
      framework: inspection.framework,
      first_day: inspection.firstDay,
      published_on: inspection.publishedOn ?? inspection.firstDay,
      category: isGraded ? inspection.category : null,
      overall: isGraded && 'overall' in inspection ? inspection.overall : null,
      judgements: JSON.stringify(isGraded ? inspection.judgements : {}),
      safeguarding: isGraded ? inspection.safeguarding : null,
      outcome: isGraded ? null : inspection.outcome,
      read_in: readIn,
      entered_by_id: author.id,
      entered_by: author.name,
      entered_at: author.at,
    })
    .execute();
}

export async function insertWithdrawal(
  trx: Trx,
  id: EnteredInspectionId,
  reason: string,
  author: Author,
): Promise<void> {
  await trx
    .insertInto('inspection_withdrawals')
    .values({
      id: crypto.randomUUID(),
      entered_id: id,
      area_id: null,
      reason,
      withdrawn_by_id: author.id,
      withdrawn_by: author.name,
      withdrawn_at: author.at,
    })
    .execute();
}

/** The areas for improvement of a school’s inspections, each inspection’s in the order of its report. */
export async function areasAbout(db: Db | Trx, urn: Urn): Promise<ImprovementArea[]> {
  const rows = await db
    .selectFrom('improvement_areas')
    .selectAll()
    .where('urn', '=', urn)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: row.inspection_number,
    enteredId: row.entered_id,
    text: row.text,
    addedBy: row.added_by,
    addedAt: row.added_at,
  }));
}

/** Which inspection areas belong to: a published one by its number, or an entered one. */
export type AreasOf = { readonly number: string } | { readonly entered: EnteredInspectionId };

/** Adds areas after those that are there. The first has the id given, so that it is known by it. */
export async function insertAreas(
  trx: Trx,
  urn: Urn,
  of: AreasOf,
  { first, texts }: { readonly first: AreaId; readonly texts: readonly string[] },
  author: Author,
): Promise<void> {
  if (texts.length === 0) return;
  const start = (await areasAbout(trx, urn)).length;
  await trx
    .insertInto('improvement_areas')
    .values(
      texts.map((text, index) => ({
        id: index === 0 ? first : newId<AreaId>(),
        urn,
        inspection_number: 'number' in of ? of.number : null,
        entered_id: 'entered' in of ? of.entered : null,
        position: start + index,
        text,
        added_by_id: author.id,
        added_by: author.name,
        added_at: author.at,
      })),
    )
    .execute();
}

export async function areaExists(trx: Trx, id: AreaId): Promise<boolean> {
  const row = await trx
    .selectFrom('improvement_areas')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Holds the school’s row until the transaction ends. */
export async function lockSchool(trx: Trx, urn: Urn): Promise<void> {
  await trx.selectFrom('schools').select('urn').where('urn', '=', urn).forUpdate().execute();
}
