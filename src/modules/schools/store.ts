import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Trx } from '#platform/db/connection.ts';
import { names } from '#platform/db/copy.ts';
import type { GroupMembershipRow, SchoolLinkRow, SchoolRow } from '#platform/db/tables/schools.ts';
import { searchName } from './domain/school.ts';
import type { Head, NamedCode, School } from './domain/school.ts';
import { familyOf, isMaintained, schoolTypes } from './domain/school-types.ts';
import { sourceName } from './domain/sources.ts';

/** A row of `schools` with what is known of the file behind it. */
export interface SchoolWithSource extends SchoolRow {
  readonly source_as_at: LocalDate | null;
  readonly source_file: string | null;
}

export function schoolOf(row: SchoolWithSource): School {
  return {
    urn: row.urn,
    name: row.name,
    authority: { code: row.la_code, name: row.la_name },
    establishmentNumber: row.establishment_number,
    type: {
      code: row.type_code,
      name: row.type_name,
      group: row.type_group,
      family: familyOf(row.type_code),
    },
    maintained: isMaintained(row.type_code),
    phase: row.phase,
    status: row.status,
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    ages: { from: row.low_age, to: row.high_age },
    gender: row.gender,
    sixthForm: row.sixth_form,
    nursery: row.nursery,
    boarding: row.boarding,
    religiousCharacter: row.religious_character,
    religiousEthos: row.religious_ethos,
    diocese: row.diocese,
    admissions: row.admissions,
    capacity: row.capacity,
    trust: namedCode(row.trust_code, row.trust_name),
    federation: namedCode(row.federation_code, row.federation_name),
    head: headOf(row),
    address: [row.street, row.locality, row.address3, row.town, row.county, row.postcode].filter(
      (line) => line !== null,
    ),
    postcode: row.postcode,
    telephone: row.telephone,
    website: row.website,
    region: row.region,
    ukprn: row.ukprn,
    lastChangedOn: row.last_changed_on,
    source: {
      name: sourceName(row.source),
      asAt: row.source_as_at,
      fileName: row.source_file,
      absentSince: row.absent_since,
    },
  };
}

function namedCode(code: string | null, name: string | null): NamedCode | null {
  return name === null ? null : { code, name };
}

function headOf(row: SchoolRow): Head | null {
  if (row.head_last_name === null) return null;
  return {
    title: row.head_title,
    firstName: row.head_first_name,
    lastName: row.head_last_name,
    jobTitle: row.head_job_title,
  };
}

type Key = 'urn' | 'name' | 'la_code' | 'la_name' | 'type_code';

/** A school that does not come from the register's file; what is not given is unknown. */
export type NewSchool = Pick<SchoolRow, Key> &
  Partial<Omit<SchoolRow, Key | 'search_name' | 'source' | 'import_id' | 'absent_since'>>;

/**
 * Puts schools into the register, or replaces them: for a demonstration and for tests. `source`
 * says what put them there, and keeps an import of the national register from calling them gone.
 */
export async function saveSchools(
  trx: Trx,
  source: string,
  schools: readonly NewSchool[],
): Promise<void> {
  if (schools.length === 0) return;
  const rows = schools.map((school) => ({
    type_name: schoolTypes[school.type_code]?.name ?? '',
    status: 'open' as const,
    ...school,
    search_name: searchName(school.name),
    source,
  }));
  const columns = Object.keys(Object.assign({}, ...rows) as object).filter(
    (name) => name !== 'urn',
  );
  await trx
    .insertInto('schools')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('urn')
        .doUpdateSet((eb) =>
          Object.fromEntries(
            columns.map((column) => [column, eb.ref(`excluded.${column}` as 'excluded.name')]),
          ),
        ),
    )
    .execute();
}

/** "(a, b) is distinct from (c, d)" over the same columns of two tables. */
export function differ(
  left: string,
  right: string,
  columns: readonly string[],
): ReturnType<typeof sql<boolean>> {
  return sql<boolean>`(${names(columns, left)}) is distinct from (${names(columns, right)})`;
}

/** A link, or a group's member, that no published file tells of: for a demonstration and for tests. */
export type NewLink = Omit<SchoolLinkRow, 'source' | 'import_id' | 'absent_since'>;
export type NewMembership = Omit<GroupMembershipRow, 'source' | 'import_id' | 'absent_since'>;

/** Puts links between schools into the register; `source` as with `saveSchools`. */
export async function saveLinks(
  trx: Trx,
  source: string,
  links: readonly NewLink[],
): Promise<void> {
  if (links.length === 0) return;
  const rows = links.map((link) => ({ ...link, source }));
  await trx.insertInto('school_links').values(rows).execute();
}

/** Puts schools into groups; `source` as with `saveSchools`. */
export async function saveMemberships(
  trx: Trx,
  source: string,
  memberships: readonly NewMembership[],
): Promise<void> {
  if (memberships.length === 0) return;
  const rows = memberships.map((membership) => ({ ...membership, source }));
  await trx.insertInto('group_memberships').values(rows).execute();
}
