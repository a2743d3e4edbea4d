import { sql } from 'kysely';
import type { PersonId, RoundId, Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Round, RoundSchool } from '../domain/round.ts';
import { allRounds, findRound, schoolsOfRound } from '../store.ts';

/** A round with its schools in order; undefined when there is none. */
export async function roundWithSchools(
  db: Db,
  id: RoundId,
): Promise<{ readonly round: Round; readonly schools: readonly RoundSchool[] } | undefined> {
  const round = await findRound(db, id);
  return round && { round, schools: await schoolsOfRound(db, id) };
}

/** A school of a round with what is decided of it now. */
export async function schoolInRound(
  db: Db,
  id: RoundId,
  urn: Urn,
): Promise<RoundSchool | undefined> {
  const [school] = await schoolsOfRound(db, id, urn);
  return school;
}

/** The rounds that there have been, the newest first, and the schools of the one that is open. */
export async function roundsSoFar(db: Db): Promise<{
  readonly rounds: readonly Round[];
  readonly open: { readonly round: Round; readonly schools: readonly RoundSchool[] } | undefined;
}> {
  const rounds = await allRounds(db);
  const round = rounds.find(({ state }) => state.kind === 'open');
  return { rounds, open: round && { round, schools: await schoolsOfRound(db, round.id) } };
}

/** The names of people, by id. */
export async function namesOf(
  db: Db,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
