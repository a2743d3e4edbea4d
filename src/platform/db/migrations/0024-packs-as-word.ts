import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A pack as a Word file beside the PDF; packs that were made before have none. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table pre_read_packs add column word_file_id uuid references files;
  `.execute(db);
}
