import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Network focus schools of an academic year, and the rounds in which they are decided. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table categorisation_rounds (
      id uuid primary key,
      academic_year text not null unique check (academic_year ~ '^[0-9]{4}/[0-9]{2}$'),
      status text not null check (status in ('open', 'closed')),
      opened_at timestamptz not null,
      opened_by uuid not null references people,
      closed_at timestamptz check (closed_at >= opened_at),
      closed_by uuid references people,
      policy_version text not null,
      check ((status = 'closed') = (closed_at is not null and closed_by is not null))
    );
    create unique index categorisation_rounds_one_open on categorisation_rounds (status)
      where status = 'open';
    create trigger categorisation_rounds_frozen before update or delete on categorisation_rounds
      for each row when (old.status = 'closed') execute function refuse_change();

    create table round_schools (
      round_id uuid not null references categorisation_rounds,
      urn integer not null references schools,
      network_id uuid references networks,
      position integer not null,
      primary key (round_id, urn),
      unique (round_id, position)
    );
    create trigger round_schools_frozen before update or delete on round_schools
      for each row execute function refuse_change();

    create table round_decisions (
      round_id uuid not null,
      urn integer not null,
      version integer not null check (version > 0),
      kind text not null check (kind in ('focus', 'not-focus', 'later', 'left-open')),
      reasons text[] not null,
      stated_reason text not null,
      rationale text not null,
      evidence jsonb not null,
      decided_at timestamptz not null,
      decided_by uuid not null references people,
      primary key (round_id, urn, version),
      foreign key (round_id, urn) references round_schools
    );
    create trigger round_decisions_frozen before update or delete on round_decisions
      for each row execute function refuse_change();

    create table network_focus (
      id uuid primary key,
      urn integer not null references schools,
      academic_year text not null check (academic_year ~ '^[0-9]{4}/[0-9]{2}$'),
      version integer not null check (version > 0),
      kind text not null check (kind in ('focus', 'ended')),
      reasons text[] not null,
      stated_reason text not null,
      rationale text not null,
      evidence jsonb not null,
      network_id uuid references networks,
      round_id uuid references categorisation_rounds,
      decided_at timestamptz not null,
      decided_by uuid not null references people,
      policy_version text not null,
      unique (urn, academic_year, version)
    );
    create index network_focus_year on network_focus (academic_year);
    create trigger network_focus_frozen before update or delete on network_focus
      for each row execute function refuse_change();
  `.execute(db);
}
