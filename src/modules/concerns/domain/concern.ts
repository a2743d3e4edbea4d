import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, PersonId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { concernKinds } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';

export type ConcernId = Branded<string, 'ConcernId'>;

/** Someone, as history names them: with the role in which they did it. */
export interface Doer {
  readonly id: PersonId;
  readonly name: string;
  readonly role: string;
}

/** What worries about a school and is in no file. Its words are never changed; what follows is added. */
export interface Concern {
  readonly id: ConcernId;
  readonly urn: Urn;
  /** A trigger of the policy pack that is recognised by a concern. */
  readonly kind: string;
  /** The day that it is of. */
  readonly ofDate: LocalDate;
  /** Where it comes from, in words. */
  readonly source: string;
  readonly text: string;
  readonly author: { readonly id: PersonId; readonly name: string };
  readonly recordedAt: Date;
  /** Whether the school is shown it, and was before: oldest first, never empty. */
  readonly showings: readonly Showing[];
  readonly resolution: Resolution | undefined;
}

export interface Showing {
  readonly shown: boolean;
  /** Why it is withheld, or why it is shown after all; empty where it was shown from the beginning. */
  readonly reason: string;
  readonly by: Doer;
  readonly at: Date;
}

export interface Resolution {
  readonly on: LocalDate;
  /** What resolved it. */
  readonly text: string;
  readonly by: { readonly id: PersonId; readonly name: string };
  readonly at: Date;
}

/** A concern as typed. */
export interface NewConcern {
  readonly id: ConcernId;
  readonly kind: string;
  readonly ofDate: LocalDate;
  readonly source: string;
  readonly text: string;
  readonly shown: boolean;
  /** Why it is withheld; empty where it is shown. */
  readonly reason: string;
}

/** What a rule must know of the school. */
export interface SchoolOfConcern {
  readonly urn: Urn;
  readonly name: string;
  readonly maintained: boolean;
  readonly typeName: string;
}

export const longestSource = 200;
export const longestText = 10_000;

export function presentShowing({ showings }: Concern): Showing {
  const last = showings.at(-1);
  if (!last) throw new Error('A concern is either shown or withheld.');
  return last;
}

export function isShown(concern: Concern): boolean {
  return presentShowing(concern).shown;
}

export function isOpen({ resolution }: Concern): boolean {
  return resolution === undefined;
}

/**
 * Records a concern about a maintained school. Refused for any other school, without a kind, a
 * source, a text or a reason to withhold it, and of a day that is still to come.
 */
export function recordConcern(
  school: SchoolOfConcern,
  typed: NewConcern,
  pack: PolicyPack,
  { by, at }: { readonly by: Doer; readonly at: Date },
): Result<Concern> {
  if (!school.maintained) {
    return refuse(
      'not-maintained',
      `${school.name} is not maintained by the authority (${school.typeName}). A concern about an academy is raised with the Regional Director.`,
    );
  }
  if (!concernKinds(pack).some(({ key }) => key === typed.kind)) {
    return refuse('no-kind', 'Choose what the concern is about', 'kind');
  }
  const today = dateOf(at);
  if (typed.ofDate > today) {
    return refuse(
      'in-the-future',
      `The date of the concern must be today, ${shortDate(today)}, or before`,
      'ofDate',
    );
  }
  const source = typed.source.trim();
  if (source === '') return refuse('no-source', 'Enter where the concern comes from', 'source');
  if (source.length > longestSource) {
    return refuse(
      'source-too-long',
      `Where it comes from must be ${longestSource} characters or fewer`,
      'source',
    );
  }
  const text = checkText(typed.text, 'Enter what the concern is', 'The concern', 'text');
  if (!text.ok) return text;
  const showing = readShowing(typed.shown, typed.reason);
  if (!showing.ok) return showing;
  return ok({
    id: typed.id,
    urn: school.urn,
    kind: typed.kind,
    ofDate: typed.ofDate,
    source,
    text: text.value,
    author: { id: by.id, name: by.name },
    recordedAt: at,
    showings: [{ shown: typed.shown, reason: typed.shown ? '' : showing.value, by, at }],
    resolution: undefined,
  });
}

/** Resolves an open concern. Its day lies between the concern's own and today. */
export function resolveConcern(
  concern: Concern,
  typed: { readonly on: LocalDate; readonly text: string },
  { by, at }: { readonly by: Doer; readonly at: Date },
): Result<Concern> {
  if (concern.resolution) {
    return refuse(
      'resolved-already',
      `${concern.resolution.by.name} resolved this concern on ${shortDate(concern.resolution.on)}.`,
    );
  }
  if (typed.on > dateOf(at)) {
    return refuse(
      'in-the-future',
      `The day it was resolved must be today, ${shortDate(dateOf(at))}, or before`,
      'on',
    );
  }
  if (typed.on < concern.ofDate) {
    return refuse(
      'before-it-arose',
      `The day it was resolved must be ${shortDate(concern.ofDate)}, the date of the concern, or after`,
      'on',
    );
  }
  const text = checkText(typed.text, 'Enter what resolved it', 'What resolved it', 'text');
  if (!text.ok) return text;
  const resolution = { on: typed.on, text: text.value, by: { id: by.id, name: by.name }, at };
  return ok({ ...concern, resolution });
}

/** Withholds a concern that is shown to the school, or shows one that is withheld, for a reason. */
export function changeShowing(
  concern: Concern,
  typed: { readonly shown: boolean; readonly reason: string },
  { by, at }: { readonly by: Doer; readonly at: Date },
): Result<Concern> {
  const present = presentShowing(concern);
  if (present.shown === typed.shown) {
    return refuse(
      'unchanged',
      typed.shown
        ? 'This concern is shown to the school already.'
        : `This concern is withheld already, by ${present.by.name}.`,
    );
  }
  const reason = typed.shown
    ? checkText(typed.reason, 'Enter why it is shown from now on', 'The reason', 'reason')
    : readShowing(false, typed.reason);
  if (!reason.ok) return reason;
  const showing = { shown: typed.shown, reason: reason.value, by, at };
  return ok({ ...concern, showings: [...concern.showings, showing] });
}

function readShowing(shown: boolean, reason: string): Result<string> {
  if (shown) return ok('');
  return checkText(reason, 'Enter why it is withheld from the school', 'The reason', 'reason');
}

function checkText(typed: string, missing: string, what: string, field: string): Result<string> {
  const text = typed.trim();
  if (text === '') return refuse('missing', missing, field);
  if (text.length > longestText) {
    return refuse(
      'too-long',
      `${what} must be ${longestText.toLocaleString('en-GB')} characters or fewer`,
      field,
    );
  }
  return ok(text);
}
