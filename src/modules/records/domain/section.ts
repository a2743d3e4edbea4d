import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { mergeTexts } from '#merge/texts.ts';
import type { Writers } from '#merge/texts.ts';
import type { Section, SectionKind } from '#policy-pack/index.ts';
import { change, changed, mayWrite } from './record.ts';
import type { Change, Doing, MeetingRecord } from './record.ts';

/** A section as it stands. One that nobody has written in has revision 0 and no text. */
export interface SectionText {
  readonly section: string;
  readonly text: string;
  readonly revision: number;
  /** Where the first text came from, with its date, until someone changes it; then empty. */
  readonly prefilledFrom: string;
  readonly at: Date | undefined;
  /** Undefined where the product filled it in. */
  readonly by: PersonId | undefined;
}

/** One saved text of a part of the record. None is ever changed or removed. */
export interface Revision {
  /** The key of the section, or the address of another part. */
  readonly section: string;
  readonly revision: number;
  /** The revision that the text was typed on; undefined for what was filled in at the start. */
  readonly parent: number | undefined;
  readonly text: string;
  readonly at: Date;
  readonly by: PersonId | undefined;
  /** The edit that made it, which counts once however often it arrives. */
  readonly edit: string | undefined;
  /** A choice that stands beside the one that is there, until someone who has seen both chooses. */
  readonly beside?: true;
}

export interface Typed {
  readonly text: string;
  /** The revision that was on the page when typing began. */
  readonly parent: number;
  /** What is sent again has the same. */
  readonly edit?: string | undefined;
}

/** What became of a typed text. All of it is in the section's text, or was there already. */
export type Saved =
  | {
      readonly kind: 'saved';
      readonly change: Change;
      readonly revision: Revision;
      /** Whether someone else had changed the same passage: both versions of it are in the text. */
      readonly overlap: boolean;
    }
  | { readonly kind: 'unchanged'; readonly current: SectionText };

/** The longest text that a section takes, in characters: about 30 pages. */
export const longestText = 100_000;

const typedKinds: ReadonlySet<SectionKind> = new Set([
  'protocols',
  'background',
  'context',
  'areas-for-improvement',
  'key-actions',
  'impact-of-support',
  'notes',
  'progress-against-actions',
  'self-evaluation',
]);

/** Whether people write in the section, or it shows what is recorded elsewhere. */
export function isTyped(section: Section): boolean {
  return typedKinds.has(section.kind);
}

export function emptySection(section: string): SectionText {
  return {
    section,
    text: '',
    revision: 0,
    prefilledFrom: '',
    at: undefined,
    by: undefined,
  };
}

/**
 * Saves what someone typed in a section. What was typed on an older revision than the newest is
 * made one with it: `base` is the text of that older revision, undefined where there is none.
 */
export function editSection(
  record: MeetingRecord,
  section: Section,
  current: SectionText,
  base: string | undefined,
  typed: Typed,
  doing: Doing,
  writers: Writers,
): Result<Saved> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  if (!isTyped(section)) {
    return refuse('not-typed', `“${section.label}” has no text of its own to change.`);
  }
  if (base === undefined) return unknownRevision();
  if (typed.text === current.text) return ok({ kind: 'unchanged', current });
  const { text, overlap } = mergeTexts(base, typed.text, current.text, writers);
  if (text === current.text) return ok({ kind: 'unchanged', current });
  if (text.length > longestText) {
    const over = text.length - longestText;
    return refuse(
      'too-long',
      `“${section.label}” must be ${count(longestText)} characters or fewer. It is ${count(over)} too long and has not been saved.`,
      section.key,
    );
  }
  const revision: Revision = {
    section: section.key,
    revision: current.revision + 1,
    parent: typed.parent,
    text,
    at: doing.at,
    by: doing.by,
    edit: typed.edit,
  };
  const made = change(changed(record, {}), { type: 'section saved', revision });
  return made.ok ? ok({ kind: 'saved', change: made.value, revision, overlap }) : made;
}

export function unknownRevision() {
  return refuse(
    'unknown-revision',
    'This was typed on a text that the council does not have. Copy it, and load the page again',
  );
}

/** Brings an earlier text back. Refused where someone has changed the section since it was shown. */
export function bringBack(
  record: MeetingRecord,
  section: Section,
  current: SectionText,
  text: string,
  parent: number,
  doing: Doing,
): Result<Change> {
  return replaceText(record, section, current, { text, from: undefined }, parent, doing);
}

/**
 * Fills a section in again with what is held now. The text that is there stays among the earlier
 * ones. Refused where someone has changed the section since the page was shown (`parent`).
 */
export function fillSection(
  record: MeetingRecord,
  section: Section,
  current: SectionText,
  filled: { readonly text: string; readonly from: string },
  parent: number,
  doing: Doing,
): Result<Change> {
  return replaceText(record, section, current, filled, parent, doing);
}

function replaceText(
  record: MeetingRecord,
  section: Section,
  current: SectionText,
  { text, from }: { readonly text: string; readonly from: string | undefined },
  parent: number,
  { at, by }: Doing,
): Result<Change> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  if (parent !== current.revision) {
    return refuse(
      'changed',
      `Someone has changed “${section.label}” meanwhile. Look at the newest text below, and try again`,
    );
  }
  if (text === current.text) return change(record);
  const { key } = section;
  const revision = { section: key, revision: parent + 1, parent, text, at, by, edit: undefined };
  const filledFrom = from === undefined ? {} : { filledFrom: from };
  return change(changed(record, {}), { type: 'section saved', revision, ...filledFrom });
}

function count(number: number): string {
  return number.toLocaleString('en-GB');
}
