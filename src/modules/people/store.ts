import type { LocalDate } from '#kernel/dates.ts';
import { newId, parseId, parseUrn } from '#kernel/ids.ts';
import type { Branded, CaseId, MeetingId, NetworkId, PersonId } from '#kernel/ids.ts';
import type { Trx } from '#platform/db/connection.ts';
import { lockFor } from '#platform/db/locks.ts';
import { isRole } from './domain/roles.ts';
import type { HeldRole, Role, Scope, ScopeKind } from './domain/roles.ts';

/** A row of `roles_held`, or of a left join on it. */
export interface HeldRoleRow {
  readonly role: string | null;
  readonly scope_kind: ScopeKind | null;
  readonly scope_id: string | null;
  readonly parts: string[] | null;
  readonly from_date: LocalDate | null;
  readonly until_date: LocalDate | null;
}

/** The role held, or undefined where there is none, or none that this version knows. */
export function heldRole(row: HeldRoleRow): HeldRole | undefined {
  const { role, scope_kind: kind, scope_id: id, from_date: from, until_date: until } = row;
  if (role === null || kind === null || id === null || from === null) return undefined;
  const scope = scopeOf(kind, id, row.parts ?? []);
  if (!isRole(role) || !scope) return undefined;
  return { role, scope, from, until: until ?? undefined };
}

function scopeOf(kind: ScopeKind, text: string, parts: readonly string[]): Scope | undefined {
  switch (kind) {
    case 'authority':
      return { kind };
    case 'school': {
      const urn = parseUrn(text);
      return urn && { kind, urn };
    }
    case 'network': {
      const id = parseId<NetworkId>(text);
      return id && { kind, id };
    }
    case 'case': {
      const id = parseId<CaseId>(text);
      return id && { kind, id };
    }
    case 'meeting': {
      const id = parseId<MeetingId>(text);
      return id && { kind, id, parts };
    }
  }
}

export function scopeColumns(scope: Scope): {
  scope_kind: ScopeKind;
  scope_id: string;
  parts: string[];
} {
  switch (scope.kind) {
    case 'authority':
      return { scope_kind: 'authority', scope_id: '', parts: [] };
    case 'school':
      return { scope_kind: 'school', scope_id: String(scope.urn), parts: [] };
    case 'network':
    case 'case':
      return { scope_kind: scope.kind, scope_id: scope.id, parts: [] };
    case 'meeting':
      return { scope_kind: 'meeting', scope_id: scope.id, parts: [...scope.parts] };
  }
}

/**
 * The person whose mailbox this is on the day, or a new one. An address is compared in lower case.
 * `name` is used for a new person only: what someone is called is theirs to say.
 */
export async function findOrAddPerson(
  trx: Trx,
  person: { readonly name: string; readonly address: string; readonly from: LocalDate },
): Promise<{ readonly id: PersonId; readonly name: string }> {
  const address = person.address.trim().toLowerCase();
  // Someone new who is named in two places at once must not become two people.
  await lockFor(trx, `mailbox ${address}`);
  const known = await trx
    .selectFrom('mailboxes as m')
    .innerJoin('people as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name'])
    .where('m.address', '=', address)
    .where('m.from_date', '<=', person.from)
    .where((eb) => eb.or([eb('m.until_date', 'is', null), eb('m.until_date', '>', person.from)]))
    .executeTakeFirst();
  if (known) return known;
  const id = newId<PersonId>();
  await trx.insertInto('people').values({ id, name: person.name }).execute();
  await trx
    .insertInto('mailboxes')
    .values({ address, person_id: id, from_date: person.from, until_date: null })
    .execute();
  return { id, name: person.name };
}

/** Gives the role, unless the person holds it on the day already. Says whether it was given. */
export async function ensureRole(
  trx: Trx,
  personId: PersonId,
  role: Role,
  scope: Scope,
  from: LocalDate,
): Promise<boolean> {
  const columns = scopeColumns(scope);
  const held = await trx
    .selectFrom('roles_held')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('scope_kind', '=', columns.scope_kind)
    .where('scope_id', '=', columns.scope_id)
    .where('from_date', '<=', from)
    .where((eb) => eb.or([eb('until_date', 'is', null), eb('until_date', '>', from)]))
    .executeTakeFirst();
  if (held) return false;
  await trx
    .insertInto('roles_held')
    .values({
      id: newId<Branded<string, 'RoleHeldId'>>(),
      person_id: personId,
      role,
      ...columns,
      from_date: from,
      until_date: null,
    })
    .execute();
  return true;
}

/**
 * Ends a role on a day: from that day on it gives no access. With `givenOn` only the role that was
 * given on that day: one that the person held before stays.
 */
export async function endRole(
  trx: Trx,
  personId: PersonId,
  role: Role,
  scope: Scope,
  on: LocalDate,
  givenOn?: LocalDate,
): Promise<void> {
  const columns = scopeColumns(scope);
  await trx
    .updateTable('roles_held')
    .set((eb) => ({ until_date: eb.fn<LocalDate>('greatest', ['from_date', eb.val(on)]) }))
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('scope_kind', '=', columns.scope_kind)
    .where('scope_id', '=', columns.scope_id)
    .where('until_date', 'is', null)
    .$if(givenOn !== undefined, (query) => query.where('from_date', '=', givenOn ?? on))
    .execute();
}
