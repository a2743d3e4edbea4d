import { holds, roleNames } from '#modules/people/index.ts';
import type { Actor, Role } from '#modules/people/index.ts';
import { roleLabel } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Doer } from '../domain/concern.ts';

/** Who does it, for history: by their first role. */
export function doerOf(actor: Actor): Doer {
  return { id: actor.id, name: actor.name, role: roleNames(actor)[0] ?? '' };
}

/** The same for a decision on a level: by the role that lets them decide. */
export function deciderOf(actor: Actor, pack: PolicyPack): Doer {
  const role = pack.levelDecisions.decidedBy.find((key) => holds(actor, key as Role));
  return role === undefined ? doerOf(actor) : { ...doerOf(actor), role: roleLabel(pack, role) };
}
