import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

/** Published figures of a school, and what they are compared with, are facts about it. */
export function canSeeFigures(actor: Actor, matter: Matter): boolean {
  return permits(actor, 'school facts', 'read', matter).granted;
}
