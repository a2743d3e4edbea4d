import type { PersonId } from '#kernel/ids.ts';
import type { OtherAttendee } from '#modules/meetings/index.ts';
import type { RecordMatter } from '../store.ts';

/** With whom a final version is shared: the board, and those who came to the meeting or parts of it. */
export function readersOf(
  { board }: RecordMatter,
  others: readonly OtherAttendee[],
): readonly PersonId[] {
  return [...new Set([...board, ...others.flatMap(({ personId }) => personId ?? [])])];
}
