// What the device keeps of a meeting room, as the page of the room sees it.

/**
 * What stands in one part of the record. It is unsent while its text is not its base, or an edit is
 * on its way: such a draft is never dropped. One that the council has is kept only to be shown.
 */
export interface Draft {
  readonly part: string;
  readonly text: string;
  /** The revision that it is typed on, and that revision's text. */
  readonly parent: number;
  readonly base: string;
  /** An edit that is on its way and not answered yet; it is sent again as it is. */
  readonly sent:
    { readonly id: string; readonly parent: number; readonly text: string } | undefined;
  /** By the device's clock, in milliseconds; only to be shown. */
  readonly typedAt: number;
}

export interface FoundDraft extends Draft {
  /**
   * Undefined: it is this copy's own now. Otherwise another copy, which is gone, left it beside
   * this copy's own draft of the same part: it is sent as an edit of its own and then forgotten by
   * part and copy.
   */
  readonly copy: string | undefined;
}

/** The main part of the room's page, to be opened without a network. */
export interface KeptRoom {
  readonly html: string;
  readonly title: string;
  readonly version: number;
  /** By the device's clock, in milliseconds. */
  readonly keptAt: number;
}

/** A paper of the meeting, or its last record. */
export interface KeptFile {
  readonly href: string;
  readonly name: string;
  readonly type: string;
  readonly title: string;
  readonly bytes: ArrayBuffer;
}

export type DeviceState =
  | { readonly kind: 'kept' }
  /** The person chose that nothing is kept here. */
  | { readonly kind: 'nothing' }
  /** The browser does not let anything be kept, or there is no room left: in a sentence. */
  | { readonly kind: 'failed'; readonly sentence: string }
  /** The key has left the memory; what was kept stays. `openDevice` opens it again. */
  | { readonly kind: 'locked' };

export interface Device {
  readonly state: DeviceState;
  /** Whose key it was opened with; undefined when nothing is kept. */
  readonly person: string | undefined;
  onChange(listener: (state: DeviceState) => void): void;
  /**
   * Resolves once the draft is on the disk. Rejects when it is not, in every state but `kept` too;
   * the state then says why.
   */
  keep(draft: Draft): Promise<void>;
  /** Removes the draft of a part, once the council has it. */
  forget(part: string, copy?: string): Promise<void>;
  /** What this copy, or copies that are no longer open, left behind. Asked once, before the first `keep`. */
  drafts(): Promise<readonly FoundDraft[]>;
  keepRoom(room: KeptRoom): Promise<void>;
  room(): Promise<KeptRoom | undefined>;
  keepFile(file: KeptFile): Promise<void>;
  file(href: string): Promise<KeptFile | undefined>;
  files(): Promise<
    readonly { readonly href: string; readonly title: string; readonly bytes: number }[]
  >;
  /** Forgets everything of this record. */
  clear(): Promise<void>;
  /** Takes the key out of the memory, once what is on its way to the disk is there. */
  lock(): Promise<void>;
}

export interface DeviceOptions {
  readonly record: string;
  /** Undefined where nobody has said who it is, without a network: whoever kept this record. */
  readonly person: string | undefined;
  /** The council has just answered this person. */
  readonly signedIn: boolean;
  /** Where the PIN is asked for. */
  readonly panel: HTMLElement;
}
