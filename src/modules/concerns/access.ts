import { holds, permits } from '#modules/people/index.ts';
import type { Actor, Matter, Role } from '#modules/people/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { isShown } from './domain/concern.ts';
import type { Concern } from './domain/concern.ts';

/** What can be done about a school's level: suggestions are for officers, decisions for all who read levels. */
export type LevelAction = 'see suggestions' | 'read' | 'decide' | 'add a concern';

export function can(actor: Actor, action: LevelAction, matter: Matter, pack: PolicyPack): boolean {
  switch (action) {
    case 'see suggestions':
      return permits(actor, 'identification', 'read', matter).granted;
    case 'read':
      return permits(actor, 'level and reasons', 'read', matter).granted;
    case 'decide':
      return permits(actor, 'level and reasons', 'write', matter).granted && decides(actor, pack);
    case 'add a concern':
      return permits(actor, 'concerns', 'write', matter).granted;
  }
}

/** Whoever writes levels does not decide them on that account alone: who decides is the authority's setting. */
export function decides(actor: Actor, { levelDecisions }: PolicyPack): boolean {
  return holds(actor, ...(levelDecisions.decidedBy as readonly Role[]));
}

/** Whether someone may read a concern that is withheld from the school. */
export type ConcernAction = 'read' | 'resolve' | 'change whether it is shown';

export function canWithConcern(
  actor: Actor,
  action: ConcernAction,
  matter: Matter,
  concern: Concern,
): boolean {
  const about: Matter = { ...matter, author: concern.author.id };
  switch (action) {
    case 'read':
      return isShown(concern) || permits(actor, 'withheld evidence', 'read', about).granted;
    case 'resolve':
      return (
        permits(actor, 'concerns', 'write', about).granted &&
        canWithConcern(actor, 'read', matter, concern)
      );
    case 'change whether it is shown':
      return permits(actor, 'withheld evidence', 'write', about).granted;
  }
}
