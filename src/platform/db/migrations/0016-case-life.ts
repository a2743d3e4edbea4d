import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The life of a case: pauses, closings, reopenings and reviews with who and why; meetings that are
 * postponed and adjourned; substitutes; cases taken on with the original files of their meetings.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table cases drop constraint cases_status_check;
    alter table cases add constraint cases_status_check
      check (status in ('open', 'paused', 'closed'));
    drop index cases_one_open;
    create unique index cases_one_open on cases (urn) where status <> 'closed';
    alter table cases add next_form text;
    alter table cases add taken_on date;
    alter table cases add taken_on_lines text;

    create table case_changes (
      id uuid primary key,
      case_id uuid not null references cases,
      position integer not null,
      kind text not null check (kind in ('opened', 'taken-on', 'paused', 'resumed', 'closed',
        'reopened', 'continued', 'exit-forward', 'setback')),
      status text not null check (status in ('open', 'paused', 'closed')),
      about text not null,
      reason text not null,
      decided_by text not null,
      inspected_on date,
      at timestamptz not null,
      by_id uuid references people,
      by_name text not null,
      unique (case_id, position)
    );
    insert into case_changes
      select gen_random_uuid(), c.id, 1, 'opened', 'open', '', '', '', null,
        coalesce(e.at, c.opened_on::timestamp at time zone 'Europe/London'), p.id, p.name
      from cases c join people p on p.id = c.opened_by
      left join lateral (select at from audit_events e where e.subject_kind = 'case'
        and e.subject_id = c.id::text and e.type = 'case opened' order by e.seq limit 1) e on true;
    insert into case_changes
      select gen_random_uuid(), c.id, 2, 'closed', 'closed', 'exit', '', '', null, e.at,
        e.actor_id, e.actor_name
      from cases c
      join lateral (select at, actor_id, actor_name from audit_events e
        where e.subject_kind = 'case' and e.subject_id = c.id::text and e.type = 'case closed'
        order by e.seq desc limit 1) e on true
      where c.status = 'closed';
    create trigger case_changes_frozen before update or delete on case_changes
      for each row execute function refuse_change();

    alter table meetings drop constraint meetings_status_check;
    alter table meetings add constraint meetings_status_check
      check (status in ('planned', 'postponed', 'held', 'adjourned', 'cancelled'));
    alter table meetings add set_by_meeting uuid;
    alter table meetings add set_by_outcome text not null default '';
    alter table meetings add taken_on boolean not null default false;

    create table meeting_changes (
      id uuid primary key,
      meeting_id uuid not null references meetings,
      position integer not null,
      status text not null check (status in ('planned', 'postponed', 'held', 'adjourned', 'cancelled')),
      date date not null,
      time time not null,
      reason text not null,
      at timestamptz not null,
      by_id uuid references people,
      by_name text not null,
      unique (meeting_id, position)
    );
    insert into meeting_changes
      select gen_random_uuid(), m.id, row_number() over (partition by m.id order by e.seq),
        case e.type when 'meeting cancelled' then 'cancelled' else 'planned' end,
        (e.payload->>'date')::date, (e.payload->>'time')::time, coalesce(e.payload->>'reason', ''),
        e.at, e.actor_id, e.actor_name
      from meetings m join audit_events e
        on e.subject_kind = 'meeting' and e.subject_id = m.id::text
        and e.type in ('meeting arranged', 'meeting moved', 'meeting cancelled');
    create trigger meeting_changes_frozen before update or delete on meeting_changes
      for each row execute function refuse_change();

    create table meeting_files (
      meeting_id uuid not null references meetings,
      file_id uuid not null references files,
      added_at timestamptz not null,
      added_by uuid not null references people,
      primary key (meeting_id, file_id)
    );

    alter table other_attendees add stands_in_for uuid references board_members;

    create table take_on_sheets (
      id uuid primary key,
      file_id uuid not null references files,
      read_at timestamptz not null,
      read_by uuid not null references people,
      applied_at timestamptz,
      applied_by uuid references people
    );
  `.execute(db);
}
