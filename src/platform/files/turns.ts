/** Lets so many run at once. The others wait, and take their turn in the order in which they came. */
export function turns(atOnce: number): <Value>(run: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (run) => {
    if (running < atOnce) running += 1;
    // Whoever ends gives up their place to the next one.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
