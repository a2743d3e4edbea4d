import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** How many pupils stand behind a figure, and what a figure of a school is compared with. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table context_figures
      add column pupils integer check (pupils >= 0);

    create table benchmarks (
      area text not null check (area in ('authority', 'england')),
      area_code text not null,
      schools text not null
        check (schools in ('primary', 'secondary', 'special', 'state-funded', 'all')),
      measure text not null,
      cohort text not null,
      period text not null,
      source text not null,
      value numeric,
      pupils integer check (pupils >= 0),
      status text not null check (status in ('final', 'provisional')),
      as_at date not null,
      source_text text,
      import_id uuid,
      primary key (area, area_code, schools, measure, cohort, period, source),
      check (import_id is not null or source_text is not null)
    );
  `.execute(db);
}
