import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** The papers of a meeting in one file, and who was sent which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pre_read_packs (
      id uuid primary key,
      meeting_id uuid not null references meetings,
      meeting_on date not null,
      kind text not null check (kind in ('pack', 'supplement')),
      entries jsonb not null,
      contents_hash text not null,
      state text not null check (state in ('making', 'made', 'failed')),
      done integer not null default 0,
      places jsonb,
      pages integer,
      file_id uuid references files,
      trouble text,
      asked_at timestamptz not null,
      asked_by uuid references people,
      made_at timestamptz,
      check ((state = 'made') = (file_id is not null)),
      unique (meeting_id, meeting_on, kind, contents_hash)
    );
    alter table pre_read_mails add column pack_id uuid references pre_read_packs;
    alter table pre_read_supplement_mails add column pack_id uuid references pre_read_packs;
  `.execute(db);
}
