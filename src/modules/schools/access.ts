import type { CaseId, NetworkId, Urn } from '#kernel/ids.ts';
import { accessTable, permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

/** What can be done with the facts about a school. */
export type SchoolAction = 'see' | 'add a figure';

export function can(actor: Actor, action: SchoolAction, matter: Matter): boolean {
  return permits(actor, 'school facts', action === 'see' ? 'read' : 'write', matter).granted;
}

/** The schools whose facts someone may read: the authority's own, and those of their other roles. */
export interface Reach {
  readonly authority: boolean;
  readonly urns: readonly Urn[];
  readonly networks: readonly NetworkId[];
  /** The schools of these, as long as they are open. */
  readonly cases: readonly CaseId[];
}

/** Undefined for someone who may read about no school at all. The same rule as `can`, for lists. */
export function reachOf(actor: Actor): Reach | undefined {
  const scopes = actor.roles
    .filter(({ role }) => accessTable[role]['school facts'].some(({ only }) => only === undefined))
    .map(({ scope }) => scope);
  const reach = {
    authority: scopes.some(({ kind }) => kind === 'authority'),
    urns: scopes.flatMap((scope) => (scope.kind === 'school' ? [scope.urn] : [])),
    networks: scopes.flatMap((scope) => (scope.kind === 'network' ? [scope.id] : [])),
    cases: scopes.flatMap((scope) => (scope.kind === 'case' ? [scope.id] : [])),
  };
  const { urns, networks, cases } = reach;
  return reach.authority || urns.length + networks.length + cases.length > 0 ? reach : undefined;
}
