import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Papers that are read before a meeting: what was sent or said of each, who was asked, by which links. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table pre_reads (
      id uuid primary key,
      urn integer not null references schools,
      number integer not null check (number > 0),
      meeting_id uuid not null references meetings,
      paper text not null,
      kind text not null check (kind in ('file', 'unchanged', 'none', 'not-needed', 'needed')),
      file_id uuid references files,
      dated_on date,
      unchanged_of uuid references pre_reads,
      at timestamptz not null,
      by uuid not null references people,
      by_link boolean not null,
      unique (urn, number),
      check ((kind = 'file') = (file_id is not null and dated_on is not null)),
      check ((kind = 'unchanged') = (unchanged_of is not null))
    );
    create index pre_reads_meeting on pre_reads (meeting_id);
    create trigger pre_reads_frozen before update or delete on pre_reads
      for each row execute function refuse_change();

    create table pre_read_withdrawals (
      answer_id uuid primary key references pre_reads,
      reason text not null check (reason <> ''),
      at timestamptz not null,
      by uuid not null references people
    );
    create trigger pre_read_withdrawals_frozen before update or delete on pre_read_withdrawals
      for each row execute function refuse_change();

    create table pre_read_mails (
      meeting_id uuid not null references meetings,
      step text not null check (step in ('ask', 'remind', 'distribute')),
      person_id uuid not null references people,
      meeting_on date not null,
      at timestamptz not null,
      primary key (meeting_id, step, person_id, meeting_on)
    );
    create trigger pre_read_mails_frozen before update or delete on pre_read_mails
      for each row execute function refuse_change();

    create table pre_read_links (
      token_hash text primary key,
      meeting_id uuid not null references meetings,
      person_id uuid not null references people,
      created_at timestamptz not null
    );
    create index pre_read_links_meeting on pre_read_links (meeting_id);
  `.execute(db);
}
