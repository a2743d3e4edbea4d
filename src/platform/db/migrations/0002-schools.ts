import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Imported files, the register of schools, inspections and context figures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table imports (
      id uuid primary key,
      source text not null,
      format text not null,
      file_name text not null,
      file_size bigint not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      as_at date not null,
      imported_at timestamptz not null,
      imported_by_id uuid references people,
      imported_by text not null,
      overridden boolean not null,
      authorities text[] not null,
      report jsonb not null
    );
    create index imports_newest on imports (source, as_at desc, imported_at desc);

    create table schools (
      urn integer primary key check (urn between 100000 and 999999),
      name text not null,
      search_name text not null,
      la_code text not null,
      la_name text not null,
      establishment_number integer,
      type_code text not null,
      type_name text not null,
      type_group text,
      phase text,
      status text not null
        check (status in ('open', 'closing', 'closed', 'proposed')),
      opened_on date,
      closed_on date,
      low_age smallint,
      high_age smallint,
      gender text,
      sixth_form text,
      nursery text,
      boarding text,
      religious_character text,
      religious_ethos text,
      diocese text,
      admissions text,
      capacity integer,
      trust_code text,
      trust_name text,
      federation_code text,
      federation_name text,
      head_title text,
      head_first_name text,
      head_last_name text,
      head_job_title text,
      street text,
      locality text,
      address3 text,
      town text,
      county text,
      postcode text,
      telephone text,
      website text,
      region text,
      ukprn text,
      last_changed_on date,
      source text not null,
      import_id uuid,
      absent_since date
    );
    create index schools_authority on schools (la_code, search_name collate "C");

    -- No reference to schools: Ofsted lists schools that the register may not hold yet, and the
    -- history of a school stays when the register drops it.
    create table inspections (
      urn integer not null,
      inspection_number text not null,
      kind text not null check (kind in ('graded', 'ungraded', 'monitoring')),
      framework text not null,
      type text not null,
      type_group text,
      first_day date not null,
      published_on date,
      urn_at_time integer not null,
      school_name_at_time text,
      category text,
      overall smallint check (overall between 1 and 4),
      judgements jsonb not null,
      judged_on jsonb,
      safeguarding text,
      outcome text,
      import_id uuid,
      primary key (urn, inspection_number)
    );

    create table context_figures (
      urn integer not null,
      measure text not null,
      cohort text not null,
      period text not null,
      source text not null,
      value numeric,
      status text not null check (status in ('final', 'provisional')),
      as_at date not null,
      source_text text,
      import_id uuid,
      entered_by_id uuid references people,
      entered_by text,
      entered_at timestamptz,
      primary key (urn, measure, cohort, period, source),
      check (import_id is not null or source_text is not null)
    );
  `.execute(db);
}
