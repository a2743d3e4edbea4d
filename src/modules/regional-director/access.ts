import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

/**
 * What can be done with what is recorded of the Regional Director. It is for officers who identify
 * schools; an academy of the authority’s area counts as theirs here.
 */
export type DirectorAction = 'see' | 'record';

export function can(actor: Actor, action: DirectorAction, matter: Matter): boolean {
  return permits(actor, 'identification', action === 'see' ? 'read' : 'write', matter).granted;
}
