import type { Actor, Matter } from '#modules/people/index.ts';
import { canWithConcern } from '../access.ts';
import { isShown, presentShowing } from '../domain/concern.ts';
import type { Concern } from '../domain/concern.ts';
import type { SeenReason } from '../domain/seen.ts';

/** A reason as one person may read it: one that rests on a withheld concern says only by whom it is. */
export type ShownReason =
  | {
      readonly kind: 'stated';
      readonly reason: SeenReason;
      /** Of a reason that is a concern: the concern, with what has become of it since. */
      readonly concern: Concern | undefined;
    }
  | { readonly kind: 'withheld'; readonly key: string; readonly byRole: string };

/** Which concerns someone may read. */
export type MayRead = (concern: Concern) => boolean;

/** Those that this person may read. */
export function readsOf(actor: Actor, matter: Matter): MayRead {
  return (concern) => canWithConcern(actor, 'read', matter, concern);
}

/** The reasons as whoever reads these concerns may read them, in their order. */
export function shownReasons(
  reasons: readonly SeenReason[],
  concerns: readonly Concern[],
  mayRead: MayRead,
): ShownReason[] {
  return reasons.map((reason): ShownReason => {
    const concern = concerns.find(({ id }) => id === reason.concern);
    if (!concern || mayRead(concern)) {
      return { kind: 'stated', reason, concern };
    }
    return { kind: 'withheld', key: reason.key, byRole: presentShowing(concern).by.role };
  });
}

/** The concerns that someone may read, and by whom the others are withheld. */
export interface ShownConcerns {
  readonly readable: readonly Concern[];
  readonly withheldBy: readonly string[];
}

export function shownConcerns(concerns: readonly Concern[], mayRead: MayRead): ShownConcerns {
  const readable = concerns.filter(mayRead);
  const withheld = concerns.filter((concern) => !isShown(concern) && !readable.includes(concern));
  return { readable, withheldBy: withheld.map((concern) => presentShowing(concern).by.role) };
}

/** "Something is withheld by the Senior Advisor": who withholds, and never what. Undefined for nothing. */
export function withheldSentence(roles: readonly string[]): string | undefined {
  const named = [...new Set(roles)].toSorted();
  if (named.length === 0) return undefined;
  const what =
    roles.length === 1 ? '1 item of evidence is' : `${roles.length} items of evidence are`;
  return `${what} withheld from this page, by the ${named.join(' and the ')}.`;
}
