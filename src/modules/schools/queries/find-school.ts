import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { School } from '../domain/school.ts';
import { schoolOf } from '../store.ts';

/** The school with this URN, from anywhere in England, with the file and day its facts are of. */
export async function findSchool(db: Db | Trx, urn: Urn): Promise<School | undefined> {
  const row = await db
    .selectFrom('schools as s')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('imports as i')
          .select(['i.as_at', 'i.file_name'])
          .whereRef('i.source', '=', 's.source')
          .where((where) => where('s.la_code', '=', where.fn.any('i.authorities')))
          .where((where) =>
            where.or([
              where('s.absent_since', 'is', null),
              where('i.as_at', '<', where.ref('s.absent_since')),
            ]),
          )
          .orderBy('i.as_at', 'desc')
          .orderBy('i.imported_at', 'desc')
          .limit(1)
          .as('file'),
      (join) => join.onTrue(),
    )
    .selectAll('s')
    .select(['file.as_at as source_as_at', 'file.file_name as source_file'])
    .where('s.urn', '=', urn)
    .executeTakeFirst();
  return row && schoolOf(row);
}
