import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

/** Who sees what the national rules make of a school before anyone has decided on it: officers. */
export function can(actor: Actor, _action: 'see', matter: Matter): boolean {
  return permits(actor, 'identification', 'read', matter).granted;
}
