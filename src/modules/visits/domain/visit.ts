import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, PersonId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { allOf, checkLine, checkText } from './texts.ts';

export type VisitId = Branded<string, 'VisitId'>;
export type VisitReplyId = Branded<string, 'VisitReplyId'>;

/** Who does something, by the role in which they do it. */
export interface Doer {
  readonly id: PersonId;
  readonly name: string;
  readonly role: string;
}

export interface Doing {
  readonly by: Doer;
  readonly at: Date;
}

/** What is written of a visit. */
export interface VisitText {
  readonly on: LocalDate;
  /** Who visited, in words. */
  readonly visitors: string;
  /** What it was about. */
  readonly purpose: string;
  readonly seen: string;
  /** What follows from it; may be empty. */
  readonly follows: string;
}

/** One version of what is written. None is ever changed or removed. */
export interface VisitVersion extends VisitText, Doing {
  /** From 1. */
  readonly version: number;
  /** Why it corrects the one before; empty for the first. */
  readonly reason: string;
}

/** Whether the school may read it, from then on. */
interface Showing extends Pick<Doing, 'at'> {
  readonly shown: boolean;
  readonly by: Pick<Doer, 'id' | 'name'>;
}

/** What the school says of a visit. */
export interface VisitReply {
  readonly id: VisitReplyId;
  readonly text: string;
  readonly by: Pick<Doer, 'id' | 'name'>;
  readonly at: Date;
}

export interface Visit {
  readonly id: VisitId;
  readonly urn: Urn;
  /** Oldest first; the last is what counts. */
  readonly versions: readonly VisitVersion[];
  readonly showings: readonly Showing[];
  readonly replies: readonly VisitReply[];
}

export function presentVisit({ versions }: Pick<Visit, 'versions'>): VisitVersion {
  const last = versions.at(-1);
  if (!last) throw new Error('A visit has at least one version.');
  return last;
}

export function isShared({ showings }: Pick<Visit, 'showings'>): boolean {
  return showings.at(-1)?.shown ?? false;
}

/**
 * Records a visit. Refused of a day to come, and without who visited, what it was about or what was
 * seen.
 */
export function recordVisit(
  { id, urn, shared, ...typed }: VisitText & Pick<Visit, 'id' | 'urn'> & { shared: boolean },
  doing: Doing,
): Result<Visit> {
  const text = checkVisit(typed, dateOf(doing.at));
  if (!text.ok) return text;
  return ok({
    id,
    urn,
    versions: [{ ...text.value, version: 1, reason: '', ...doing }],
    showings: [{ shown: shared, by: doing.by, at: doing.at }],
    replies: [],
  });
}

/**
 * Corrects what is written of a visit; what it said before stays. `after` is the version that was on
 * the page. Refused as recording is, without a reason, when nothing is different, and when somebody
 * else has corrected it meanwhile.
 */
export function correctVisit(
  visit: Visit,
  typed: VisitText,
  { reason, after }: { readonly reason: string; readonly after: number },
  doing: Doing,
): Result<Visit> {
  const last = presentVisit(visit);
  if (after !== last.version) return changedMeanwhile(last.by.name);
  const text = checkVisit(typed, dateOf(doing.at));
  if (!text.ok) return text;
  if (isSame(text.value, last)) return refuse('same', 'Nothing is different', 'seen');
  const why = checkText(reason, 'Enter why you correct it', 'The reason', 'reason');
  if (!why.ok) return why;
  const version = { ...text.value, version: last.version + 1, reason: why.value, ...doing };
  return ok({ ...visit, versions: [...visit.versions, version] });
}

/** Shares a visit with the school, or no longer. Asking for what is so already changes nothing. */
export function shareVisit(visit: Visit, shown: boolean, { by, at }: Doing): Visit {
  if (isShared(visit) === shown) return visit;
  return { ...visit, showings: [...visit.showings, { shown, by, at }] };
}

/** Adds what the school says of a visit that it was shown. */
export function replyToVisit(
  visit: Visit,
  { id, text: typed }: Pick<VisitReply, 'id' | 'text'>,
  { by, at }: Doing,
): Result<Visit> {
  const text = checkText(typed, 'Enter what you want to say of the visit', 'What you say', 'text');
  if (!text.ok) return text;
  return ok({ ...visit, replies: [...visit.replies, { id, text: text.value, by, at }] });
}

export function changedMeanwhile(name: string): Result<never> {
  return refuse(
    'changed',
    `${name} has corrected this meanwhile. What you typed is below: look at the new version before you send it again`,
    'reason',
  );
}

function checkVisit(typed: VisitText, today: LocalDate): Result<VisitText> {
  if (typed.on > today) {
    return refuse(
      'in-the-future',
      `The day of the visit must be today, ${shortDate(today)}, or before`,
      'on',
    );
  }
  const texts = allOf({
    visitors: checkLine(typed.visitors, 'Enter who visited', 'Who visited', 'visitors'),
    purpose: checkLine(
      typed.purpose,
      'Enter what the visit was about',
      'What it was about',
      'purpose',
    ),
    seen: checkText(typed.seen, 'Enter what was seen', 'What was seen', 'seen'),
    follows: checkText(typed.follows, undefined, 'What follows', 'follows'),
  });
  return texts.ok ? ok({ ...texts.value, on: typed.on }) : texts;
}

function isSame(a: VisitText, b: VisitText): boolean {
  return (['on', 'visitors', 'purpose', 'seen', 'follows'] as const).every(
    (part) => a[part] === b[part],
  );
}
