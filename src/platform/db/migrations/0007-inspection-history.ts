import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What files told of an inspection before it was changed, inspections that officers enter before a
 * file has them, and the areas for improvement of either.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The days of the oldest and the newest file that told of it as it is held, and of the newest
    -- that told what some files leave out.
    alter table inspections
      add column told_from date,
      add column told_as_at date,
      add column type_as_at date,
      add column published_as_at date,
      add column name_as_at date;
    update inspections as t
      set told_from = i.as_at,
        told_as_at = i.as_at,
        type_as_at = case when t.type not in ('Graded inspection', 'Ungraded inspection')
          then i.as_at end,
        published_as_at = case when t.published_on is not null then i.as_at end,
        name_as_at = case when t.school_name_at_time is not null then i.as_at end
      from imports as i where i.id = t.import_id;

    create table inspection_changes (
      id uuid primary key default gen_random_uuid(),
      urn integer not null,
      inspection_number text not null,
      told_from date,
      told_as_at date,
      told_by uuid,
      facts jsonb not null,
      noted_by uuid not null
    );
    create unique index inspection_changes_once on inspection_changes
      (urn, inspection_number, coalesce(told_as_at, '0001-01-01'), md5(facts::text));
    create trigger inspection_changes_frozen before update or delete on inspection_changes
      for each row execute function refuse_change();

    create table entered_inspections (
      id uuid primary key,
      urn integer not null,
      inspection_number text,
      kind text not null check (kind in ('graded', 'ungraded', 'monitoring')),
      framework text not null,
      first_day date not null,
      published_on date not null check (published_on >= first_day),
      category text,
      overall smallint check (overall between 1 and 4),
      judgements jsonb not null,
      safeguarding text,
      outcome text,
      read_in text not null,
      entered_by_id uuid not null references people,
      entered_by text not null,
      entered_at timestamptz not null
    );
    create index entered_inspections_school on entered_inspections (urn);
    create trigger entered_inspections_frozen before update or delete on entered_inspections
      for each row execute function refuse_change();

    create table improvement_areas (
      id uuid primary key,
      urn integer not null,
      inspection_number text,
      entered_id uuid references entered_inspections,
      position integer not null,
      text text not null,
      added_by_id uuid not null references people,
      added_by text not null,
      added_at timestamptz not null,
      check ((inspection_number is null) <> (entered_id is null))
    );
    create index improvement_areas_school on improvement_areas (urn);
    create trigger improvement_areas_frozen before update or delete on improvement_areas
      for each row execute function refuse_change();

    create table inspection_withdrawals (
      id uuid primary key,
      entered_id uuid unique references entered_inspections,
      area_id uuid unique references improvement_areas,
      reason text not null,
      withdrawn_by_id uuid not null references people,
      withdrawn_by text not null,
      withdrawn_at timestamptz not null,
      check ((entered_id is null) <> (area_id is null))
    );
    create trigger inspection_withdrawals_frozen before update or delete on inspection_withdrawals
      for each row execute function refuse_change();
  `.execute(db);
}
