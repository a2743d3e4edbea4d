import { mergeTexts } from '#merge/texts.ts';
import type { Beside, Edit, Held, Result } from './wire.ts';

/**
 * One thing that is typed in a room, between the field, the device and the council. Everything here
 * is a pure step from one state to the next: no clock, no network, no document. No step drops a text
 * that was typed: it stays in `text`, in `sent`, or in `waiting` until the council has answered for it.
 */
export interface Part {
  readonly part: string;
  /** Texts are made one; of two answers to one question one stands and the other is beside it. */
  readonly merge: 'text' | 'choice';
  /** What stands in the field. */
  readonly text: string;
  /** The revision that it is typed on: what page and council last had in common. */
  readonly parent: number;
  readonly base: string;
  /** Whoever wrote that; empty where it is not known. */
  readonly by: string;
  /** The text that is on its way, until it is answered. */
  readonly sent: Sent | undefined;
  /** A text that the council does not take, and why; it is tried again once it changes. */
  readonly refused: { readonly text: string; readonly problem: string } | undefined;
  readonly beside: Beside | undefined;
  /** Someone has chosen between two answers, be it for the one that stands. */
  readonly settles: boolean;
  /** What the council has meanwhile, while something of ours is unanswered. */
  readonly ahead: Held | undefined;
  /** Texts that other copies of the page left on the device, each to be brought in after the one before. */
  readonly waiting: readonly Found[];
}

export interface Sent {
  readonly id: string;
  readonly parent: number;
  readonly text: string;
}

/** What the device keeps of a part. */
export interface Draft {
  readonly part: string;
  readonly text: string;
  readonly parent: number;
  readonly base: string;
  readonly sent: Sent | undefined;
}

/** A draft that was left behind; `copy` where it lies beside this copy's own of the same part. */
export interface Found extends Draft {
  readonly copy: string | undefined;
}

/** A part as the page came with it. */
export function openPart(held: Held, merge: Part['merge']): Part {
  return {
    part: held.part,
    merge,
    text: held.text,
    parent: seen(held),
    base: held.text,
    by: held.by,
    sent: undefined,
    refused: undefined,
    beside: held.beside,
    settles: false,
    ahead: undefined,
    waiting: [],
  };
}

/** What stands in the field has changed by hand. */
export function typed(part: Part, text: string, me: string): Part {
  if (text === part.text) return part;
  return settled({ ...part, text, settles: false }, me);
}

/** Someone has seen both answers to a question and takes this one. */
export function chosen(part: Part, text: string): Part {
  return { ...part, text, settles: true };
}

/** Whether anything typed has not been answered for by the council. */
export function isUnsent(
  part: Draft & { readonly settles?: boolean; readonly waiting?: Part['waiting'] },
): boolean {
  return part.sent !== undefined || isChanged(part) || (part.waiting?.length ?? 0) > 0;
}

/** Whether there is a text that can be sent now: one of a part is on its way at a time. */
export function isDue(part: Part): boolean {
  return part.sent === undefined && isChanged(part) && part.refused?.text !== part.text;
}

/** The part with its text on the way, under an id that stays the same until it is answered. */
export function send(part: Part, id: string): Part {
  return { ...part, sent: { id, parent: part.parent, text: part.text }, refused: undefined };
}

export function editOf({ part, sent }: Part): Edit | undefined {
  return sent && { id: sent.id, part, parent: sent.parent, text: sent.text };
}

export function draftOf({ part, text, parent, base, sent }: Part): Draft {
  return { part, text, parent, base, sent };
}

/** The council has answered for an edit. An answer to another than the one on its way changes nothing. */
export function answered(part: Part, result: Result, me: string): Part {
  const { sent } = part;
  if (sent?.id !== result.id) return part;
  const home = { ...part, sent: undefined };
  const wentOn = part.text !== sent.text;
  if (result.kind === 'refused') {
    const refused = { text: sent.text, problem: result.problem };
    return settled({ ...home, refused, settles: false }, me);
  }
  const { revision } = result;
  const text = result.text ?? sent.text;
  const by = result.by ?? '';
  if (result.kind === 'beside') {
    const held = { part: part.part, revision, text, by, beside: result.beside };
    // Whoever has gone on to a third answer has not seen the other yet: theirs stays on the old.
    const ahead = newer(held, part.ahead);
    return wentOn
      ? settled({ ...home, ahead }, me)
      : settled(show({ ...home, settles: false }, held), me);
  }
  const next = {
    ...home,
    base: text,
    by: result.text === undefined ? me : by,
    parent: revision,
    beside: undefined,
    settles: false,
    refused: undefined,
  };
  if (!wentOn) return settled({ ...next, text }, me);
  if (part.merge === 'choice') return settled(next, me);
  return settled({ ...next, text: merged(sent.text, part.text, text, me, by) }, me);
}

