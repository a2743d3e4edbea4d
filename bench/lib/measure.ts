/** The middle value. Throws for none. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value that a share of all values (0 to 1) does not exceed, by nearest rank. Throws for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

/** How many milliseconds the work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

/**
 * Lets each of the works measure once a round, in turns and now in this order, now in that, so that
 * what else the machine does meets all alike. Gives what each measured, round by round.
 */
export async function alternate<Name extends string, Value>(
  rounds: number,
  works: Readonly<Record<Name, () => Promise<Value>>>,
): Promise<Record<Name, Value[]>> {
  const names = Object.keys(works) as Name[];
  const measured = Object.fromEntries(names.map((name): [string, Value[]] => [name, []])) as Record<
    Name,
    Value[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      measured[name].push(await works[name]());
    }
  }
  return measured;
}
