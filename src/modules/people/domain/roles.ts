import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, MeetingId, NetworkId, PersonId, Urn } from '#kernel/ids.ts';
import { currentPack } from '#policy-pack/index.ts';

/** What the authority's policy calls a role; it has no name for the roles that only the product knows. */
function inPolicy(key: string): string {
  const role = currentPack.roles.find((each) => each.key === key);
  if (!role)
    throw new Error(`The policy pack “${currentPack.id}” does not name the role “${key}”.`);
  return role.label;
}

/** Every role that a person can hold, by what it is limited to, with the name people know it by. */
export const roles = {
  'senior-advisor': { name: inPolicy('senior-advisor'), scope: 'authority' },
  'senior-education-officer': { name: inPolicy('senior-education-officer'), scope: 'authority' },
  'senior-advisor-education': {
    name: inPolicy('senior-advisor-education'),
    scope: 'authority',
  },
  'monitoring-officer': { name: inPolicy('monitoring-officer'), scope: 'school' },
  'network-lead': { name: inPolicy('network-lead'), scope: 'network' },
  'network-board-member': { name: inPolicy('network-board-member'), scope: 'authority' },
  headteacher: { name: inPolicy('headteacher'), scope: 'school' },
  'chair-of-governors': { name: inPolicy('chair-of-governors'), scope: 'school' },
  'extra-member': { name: 'Extra board member', scope: 'case' },
  'other-attendee': { name: 'Other attendee', scope: 'meeting' },
  clerk: { name: 'Clerk', scope: 'authority' },
  diocese: { name: 'Diocese or religious body', scope: 'school' },
  'leadership-reader': { name: 'Leadership reader', scope: 'authority' },
  'scrutiny-reader': { name: 'Scrutiny reader', scope: 'authority' },
  'legal-officer': { name: 'Legal officer', scope: 'authority' },
  administrator: { name: 'Administrator', scope: 'authority' },
} as const satisfies Record<string, { name: string; scope: ScopeKind }>;

export type Role = keyof typeof roles;
export type ScopeKind = 'authority' | 'school' | 'network' | 'case' | 'meeting';

export type Scope =
  | { readonly kind: 'authority' }
  | { readonly kind: 'school'; readonly urn: Urn }
  | { readonly kind: 'network'; readonly id: NetworkId }
  | { readonly kind: 'case'; readonly id: CaseId }
  | {
      readonly kind: 'meeting';
      readonly id: MeetingId;
      /** Keys of the form's sections that the person attends; empty means the whole meeting. */
      readonly parts: readonly string[];
    };

/** A role that a person holds from a day on, until the day that it ends (which no longer counts). */
export interface HeldRole {
  readonly role: Role;
  readonly scope: Scope;
  readonly from: LocalDate;
  readonly until: LocalDate | undefined;
}

/** Someone who is signed in, with the roles that are theirs today. */
export interface Actor {
  readonly id: PersonId;
  readonly name: string;
  readonly roles: readonly HeldRole[];
}

export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}

/** Access ends on the day that the role ends. */
export function isHeldOn(held: HeldRole, day: LocalDate): boolean {
  return held.from <= day && (held.until === undefined || day < held.until);
}

export function holds(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.roles.some((held) => wanted.includes(held.role));
}

/** The names of someone's roles, each once, in the order of the list above. */
export function roleNames(actor: Actor): string[] {
  const order = Object.keys(roles);
  const held = [...new Set(actor.roles.map(({ role }) => role))];
  return held
    .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
    .map((role) => roles[role].name);
}
