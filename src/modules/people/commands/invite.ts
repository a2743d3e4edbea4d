import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { invitation, notify } from '#modules/correspondence/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditActor, AuditEvent } from '#platform/audit/audit.ts';
import { lockFor } from '#platform/db/locks.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { nameFromAddress } from '../domain/address.ts';
import type { Address } from '../domain/address.ts';
import { readInvitation } from '../domain/invitation.ts';
import type { Invitation, InvitationInput } from '../domain/invitation.ts';
import { permitsAuthority } from '../domain/permits.ts';
import { isHeldOn, roles } from '../domain/roles.ts';
import type { Actor, Role, Scope } from '../domain/roles.ts';
import { holderOf } from '../queries/mailboxes.ts';
import { findActor } from '../queries/sign-in.ts';
import { ensureRole, findOrAddPerson, scopeColumns } from '../store.ts';
import { createLink, linkUrl } from './sign-in-link.ts';

/** Who invites: an administrator from a page, or whoever has the machine from the command line. */
export type Inviter =
  { readonly kind: 'administrator'; readonly actor: Actor } | { readonly kind: 'command line' };

export interface Invited {
  readonly personId: PersonId;
  readonly name: string;
  readonly address: string;
  readonly role: Role;
  /** The school or network that the role is for; undefined for the whole authority. */
  readonly at: string | undefined;
  /** The link that the mail carries. Whoever has it can sign in as this person. */
  readonly url: string;
  readonly until: Date;
  /** Whether the person was not known here before. */
  readonly isNew: boolean;
  /** Whether the role was given now; false where the person held it already. */
  readonly roleGiven: boolean;
}

/**
 * Gives someone a role from today and sends them a link to sign in. Someone new becomes known here;
 * a mailbox whose holder has no role any more passes to the person named.
 * With `dryRun` everything is checked and nothing is kept or sent.
 */
export async function invite(
  work: Omit<Work, 'actor'>,
  by: Inviter,
  input: InvitationInput,
  { dryRun = false } = {},
): Promise<Result<Invited>> {
  const { db, clock } = work;
  const now = clock.now();
  const today = dateOf(now);
  const read = readInvitation(input);
  if (!read.ok) return read;
  let rehearsed: Invited | undefined;
  const result = await inTransaction(db, async (trx): Promise<Result<Invited>> => {
    if (!(await mayInvite(trx, by, today))) {
      return refuse('not-yours', 'You cannot invite people.');
    }
    const invited = await carryOut(trx, work, by, read.value, now);
    if (!invited.ok || !dryRun) return invited;
    rehearsed = invited.value;
    return refuse('dry-run', 'Nothing was kept.');
  });
  return rehearsed ? ok(rehearsed) : result;
}

async function carryOut(
  trx: Trx,
  work: Omit<Work, 'actor'>,
  by: Inviter,
  wanted: Invitation,
  now: Date,
): Promise<Result<Invited>> {
  const { pack, baseUrl, authority } = work;
  const today = dateOf(now);
  const { address, role } = wanted;
  const place = await findPlace(trx, wanted.limit, authority);
  if (!place.ok) return place;
  // Two invitations to a new address at once must not make two people of them.
  await lockFor(trx, `mailbox ${address}`);
  const before = await holderOf(trx, address, today);
  const passed = before && (await passOn(trx, before, wanted, today));
  if (passed && !passed.ok) return passed;
  const name = wanted.name === '' ? nameFromAddress(address) : wanted.name;
  const person = await findOrAddPerson(trx, { name, address, from: today });
  const roleGiven = await ensureRole(trx, person.id, role, place.value.scope, today);
  const link = await createLink(trx, person.id, now, pack);
  const url = linkUrl(baseUrl, link.token);
  const { until } = link;
  const roleName = roles[role].name;
  await notify(
    trx,
    work,
    person.id,
    invitation({ authority: authority.name, url, until, role: roleName }),
  );
  const isNew = person.id !== before?.id;
  const event = eventOf(auditActor(by), person.id, now);
  const { scope_kind: scopeKind, scope_id: scopeId } = scopeColumns(place.value.scope);
  await appendAudit(
    trx,
    ...(isNew ? [event('person added', { name: person.name, address })] : []),
    ...(roleGiven ? [event('role given', { role, scopeKind, scopeId, from: today })] : []),
    event('invited', { role }),
  );
  const at = place.value.name;
  return ok({
    personId: person.id,
    name: person.name,
    address,
    role,
    at,
    url,
    until,
    isNew,
    roleGiven,
  });
}

