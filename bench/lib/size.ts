/** How much is measured. Times are in seconds. */
export interface Size {
  /** Rows of the files that are imported. */
  readonly fileRows: number;
  readonly importRounds: number;
  /** Each round makes one document of each kind. */
  readonly documentRounds: number;
  /** Schools in the register that the pages are read from, of all authorities. */
  readonly schools: number;
  /** Each has 8 meetings and 16 agreed actions. */
  readonly cases: number;
  /** Agreed actions of the authority's own schools, where all of them are listed. */
  readonly actions: number;
  /** How often a page that is measured answer by answer is asked for. */
  readonly pageRounds: number;
  /** Requests a second, whether or not the ones before have been answered. */
  readonly requestRate: number;
  readonly warmUp: number;
  /** How often the pages and their yardstick take turns, and how long a turn is. */
  readonly turns: number;
  readonly turnLength: number;
  /** Meeting rooms in which people type at once, and for how long that is measured. */
  readonly rooms: number;
  readonly typing: number;
  /** How often a meeting room is opened from a device. */
  readonly opens: number;
  readonly renderRounds: number;
  /** How long each kind of page is rendered in a round. */
  readonly renderTime: number;
}

/** England has some 22,000 state-funded schools; the rest is what an authority has after decades. */
export const full: Size = {
  fileRows: 22_000,
  importRounds: 5,
  documentRounds: 20,
  schools: 22_000,
  cases: 6_250,
  actions: 100_000,
  pageRounds: 60,
  requestRate: 100,
  warmUp: 5,
  turns: 5,
  turnLength: 2,
  rooms: 50,
  typing: 20,
  opens: 9,
  renderRounds: 15,
  renderTime: 0.2,
};

/** To see that everything works, not to measure. */
export const tiny: Size = {
  fileRows: 50,
  importRounds: 1,
  documentRounds: 1,
  schools: 100,
  cases: 40,
  actions: 500,
  pageRounds: 2,
  requestRate: 20,
  warmUp: 0.2,
  turns: 1,
  turnLength: 0.3,
  rooms: 2,
  typing: 2,
  opens: 1,
  renderRounds: 1,
  renderTime: 0.02,
};
