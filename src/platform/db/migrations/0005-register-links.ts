import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Links between schools, and the groups (trusts, sponsors, federations) that schools belong to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- No references to schools: the files name schools that the register does not hold.
    create table school_links (
      urn integer not null,
      link_urn integer not null,
      kind text not null,
      link_name text,
      established_on date,
      source text not null,
      import_id uuid,
      absent_since date,
      primary key (urn, link_urn, kind)
    );
    create index school_links_other_end on school_links (link_urn);

    create table school_groups (
      uid integer primary key check (uid > 0),
      group_id text,
      name text not null,
      companies_house_number text,
      type_code text not null,
      type text not null,
      status text not null check (status in ('open', 'closed', 'proposed')),
      opened_on date,
      incorporated_on date,
      closed_on date,
      street text,
      locality text,
      address3 text,
      town text,
      county text,
      postcode text,
      ukprn text,
      source text not null,
      import_id uuid,
      absent_since date
    );

    create table group_memberships (
      urn integer not null,
      uid integer not null,
      group_name text not null,
      group_type_code text not null,
      group_type text not null,
      joined_on date,
      source text not null,
      import_id uuid,
      absent_since date,
      primary key (urn, uid)
    );
    create index group_memberships_of_group on group_memberships (uid);
  `.execute(db);
}
