import { sql } from 'kysely';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/** A final version, without its content. */
export interface VersionFacts {
  readonly version: number;
  readonly form: string;
  readonly policyVersion: string;
  readonly sha256: string;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
  readonly byId: PersonId;
}

export interface Version extends VersionFacts {
  /** The record in words, exactly as hashed. */
  readonly content: string;
}

export interface NewVersion {
  readonly recordId: RecordId;
  readonly version: number;
  readonly form: string;
  readonly policyVersion: string;
  readonly content: string;
  readonly sha256: string;
  readonly reason: string;
  readonly at: Date;
  readonly by: PersonId;
}

export async function insertVersion(trx: Trx, version: NewVersion): Promise<void> {
  await trx
    .insertInto('record_versions')
    .values({
      record_id: version.recordId,
      version: version.version,
      form: version.form,
      policy_version: version.policyVersion,
      content: version.content,
      sha256: version.sha256,
      reason: version.reason,
      finalised_at: version.at,
      finalised_by: version.by,
    })
    .execute();
}

export async function findVersion(
  db: Db | Trx,
  recordId: RecordId,
  version: number,
): Promise<Version | undefined> {
  const row = await db
    .selectFrom('record_versions as v')
    .innerJoin('people as p', 'p.id', 'v.finalised_by')
    .selectAll('v')
    .select('p.name')
    .where('v.record_id', '=', recordId)
    .where('v.version', '=', version)
    .executeTakeFirst();
  return row && { ...factsOf(row), content: row.content };
}

/** The final versions of a record, newest first. */
export async function versionsOf(db: Db | Trx, recordId: RecordId): Promise<Version[]> {
  const rows = await db
    .selectFrom('record_versions as v')
    .innerJoin('people as p', 'p.id', 'v.finalised_by')
    .selectAll('v')
    .select('p.name')
    .where('v.record_id', '=', recordId)
    .orderBy('v.version', 'desc')
    .execute();
  return rows.map((row) => ({ ...factsOf(row), content: row.content }));
}

function factsOf(row: {
  version: number;
  form: string;
  policy_version: string;
  sha256: string;
  reason: string;
  finalised_at: Date;
  finalised_by: PersonId;
  name: string;
}): VersionFacts {
  return {
    version: row.version,
    form: row.form,
    policyVersion: row.policy_version,
    sha256: row.sha256,
    reason: row.reason,
    at: row.finalised_at,
    by: row.name,
    byId: row.finalised_by,
  };
}

/** That a version was shared with someone. */
export interface Share {
  readonly version: number;
  readonly personId: PersonId;
  readonly name: string;
  readonly sharedAt: Date;
  readonly openedAt: Date | undefined;
}

export async function insertShares(
  trx: Trx,
  recordId: RecordId,
  version: number,
  people: readonly PersonId[],
  sharing: { readonly at: Date; readonly by: PersonId },
): Promise<void> {
  if (people.length === 0) return;
  await trx
    .insertInto('record_shares')
    .values(
      people.map((person) => ({
        record_id: recordId,
        version,
        person_id: person,
        shared_at: sharing.at,
        // Whoever makes it final has just read it.
        first_opened_at: person === sharing.by ? sharing.at : null,
      })),
    )
    .execute();
}

/** Everyone with whom a version was shared, newest version first, then by name. */
export async function sharesOf(db: Db | Trx, recordId: RecordId): Promise<Share[]> {
  const rows = await db
    .selectFrom('record_shares as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .select(['s.version', 's.person_id', 'p.name', 's.shared_at', 's.first_opened_at'])
    .where('s.record_id', '=', recordId)
    .orderBy('s.version', 'desc')
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  return rows.map((row) => ({
    version: row.version,
    personId: row.person_id,
    name: row.name,
    sharedAt: row.shared_at,
    openedAt: row.first_opened_at ?? undefined,
  }));
}

/** Notes that someone has seen the version that was shared with them. */
export async function noteOpened(
  db: Db,
  recordId: RecordId,
  version: number,
  person: PersonId,
  at: Date,
): Promise<void> {
  await db
    .updateTable('record_shares')
    .set({ first_opened_at: at })
    .where('record_id', '=', recordId)
    .where('version', '=', version)
    .where('person_id', '=', person)
    .where('first_opened_at', 'is', null)
    .execute();
}

/** That someone took a version away as a file. */
export interface Download {
  readonly version: number;
  readonly personId: PersonId;
  readonly name: string;
  /** The first time. */
  readonly at: Date;
}

/** Everyone who has downloaded a version of a record, as the trail has it, by name. */
export async function downloadsOf(db: Db, recordId: RecordId): Promise<Download[]> {
  const version = sql<number>`(e.payload ->> 'version')::integer`;
  const rows = await db
    .selectFrom('audit_events as e')
    .innerJoin('people as p', 'p.id', 'e.actor_id')
    .select((eb) => ['p.id', 'p.name', version.as('version'), eb.fn.min('e.at').as('at')])
    .where('e.subject_kind', '=', 'record')
    .where('e.subject_id', '=', recordId)
    .where('e.type', '=', 'record downloaded')
    .groupBy(['p.id', 'p.name', version])
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  return rows.map(({ id, name, version: number, at }) => ({
    version: number,
    personId: id,
    name,
    at,
  }));
}
