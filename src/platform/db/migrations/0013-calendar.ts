import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Term dates and INSET days of the authority and of schools with their own, as versions; lists of
 * bank holidays, one for each import; choices of dates that are put to a board, and what its members
 * answer; and why the next meeting is on another date than was offered.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table calendar_versions (
      urn integer references schools,
      year text not null,
      version integer not null check (version > 0),
      content jsonb not null,
      import_id uuid,
      recorded_at timestamptz not null,
      recorded_by text not null,
      unique nulls not distinct (urn, year, version)
    );
    create trigger calendar_versions_frozen before update or delete on calendar_versions
      for each row execute function refuse_change();

    create table bank_holidays (
      import_id uuid not null,
      day date not null,
      name text not null,
      primary key (import_id, day)
    );
    create trigger bank_holidays_frozen before update or delete on bank_holidays
      for each row execute function refuse_change();

    create table date_choices (
      id uuid primary key,
      case_id uuid not null references cases,
      form text not null,
      minutes integer not null check (minutes > 0),
      venue_kind text not null check (venue_kind in ('school', 'teams', 'hybrid', 'elsewhere')),
      venue_detail text not null,
      venue_reason text not null,
      status text not null check (status in ('open', 'fixed', 'withdrawn')),
      status_reason text not null,
      asked_at timestamptz not null,
      asked_by uuid not null references people,
      meeting_id uuid references meetings
    );
    create unique index date_choices_one_open on date_choices (case_id) where status = 'open';

    create table date_choice_options (
      choice_id uuid not null references date_choices,
      number integer not null check (number > 0),
      date date not null,
      time time not null,
      reason text not null,
      primary key (choice_id, number)
    );

    create table date_choice_links (
      choice_id uuid not null references date_choices,
      person_id uuid not null references people,
      token_hash text not null unique,
      sent_at timestamptz not null,
      primary key (choice_id, person_id)
    );

    create table date_choice_answers (
      choice_id uuid not null,
      person_id uuid not null references people,
      number integer not null,
      can boolean not null,
      at timestamptz not null,
      turn integer not null check (turn > 0),
      primary key (choice_id, person_id, number, turn),
      foreign key (choice_id, number) references date_choice_options
    );
    create trigger date_choice_answers_frozen before update or delete on date_choice_answers
      for each row execute function refuse_change();

    alter table records add column next_reason text not null default '';
  `.execute(db);
}
