import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
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

/** One saved text of a section. None is ever changed or removed. */
export interface Revision {
  readonly section: string;
  readonly revision: number;
  /** The revision that the text was typed on; undefined for what was filled in at the start. */
  readonly parent: number | undefined;
  readonly text: string;
  readonly at: Date;
  readonly by: PersonId | undefined;
  /** The copy of the page that it was typed on; empty where none was. */
  readonly writer: string;
}

export interface Typed {
  readonly text: string;
  /** The revision that was on the page when typing began. */
  readonly parent: number;
  /** The copy of the page that it was typed on. */
  readonly writer: string;
}

/** What became of a typed text: it is in a revision, or it comes back beside the one that is there. */
export type Saved =
  | { readonly kind: 'saved'; readonly change: Change; readonly revision: Revision }
  | { readonly kind: 'unchanged'; readonly current: SectionText }
  | { readonly kind: 'conflict'; readonly current: SectionText; readonly typed: Typed };

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
 * Saves what someone typed in a section. A text that was typed on an older revision than the newest
 * is not saved over it: both come back, to be made one. Revisions that the same copy of the page
 * saved in between do not count: on a bad connection the page may not have heard of them.
 * `since` are the revisions after `typed.parent`.
 */
export function editSection(
  record: MeetingRecord,
  section: Section,
  current: SectionText,
  since: readonly Revision[],
  typed: Typed,
  doing: Doing,
): Result<Saved> {
  const writable = mayWrite(record);
  if (!writable.ok) return writable;
  if (!isTyped(section)) {
    return refuse('not-typed', `“${section.label}” has no text of its own to change.`);
  }
  if (typed.text === current.text) return ok({ kind: 'unchanged', current });
  if (typed.text.length > longestText) {
    const over = typed.text.length - longestText;
    return refuse(
      'too-long',
      `“${section.label}” must be ${count(longestText)} characters or fewer. It is ${count(over)} too long and has not been saved.`,
      section.key,
    );
  }
  const others = since.some(({ writer, by }) => writer !== typed.writer || by !== doing.by);
  if (typed.parent > current.revision || (typed.parent < current.revision && others)) {
    return ok({ kind: 'conflict', current, typed });
  }
  const revision: Revision = {
    section: section.key,
    revision: current.revision + 1,
    parent: typed.parent,
    text: typed.text,
    at: doing.at,
    by: doing.by,
    writer: typed.writer,
  };
  const made = change(changed(record, {}), { type: 'section saved', revision });
  return made.ok ? ok({ kind: 'saved', change: made.value, revision }) : made;
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
  const { text, from } = filled;
  if (text === current.text) return change(record);
  const { key } = section;
  const revision = { section: key, revision: parent + 1, parent, text, at, by, writer: '' };
  return change(changed(record, {}), { type: 'section saved', revision, filledFrom: from });
}

function count(number: number): string {
  return number.toLocaleString('en-GB');
}
