import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

/** What can be done with the inspections of a school: they are facts about it. */
export type InspectionAction = 'see' | 'enter';

export function can(actor: Actor, action: InspectionAction, matter: Matter): boolean {
  return permits(actor, 'school facts', action === 'see' ? 'read' : 'write', matter).granted;
}
