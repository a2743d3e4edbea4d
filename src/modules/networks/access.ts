import { holds, permits, permitsAuthority, reachOf } from '#modules/people/index.ts';
import type { Actor, Matter, Reach, Role } from '#modules/people/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';

/** What can be done with the network focus of one school. */
export type FocusAction = 'see' | 'change';

export function can(actor: Actor, action: FocusAction, matter: Matter, pack: PolicyPack): boolean {
  if (action === 'see') return permits(actor, 'network focus', 'read', matter).granted;
  return permits(actor, 'network focus', 'write', matter).granted && decides(actor, pack);
}

/** What can be done with a categorisation round: it is about all schools of the authority. */
export type RoundAction = 'see' | 'decide';

/** A round, its evidence and what is not decided yet are for the authority's officers alone. */
export function canWithRounds(actor: Actor, action: RoundAction, pack: PolicyPack): boolean {
  return action === 'see'
    ? permitsAuthority(actor, 'identification', 'read')
    : permitsAuthority(actor, 'network focus', 'write') && decides(actor, pack);
}

/** The schools whose network focus someone may read as a list. A school's own people read their own alone. */
export function focusReach(actor: Actor): Reach | undefined {
  return reachOf(actor, 'network focus');
}

/** Whether someone may see the evidence behind it, which can name concerns that others do not read. */
export function seesEvidence(actor: Actor, matter: Matter): boolean {
  return permits(actor, 'identification', 'read', matter).granted;
}

function decides(actor: Actor, { categorisation }: PolicyPack): boolean {
  return holds(actor, categorisation.decidedBy as Role);
}
