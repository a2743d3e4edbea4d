import { sql } from 'kysely';
import type { SelectQueryBuilder } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, PersonId, Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/** Someone who owes a paper. */
export interface Provider {
  readonly id: PersonId;
  readonly name: string;
}

interface Seats {
  readonly case_id: CaseId;
  readonly urn: Urn;
}

/**
 * Who holds a seat at each meeting today. Someone who has left the school is no longer asked for its
 * papers, even while the board has not been told.
 */
export async function providersFor(
  db: Db | Trx,
  meetings: readonly Seats[],
  today: LocalDate,
): Promise<(meeting: Seats, seat: string) => readonly Provider[]> {
  if (meetings.length === 0) return () => [];
  const board = await current(
    db
      .selectFrom('board_members as h')
      .innerJoin('people as p', 'p.id', 'h.person_id')
      .select(['h.case_id', 'h.board_role', 'p.id', 'p.name'])
      .where(
        'h.case_id',
        'in',
        meetings.map((meeting) => meeting.case_id),
      ),
    today,
  ).execute();
  const atSchool = await current(
    db
      .selectFrom('roles_held as h')
      .innerJoin('people as p', 'p.id', 'h.person_id')
      .select(['h.role', 'h.scope_id', 'p.id', 'p.name'])
      .where('h.scope_kind', '=', 'school')
      .where(
        'h.scope_id',
        'in',
        meetings.map(({ urn }) => String(urn)),
      ),
    today,
  ).execute();
  return ({ case_id: caseId, urn }, seat) => {
    const holders = unique(
      atSchool.filter((each) => each.role === seat && each.scope_id === String(urn)),
    );
    const seated = unique(
      board.filter((each) => each.case_id === caseId && each.board_role === seat),
    );
    if (holders.length === 0) return seated;
    const both = seated.filter(({ id }) => holders.some((holder) => holder.id === id));
    return both.length > 0 ? both : holders;
  };
}

/** Of a query on `h`, what holds today. */
function current<DB, Output>(
  query: SelectQueryBuilder<DB, keyof DB, Output>,
  today: LocalDate,
): SelectQueryBuilder<DB, keyof DB, Output> {
  return query.where(
    sql<boolean>`h.from_date <= ${today} and (h.until_date is null or h.until_date > ${today})`,
  );
}

function unique(people: readonly Provider[]): Provider[] {
  return [...new Map(people.map(({ id, name }) => [id, { id, name }])).values()];
}
