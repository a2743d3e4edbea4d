/** What the page and the council send each other. */

/** A text on its way: made once, and sent again as it is until an answer comes. */
export interface Edit {
  readonly id: string;
  readonly part: string;
  /** The revision of the part that it was typed on. */
  readonly parent: number;
  readonly text: string;
}

/** The other answer to a question that two people answered at once. */
export interface Beside {
  readonly text: string;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  readonly revision: number;
}

/** A part as the council has it. */
export interface Held {
  readonly part: string;
  readonly revision: number;
  readonly text: string;
  /** Whoever wrote it last; empty where that is not known. */
  readonly by: string;
  readonly beside?: Beside | undefined;
}

/** What became of an edit. `text` is there where the council's text is not what was sent. */
export type Result =
  | {
      readonly kind: 'saved';
      readonly id: string;
      readonly part: string;
      readonly revision: number;
      readonly text?: string | undefined;
      /** Whose words were merged in. */
      readonly by?: string | undefined;
    }
  | {
      readonly kind: 'beside';
      readonly id: string;
      readonly part: string;
      readonly revision: number;
      /** The answer that the council keeps; the one that was sent is beside it. */
      readonly text: string;
      readonly by?: string | undefined;
      readonly beside: Beside;
    }
  | {
      readonly kind: 'refused';
      readonly id: string;
      readonly part: string;
      readonly problem: string;
    };

/** Why nothing can be written in the record any more. */
export interface Closed {
  readonly closed: 'with-headteacher' | 'final' | 'paused' | 'gone';
  readonly sentence: string;
}

export interface News {
  /** ISO time of the council's clock. */
  readonly at: string;
  readonly version: number;
  readonly news: readonly Held[];
  readonly closed?: Closed | undefined;
}

export interface Answer extends News {
  readonly results: readonly Result[];
}
