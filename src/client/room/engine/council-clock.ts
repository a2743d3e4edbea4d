/**
 * The council's clock, as far as its answers tell it. A device may be a day wrong: what it shows as
 * times are the council's, once it has answered.
 */
export class CouncilClock {
  #offset = 0;
  #roundTrip = Number.POSITIVE_INFINITY;

  /** An answer says `at` (ISO); it was asked for and came at these times of the device, in milliseconds. */
  learn(at: string, asked: number, came: number): void {
    const council = Date.parse(at);
    if (Number.isNaN(council)) return;
    const offset = council - (asked + came) / 2;
    const roundTrip = came - asked;
    // The quickest answer is the most exact, until the device's clock is set anew.
    const isSetAnew = Math.abs(offset - this.#offset) > roundTrip + this.#roundTrip;
    if (roundTrip > this.#roundTrip && !isSetAnew) return;
    this.#offset = offset;
    this.#roundTrip = roundTrip;
  }

  /** A time of the device by the council's clock. */
  corrected(device: number): number {
    return device + this.#offset;
  }
}
