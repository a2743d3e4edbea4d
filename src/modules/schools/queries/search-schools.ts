import { sql } from 'kysely';
import type { Db, Trx } from '#platform/db/connection.ts';
import { searchName } from '../domain/school.ts';
import type { SchoolFound } from '../domain/school.ts';
import { isMaintained } from '../domain/school-types.ts';

export interface SchoolSearch {
  /** What was typed: words of the name in any order, or the beginning of a URN. */
  readonly text: string;
  /** Only schools of this authority, "331"; all of England without it. */
  readonly laCode?: string;
  /** Most results wanted; 20 without it. */
  readonly limit?: number;
}

/**
 * Schools whose name has words that begin as typed, or whose URN does. Names that begin with what
 * was typed come first, open schools before closed ones, then by name. Nothing typed finds nothing.
 */
export async function searchSchools(db: Db | Trx, search: SchoolSearch): Promise<SchoolFound[]> {
  const typed = searchName(search.text);
  if (typed === '') return [];
  const urns = urnRange(typed);
  let query = db
    .selectFrom('schools')
    .select(['urn', 'name', 'la_code', 'la_name', 'type_code', 'type_name'])
    .select(['phase', 'status', 'town', 'postcode'])
    // What is searched for holds letters, digits and spaces alone: nothing that LIKE would read.
    .where((eb) => {
      const words = eb.and(
        typed
          .split(' ')
          .map((word) =>
            eb.or([eb('search_name', 'like', `${word}%`), eb('search_name', 'like', `% ${word}%`)]),
          ),
      );
      return urns ? eb.or([eb.between('urn', urns.from, urns.to), words]) : words;
    });
  if (search.laCode !== undefined) query = query.where('la_code', '=', search.laCode);
  const rows = await query
    .orderBy(sql`status = 'closed'`)
    .orderBy((eb) => eb('search_name', 'like', `${typed}%`), 'desc')
    .orderBy(sql`search_name collate "C"`)
    .orderBy('urn')
    .limit(search.limit ?? 20)
    .execute();
  return rows.map((row) => ({
    urn: row.urn,
    name: row.name,
    authority: { code: row.la_code, name: row.la_name },
    typeName: row.type_name,
    phase: row.phase,
    status: row.status,
    maintained: isMaintained(row.type_code),
    town: row.town,
    postcode: row.postcode,
  }));
}

/** All URNs that begin with these digits: URNs have six. */
function urnRange(text: string): { from: SchoolFound['urn']; to: SchoolFound['urn'] } | undefined {
  if (!/^[1-9]\d{0,5}$/.test(text)) return undefined;
  return {
    from: Number(text.padEnd(6, '0')) as SchoolFound['urn'],
    to: Number(text.padEnd(6, '9')) as SchoolFound['urn'],
  };
}
