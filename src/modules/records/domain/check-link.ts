import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { MeetingRecord } from './record.ts';

/** A link by which one headteacher answers one accuracy check. Secrets are held as their hashes. */
export interface CheckLink {
  readonly tokenHash: string;
  readonly recordId: RecordId;
  readonly round: number;
  readonly person: PersonId;
  /** Whether another link has taken its place. */
  readonly isEnded: boolean;
  /** The browser that it was opened in, and when that was last here. */
  readonly opened: { readonly browserHash: string; readonly seenAt: Date } | undefined;
  /** The newest code, with how often a wrong one was typed since. */
  readonly code:
    { readonly hash: string; readonly until: Date; readonly tries: number } | undefined;
  readonly codesSent: number;
}

/** Why a link opens nothing any more, in the words of the audit trail. */
export type LinkEnd =
  'replaced' | 'taken back' | 'answered' | 'final' | 'handed over' | 'past its day';

/** What a link is to whoever comes with it. */
export type LinkStanding =
  | { readonly kind: 'dead'; readonly because: LinkEnd }
  /** It was opened in another browser. */
  | { readonly kind: 'elsewhere' }
  /** A code opens it in this browser. */
  | { readonly kind: 'shut' }
  | { readonly kind: 'open' };

/** So long a check stays open in its browser without a visit; after that it asks for a code again. */
const openFor = 12 * 60 * 60_000;

/** So many codes are mailed for one link, and so many wrong ones are taken for each. */
const codesPerLink = 5;
const triesPerCode = 5;
/** So many links to one check are mailed within a day: nobody's mailbox is filled by others. */
export const linksPerDay = 4;

/**
 * Where a link stands. It belongs to one record, one round of its check and one headteacher, and to the
 * browser that it was first opened in; it dies when the check is over, is somebody else's, or its day has passed.
 */
export function standingOf(
  link: CheckLink,
  record: Pick<MeetingRecord, 'state' | 'round'>,
  visitor: {
    readonly browserHash: string | undefined;
    readonly now: Date;
    readonly today: LocalDate;
  },
): LinkStanding {
  const because = endOf(link, record, visitor.today);
  if (because) return { kind: 'dead', because };
  const { opened } = link;
  if (!opened) return { kind: 'shut' };
  if (opened.browserHash !== visitor.browserHash) return { kind: 'elsewhere' };
  const isOpen = visitor.now.getTime() - opened.seenAt.getTime() < openFor;
  return { kind: isOpen ? 'open' : 'shut' };
}

function endOf(
  link: CheckLink,
  { state, round }: Pick<MeetingRecord, 'state' | 'round'>,
  today: LocalDate,
): LinkEnd | undefined {
  if (link.round !== round || state.status === 'draft') return 'taken back';
  if (state.status === 'answered') return 'answered';
  if (state.status !== 'with-headteacher') return 'final';
  if (state.sending.sentTo !== link.person) return 'handed over';
  if (state.sending.answersDueOn < today) return 'past its day';
  return link.isEnded ? 'replaced' : undefined;
}

/** Whether a check still waits for the headteacher of a link, so that a new one may take its place. */
export function mayRenew(
  link: CheckLink,
  record: Pick<MeetingRecord, 'state' | 'round'>,
  today: LocalDate,
): boolean {
  const because = endOf(link, record, today);
  return because === undefined || because === 'replaced';
}

/** The link with a code that was mailed for it; the one before it ends. */
export function withCode(link: CheckLink, hash: string, until: Date): Result<CheckLink> {
  if (link.codesSent >= codesPerLink) {
    return refuse(
      'too-many-codes',
      'No more codes are mailed for this link. Have a new link mailed instead.',
    );
  }
  return ok({ ...link, code: { hash, until, tries: 0 }, codesSent: link.codesSent + 1 });
}

/** What became of a code that was typed. */
export type Tried =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong'; readonly link: CheckLink; readonly left: number }
  /** No code is open: none was mailed, its time has passed, or too many wrong ones were typed. */
  | { readonly kind: 'none' };

export function tryCode(link: CheckLink, hash: string, now: Date): Tried {
  const { code } = link;
  if (!code || code.until <= now || code.tries >= triesPerCode) return { kind: 'none' };
  if (code.hash === hash) return { kind: 'right' };
  const tries = code.tries + 1;
  return { kind: 'wrong', link: { ...link, code: { ...code, tries } }, left: triesPerCode - tries };
}

/** The link as it is open in a browser; its code is used up. */
export function openedIn(link: CheckLink, browserHash: string, now: Date): CheckLink {
  return { ...link, opened: { browserHash, seenAt: now }, code: undefined };
}

/**
 * Whether the trail tells of a refusal, of so many that there were: of the first ten each, then of the
 * hundredth, the thousandth, so that nobody fills it by trying.
 */
export function isTold(count: number): boolean {
  return count <= 10 || /^10+$/.test(String(count));
}
