import { parseUrn } from '#kernel/ids.ts';
import type { Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { parseAddress } from './address.ts';
import type { Address } from './address.ts';
import { isRole, roles } from './roles.ts';
import type { Role } from './roles.ts';

/** An invitation as typed. */
export interface InvitationInput {
  readonly address: string;
  /** Empty for someone who is known here, or to be called by their address for now. */
  readonly name: string;
  readonly role: string;
  /** For a role at a school; else empty. */
  readonly school: string;
  /** A network's name, for a role in a network; else empty. */
  readonly network: string;
}

/** An invitation that can be looked up: what its role is limited to is named, and may not exist. */
export interface Invitation {
  readonly address: Address;
  readonly name: string;
  readonly role: Role;
  readonly limit:
    | { readonly kind: 'authority' }
    | { readonly kind: 'school'; readonly urn: Urn }
    | { readonly kind: 'network'; readonly name: string };
}

export type InvitationProblem =
  | 'bad-address'
  | 'name-too-long'
  | 'role-missing'
  | 'unknown-role'
  | 'role-of-a-board'
  | 'school-missing'
  | 'bad-urn'
  | 'network-missing'
  | 'not-limited';

/** The roles that an administrator gives; those of one board or meeting come with being on it. */
export const invitableRoles: readonly Role[] = (Object.keys(roles) as Role[]).filter(
  (role) => roles[role].scope !== 'case' && roles[role].scope !== 'meeting',
);

const longestName = 200;

/** Checks what was typed, as far as that can be done without looking anything up. */
export function readInvitation(
  input: InvitationInput,
): Result<Invitation, Refusal<InvitationProblem>> {
  const address = parseAddress(input.address);
  if (!address) {
    return refuse(
      'bad-address',
      'Enter an email address in the right form, like name@example.org',
      'address',
    );
  }
  const name = input.name.trim();
  if (name.length > longestName) {
    return refuse('name-too-long', `The name must be ${longestName} characters or fewer`, 'name');
  }
  const role = input.role.trim();
  if (role === '') return refuse('role-missing', 'Choose a role', 'role');
  if (!isRole(role)) {
    return refuse(
      'unknown-role',
      `There is no role “${role}”. The roles are: ${invitableRoles.join(', ')}`,
      'role',
    );
  }
  const limit = readLimit(role, input.school.trim(), input.network.trim());
  return limit.ok ? ok({ address, name, role, limit: limit.value }) : limit;
}

function readLimit(
  role: Role,
  school: string,
  network: string,
): Result<Invitation['limit'], Refusal<InvitationProblem>> {
  const { name, scope } = roles[role];
  const givenInstead =
    (school !== '' && scope !== 'school' && 'school') ||
    (network !== '' && scope !== 'network' && 'network');
  switch (scope) {
    case 'case':
    case 'meeting':
      return refuse(
        'role-of-a-board',
        `The role ${name} comes with being named on a board or for a meeting. Add the person there`,
        'role',
      );
    case 'authority':
    case 'school':
    case 'network':
      break;
  }
  if (givenInstead) {
    const where = scope === 'authority' ? 'the whole authority' : `one ${scope}`;
    return refuse(
      'not-limited',
      `The role ${name} is for ${where}, so leave the ${givenInstead} out`,
      givenInstead,
    );
  }
  if (scope === 'authority') return ok({ kind: 'authority' });
  if (scope === 'network') {
    return network === ''
      ? refuse('network-missing', `Give the network that the role ${name} is for`, 'network')
      : ok({ kind: 'network', name: network });
  }
  if (school === '') {
    return refuse(
      'school-missing',
      `Give the URN of the school that the role ${name} is for`,
      'school',
    );
  }
  const urn = parseUrn(school);
  return urn === undefined
    ? refuse('bad-urn', `“${school}” is not a URN. A URN has six digits, like 900001`, 'school')
    : ok({ kind: 'school', urn });
}
