import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** People, sign-in, the audit trail and mail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table authority (
      "only" boolean primary key default true check ("only"),
      name text not null,
      la_code text not null check (la_code ~ '^[0-9]{3}$'),
      policy_pack text not null
    );

    create table people (
      id uuid primary key,
      name text not null check (name <> '')
    );

    create table mailboxes (
      address text not null check (address = lower(address)),
      person_id uuid not null references people,
      from_date date not null,
      until_date date check (until_date >= from_date),
      primary key (address, person_id, from_date)
    );
    create index mailboxes_person on mailboxes (person_id);

    create table roles_held (
      id uuid primary key,
      person_id uuid not null references people,
      role text not null,
      scope_kind text not null check (scope_kind in ('authority', 'school', 'network', 'case', 'meeting')),
      scope_id text not null,
      parts text[] not null default '{}',
      from_date date not null,
      until_date date check (until_date >= from_date)
    );
    create index roles_held_person on roles_held (person_id);
    create index roles_held_scope on roles_held (scope_kind, scope_id);

    create table sessions (
      token_hash text primary key,
      person_id uuid not null references people,
      created_at timestamptz not null,
      last_seen_at timestamptz not null,
      expires_at timestamptz not null
    );

    create table sign_in_links (
      token_hash text primary key,
      person_id uuid not null references people,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      used_at timestamptz
    );

    create table audit_events (
      seq bigint primary key,
      at timestamptz not null,
      actor_id uuid references people,
      actor_name text not null,
      type text not null,
      subject_kind text not null,
      subject_id text not null,
      payload jsonb not null,
      previous_hash text not null,
      hash text not null unique
    );
    create index audit_events_subject on audit_events (subject_kind, subject_id, seq);

    create function refuse_change() returns trigger language plpgsql as $$
    begin
      raise exception '% rows are never changed or removed', tg_table_name;
    end $$;
    create trigger audit_events_frozen before update or delete on audit_events
      for each row execute function refuse_change();

    create table mails (
      id uuid primary key,
      created_at timestamptz not null,
      person_id uuid references people,
      to_address text not null,
      template text not null,
      subject text not null,
      body_text text not null,
      body_html text not null,
      calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
      calendar text,
      state text not null check (state in ('queued', 'sent', 'failed')),
      attempts integer not null default 0,
      last_error text,
      sent_at timestamptz
    );
    create index mails_newest on mails (created_at desc);
  `.execute(db);
}
