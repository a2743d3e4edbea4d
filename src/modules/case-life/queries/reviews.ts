import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, Urn } from '#kernel/ids.ts';
import { changesOfCases, upForReview } from '#modules/cases/index.ts';
import type { Case, Inspected } from '#modules/cases/index.ts';
import { histories } from '#modules/inspections/index.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';

/** The inspections for which each of these cases is up for review, oldest first. Cases with none are not in the map. */
export async function reviewsOf(
  db: Db | Trx,
  cases: readonly Case[],
): Promise<ReadonlyMap<CaseId, Inspected[]>> {
  const running = cases.filter(({ status }) => status !== 'closed');
  if (running.length === 0) return new Map();
  const changes = await changesOfCases(
    db,
    running.map(({ id }) => id),
  );
  const inspections = await histories(db, [...new Set(running.map(({ urn }) => urn))]);
  return new Map(
    running.flatMap((each) => {
      const published = (inspections.get(each.urn) ?? []).flatMap(
        ({ kind, firstDay, publishedOn }): Inspected[] =>
          publishedOn === null ? [] : [{ kind, firstDay, publishedOn }],
      );
      const found = upForReview(each, changes.get(each.id) ?? [], published);
      return found.length === 0 ? [] : [[each.id, found] as const];
    }),
  );
}

/** A case that waits for its chair to review it. */
export interface CaseToReview {
  readonly id: CaseId;
  readonly school: string;
  readonly process: string;
  readonly inspected: Inspected;
}

/** The cases that are up for review and that this person chairs, or opened; by school. */
export async function casesToReview(
  db: Db,
  actor: Actor,
  laCode: string,
  today: LocalDate,
): Promise<CaseToReview[]> {
  // Others than those who hold the meetings see it on the case, and cannot decide.
  if (!permitsAuthority(actor, 'draft record', 'write')) return [];
  const rows = await runningCases(db)
    .where('s.la_code', '=', laCode)
    .where((eb) =>
      eb.or([
        eb('c.opened_by', '=', actor.id),
        eb.exists(
          eb
            .selectFrom('board_members as b')
            .select('b.id')
            .whereRef('b.case_id', '=', 'c.id')
            .where('b.person_id', '=', actor.id)
            .where('b.board_role', '=', 'chair')
            .where((or) => or.or([or('b.until_date', 'is', null), or('b.until_date', '>', today)])),
        ),
      ]),
    )
    .execute();
  const reviews = await reviewsOf(db, rows.map(caseOf));
  return rows.flatMap(({ id, name, process }) => {
    const inspected = reviews.get(id)?.at(-1);
    return inspected ? [{ id, school: name, process, inspected }] : [];
  });
}

/** Which of the authority's cases are up for review. */
export async function casesUpForReview(db: Db, laCode: string): Promise<ReadonlySet<CaseId>> {
  const rows = await runningCases(db).where('s.la_code', '=', laCode).execute();
  return new Set((await reviewsOf(db, rows.map(caseOf))).keys());
}

function runningCases(db: Db) {
  return db
    .selectFrom('cases as c')
    .innerJoin('schools as s', 's.urn', 'c.urn')
    .selectAll('c')
    .select('s.name')
    .where('c.status', '=', 'open')
    .orderBy('s.search_name')
    .orderBy('c.id');
}

function caseOf(row: {
  id: CaseId;
  urn: Urn;
  process: string;
  status: Case['status'];
  opened_on: LocalDate;
  opened_by: Case['openedBy'];
  background: string;
  policy_version: string;
  version: number;
  next_form: string | null;
  taken_on: LocalDate | null;
}): Case {
  return {
    id: row.id,
    urn: row.urn,
    process: row.process,
    status: row.status,
    openedOn: row.opened_on,
    openedBy: row.opened_by,
    background: row.background,
    policyVersion: row.policy_version,
    version: row.version,
    nextForm: row.next_form ?? undefined,
    takenOn: row.taken_on ?? undefined,
  };
}
