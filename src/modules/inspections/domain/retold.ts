import type { LocalDate } from '#kernel/dates.ts';
import type { Inspection } from './inspection.ts';
import { differencesBetween } from './differences.ts';
import type { Difference } from './differences.ts';

/** What files told of one inspection, from the oldest to the newest of them that told it so. */
export interface Telling {
  /** Null where no file did. */
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly told: Inspection;
}

/** "Until the file of `until`, this read so": `one` of a difference is how it read. */
export interface Retold {
  readonly until: LocalDate;
  readonly differences: readonly Difference[];
}

/**
 * How the account of an inspection changed from file to file, the oldest change first. The order of
 * the tellings does not matter: they are put in the order of their files.
 */
export function howItChanged(tellings: readonly Telling[]): Retold[] {
  const moments = tellings
    .flatMap(({ from, until, told }) => [
      { day: from, told },
      { day: until, told },
    ])
    .sort((one, other) => compare(one.day ?? '', other.day ?? ''));
  const changes: Retold[] = [];
  for (const [index, { day, told }] of moments.entries()) {
    const before = moments[index - 1];
    if (!before || day === null) continue;
    const differences = withoutGaps(before.told, told);
    if (differences.length > 0) changes.push({ until: day, differences });
  }
  return changes;
}

/** What a file leaves out has not changed: the type, where a file tells of it as the one before. */
function withoutGaps(before: Inspection, after: Inspection): Difference[] {
  return differencesBetween(before, after).filter(
    ({ what, one, other }) => what !== 'Day of publication' || (one !== null && other !== null),
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
