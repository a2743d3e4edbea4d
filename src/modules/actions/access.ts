import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

export type ActionAction =
  | 'see'
  | 'add progress'
  /** To say that it is complete, for someone else to confirm. */
  | 'propose completion'
  | 'confirm completion'
  /** To stop it, to open it again, to complete it without a proposal, to give it to someone else. */
  | 'change its status';

/**
 * An agreed action is part of a final record, and belongs to those who undertake and monitor it.
 * Whoever undertakes it says that it is complete; whoever monitors it, or holds the meetings,
 * confirms that. Nobody who undertakes an action confirms it as its monitor.
 */
export function can(actor: Actor, action: ActionAction, matter: Matter): boolean {
  switch (action) {
    case 'see': {
      const permission = permits(actor, 'final record', 'read', matter);
      return (permission.granted && permission.parts === undefined) || works(actor, matter);
    }
    case 'add progress':
      return works(actor, matter) || holdsMeetings(actor, matter);
    case 'propose completion':
      return isIn(matter.undertakes, actor) && works(actor, matter);
    case 'confirm completion':
      return (
        holdsMeetings(actor, matter) ||
        (isIn(matter.monitors, actor) && !isIn(matter.undertakes, actor) && works(actor, matter))
      );
    case 'change its status':
      return holdsMeetings(actor, matter);
  }
}

function isIn(people: Matter['undertakes'], { id }: Actor): boolean {
  return people?.includes(id) ?? false;
}

/** Whether it is theirs, and they may say how it goes. */
function works(actor: Actor, matter: Matter): boolean {
  return permits(actor, 'actions', 'write', matter).granted;
}

function holdsMeetings(actor: Actor, matter: Matter): boolean {
  return permits(actor, 'draft record', 'write', matter).granted;
}
