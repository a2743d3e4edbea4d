import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Whether an installation holds a demonstration or an authority's own data, as it was founded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table authority
      add column mode text not null default 'live' check (mode in ('demo', 'live'));
    update authority set mode = 'demo'
      where exists (select from schools where source = 'demonstration');
  `.execute(db);
}
