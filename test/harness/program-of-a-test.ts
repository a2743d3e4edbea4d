// Loaded before `src/main.ts` where a test starts it as a process of its own. Moves its clock by the
// milliseconds in MOVE_CLOCK, so that it is the day of the test's casework whenever the test is run;
// then loads what takes long to load, and lets the program begin when the test says so. Nothing is
// opened or served before that.

const move = Number(process.env['MOVE_CLOCK'] ?? 0);
const RealDate = Date;

class MovedDate extends RealDate {
  constructor(...given: [] | [number]) {
    if (given.length === 0) super(RealDate.now() + move);
    else super(...given);
  }

  static override now(): number {
    return RealDate.now() + move;
  }
}

globalThis.Date = MovedDate as unknown as DateConstructor;

await import('../../src/compose.ts');
await import('../../src/app.ts');
await new Promise((resolve) => {
  process.once('message', resolve);
});

export {};
