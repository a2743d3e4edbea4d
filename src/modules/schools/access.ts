import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

/** What can be done with the facts about a school. */
export type SchoolAction = 'see' | 'add a figure';

export function can(actor: Actor, action: SchoolAction, matter: Matter): boolean {
  return permits(actor, 'school facts', action === 'see' ? 'read' : 'write', matter).granted;
}
