import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What becomes of a mail after it has left: it was delivered, or it came back; it is sent again, or
 * put aside because whoever it was for has been told another way. Why a mail was not delivered is kept
 * in our own words: what a mail server answers may repeat the mail. And the secret addresses by which
 * people's own calendars read their meetings.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table mails drop constraint mails_state_check;
    alter table mails add constraint mails_state_check
      check (state in ('queued', 'sent', 'delivered', 'failed', 'bounced'));
    alter table mails add delivery uuid;
    update mails set delivery = id;
    alter table mails alter delivery set not null;
    alter table mails add constraint mails_delivery_once unique (delivery);
    alter table mails add notify_id uuid unique;
    alter table mails add put_aside_at timestamptz;
    alter table mails add put_aside_by uuid references people;
    update mails set last_error = regexp_replace(last_error, ': ?(\\d{3})?.*$', ' (\\1).')
      where last_error is not null;
    create index mails_not_delivered on mails (created_at desc)
      where state in ('failed', 'bounced') and put_aside_at is null;

    create table calendar_feeds (
      person_id uuid primary key references people,
      token_hash text not null unique,
      made_at timestamptz not null
    );
  `.execute(db);
}
