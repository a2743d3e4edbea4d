import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Role } from '../domain/roles.ts';

/** Who holds a role on a day, wherever it reaches. */
export async function holdersOf(
  db: Db | Trx,
  role: Role,
  day: LocalDate,
): Promise<readonly PersonId[]> {
  const rows = await db
    .selectFrom('roles_held')
    .select('person_id')
    .distinct()
    .where('role', '=', role)
    .where('from_date', '<=', day)
    .where((eb) => eb.or([eb('until_date', 'is', null), eb('until_date', '>', day)]))
    .execute();
  return rows.map(({ person_id: person }) => person);
}
