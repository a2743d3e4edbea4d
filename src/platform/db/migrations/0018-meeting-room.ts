import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * The meeting room: every part of a record that is typed in it has its revisions, each made by one
 * edit, which counts once however often it arrives; what came too late to be written in the record;
 * whether readers see the notes grow; and when somebody arrived who came late.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table section_revisions drop column writer;
    alter table section_revisions add edit uuid;
    alter table section_revisions add beside boolean not null default false;
    alter table section_revisions add record_version integer not null default 0;
    create unique index section_revisions_edit on section_revisions (record_id, edit);
    create index section_revisions_news on section_revisions (record_id, record_version);

    create table late_texts (
      record_id uuid not null references records,
      edit uuid not null,
      part text not null,
      parent integer not null,
      text text not null,
      at timestamptz not null,
      by uuid not null references people,
      primary key (record_id, edit)
    );
    create trigger late_texts_frozen before update or delete on late_texts
      for each row execute function refuse_change();

    create table late_texts_settled (
      record_id uuid not null,
      edit uuid not null,
      at timestamptz not null,
      by uuid not null references people,
      primary key (record_id, edit),
      foreign key (record_id, edit) references late_texts
    );
    create trigger late_texts_settled_frozen before update or delete on late_texts_settled
      for each row execute function refuse_change();

    alter table records add shown_live boolean not null default false;
    alter table attendance add arrived time;
  `.execute(db);
}