/** The council has something newer from someone else. */
export function heard(part: Part, held: Held, me: string): Part {
  // An answer does not always say whose words it has merged in; the news that come with it do.
  if (seen(held) === part.parent && !part.sent && held.text === part.base) {
    return { ...part, by: held.by === '' ? part.by : held.by };
  }
  if (seen(held) <= part.parent) return part;
  return settled({ ...part, ahead: newer(held, part.ahead) }, me);
}

/**
 * Brings in what a device has kept: a text that was not answered for goes on from where it was, and
 * what the page came with is news to it. A device that knows a newer text than the page (one that
 * was opened without a network) is right.
 */
export function restored(part: Part, found: readonly Found[], me: string): Part {
  const known = found.toSorted((a, b) => b.parent - a.parent)[0];
  const unsent = found.filter((each) => isUnsent(each));
  const opened =
    known && known.parent > part.parent && !isChanged(part)
      ? { ...part, text: known.base, base: known.base, parent: known.parent, beside: undefined }
      : part;
  return settled({ ...opened, waiting: [...part.waiting, ...unsent] }, me);
}

/** The number that an edit has to name for its writer to have seen everything of the part. */
function seen({ revision, beside }: Held): number {
  return Math.max(revision, beside?.revision ?? 0);
}

function newer(held: Held, other: Held | undefined): Held {
  return other && seen(other) > seen(held) ? other : held;
}

function isChanged(part: Draft & { readonly settles?: boolean }): boolean {
  return part.text !== part.base || part.settles === true;
}

/** Takes in what had to wait, as far as nothing of ours is in the way. */
function settled(part: Part, me: string): Part {
  if (part.sent) return part;
  const { ahead } = part;
  if (ahead) {
    if (seen(ahead) <= part.parent) return settled({ ...part, ahead: undefined }, me);
    if (!isChanged(part) || part.text === ahead.text) return settled(show(part, ahead), me);
    if (part.merge === 'choice') return part;
    const text = merged(part.base, part.text, ahead.text, me, ahead.by);
    return settled(
      {
        ...part,
        text,
        base: ahead.text,
        by: ahead.by,
        parent: seen(ahead),
        beside: undefined,
        ahead: undefined,
      },
      me,
    );
  }
  const [draft, ...waiting] = part.waiting;
  if (!draft) return part;
  if (!isChanged(part)) return resumed({ ...part, waiting }, draft, me);
  // Two copies went on from the same text: it need not wait for the council to be seen.
  if (part.merge === 'text' && draft.parent === part.parent && !draft.sent) {
    const text = merged(part.base, part.text, draft.text, me, me);
    return settled({ ...part, text, waiting }, me);
  }
  return part;
}

function show(part: Part, held: Held): Part {
  return {
    ...part,
    text: held.text,
    base: held.text,
    by: held.by,
    parent: seen(held),
    beside: held.beside,
    settles: false,
    refused: undefined,
    ahead: undefined,
  };
}

/** A text from the device takes the place of one that the council has; that one is news to it. */
function resumed(part: Part, draft: Draft, me: string): Part {
  const { text, parent, base, sent } = draft;
  const held = {
    part: part.part,
    revision: part.parent,
    text: part.base,
    by: part.by,
    beside: part.beside,
  };
  return settled({ ...part, text, parent, base, sent, by: '', beside: undefined, ahead: held }, me);
}

function merged(base: string, mine: string, theirs: string, me: string, them: string): string {
  const names = { mine: me === '' ? someone : me, theirs: them === '' ? someone : them };
  return mergeTexts(base, mine, theirs, names).text;
}

const someone = 'Someone else';
