import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * What is held of a school between its meetings: visits, support, how it judges itself with what
 * boards said of that; the wording of the fundamental question that was adopted; and which case a
 * case follows. Rows are only ever added.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table visits (
      id uuid primary key,
      urn integer not null references schools
    );
    create index visits_urn on visits (urn);

    create table visit_versions (
      visit_id uuid not null references visits,
      version integer not null check (version > 0),
      visited_on date not null,
      visitors text not null check (visitors <> ''),
      purpose text not null check (purpose <> ''),
      seen text not null check (seen <> ''),
      follows text not null,
      reason text not null check (version = 1 or reason <> ''),
      by uuid not null references people,
      by_role text not null,
      at timestamptz not null,
      primary key (visit_id, version)
    );
    create trigger visit_versions_frozen before update or delete on visit_versions
      for each row execute function refuse_change();

    create table visit_showings (
      visit_id uuid not null references visits,
      position integer not null check (position > 0),
      shown boolean not null,
      by uuid not null references people,
      at timestamptz not null,
      primary key (visit_id, position)
    );
    create trigger visit_showings_frozen before update or delete on visit_showings
      for each row execute function refuse_change();

    create table visit_replies (
      id uuid primary key,
      visit_id uuid not null references visits,
      text text not null check (text <> ''),
      by uuid not null references people,
      at timestamptz not null
    );
    create index visit_replies_visit on visit_replies (visit_id);
    create trigger visit_replies_frozen before update or delete on visit_replies
      for each row execute function refuse_change();

    create table support_entries (
      id uuid primary key,
      urn integer not null references schools
    );
    create index support_entries_urn on support_entries (urn);

    create table support_versions (
      entry_id uuid not null references support_entries,
      version integer not null check (version > 0),
      what text not null check (what <> ''),
      receiver text not null check (receiver <> ''),
      provider text not null check (provider <> ''),
      from_date date not null,
      until_date date check (until_date >= from_date),
      impact text not null,
      reason text not null check (version = 1 or reason <> ''),
      by uuid not null references people,
      by_role text not null,
      at timestamptz not null,
      primary key (entry_id, version)
    );
    create trigger support_versions_frozen before update or delete on support_versions
      for each row execute function refuse_change();

    create table self_evaluations (
      id uuid primary key,
      urn integer not null references schools,
      number integer not null check (number > 0),
      framework text not null,
      judged_on date not null,
      by uuid not null references people,
      by_role text not null,
      at timestamptz not null,
      unique (urn, number)
    );
    create trigger self_evaluations_frozen before update or delete on self_evaluations
      for each row execute function refuse_change();

    create table self_evaluation_judgements (
      evaluation_id uuid not null references self_evaluations,
      area text not null,
      grade text not null check (grade <> ''),
      why text not null check (why <> ''),
      primary key (evaluation_id, area)
    );
    create trigger self_evaluation_judgements_frozen before update or delete on self_evaluation_judgements
      for each row execute function refuse_change();

    create table self_evaluation_comments (
      id uuid not null,
      area text not null,
      evaluation_id uuid not null references self_evaluations,
      meeting_id uuid not null references meetings,
      text text not null check (text <> ''),
      by uuid not null references people,
      at timestamptz not null,
      primary key (id, area),
      foreign key (evaluation_id, area) references self_evaluation_judgements
    );
    create index self_evaluation_comments_of on self_evaluation_comments (evaluation_id);
    create trigger self_evaluation_comments_frozen before update or delete on self_evaluation_comments
      for each row execute function refuse_change();

    create table question_adoptions (
      id uuid primary key,
      number integer not null unique check (number > 0),
      pack text not null,
      question text not null,
      asked_from date not null,
      decided text not null check (decided <> ''),
      by uuid not null references people,
      by_role text not null,
      at timestamptz not null
    );
    create trigger question_adoptions_frozen before update or delete on question_adoptions
      for each row execute function refuse_change();

    alter table cases add follows uuid references cases;
    update cases c set follows = (e.payload->>'follows')::uuid
      from audit_events e
      where e.subject_kind = 'case' and e.subject_id = c.id::text and e.type = 'case opened'
        and e.payload->>'follows' is not null;
  `.execute(db);
}
