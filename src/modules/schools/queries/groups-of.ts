import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/** A group that a school belongs to. */
export interface GroupOfSchool {
  readonly uid: number | null;
  readonly name: string;
  /** "Multi-academy trust", "School sponsor", "Federation" */
  readonly type: string;
  readonly joinedOn: LocalDate | null;
  readonly source: string;
  /** Whether a file of group members tells of it, or only the register's entry of the school. */
  readonly listed: boolean;
  /** The day of the file of group members. */
  readonly asAt: LocalDate | null;
}

/**
 * The groups that a school belongs to: those of the newest group links file, and the trust and the
 * federation that the register's entry of the school names besides (that file has academies and
 * free schools only). A group's name and type are those of the groups file, where it has been
 * imported.
 */
export async function groupsOf(db: Db | Trx, urn: Urn): Promise<GroupOfSchool[]> {
  const { rows } = await sql<GroupOfSchool>`
    with listed as (
      select m.uid, m.group_name as name, m.group_type as type, m.joined_on, m.source, i.as_at,
        true as listed
      from group_memberships as m left join imports as i on i.id = m.import_id
      where m.urn = ${urn} and m.absent_since is null
    ), named as (
      select case when e.code ~ '^[1-9][0-9]{0,8}$' then e.code::integer end as uid,
        e.name, e.type, s.source
      from schools as s, lateral (values
        (s.trust_code, s.trust_name, 'Trust'),
        (s.federation_code, s.federation_name, 'Federation')) as e (code, name, type)
      where s.urn = ${urn} and e.name is not null
    ), found as (
      select uid, name, type, joined_on, source, as_at, listed from listed
      union all
      select uid, name, type, null, source, null, false from named as n
      where not exists (select from listed as l where l.uid = n.uid or lower(l.name) = lower(n.name))
    )
    select f.uid, coalesce(g.name, f.name) as name, coalesce(g.type, f.type) as type,
      f.joined_on as "joinedOn", f.source, f.as_at as "asAt", f.listed
    from found as f left join school_groups as g on g.uid = f.uid
    order by f.joined_on desc nulls last, type, name
  `.execute(db);
  return rows;
}
