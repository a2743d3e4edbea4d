import { sql } from 'kysely';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, MeetingId, Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';

/** A case that is open or paused, with the meeting that is to come and the one last held. */
export interface OpenCase {
  readonly id: CaseId;
  readonly urn: Urn;
  readonly school: string;
  readonly process: string;
  readonly openedOn: LocalDate;
  readonly paused: boolean;
  readonly takenOn: LocalDate | undefined;
  readonly network: string | undefined;
  readonly planned:
    | {
        readonly id: MeetingId;
        readonly status: 'planned' | 'postponed' | 'adjourned';
        readonly form: string;
        readonly date: LocalDate;
        readonly time: LocalTime;
      }
    | undefined;
  readonly lastHeld: { readonly form: string; readonly date: LocalDate } | undefined;
}

/** The authority's cases that are open or paused, by school. */
export async function openCases(
  db: Db,
  { laCode, today }: { readonly laCode: string; readonly today: LocalDate },
): Promise<OpenCase[]> {
  const rows = await db
    .selectFrom('cases as c')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .leftJoin('meetings as p', (join) =>
      join
        .onRef('p.case_id', '=', 'c.id')
        .on('p.status', 'in', ['planned', 'postponed', 'adjourned']),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('meetings as m')
          .select(['m.form', 'm.date'])
          .whereRef('m.case_id', '=', 'c.id')
          .where('m.status', '=', 'held')
          .orderBy('m.date', 'desc')
          .limit(1)
          .as('held'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('network_schools as ns')
          .innerJoin('networks as n', 'n.id', 'ns.network_id')
          .select('n.name')
          .whereRef('ns.urn', '=', 'c.urn')
          .where('ns.from_date', '<=', today)
          .where((or) => or.or([or('ns.until_date', 'is', null), or('ns.until_date', '>', today)]))
          .limit(1)
          .as('network'),
      (join) => join.onTrue(),
    )
    .select(['c.id', 'c.urn', 'c.process', 'c.opened_on', 's.name', 'network.name as network'])
    .select(['p.id as planned_id', 'p.form as planned_form', 'p.date as planned_date'])
    .select(sql<'planned' | 'postponed' | 'adjourned' | null>`p.status`.as('planned_status'))
    .select([
      'c.status',
      'c.taken_on',
      'p.time as planned_time',
      'held.form as held_form',
      'held.date as held_date',
    ])
    .where('c.status', '<>', 'closed')
    .where('s.la_code', '=', laCode)
    .orderBy(sql`s.name collate "C"`)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    urn: row.urn,
    school: row.name,
    process: row.process,
    openedOn: row.opened_on,
    paused: row.status === 'paused',
    takenOn: row.taken_on ?? undefined,
    network: row.network ?? undefined,
    planned:
      row.planned_id === null ||
      row.planned_form === null ||
      row.planned_date === null ||
      row.planned_time === null ||
      row.planned_status === null
        ? undefined
        : {
            id: row.planned_id,
            status: row.planned_status,
            form: row.planned_form,
            date: row.planned_date,
            time: row.planned_time,
          },
    lastHeld:
      row.held_form === null || row.held_date === null
        ? undefined
        : { form: row.held_form, date: row.held_date },
  }));
}
