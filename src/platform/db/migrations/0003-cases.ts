import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Networks, cases, meetings, records and agreed actions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table networks (
      id uuid primary key,
      name text not null unique,
      phase text not null
    );

    create table network_schools (
      network_id uuid not null references networks,
      urn integer not null references schools,
      from_date date not null,
      until_date date check (until_date >= from_date),
      primary key (network_id, urn, from_date)
    );
    create index network_schools_urn on network_schools (urn);

    create table cases (
      id uuid primary key,
      urn integer not null references schools,
      process text not null,
      status text not null check (status in ('open', 'closed')),
      opened_on date not null,
      opened_by uuid not null references people,
      background text not null,
      policy_version text not null,
      version integer not null
    );
    create unique index cases_one_open on cases (urn) where status = 'open';
    create index cases_urn on cases (urn);

    create table board_members (
      id uuid primary key,
      case_id uuid not null references cases,
      person_id uuid not null references people,
      board_role text not null,
      description text not null,
      from_date date not null,
      until_date date check (until_date >= from_date)
    );
    create index board_members_case on board_members (case_id);
    create index board_members_person on board_members (person_id);

    create table meetings (
      id uuid primary key,
      case_id uuid not null references cases,
      form text not null,
      status text not null check (status in ('planned', 'held', 'cancelled')),
      date date not null,
      time time not null,
      minutes integer not null check (minutes > 0),
      venue_kind text not null check (venue_kind in ('school', 'teams', 'hybrid', 'elsewhere')),
      venue_detail text not null,
      venue_reason text not null,
      change_reason text not null,
      invitation_sequence integer not null,
      invited_at timestamptz,
      version integer not null
    );
    create index meetings_case on meetings (case_id, date);
    create index meetings_planned on meetings (date) where status = 'planned';

    create table other_attendees (
      id uuid primary key,
      meeting_id uuid not null references meetings,
      person_id uuid references people,
      name text not null,
      capacity text not null,
      parts text[] not null
    );
    create index other_attendees_meeting on other_attendees (meeting_id);

    create table attendance (
      meeting_id uuid not null references meetings,
      member_id uuid not null references board_members,
      attended text not null check (attended in ('present', 'apologies', 'substitute')),
      substitute text not null,
      primary key (meeting_id, member_id)
    );

    create table records (
      id uuid primary key,
      meeting_id uuid not null unique references meetings,
      case_id uuid not null references cases,
      form text not null,
      policy_version text not null,
      status text not null
        check (status in ('draft', 'with-headteacher', 'answered', 'final', 'correcting')),
      note_taker_id uuid references people,
      sent_at timestamptz,
      sent_to uuid references people,
      answers_due_on date,
      answered_at timestamptz,
      answered_by uuid references people,
      round integer not null,
      current_version integer not null,
      correction_reason text not null,
      outcome text,
      question text,
      answer text,
      answer_reasons text not null,
      concerns text not null,
      additional_support text not null,
      next_date date,
      next_time time,
      next_agreed_by text not null,
      next_agreed_by_date date,
      proceeded_reason text not null,
      version integer not null
    );
    create index records_case on records (case_id);
    create index records_unfinished on records (status) where status <> 'final';

    create table record_sections (
      record_id uuid not null references records,
      section text not null,
      text text not null,
      revision integer not null,
      prefilled_from text not null,
      updated_at timestamptz not null,
      updated_by uuid references people,
      primary key (record_id, section)
    );

    create table section_revisions (
      record_id uuid not null references records,
      section text not null,
      revision integer not null,
      parent integer,
      text text not null,
      at timestamptz not null,
      by uuid references people,
      writer text not null,
      primary key (record_id, section, revision)
    );
    create trigger section_revisions_frozen before update or delete on section_revisions
      for each row execute function refuse_change();

    create table accuracy_answers (
      record_id uuid not null references records,
      round integer not null,
      section text not null,
      answer text not null check (answer in ('accurate', 'fact-wrong', 'differently')),
      comment text not null,
      answered_by uuid not null references people,
      answered_at timestamptz not null,
      decision text check (decision in ('accepted', 'declined')),
      decision_reason text not null,
      decided_by uuid references people,
      decided_at timestamptz,
      primary key (record_id, round, section)
    );

    create table record_versions (
      record_id uuid not null references records,
      version integer not null,
      form text not null,
      policy_version text not null,
      content text not null,
      sha256 text not null,
      reason text not null,
      finalised_at timestamptz not null,
      finalised_by uuid not null references people,
      primary key (record_id, version)
    );
    create trigger record_versions_frozen before update or delete on record_versions
      for each row execute function refuse_change();

    create table record_shares (
      record_id uuid not null,
      version integer not null,
      person_id uuid not null references people,
      shared_at timestamptz not null,
      first_opened_at timestamptz,
      primary key (record_id, version, person_id),
      foreign key (record_id, version) references record_versions
    );
    create index record_shares_person on record_shares (person_id, shared_at desc);

    create table actions (
      id uuid primary key,
      case_id uuid not null references cases,
      meeting_id uuid not null references meetings,
      position integer not null,
      what text not null,
      undertakes text not null,
      monitors text not null,
      success text not null,
      support text not null,
      by_when date,
      status text not null check (status in ('open', 'complete', 'stopped')),
      status_reason text not null,
      status_at date,
      agreed_version integer,
      version integer not null
    );
    create index actions_case on actions (case_id, status);
    create index actions_meeting on actions (meeting_id, position);
    create index actions_due on actions (by_when) where status = 'open';
  `.execute(db);
}
