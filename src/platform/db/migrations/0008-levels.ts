import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Concerns about schools, and the decisions on their levels. Rows are only ever added. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table concerns (
      id uuid primary key,
      urn integer not null references schools,
      kind text not null,
      of_date date not null,
      source text not null,
      text text not null,
      recorded_by uuid not null references people,
      recorded_at timestamptz not null,
      policy_version text not null
    );
    create index concerns_urn on concerns (urn);
    create trigger concerns_frozen before update or delete on concerns
      for each row execute function refuse_change();

    create table concern_showings (
      concern_id uuid not null references concerns,
      position integer not null check (position > 0),
      shown boolean not null,
      reason text not null check (shown or reason <> ''),
      by uuid not null references people,
      by_role text not null,
      at timestamptz not null,
      primary key (concern_id, position)
    );
    create trigger concern_showings_frozen before update or delete on concern_showings
      for each row execute function refuse_change();

    create table concern_resolutions (
      concern_id uuid primary key references concerns,
      resolved_on date not null,
      text text not null,
      by uuid not null references people,
      at timestamptz not null
    );
    create trigger concern_resolutions_frozen before update or delete on concern_resolutions
      for each row execute function refuse_change();

    create table level_decisions (
      id uuid primary key,
      urn integer not null references schools,
      position integer not null check (position > 0),
      kind text not null check (kind in ('confirmed', 'changed', 'dismissed', 'ended')),
      level text check ((level is null) = (kind in ('dismissed', 'ended'))),
      from_date date not null,
      suggested text,
      seen jsonb not null,
      seen_sha256 text not null check (seen_sha256 ~ '^[0-9a-f]{64}$'),
      rationale text not null check (rationale <> ''),
      decided_by uuid not null references people,
      decided_by_role text not null,
      decided_at timestamptz not null,
      policy_version text not null,
      unique (urn, position)
    );
    create trigger level_decisions_frozen before update or delete on level_decisions
      for each row execute function refuse_change();
  `.execute(db);
}
