/** One school's way through a process, told as data: the words that its chair would have typed. */
export interface Story {
  /** As in the list of schools. */
  readonly school: string;
  readonly head: PersonName;
  readonly chairOfGovernors: PersonName;
  readonly process: 'sib' | 'pci';
  /** Which of the Senior Advisors chairs it; the first unless told. */
  readonly advisor?: 1 | 2;
  /** How far it has come, and when its meetings are. */
  readonly stage: Stage;
  /** `{inspected}` stands for the month of the latest inspection. */
  readonly background: string;
  /** In order. A meeting that is still to come has none. */
  readonly meetings: readonly Minutes[];
  /** Members whom the board asked for beyond the policy's seats. */
  readonly extra?: readonly ExtraMember[];
}

export interface PersonName {
  readonly title: string;
  readonly first: string;
  readonly last: string;
}

export interface ExtraMember extends PersonName {
  readonly description: string;
}

/**
 * Where a case stands on the day of loading, and when its latest meeting is: so many school days from
 * today, negative for the past. Those before it follow from what each agreed of the next.
 */
export type Stage =
  | { readonly kind: 'board to form'; readonly days: number }
  /** Opened that day; the board is formed, and has a choice of dates for its first meeting. */
  | { readonly kind: 'dates offered'; readonly days: number }
  /** The latest meeting is still to come. */
  | { readonly kind: 'planned'; readonly days: number }
  | {
      readonly kind: 'opened' | 'drafting' | 'with the headteacher' | 'answered';
      readonly days: number;
    }
  | { readonly kind: 'final'; readonly days: number; readonly corrected?: Correction };

export interface Correction {
  readonly reason: string;
  /** The section that is put right, and its new text; without it the correction is still being written. */
  readonly section?: string;
  readonly text?: string;
}

export interface Minutes {
  /** Texts by the key of the form's section. Those of `context` are added to what the product puts there. */
  readonly sections: Readonly<Record<string, string>>;
  /** An outcome of the form; none where the form has none. */
  readonly outcome?: string;
  readonly answer?: 'yes' | 'not-yet' | 'no';
  readonly reasons?: string;
  readonly concerns?: string;
  readonly additionalSupport?: string;
  readonly actions: readonly ActionText[];
  /** What the headteacher answered: other sections were accurate. */
  readonly answers?: readonly AccuracyText[];
  /** How far into its half-term block the next meeting is, from 0 to 1; the outcome says which block. */
  readonly next: number;
  readonly venue?: 'school' | 'teams' | 'hybrid';
  readonly attendees?: readonly AttendeeText[];
  /** Who could not come, by board role. */
  readonly apologies?: readonly string[];
}

export interface ActionText {
  readonly what: string;
  readonly undertakes: string;
  readonly monitors: string;
  readonly success: string;
  readonly support: string;
  /** Due this many weeks after the meeting. */
  readonly weeks: number;
  /** What was said of it at each meeting that followed, while it was open. */
  readonly progress?: readonly string[];
  /** At those meetings there was nothing to look at: no progress is noted with the action. */
  readonly nothingShown?: true;
  /** What whoever undertakes it showed between meetings; of a headteacher or a chair of governors. */
  readonly shown?: readonly ShownText[];
  readonly ended?: Ending;
}

export interface ShownText {
  /** So many weeks after the meeting. */
  readonly weeks: number;
  readonly text: string;
  /** A file that goes with it. */
  readonly file?: { readonly title: string; readonly says: readonly string[] };
  /** Whether they say that it is complete. */
  readonly isComplete?: true;
}

/** How an action ended: at which of the meetings that followed, or how many weeks after its own. */
export type Ending = (
  { readonly kind: 'complete' } | { readonly kind: 'stopped'; readonly reason: string }
) &
  ({ readonly meetings: number } | { readonly weeks: number });

export type AccuracyText = {
  readonly section: string;
  /** What the chair decided; undecided where the answers still wait. */
  readonly decision?: { readonly kind: 'accepted' | 'declined'; readonly reason: string };
} & (
  | {
      readonly answer: 'fact-wrong';
      /** Words of the section, and what they should be. */
      readonly changes: readonly [from: string, to: string];
    }
  | {
      readonly answer: 'differently';
      /** Words of the paragraph that it is about. */
      readonly about: string;
      readonly comment: string;
    }
);

export interface AttendeeText {
  readonly name: string;
  readonly capacity: string;
  readonly parts: readonly string[];
}
