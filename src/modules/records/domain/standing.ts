import type { PersonId } from '#kernel/ids.ts';
import type { Revision } from './section.ts';

/** A part of the record as it stands: what it says, and what stands beside it to be chosen from. */
export interface PartStanding {
  readonly part: string;
  readonly text: string;
  /** The newest revision; 0 before the first. */
  readonly revision: number;
  readonly by: PersonId | undefined;
  readonly at: Date | undefined;
  /** Another choice that was made at the same time, until someone who has seen both chooses. */
  readonly beside: Revision | undefined;
  /** Whether the text was changed elsewhere, so that it has no revision of its own yet. */
  readonly isUnkept: boolean;
}

/**
 * How a part stands, by its revisions, oldest first, and by what the record says (`text`). Where
 * the two differ it was changed outside the room: it counts as one revision more.
 */
export function standingOf(
  part: string,
  text: string,
  revisions: readonly Revision[],
): PartStanding {
  const said = revisions.findLast(({ beside }) => beside !== true);
  const newest = revisions.at(-1)?.revision ?? 0;
  const isUnkept = (said?.text ?? '') !== text;
  return {
    part,
    text,
    revision: isUnkept ? newest + 1 : newest,
    by: isUnkept ? undefined : said?.by,
    at: isUnkept ? undefined : said?.at,
    beside: openChoice(revisions),
    isUnkept,
  };
}

/** The newest choice that was kept beside the present one, where nobody has chosen since. */
export function openChoice(revisions: readonly Revision[]): Revision | undefined {
  const beside = revisions.findLast((each) => each.beside === true);
  if (!beside) return undefined;
  const isSettled = revisions.some(
    (each) => each.beside !== true && (each.parent ?? 0) >= beside.revision,
  );
  return isSettled ? undefined : beside;
}

/** What to do with a choice that was made on a revision of the part. */
export type ChoiceMade =
  | { readonly kind: 'take' }
  | { readonly kind: 'unchanged' }
  /** Someone else has chosen otherwise meanwhile. */
  | { readonly kind: 'beside' }
  | { readonly kind: 'unknown' };

/** `parent` is the revision that the choice was made on. */
export function settleChoice(
  now: PartStanding,
  revisions: readonly Revision[],
  typed: { readonly text: string; readonly parent: number },
): ChoiceMade {
  const { text, parent } = typed;
  if (parent > now.revision) return { kind: 'unknown' };
  const hasSeenBoth = now.beside !== undefined && parent >= now.beside.revision;
  if (text === now.text) return hasSeenBoth ? { kind: 'take' } : { kind: 'unchanged' };
  const base = textOn(now, revisions, parent);
  if (base === now.text || parent === now.revision) return { kind: 'take' };
  // Whoever has seen both has chosen, even where it is what was there.
  return base === text && !hasSeenBoth ? { kind: 'unchanged' } : { kind: 'beside' };
}

/** What the part said at a revision; undefined where it had none such. */
export function textOn(
  now: PartStanding,
  revisions: readonly Revision[],
  revision: number,
): string | undefined {
  if (revision === now.revision && now.isUnkept) return now.text;
  if (revision === 0) return '';
  return revision > now.revision
    ? undefined
    : (revisions.findLast((each) => each.revision <= revision && each.beside !== true)?.text ?? '');
}
