import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** What is recorded of the Regional Director: assessments, concerns about academies, and their entries. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table director_proceedings (
      id uuid primary key,
      urn integer not null references schools,
      kind text not null check (kind in ('assessment', 'concern')),
      status text not null,
      is_open boolean not null,
      began_on date not null
    );
    create unique index director_proceedings_one_assessment on director_proceedings (urn)
      where kind = 'assessment' and is_open;
    create index director_proceedings_urn on director_proceedings (urn);
    create index director_proceedings_open on director_proceedings (kind) where is_open;

    create table director_entries (
      id uuid primary key,
      proceeding_id uuid not null references director_proceedings,
      number integer not null check (number > 0),
      content jsonb not null,
      recorded_at timestamptz not null,
      recorded_by uuid not null references people,
      unique (proceeding_id, number)
    );
    create trigger director_entries_frozen before update or delete on director_entries
      for each row execute function refuse_change();
  `.execute(db);
}
