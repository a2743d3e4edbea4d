import { sql } from 'kysely';
import type { Db, Trx } from '#platform/db/connection.ts';

/**
 * Compares what is held of records with what the audit trail says was written: every final version
 * (its text, hash, maker, time and reason) and every text that someone saved. The trail's own chain
 * is checked by `verifyAudit`. Gives the first difference in a sentence; undefined when there is none.
 */
export async function findAlteration(db: Db | Trx): Promise<string | undefined> {
  for (const find of checks) {
    const problem = await find(db);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

type Check = (db: Db | Trx) => Promise<string | undefined>;

// Each is one statement: it sees one moment, while the product goes on working.
const checks: readonly Check[] = [
  async (db) => {
    const { rows } = await sql<{ record: string; version: number; held: boolean }>`
      select coalesce(v.record_id::text, e.subject_id) as record,
        coalesce(v.version, (e.payload ->> 'version')::integer) as version,
        v.record_id is not null as held
      from record_versions v
      full join (
        select * from audit_events where subject_kind = 'record' and type = 'record finalised'
      ) e on e.subject_id = v.record_id::text and e.payload ->> 'version' = v.version::text
      where v.record_id is null or e.seq is null
        or v.sha256 <> encode(sha256(convert_to(v.content, 'UTF8')), 'hex')
        or v.sha256 is distinct from e.payload ->> 'sha256'
        or v.reason is distinct from e.payload ->> 'reason'
        or v.finalised_at <> e.at
        or v.finalised_by is distinct from e.actor_id
      order by 1, 2 limit 1`.execute(db);
    const [found] = rows;
    return (
      found &&
      `Version ${found.version} of the record ${found.record} ${found.held ? 'is not what was made final' : 'was made final and is missing'}.`
    );
  },
  async (db) => {
    const { rows } = await sql<{ id: string }>`
      select r.id from records r
      where r.current_version <> (
        select coalesce(max(v.version), 0) from record_versions v where v.record_id = r.id)
      order by 1 limit 1`.execute(db);
    return rows[0] && `The record ${rows[0].id} does not show its newest version.`;
  },
  async (db) => {
    // What the product filled in at the start has no author and no event of its own.
    const { rows } = await sql<Revision & { held: boolean }>`
      select coalesce(s.record_id::text, e.record) as record,
        coalesce(s.section, e.section) as section,
        coalesce(s.revision, e.revision) as revision,
        s.record_id is not null as held
      from (select * from section_revisions where by is not null) s
      full join (
        select subject_id as record, payload ->> 'section' as section,
          (payload ->> 'revision')::integer as revision, payload ->> 'sha256' as sha256, at, actor_id
        from audit_events where subject_kind = 'record' and type = 'section saved'
        union all
        select subject_id, part ->> 'part', (part ->> 'revision')::integer, part ->> 'sha256',
          at, actor_id
        from audit_events, jsonb_array_elements(payload -> 'parts') as part
        where subject_kind = 'record'
      ) e on e.record = s.record_id::text and e.section = s.section and e.revision = s.revision
      where s.record_id is null or e.record is null
        or e.sha256 is distinct from encode(sha256(convert_to(s.text, 'UTF8')), 'hex')
        or s.at <> e.at
        or s.by is distinct from e.actor_id
      order by 1, 2, 3 limit 1`.execute(db);
    const [found] = rows;
    return (
      found &&
      `Revision ${found.revision} of “${found.section}” in the record ${found.record} ${found.held ? 'is not what was saved' : 'was saved and is missing'}.`
    );
  },
  async (db) => {
    const { rows } = await sql<Revision>`
      select c.record_id as record, c.section, c.revision from record_sections c
      left join lateral (
        select s.revision, s.text from section_revisions s
        where s.record_id = c.record_id and s.section = c.section
        order by s.revision desc limit 1
      ) s on true
      where s.revision is distinct from c.revision or s.text is distinct from c.text
      order by 1, 2 limit 1`.execute(db);
    const [found] = rows;
    return (
      found &&
      `“${found.section}” in the record ${found.record} is not the text that was saved last.`
    );
  },
];

interface Revision {
  readonly record: string;
  readonly section: string;
  readonly revision: number;
}
