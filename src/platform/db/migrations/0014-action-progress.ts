import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Whose actions are, what happened to them, and what people are reminded of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table actions add undertakes_person uuid references people;
    alter table actions add monitors_person uuid references people;
    alter table actions add proposed_by uuid references people;
    alter table actions add proposed_on date;
    alter table actions add constraint actions_proposal
      check ((proposed_by is null) = (proposed_on is null));
    alter table actions add urn integer references schools;
    alter table actions add undertakes_search text;
    alter table actions add monitors_search text;
    create function action_owner(words text, person uuid) returns text language sql stable as $$
      select ' ' || translate(lower(words || ' ' || coalesce(
        (select name from people where id = person), '')), E'\u2019\u2018\u2013''"()/,;:.-', repeat(' ', 13))
    $$;
    create function action_looked_up() returns trigger language plpgsql as $$
    begin
      new.urn := (select urn from cases where id = new.case_id);
      new.undertakes_search := action_owner(new.undertakes, new.undertakes_person);
      new.monitors_search := action_owner(new.monitors, new.monitors_person);
      return new;
    end $$;
    create trigger actions_looked_up before insert or update of case_id, undertakes,
      undertakes_person, monitors, monitors_person on actions
      for each row execute function action_looked_up();
    update actions set case_id = case_id;
    drop index actions_due;
    create index actions_standing on actions (status, by_when, id)
      include (urn, undertakes_search, monitors_search) where agreed_version is not null;
    create index actions_agreed on actions (by_when, id)
      include (urn, undertakes_search, monitors_search) where agreed_version is not null;
    create index actions_by_school on actions (urn, by_when, id) where agreed_version is not null;
    create index actions_proposed on actions (by_when, id) where proposed_on is not null;
    create index actions_undertaken on actions (undertakes_person, status)
      where undertakes_person is not null;
    create index actions_monitored on actions (monitors_person, status)
      where monitors_person is not null;

    create table action_events (
      id uuid primary key,
      action_id uuid not null,
      position integer not null,
      kind text not null check (kind in ('agreed', 'changed', 'progress', 'completion proposed',
        'completion declined', 'complete', 'stopped', 'reopened', 'handed over')),
      text text not null,
      file_id uuid references files,
      wording jsonb,
      at timestamptz not null,
      by_id uuid references people,
      by_name text not null,
      unique (action_id, position)
    );
    create index action_events_progress on action_events (action_id) where kind = 'progress';
    insert into action_events
      select gen_random_uuid(), e.action_id,
        row_number() over (partition by e.action_id order by e.at, e.place), e.kind, e.text, null,
        e.wording, e.at, p.id, p.name
      from (
        select a.id as action_id, 'agreed' as kind, '' as text, 0 as place,
          jsonb_build_object('what', a.what, 'undertakes', a.undertakes, 'monitors', a.monitors,
            'success', a.success, 'support', a.support, 'byWhen', a.by_when) as wording,
          v.finalised_at as at, v.finalised_by as by_id
        from actions a join records r on r.meeting_id = a.meeting_id
          join record_versions v on v.record_id = r.id and v.version = a.agreed_version
        union all
        select a.id, replace(t.type, 'action ', ''), coalesce(t.payload->>'reason', ''), t.seq,
          null, t.at, t.actor_id
        from actions a join audit_events t
          on t.subject_kind = 'action' and t.subject_id = a.id::text
          and t.type in ('action complete', 'action stopped', 'action reopened')
      ) e join people p on p.id = e.by_id;
    create trigger action_events_frozen before update or delete on action_events
      for each row execute function refuse_change();

    create table reminders_off (
      person_id uuid not null references people,
      kind text not null,
      primary key (person_id, kind)
    );
    create table digests (
      week date primary key,
      made_at timestamptz not null,
      mails integer not null
    );
  `.execute(db);
}
