import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

/** What can be done with a case: opening it is asked of its school. Its life: pauses, closings, reviews. */
export type CaseAction =
  | 'open'
  | 'decide on its life'
  | 'see'
  | 'form the board'
  | 'read its records'
  | 'see its history'
  /** To give to someone else what was the duty of a person who leaves. */
  | 'hand over duties';

export function can(actor: Actor, action: CaseAction, matter: Matter): boolean {
  switch (action) {
    case 'open':
    case 'decide on its life':
      return permits(actor, 'level and reasons', 'write', matter).granted && chairs(actor, matter);
    case 'see':
      return permits(actor, 'arrangements', 'read', matter).granted;
    case 'form the board':
      return permits(actor, 'arrangements', 'write', matter).granted;
    case 'read its records':
      return permits(actor, 'final record', 'read', matter).granted;
    case 'see its history':
      return permits(actor, 'audit', 'read', matter).granted;
    case 'hand over duties':
      return chairs(actor, matter);
  }
}

/** A process is opened by those who will hold its meetings. */
function chairs(actor: Actor, matter: Matter): boolean {
  return permits(actor, 'draft record', 'write', matter).granted;
}
