import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { LocalDate } from '#kernel/dates.ts';
import { names } from '#platform/db/copy.ts';
import { factColumns } from './ofsted-columns.ts';

// How the account that a file gives of an inspection (s, staged) goes into the one that is held (t).

/**
 * What some files leave out of an inspection (the type of the previous one), with the column that
 * says how old the news of it is. The newest file that tells it counts, whatever came after.
 */
const keptWhenLeftOut: Readonly<Partial<Record<Fact, string>>> = {
  type: 'type_as_at',
  type_group: 'type_as_at',
  published_on: 'published_as_at',
  school_name_at_time: 'name_as_at',
};
type Fact = (typeof factColumns)[number];

/** An inspection is known by its number within the history of a school. */
export const same = sql`t.urn = s.urn and t.inspection_number = s.inspection_number`;
export const madeUpType = sql`case when s.kind = 'graded' then 'Graded inspection' else 'Ungraded inspection' end`;

/** Whether this file (s) is as new as the one that the facts held (t) are from. */
export function isNewer(asAt: LocalDate, column = 'told_as_at'): RawBuilder<boolean> {
  return sql<boolean>`${asAt}::date >= coalesce(${sql.ref(`t.${column}`)}, '-infinity')`;
}

/** What a fact of an inspection held (t) becomes by this file (s). */
function merged(fact: Fact, asAt: LocalDate): RawBuilder<unknown> {
  const [told, held] = [sql.ref(`s.${fact}`), sql.ref(`t.${fact}`)];
  const date = keptWhenLeftOut[fact];
  if (date === undefined) return sql`case when ${isNewer(asAt)} then ${told} else ${held} end`;
  return sql`case when ${told} is not null and (${held} is null or ${isNewer(asAt, date)})
    then ${told} else ${held} end`;
}

export function mergedFacts(asAt: LocalDate): RawBuilder<unknown> {
  return sql.join(factColumns.map((fact) => merged(fact, asAt)));
}

/** The days of the news after this file, as `(told_as_at, type_as_at …)`. */
export const newsColumns = ['told_as_at', ...new Set(Object.values(keptWhenLeftOut))];
export function mergedNews(asAt: LocalDate): RawBuilder<unknown> {
  return sql.join(
    newsColumns.map((column) => {
      const held = sql.ref(`t.${column}`);
      const told = toldFact(column);
      return told
        ? sql`case when ${told} is null then ${held} else greatest(${held}, ${asAt}::date) end`
        : sql`greatest(${held}, ${asAt}::date)`;
    }),
  );
}

/** The fact (s) whose news a column dates; undefined for the whole inspection. */
export function toldFact(column: string): RawBuilder<unknown> | undefined {
  const found = factColumns.find((fact) => keptWhenLeftOut[fact] === column);
  return found && sql.ref(`s.${found}`);
}

/** Whether the file (s) changes what is held of an inspection (t): older news does not. */
export function changedBy(asAt: LocalDate): RawBuilder<boolean> {
  return sql<boolean>`((${mergedFacts(asAt)}) is distinct from (${names(factColumns, 't')}))`;
}

/** Whether something that is held of an inspection (t), and was told by a file, is about to go. */
export function loses(asAt: LocalDate): RawBuilder<boolean> {
  const losses = factColumns.map((fact) => {
    const isOther = sql`${merged(fact, asAt)} is distinct from ${sql.ref(`t.${fact}`)}`;
    const date = keptWhenLeftOut[fact];
    // A fact that was never told is only filled in.
    return date === undefined
      ? isOther
      : sql`(${sql.ref(`t.${fact}`)} is not null
          and (${sql.ref(`t.${date}`)} is not null or t.told_as_at is null) and ${isOther})`;
  });
  return sql<boolean>`(${sql.join(losses, sql` or `)})`;
}

/** Whether the file (s) tells otherwise of an inspection (t) than a newer file did. */
export function isOutdone(asAt: LocalDate): RawBuilder<boolean> {
  const differences = factColumns.map((fact) => {
    const [told, held] = [sql.ref(`s.${fact}`), sql.ref(`t.${fact}`)];
    const date = keptWhenLeftOut[fact];
    return date === undefined
      ? sql`${told} is distinct from ${held}`
      : sql`(${told} is not null and not ${isNewer(asAt, date)} and ${told} <> ${held})`;
  });
  return sql<boolean>`(not ${isNewer(asAt)} and (${sql.join(differences, sql` or `)}))`;
}

/** The day of the oldest file that told of an inspection as it is held after this file. */
export function mergedFrom(asAt: LocalDate): RawBuilder<unknown> {
  return sql`case
    when t.told_from is null or (${isNewer(asAt)} and ${loses(asAt)}) then ${asAt}::date
    when ${isOutdone(asAt)} then t.told_from
    else least(t.told_from, ${asAt}::date) end`;
}

/** The facts of a row as the entry in `inspection_changes` keeps them. */
export function factsOf(table: 's' | 't'): RawBuilder<unknown> {
  const pairs = factColumns.map((fact) => sql`${sql.lit(fact)}, ${sql.ref(`${table}.${fact}`)}`);
  return sql`jsonb_build_object(${sql.join(pairs)})`;
}
