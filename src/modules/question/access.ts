import { permitsAuthority } from '#modules/people/index.ts';
import type { Actor } from '#modules/people/index.ts';

/** Who may adopt a wording: whoever keeps the settings, and those who put the question to boards. */
export function mayAdopt(actor: Actor): boolean {
  return (
    permitsAuthority(actor, 'administration', 'write') ||
    permitsAuthority(actor, 'draft record', 'write')
  );
}
