// Loaded before the product where a test starts it as a process of its own: moves its clock by the
// milliseconds in MOVE_CLOCK, so that it is the day of the test's casework whenever the test is run.

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
