import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

export type ActionAction = 'see' | 'change its status';

/** An agreed action is part of a final record; whoever holds the meetings says how it stands. */
export function can(actor: Actor, action: ActionAction, matter: Matter): boolean {
  switch (action) {
    case 'see': {
      const permission = permits(actor, 'final record', 'read', matter);
      return permission.granted && permission.parts === undefined;
    }
    case 'change its status':
      return permits(actor, 'draft record', 'write', matter).granted;
  }
}
