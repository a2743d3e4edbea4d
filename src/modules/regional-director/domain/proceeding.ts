import { dateOf, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { EntryId, PersonId, ProceedingId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import {
  checkAgainstSchool,
  checkOpening,
  openedAssessment,
  recordInAssessment,
  withFact,
} from './assessment.ts';
import type { Assessment } from './assessment.ts';
import { checkRaising, raisedConcern, recordInConcern, withConcernFact } from './concern.ts';
import type { Concern } from './concern.ts';
import { factNames } from './facts.ts';
import type { Fact, ProceedingKind } from './facts.ts';
import type { SchoolStanding } from './school.ts';
import { wordingProblem } from './wording.ts';

/** What an entry says: something that happened, or that an earlier entry was wrong. */
export type Content =
  | { readonly type: 'fact'; readonly fact: Fact }
  | {
      readonly type: 'correction';
      /** The entry that first told of it. */
      readonly of: EntryId;
      readonly fact: Fact;
      readonly reason: string;
    }
  /** The entry should not be there at all. */
  | { readonly type: 'struck'; readonly of: EntryId; readonly reason: string };

/** One line of a proceeding’s history. It is never changed: a correction is another entry. */
export interface Entry {
  readonly id: EntryId;
  /** Counts from 1 within the proceeding. */
  readonly number: number;
  readonly content: Content;
  readonly recordedAt: Date;
  readonly recordedBy: { readonly id: PersonId; readonly name: string };
}

/** Something that happened, as it is known now, with how that came to be recorded. */
export interface Told {
  /** The entry that first told of it. */
  readonly id: EntryId;
  /** As corrected last. */
  readonly fact: Fact;
  readonly first: Entry;
  /** What was recorded about it since, oldest first. */
  readonly corrections: readonly Entry[];
  readonly struck: boolean;
}

interface Common {
  readonly id: ProceedingId;
  readonly urn: Urn;
  /** In the order in which they were first recorded. */
  readonly told: readonly Told[];
}

/** Everything recorded of the Regional Director and one school, in one matter. */
export type Proceeding =
  | (Common & { readonly kind: 'assessment'; readonly assessment: Assessment })
  | (Common & { readonly kind: 'concern'; readonly concern: Concern });

/** Puts the entries together: each thing once, as it was corrected last. */
export function toldBy(entries: readonly Entry[]): Told[] {
  const told = new Map<EntryId, Told>();
  for (const entry of entries.toSorted((a, b) => a.number - b.number)) {
    const { content } = entry;
    if (content.type === 'fact') {
      const { fact } = content;
      told.set(entry.id, { id: entry.id, fact, first: entry, corrections: [], struck: false });
      continue;
    }
    const before = told.get(content.of);
    if (!before) continue;
    const corrections = [...before.corrections, entry];
    told.set(
      content.of,
      content.type === 'struck'
        ? { ...before, corrections, struck: true }
        : { ...before, fact: content.fact, corrections },
    );
  }
  return [...told.values()];
}

/** The proceeding that these entries tell of; undefined where they tell of none. */
export function proceedingOf(
  id: ProceedingId,
  urn: Urn,
  entries: readonly Entry[],
): Proceeding | undefined {
  const told = toldBy(entries);
  const [first, ...rest] = told.filter(({ struck }) => !struck);
  if (first?.fact.kind === 'opened') {
    const assessment = rest.reduce(
      (known, { id: entry, fact }) => (isOfAssessment(fact) ? withFact(known, entry, fact) : known),
      openedAssessment(first.fact),
    );
    return { kind: 'assessment', id, urn, told, assessment };
  }
  if (first?.fact.kind === 'raised') {
    const concern = rest.reduce(
      (known, { fact }) => (isOfConcern(fact) ? withConcernFact(known, fact) : known),
      raisedConcern(first.fact),
    );
    return { kind: 'concern', id, urn, told, concern };
  }
  return undefined;
}

/** How far it has come. */
export function statusOf(proceeding: Proceeding): string {
  return proceeding.kind === 'assessment'
    ? proceeding.assessment.state.status
    : proceeding.concern.state.status;
}

/** Whether anything can still happen in it. */
export function isOpen(proceeding: Proceeding): boolean {
  return !['closed', 'withdrawn'].includes(statusOf(proceeding));
}

/** The kinds of fact with which a proceeding begins. */
const beginnings = { assessment: 'opened', concern: 'raised' } as const;

/** The first fact of a proceeding. Refuses one that no such proceeding begins with. */
export function begin(kind: ProceedingKind, fact: Fact, today: LocalDate): Result<undefined> {
  if (fact.kind !== beginnings[kind]) return wrongKind();
  const wording = wordingProblem(fact);
  if (wording) return { ok: false, refusal: wording };
  const checked =
    fact.kind === 'opened'
      ? checkOpening(fact, today)
      : fact.kind === 'raised'
        ? checkRaising(fact, today)
        : wrongKind();
  return checked.ok ? ok(undefined) : checked;
}

/** Records what happened next. `id` becomes the entry’s. */
export function record(
  proceeding: Proceeding,
  id: EntryId,
  fact: Fact,
  about: { readonly school: SchoolStanding; readonly today: LocalDate },
): Result<Content> {
  const checked = follow(proceeding, id, fact, about.today);
  if (!checked.ok) return checked;
  if (proceeding.kind === 'assessment' && isOfAssessment(fact)) {
    const suited = checkAgainstSchool(proceeding.assessment, fact, about.school);
    if (!suited.ok) return suited;
  }
  const wording = wordingProblem(fact);
  return wording ? { ok: false, refusal: wording } : ok({ type: 'fact', fact });
}

/** The longest reason for a correction, in characters. */
export const longestReason = 2_000;

/**
 * Corrects what an entry says, or strikes it out (`fact` undefined), by a new entry with its reason.
 * Everything that was recorded must still be possible with the correction in its place.
 */
export function correct(
  proceeding: Proceeding,
  of: EntryId,
  { fact, reason }: { readonly fact: Fact | undefined; readonly reason: string },
  about: { readonly school: SchoolStanding; readonly today: LocalDate },
): Result<Content> {
  const told = proceeding.told.find(({ id }) => id === of);
  if (!told) return refuse('no-entry', 'There is no such entry.');
  if (told.struck) return refuse('struck', 'This entry is struck out already.');
  const isFirst = told.fact.kind === beginnings[proceeding.kind];
  if (fact && fact.kind !== told.fact.kind) return wrongKind();
  if (!fact && isFirst) {
    return refuse(
      'first-entry',
      `The first entry cannot be struck out. Record instead that the ${proceeding.kind} was withdrawn.`,
    );
  }
  const wording = fact && wordingProblem(fact);
  if (wording) return { ok: false, refusal: wording };
  if (reason === '') {
    return refuse('no-reason', 'Enter why the entry is corrected', 'reasonForCorrection');
  }
  if (reason.length > longestReason) {
    const most = longestReason.toLocaleString('en-GB');
    return refuse(
      'too-long',
      `The reason must be ${most} characters or fewer`,
      'reasonForCorrection',
    );
  }
  if (fact && fact.on > about.today) {
    return refuse('in-future', `The day must not be after today, ${shortDate(about.today)}`, 'on');
  }
  const stands = replay(proceeding, of, fact, about);
  if (!stands.ok) return stands;
  return ok(fact ? { type: 'correction', of, fact, reason } : { type: 'struck', of, reason });
}

/** Tells the whole history again with one thing changed or left out. */
function replay(
  { id, urn, kind, told }: Proceeding,
  of: EntryId,
  fact: Fact | undefined,
  about: { readonly school: SchoolStanding; readonly today: LocalDate },
): Result<undefined> {
  let known: Proceeding | undefined;
  for (const each of told) {
    const isIt = each.id === of;
    if (each.struck || (isIt && !fact)) continue;
    const its = isIt && fact ? fact : each.fact;
    // Nothing that is recorded lies in the future of the day on which it was last put down.
    const day = isIt ? about.today : dateOf((each.corrections.at(-1) ?? each.first).recordedAt);
    const possible: Result<unknown> = known
      ? follow(known, each.id, its, day)
      : begin(kind, its, day);
    if (!possible.ok) return isIt ? possible : cannotStand(each, possible.refusal.sentence);
    if (known && isIt && known.kind === 'assessment' && isOfAssessment(its)) {
      const suited = checkAgainstSchool(known.assessment, its, about.school);
      if (!suited.ok) return suited;
    }
    const first: Entry = { ...each.first, content: { type: 'fact', fact: its } };
    known = proceedingOf(id, urn, [...(known?.told.map((earlier) => earlier.first) ?? []), first]);
  }
  return ok(undefined);
}

function cannotStand({ fact }: Told, why: string): Result<undefined> {
  return refuse(
    'cannot-stand',
    `With this correction the entry “${factNames[fact.kind]}” of ${shortDate(fact.on)} could not stand: ${why}`,
  );
}

function follow(
  proceeding: Proceeding,
  id: EntryId,
  fact: Fact,
  today: LocalDate,
): Result<unknown> {
  if (proceeding.kind === 'assessment') {
    return isOfAssessment(fact)
      ? recordInAssessment(proceeding.assessment, id, fact, today)
      : wrongKind();
  }
  return isOfConcern(fact) ? recordInConcern(proceeding.concern, fact, today) : wrongKind();
}

function wrongKind(): { readonly ok: false; readonly refusal: { code: string; sentence: string } } {
  return refuse('wrong-kind', 'That is not something that can be recorded here.');
}

type InAssessment = Parameters<typeof withFact>[2];
type InConcern = Parameters<typeof withConcernFact>[1];

const kindsOfConcern: readonly Fact['kind'][] = ['answered', 'follow-up', 'closed', 'withdrawn'];

function isOfConcern(fact: Fact): fact is InConcern {
  return kindsOfConcern.includes(fact.kind);
}

function isOfAssessment(fact: Fact): fact is InAssessment {
  return !['opened', 'raised', 'answered', 'follow-up'].includes(fact.kind);
}
