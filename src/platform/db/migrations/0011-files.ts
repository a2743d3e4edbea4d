import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Files that people hand in, as they came. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table files (
      id uuid primary key,
      name text not null,
      kind text not null,
      size integer not null check (size = octet_length(bytes)),
      sha256 text not null,
      bytes bytea not null,
      added_at timestamptz not null,
      added_by uuid references people
    );
    alter table files alter column bytes set storage external;
    create trigger files_frozen before update or delete on files
      for each row execute function refuse_change();
  `.execute(db);
}
