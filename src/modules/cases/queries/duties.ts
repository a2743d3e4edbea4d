import { sql } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId, CaseId, PersonId, RecordId } from '#kernel/ids.ts';
import { leftTheSchool } from '#modules/actions/index.ts';
import type { Db } from '#platform/db/connection.ts';

/** Something open that is someone's to do, on one case. */
export interface Duty {
  readonly of:
    | { readonly kind: 'undertakes' | 'monitors'; readonly action: ActionId; readonly what: string }
    | {
        readonly kind: 'accuracy check' | 'notes';
        readonly record: RecordId;
        readonly meetingOn: LocalDate;
      };
  readonly person: PersonId;
  readonly name: string;
  /** The day on which they leave or left the board; undefined where no role reaches the school any more. */
  readonly until: LocalDate | undefined;
}

/**
 * The open duties of those who have left the board of a case, or will on a day that is known, or who
 * have no role any more that reaches the school; and those of one action, whosever they are.
 */
export async function dutiesToHandOver(
  db: Db,
  caseId: CaseId,
  today: LocalDate,
  alsoOf?: ActionId,
): Promise<Duty[]> {
  const leaves = (person: 'a.undertakes_person' | 'a.monitors_person') =>
    sql<LocalDate | null>`(select max(b.until_date)::text from board_members b
      where b.case_id = c.id and b.person_id = ${sql.ref(person)}
      having count(*) filter (where b.until_date is null) = 0)`;
  const actions = await db
    .selectFrom('actions as a')
    .innerJoin('cases as c', 'c.id', 'a.case_id')
    .leftJoin('people as u', 'u.id', 'a.undertakes_person')
    .leftJoin('people as m', 'm.id', 'a.monitors_person')
    .select(['a.id', 'a.what', 'a.undertakes_person', 'a.monitors_person'])
    .select(['u.name as undertakes_name', 'm.name as monitors_name'])
    .select([
      leaves('a.undertakes_person').as('undertakes_until'),
      leaves('a.monitors_person').as('monitors_until'),
      leftTheSchool('a.undertakes_person', today).as('undertakes_left'),
      leftTheSchool('a.monitors_person', today).as('monitors_left'),
    ])
    .where('a.case_id', '=', caseId)
    .where('a.status', '=', 'open')
    .where('a.agreed_version', 'is not', null)
    .orderBy('a.by_when', (order) => order.asc().nullsLast())
    .orderBy('a.id')
    .execute();
  const ofActions = actions.flatMap((row) =>
    (['undertakes', 'monitors'] as const).flatMap((kind): Duty[] => {
      const person = row[`${kind}_person`];
      const name = row[`${kind}_name`];
      const until = row[`${kind}_until`];
      if (person === null || name === null) return [];
      const leaving = until !== null || row[`${kind}_left`] === true;
      if (!leaving && row.id !== alsoOf) return [];
      const of = { kind, action: row.id, what: row.what };
      return [{ of, person, name, until: until ?? undefined }];
    }),
  );
  return [...(await recordDuties(db, caseId)), ...ofActions];
}

/** Checks that wait for an answer, and notes that are being taken, by those who leave the board. */
async function recordDuties(db: Db, caseId: CaseId): Promise<Duty[]> {
  const rows = await db
    .selectFrom('records as r')
    .innerJoin('meetings as m', 'm.id', 'r.meeting_id')
    .innerJoin('people as p', (join) =>
      join.on(
        sql<boolean>`p.id = case r.status when 'with-headteacher' then r.sent_to else r.note_taker_id end`,
      ),
    )
    .select(['r.id', 'r.status', 'm.date', 'p.id as person', 'p.name'])
    .select(
      sql<LocalDate | null>`(select max(b.until_date)::text from board_members b
        where b.case_id = r.case_id and b.person_id = p.id
        having count(*) filter (where b.until_date is null) = 0)`.as('until'),
    )
    .where('r.case_id', '=', caseId)
    .where('r.status', '<>', 'final')
    .orderBy('m.date')
    .execute();
  return rows.flatMap(({ id, status, date, person, name, until }): Duty[] =>
    until === null
      ? []
      : [
          {
            of: {
              kind: status === 'with-headteacher' ? 'accuracy check' : 'notes',
              record: id,
              meetingOn: date,
            },
            person,
            name,
            until,
          },
        ],
  );
}
