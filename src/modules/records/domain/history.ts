import type { Revision } from './section.ts';

/** Texts of one person that follow each other more closely than this are one sitting. */
const sitting = 3 * 60_000;

/**
 * The revisions that are worth showing, newest first: while someone types, a text is saved every few
 * seconds, and only the last of a sitting says something. None is left out that someone else's
 * follows, or that is followed by a pause.
 */
export function worthShowing(revisions: readonly Revision[]): Revision[] {
  return revisions
    .filter((revision, index) => {
      const next = revisions[index + 1];
      if (!next) return true;
      const goesOn = next.by === revision.by;
      return (
        !goesOn || next.at.getTime() - revision.at.getTime() > sitting || isLoss(revision, next)
      );
    })
    .toReversed();
}

/** A text that shrank by much between two saves is shown before it did. */
function isLoss(before: Revision, after: Revision): boolean {
  return before.text.length > 200 && after.text.length < before.text.length / 2;
}
