import { sql } from 'kysely';
import type { EntryId, PersonId, ProceedingId, Urn } from '#kernel/ids.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { eligibilityOf } from '#modules/eligibility/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { groundsIn, standingOf } from './domain/school.ts';
import type { SchoolStanding } from './domain/school.ts';
import type { Ground, ProceedingKind } from './domain/facts.ts';
import { isOpen, proceedingOf, statusOf } from './domain/proceeding.ts';
import type { Content, Entry, Proceeding } from './domain/proceeding.ts';

/** A proceeding, with the facts about its school that access turns on. */
export interface ProceedingMatter extends SchoolMatter {
  readonly proceeding: Proceeding;
}

interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
}

/** The proceeding with this id. Inside a transaction, `lock` holds its row. */
export async function findProceeding(
  db: Db | Trx,
  id: ProceedingId,
  asking: Asking,
  options: { readonly lock?: boolean } = {},
): Promise<ProceedingMatter | undefined> {
  let query = db.selectFrom('director_proceedings').select('urn').where('id', '=', id);
  if (options.lock === true) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) return undefined;
  const matter = await findSchoolMatter(db, row.urn, asking);
  const proceeding = proceedingOf(id, row.urn, (await entriesOf(db, [id])).get(id) ?? []);
  return matter && proceeding && { ...matter, proceeding };
}

/** Every proceeding about a school, the newest first. */
export async function proceedingsAbout(db: Db | Trx, urn: Urn): Promise<Proceeding[]> {
  const rows = await db
    .selectFrom('director_proceedings')
    .select(['id', 'urn'])
    .where('urn', '=', urn)
    .orderBy('began_on', 'desc')
    .orderBy('id')
    .execute();
  return proceedingsIn(db, rows);
}

/** The proceedings of rows that name them, in their order. */
export async function proceedingsIn(
  db: Db | Trx,
  rows: readonly { readonly id: ProceedingId; readonly urn: Urn }[],
): Promise<Proceeding[]> {
  const entries = await entriesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, urn }) => proceedingOf(id, urn, entries.get(id) ?? []) ?? []);
}

async function entriesOf(
  db: Db | Trx,
  ids: readonly ProceedingId[],
): Promise<Map<ProceedingId, Entry[]>> {
  const entries = new Map<ProceedingId, Entry[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return entries;
  const rows = await db
    .selectFrom('director_entries as e')
    .innerJoin('people as p', 'p.id', 'e.recorded_by')
    .select(['e.id', 'e.proceeding_id', 'e.number', 'e.content', 'e.recorded_at'])
    .select(['p.id as person_id', 'p.name as person'])
    .where(sql<boolean>`e.proceeding_id = any(${ids}::uuid[])`)
    .orderBy('e.proceeding_id')
    .orderBy('e.number')
    .execute();
  for (const row of rows) {
    entries.get(row.proceeding_id)?.push({
      id: row.id,
      number: row.number,
      content: row.content as unknown as Content,
      recordedAt: row.recorded_at,
      recordedBy: { id: row.person_id, name: row.person },
    });
  }
  return entries;
}

/** A new proceeding with its first entry, which has the same id. */
export async function insertProceeding(
  trx: Trx,
  proceeding: Proceeding,
  beganOn: LocalDate,
): Promise<void> {
  const { id, urn, kind } = proceeding;
  await trx
    .insertInto('director_proceedings')
    .values({
      id,
      urn,
      kind,
      status: statusOf(proceeding),
      is_open: isOpen(proceeding),
      began_on: beganOn,
    })
    .execute();
}

export async function insertEntry(
  trx: Trx,
  id: ProceedingId,
  entry: Omit<Entry, 'recordedBy'> & { readonly recordedBy: PersonId },
): Promise<void> {
  await trx
    .insertInto('director_entries')
    .values({
      id: entry.id,
      proceeding_id: id,
      number: entry.number,
      content: JSON.stringify(entry.content),
      recorded_at: entry.recordedAt,
      recorded_by: entry.recordedBy,
    })
    .execute();
}

/** Writes down how far a proceeding has come, for lists. */
export async function saveProgress(trx: Trx, proceeding: Proceeding): Promise<void> {
  const [first] = proceeding.told;
  await trx
    .updateTable('director_proceedings')
    .set({
      status: statusOf(proceeding),
      is_open: isOpen(proceeding),
      ...(first && { began_on: first.fact.on }),
    })
    .where('id', '=', proceeding.id)
    .execute();
}

/** To which proceeding an entry of this id belongs; undefined for none. */
export async function proceedingOfEntry(trx: Trx, id: EntryId): Promise<ProceedingId | undefined> {
  const row = await trx
    .selectFrom('director_entries')
    .select('proceeding_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.proceeding_id;
}

/** The school as the rules look at it, with what makes it eligible on a day. */
export interface Looked {
  readonly school: SchoolStanding;
  readonly grounds: readonly Ground[];
  /** What the school is that the rules on coasting do not apply to. */
  readonly exempt: string | null;
}

/** What is known of a school on a day; undefined for one that is not in the register. */
export async function lookAt(db: Db | Trx, urn: Urn, asAt: LocalDate): Promise<Looked | undefined> {
  const school = await findSchool(db, urn);
  const rules = school && (await eligibilityOf(db, urn, asAt));
  if (!school || !rules) return undefined;
  const { exempt } = rules;
  return { school: standingOf(school, rules), grounds: groundsIn(rules), exempt };
}

/** Holds the school’s row until the transaction ends, so that one assessment is opened at a time. */
export async function lockSchool(trx: Trx, urn: Urn): Promise<void> {
  await trx.selectFrom('schools').select('urn').where('urn', '=', urn).forUpdate().execute();
}

/** Whether an assessment of the school is open, and since when. */
export async function openAssessmentOf(
  trx: Trx,
  urn: Urn,
): Promise<{ readonly since: LocalDate } | undefined> {
  const kind: ProceedingKind = 'assessment';
  const row = await trx
    .selectFrom('director_proceedings')
    .select('began_on')
    .where('urn', '=', urn)
    .where('kind', '=', kind)
    .where('is_open', '=', true)
    .executeTakeFirst();
  return row && { since: row.began_on };
}
