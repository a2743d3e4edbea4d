import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The accuracy check by paragraph and by link: which part of a section an answer is about (of earlier
 * answers the whole of it) and what the part said; what someone has typed between visits; the links
 * that were mailed, each opened by a code in one browser; how many links were guessed in an hour; and
 * which mails of the check have been sent.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table accuracy_answers add part text not null default '';
    alter table accuracy_answers add said text not null default '';
    alter table accuracy_answers drop constraint accuracy_answers_pkey;
    alter table accuracy_answers add primary key (record_id, round, section, part);

    create table accuracy_drafts (
      record_id uuid not null references records,
      person_id uuid not null references people,
      answers jsonb not null,
      saved_at timestamptz not null,
      primary key (record_id, person_id)
    );

    create table accuracy_links (
      token_hash text primary key,
      record_id uuid not null references records,
      round integer not null,
      person_id uuid not null references people,
      created_at timestamptz not null,
      ended_at timestamptz,
      browser_hash text,
      seen_at timestamptz,
      code_hash text,
      code_until timestamptz,
      code_tries integer not null default 0,
      codes_sent integer not null default 0,
      refusals integer not null default 0
    );
    create index accuracy_links_of_record on accuracy_links (record_id);

    create table accuracy_link_guesses (
      hour timestamptz primary key,
      count integer not null
    );

    create table accuracy_mails (
      record_id uuid not null references records,
      round integer not null,
      step text not null check (step in ('remind', 'unanswered')),
      person_id uuid not null references people,
      at timestamptz not null,
      primary key (record_id, round, step, person_id)
    );
    create trigger accuracy_mails_frozen before update or delete on accuracy_mails
      for each row execute function refuse_change();
  `.execute(db);
}
