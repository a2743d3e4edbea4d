/** What was measured, beside what it is held against; both in the same run and the same unit. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly yardstick: number;
  /** How they compare, the way round that the goal speaks of. */
  readonly ratio: number;
  readonly goal: string;
  readonly met: boolean;
}

interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly yardstick: number;
}

/** A figure that must stay under a limit in its own unit; the ratio is to the yardstick. */
export function limited(
  measured: Measured,
  limit: number,
  { what, yardstick }: { readonly what: string; readonly yardstick: string },
): Figure {
  const { value, unit } = measured;
  return figure(measured, {
    ratio: value / measured.yardstick,
    goal: `${what} under ${limit} ${unit}; yardstick: ${yardstick}`,
    met: value < limit,
  });
}

/** A figure that may be at most so many times its yardstick. */
export function within(measured: Measured, times: number, yardstick: string): Figure {
  const ratio = measured.value / measured.yardstick;
  return figure(measured, {
    ratio,
    goal: `at most ${times} × the time of ${yardstick}`,
    met: ratio <= times,
  });
}

/** A figure that must be at least so many times as fast as its yardstick. */
export function faster(measured: Measured, times: number, yardstick: string): Figure {
  const ratio = measured.yardstick / measured.value;
  return figure(measured, {
    ratio,
    goal: `at least ${times} × as fast as ${yardstick}`,
    met: ratio >= times,
  });
}

function figure(
  { name, value, unit, yardstick }: Measured,
  judged: Pick<Figure, 'ratio' | 'goal' | 'met'>,
): Figure {
  return {
    name,
    value: rounded(value),
    unit,
    yardstick: rounded(yardstick),
    ratio: rounded(judged.ratio),
    goal: judged.goal,
    met: judged.met,
  };
}

/** Three figures say all that a measurement on a busy machine can. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
