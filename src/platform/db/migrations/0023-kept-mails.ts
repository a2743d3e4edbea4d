import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** A mail that was written to a file, because no mail server is set, is kept: it was not sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table mails drop constraint mails_state_check;
    alter table mails add constraint mails_state_check
      check (state in ('queued', 'kept', 'sent', 'delivered', 'failed', 'bounced'));
  `.execute(db);
}
