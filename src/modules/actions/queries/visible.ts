import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import { accessTable } from '#modules/people/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { can } from '../access.ts';

/** The actions that someone may see: all of the authority's schools, or those of some cases and their own. */
export type Visible =
  | { readonly kind: 'authority'; readonly laCode: string }
  | { readonly kind: 'cases'; readonly cases: readonly CaseId[]; readonly person: PersonId };

interface Asking {
  readonly today: LocalDate;
  readonly laCode: string;
}

/** What the actor may see of the tracker; by the same rule as the page of each action. */
export async function visibleTo(db: Db, actor: Actor, asking: Asking): Promise<Visible> {
  const { laCode } = asking;
  const readsAll = actor.roles.some(
    ({ role, scope }) =>
      scope.kind === 'authority' &&
      accessTable[role]['final record'].some(({ only }) => only === undefined),
  );
  if (readsAll) return { kind: 'authority', laCode };
  const urns = actor.roles.flatMap(({ scope }) => (scope.kind === 'school' ? [scope.urn] : []));
  const cases = await casesSeen(db, actor, asking, urns);
  return { kind: 'cases', cases, person: actor.id };
}

/** The cases on whose boards someone is, and those of these schools, as far as they read their records. */
async function casesSeen(
  db: Db,
  actor: Actor,
  { today, laCode }: Asking,
  urns: readonly Urn[],
): Promise<CaseId[]> {
  const rows = await db
    .selectFrom('cases as c')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .select(['c.id', 'c.urn', 's.la_code'])
    .select([
      sql<NetworkId[]>`array(select n.network_id from network_schools n
        where n.urn = c.urn and n.from_date <= ${today}
          and (n.until_date is null or n.until_date > ${today}))`.as('networks'),
      sql<PersonId[]>`array(select b.person_id from board_members b
        where b.case_id = c.id and b.from_date <= ${today}
          and (b.until_date is null or b.until_date > ${today}))`.as('board'),
    ])
    .where((eb) =>
      eb.or([
        eb('c.urn', '=', eb.fn.any(eb.val([...urns]))),
        eb(
          'c.id',
          'in',
          eb.selectFrom('board_members').select('case_id').where('person_id', '=', actor.id),
        ),
      ]),
    )
    .execute();
  return rows
    .filter(({ id, urn, la_code: code, networks, board }) =>
      can(actor, 'see', { urn, ownSchool: code === laCode, networks, board, caseId: id }),
    )
    .map(({ id }) => id);
}
