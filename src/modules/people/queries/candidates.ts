import type { LocalDate } from '#kernel/dates.ts';
import type { NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Role } from '../domain/roles.ts';

/** Someone who holds a role that concerns a school, with their address for telling two apart. */
export interface Candidate {
  readonly personId: PersonId;
  readonly name: string;
  readonly role: Role;
  readonly address: string;
}

/** Who holds which role for this school today: its own people, its networks' leads, and the authority's. */
export async function candidatesFor(
  db: Db | Trx,
  school: { readonly urn: Urn; readonly networks: readonly NetworkId[] },
  wanted: readonly Role[],
  today: LocalDate,
): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('roles_held as r')
    .innerJoin('people as p', 'p.id', 'r.person_id')
    .leftJoin('mailboxes as m', (join) =>
      join.onRef('m.person_id', '=', 'p.id').on('m.until_date', 'is', null),
    )
    .distinctOn(['p.name', 'p.id', 'r.role'])
    .select(['p.id', 'p.name', 'r.role', 'm.address'])
    .where('r.role', 'in', wanted)
    .where('r.from_date', '<=', today)
    .where((eb) => eb.or([eb('r.until_date', 'is', null), eb('r.until_date', '>', today)]))
    .where((eb) =>
      eb.or([
        eb('r.scope_kind', '=', 'authority'),
        eb.and([eb('r.scope_kind', '=', 'school'), eb('r.scope_id', '=', String(school.urn))]),
        ...(school.networks.length === 0
          ? []
          : [
              eb.and([
                eb('r.scope_kind', '=', 'network'),
                eb('r.scope_id', 'in', [...school.networks]),
              ]),
            ]),
      ]),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .orderBy('r.role')
    .execute();
  return rows.map((row) => ({
    personId: row.id,
    name: row.name,
    role: row.role as Role,
    address: row.address ?? '',
  }));
}
