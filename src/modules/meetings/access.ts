import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

export type MeetingAction = 'see' | 'arrange';

export function can(actor: Actor, action: MeetingAction, matter: Matter): boolean {
  return permits(actor, 'arrangements', action === 'see' ? 'read' : 'write', matter).granted;
}
