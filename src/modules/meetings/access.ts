import { canWithCase } from '#modules/cases/index.ts';
import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

export type MeetingAction =
  | 'see'
  | 'see who else comes'
  | 'arrange'
  | 'read its record'
  | 'read its whole record'
  /** Of a meeting that was held before its case was taken on: from the authority's own Word file. */
  | 'bring in its record';

export function can(actor: Actor, action: MeetingAction, matter: Matter): boolean {
  switch (action) {
    case 'see':
      return permits(actor, 'arrangements', 'read', matter).granted;
    case 'see who else comes': {
      // Who comes to which part tells other attendees what the meeting is about beside their own.
      const roles = actor.roles.filter(({ role }) => role !== 'other-attendee');
      return permits({ ...actor, roles }, 'arrangements', 'read', matter).granted;
    }
    case 'arrange':
      return permits(actor, 'arrangements', 'write', matter).granted;
    case 'read its whole record': {
      const permission = permits(actor, 'final record', 'read', matter);
      return permission.granted && permission.parts === undefined;
    }
    case 'bring in its record':
      return canWithCase(actor, 'decide on its life', matter);
    case 'read its record':
      return permits(actor, 'final record', 'read', matter).granted;
  }
}

/**
 * Whether someone reads all of a meeting's final record, and not only the parts that they came to; or the
 * original files of a meeting that was held before its case was taken on.
 */
export function readsWholeRecord(actor: Actor, matter: Matter): boolean {
  return can(actor, 'read its whole record', matter);
}
