import type { CaseId, NetworkId, Urn } from '#kernel/ids.ts';
import { accessTable } from './access-table.ts';
import type { Resource } from './access-table.ts';
import type { Actor } from './roles.ts';

/** The schools about which someone may read: the authority's own, and those of their other roles. */
export interface Reach {
  readonly authority: boolean;
  readonly urns: readonly Urn[];
  readonly networks: readonly NetworkId[];
  /** The schools of these, as long as they are open. */
  readonly cases: readonly CaseId[];
}

/**
 * The schools of which someone may read a resource without a condition; undefined for someone who
 * may read it of no school at all. The same rule as `permits`, for lists.
 */
export function reachOf(actor: Actor, resource: Resource): Reach | undefined {
  const scopes = actor.roles
    .filter(({ role }) => accessTable[role][resource].some(({ only }) => only === undefined))
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
