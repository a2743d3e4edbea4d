import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Who was told of papers that came after the papers had gone to the board. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pre_read_supplement_mails (
      meeting_id uuid not null references meetings,
      person_id uuid not null references people,
      part uuid not null,
      at timestamptz not null,
      primary key (meeting_id, person_id, part)
    );
    create trigger pre_read_supplement_mails_frozen before update or delete
      on pre_read_supplement_mails for each row execute function refuse_change();
  `.execute(db);
}
