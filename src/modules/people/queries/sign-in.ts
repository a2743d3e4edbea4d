import { sql } from 'kysely';
import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { hashToken } from '../tokens.ts';
import { isHeldOn } from '../domain/roles.ts';
import type { Actor } from '../domain/roles.ts';
import { heldRole } from '../store.ts';
import type { HeldRoleRow } from '../store.ts';

/** How long a person stays signed in without doing anything. */
export const sessionMinutes = 12 * 60;

/**
 * The person whose session this is, with the roles that are theirs today. Undefined when it has
 * ended, and when all the roles have: who left at midnight is signed out at midnight.
 */
export async function actorOfSession(db: Db, token: string, now: Date): Promise<Actor | undefined> {
  const tokenHash = hashToken(token);
  const rows = await db
    .selectFrom('sessions as s')
    .innerJoin('people as p', 'p.id', 's.person_id')
    .leftJoin('roles_held as r', 'r.person_id', 'p.id')
    .select(columnsOfActor)
    .select('s.last_seen_at')
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', now)
    .orderBy('r.from_date')
    .orderBy(sql`r.id`)
    .execute();
  const [first] = rows;
  if (!first) return undefined;
  if (now.getTime() - first.last_seen_at.getTime() > 60_000) {
    await db
      .updateTable('sessions')
      .set({ last_seen_at: now, expires_at: sessionEnd(now) })
      .where('token_hash', '=', tokenHash)
      .execute();
  }
  const actor = actorOf(rows, dateOf(now));
  return actor && actor.roles.length > 0 ? actor : undefined;
}

export function sessionEnd(now: Date): Date {
  return new Date(now.getTime() + sessionMinutes * 60_000);
}

export async function findActor(
  db: Db,
  personId: PersonId,
  today: LocalDate,
): Promise<Actor | undefined> {
  const rows = await db
    .selectFrom('people as p')
    .leftJoin('roles_held as r', 'r.person_id', 'p.id')
    .select(columnsOfActor)
    .where('p.id', '=', personId)
    .orderBy('r.from_date')
    .orderBy(sql`r.id`)
    .execute();
  return actorOf(rows, today);
}

const columnsOfActor = [
  'p.id',
  'p.name',
  'r.role',
  'r.scope_kind',
  'r.scope_id',
  'r.parts',
  'r.from_date',
  'r.until_date',
] as const;

type ActorRow = HeldRoleRow & { readonly id: PersonId; readonly name: string };

/** Someone from a row for each role that they have or had. */
function actorOf(rows: readonly ActorRow[], today: LocalDate): Actor | undefined {
  const [first] = rows;
  if (!first) return undefined;
  const held = rows.flatMap((row) => heldRole(row) ?? []);
  return { id: first.id, name: first.name, roles: held.filter((role) => isHeldOn(role, today)) };
}
