/** Numbers that look random and are the same on every run, so that every demonstration is alike. */
export interface Random {
  /** From 0 up to 1, which it never is. */
  next(): number;
  /** A whole number, both ends included. */
  whole(from: number, to: number): number;
  /** A number to one decimal place. */
  tenth(from: number, to: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** True in this share of the cases. */
  chance(share: number): boolean;
}

/** A sequence of its own for each name, so that a change in one place leaves the others as they are. */
export function randomFor(name: string): Random {
  let state = [...name].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16777619),
    2166136261,
  );
  // Mulberry32, by Tommy Ettinger (public domain).
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    tenth: (from, to) => Math.round((from + next() * (to - from)) * 10) / 10,
    pick: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to pick from.');
      return item;
    },
    chance: (share) => next() < share,
  };
}
