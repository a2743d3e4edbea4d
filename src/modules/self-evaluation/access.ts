import { permits } from '#modules/people/index.ts';
import type { Actor, Matter } from '#modules/people/index.ts';

export type SelfEvaluationAction = 'read' | 'judge' | 'comment';

/**
 * What can be done with a school's own judgements. The chair, who only reads them by the table, types
 * them during the meeting: the section of the record that they fill is the chair's to write.
 */
export function can(actor: Actor, action: SelfEvaluationAction, matter: Matter): boolean {
  switch (action) {
    case 'read':
      return permits(actor, 'self-evaluation and pre-reads', 'read', matter).granted;
    case 'judge':
      return (
        permits(actor, 'self-evaluation and pre-reads', 'write', matter).granted ||
        chairs(actor, matter)
      );
    case 'comment':
      return chairs(actor, matter);
  }
}

function chairs(actor: Actor, matter: Matter): boolean {
  const bare = { ...matter, noteTaker: undefined, checking: undefined };
  return permits(actor, 'draft record', 'write', bare).granted;
}
