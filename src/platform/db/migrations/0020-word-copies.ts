import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/**
 * Word copies of a record that came back edited: the file, what it was made of, what in it has no
 * place in the record, each change that it proposes, and what was decided on each. And records that
 * the authority had written in Word before, brought in with their originals.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table word_copies (
      id uuid primary key,
      record_id uuid not null references records,
      file_id uuid not null references files,
      made_of jsonb not null,
      findings jsonb not null,
      at timestamptz not null,
      by uuid not null references people
    );
    create index word_copies_of_record on word_copies (record_id);
    create trigger word_copies_frozen before update or delete on word_copies
      for each row execute function refuse_change();

    create table word_changes (
      copy_id uuid not null references word_copies,
      position integer not null,
      edits jsonb not null,
      primary key (copy_id, position)
    );
    create trigger word_changes_frozen before update or delete on word_changes
      for each row execute function refuse_change();

    create table word_changes_settled (
      copy_id uuid not null,
      position integer not null,
      decision text not null check (decision in ('accepted', 'declined')),
      at timestamptz not null,
      by uuid not null references people,
      primary key (copy_id, position),
      foreign key (copy_id, position) references word_changes
    );
    create trigger word_changes_settled_frozen before update or delete on word_changes_settled
      for each row execute function refuse_change();

    create table brought_in_records (
      meeting_id uuid not null references meetings,
      version integer not null,
      file_id uuid not null references files,
      form text not null,
      policy_version text not null,
      sections jsonb not null,
      left_out jsonb not null,
      at timestamptz not null,
      by uuid not null references people,
      primary key (meeting_id, version)
    );
    create trigger brought_in_records_frozen before update or delete on brought_in_records
      for each row execute function refuse_change();
  `.execute(db);
}