async function mayInvite(trx: Trx, by: Inviter, today: LocalDate): Promise<boolean> {
  if (by.kind === 'command line') return true;
  const actor = await findActor(trx, by.actor.id, today);
  return actor !== undefined && permitsAuthority(actor, 'administration', 'write');
}

/**
 * A mailbox passes from one head to the next. It may not pass while the one who has it still has
 * access, because that person's links would go to somebody else.
 */
async function passOn(
  trx: Trx,
  holder: { readonly id: PersonId; readonly name: string },
  { address, name }: { readonly address: Address; readonly name: string },
  today: LocalDate,
): Promise<Result<undefined>> {
  if (name === '' || name.localeCompare(holder.name, 'en', { sensitivity: 'base' }) === 0) {
    return ok(undefined);
  }
  const actor = await findActor(trx, holder.id, today);
  if (actor?.roles.some((held) => isHeldOn(held, today))) {
    return refuse(
      'mailbox-in-use',
      `${address} is the mailbox of ${holder.name}. Give that name, or end the roles of ${holder.name} first`,
      'name',
    );
  }
  await trx
    .updateTable('mailboxes')
    .set({ until_date: today })
    .where('address', '=', address)
    .where('person_id', '=', holder.id)
    .where('until_date', 'is', null)
    .execute();
  return ok(undefined);
}

type Place = { readonly scope: Scope; readonly name: string | undefined };

async function findPlace(
  trx: Trx,
  limit: Invitation['limit'],
  authority: Work['authority'],
): Promise<Result<Place>> {
  switch (limit.kind) {
    case 'authority':
      return ok({ scope: { kind: 'authority' }, name: undefined });
    case 'school': {
      const school = await trx
        .selectFrom('schools')
        .select(['name', 'la_code'])
        .where('urn', '=', limit.urn)
        .executeTakeFirst();
      if (!school) {
        return refuse('unknown-urn', `No school here has the URN ${limit.urn}`, 'school');
      }
      return school.la_code === authority.laCode
        ? ok({ scope: { kind: 'school', urn: limit.urn }, name: school.name })
        : refuse(
            'not-own-school',
            `${school.name} (URN ${limit.urn}) is not in ${authority.name}`,
            'school',
          );
    }
    case 'network': {
      const networks = await trx
        .selectFrom('networks')
        .select(['id', 'name'])
        .orderBy('name')
        .execute();
      const named = limit.name.toLowerCase();
      const found = networks.find(({ name }) => name.toLowerCase() === named);
      if (found) return ok({ scope: { kind: 'network', id: found.id }, name: found.name });
      const known = networks.map(({ name }) => name).join(', ');
      const help = known === '' ? 'There are no networks yet' : `The networks are: ${known}`;
      return refuse('unknown-network', `There is no network “${limit.name}”. ${help}`, 'network');
    }
  }
}

function auditActor(by: Inviter): AuditActor {
  return by.kind === 'command line'
    ? { personId: null, name: 'Command line' }
    : { personId: by.actor.id, name: by.actor.name };
}

function eventOf(actor: AuditActor, personId: PersonId, at: Date) {
  return (type: string, payload: NonNullable<AuditEvent['payload']>): AuditEvent => ({
    at,
    actor,
    type,
    subject: { kind: 'person', id: personId },
    payload,
  });
}
