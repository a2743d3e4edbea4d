import { longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, PersonId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Process } from '#policy-pack/index.ts';

export type CaseStatus = 'open' | 'paused' | 'closed';

/** A school's way through one process: a School Improvement Board, or its Progress Check-Ins. */
export interface Case {
  readonly id: CaseId;
  readonly urn: Urn;
  readonly process: string;
  /** While it is paused, everything in it can be read and nothing changed. */
  readonly status: CaseStatus;
  readonly openedOn: LocalDate;
  readonly openedBy: PersonId;
  /** The reasons that the process was started. */
  readonly background: string;
  /** The policy pack, with its version, under which it was opened: "coventry/1". */
  readonly policyVersion: string;
  readonly version: number;
  /** The agenda of the next meeting that is set, where something other than a record has set it. */
  readonly nextForm: string | undefined;
  /** The day on which a case that was already running was taken on. */
  readonly takenOn: LocalDate | undefined;
}

/** What must be known of a school before a process can be opened for it. */
export interface SchoolStanding {
  readonly urn: Urn;
  readonly name: string;
  readonly maintained: boolean;
  readonly typeName: string;
  readonly open: boolean;
  /** The name of the process that is open or paused for it, if one is. */
  readonly openProcess: string | undefined;
}

export interface Opening {
  readonly id: CaseId;
  readonly background: string;
  readonly by: PersonId;
  readonly on: LocalDate;
  readonly policyVersion: string;
}

/** The longest background that is taken, in characters: about 30 pages. */
export const longestBackground = 100_000;

/** Opens a process for a school. At most one SIB or PCI is open for a school at a time. */
export function openCase(school: SchoolStanding, process: Process, opening: Opening): Result<Case> {
  const may = mayHave(school, process, 'opened');
  if (!may.ok) return may;
  if (opening.background === '') {
    return refuse(
      'no-background',
      `Enter the reasons for starting the ${process.name}`,
      'background',
    );
  }
  if (opening.background.length > longestBackground) {
    return refuse(
      'background-too-long',
      `The background must be ${longestBackground.toLocaleString('en-GB')} characters or fewer`,
      'background',
    );
  }
  return ok({
    id: opening.id,
    urn: school.urn,
    process: process.key,
    status: 'open',
    openedOn: opening.on,
    openedBy: opening.by,
    background: opening.background,
    policyVersion: opening.policyVersion,
    version: 1,
    nextForm: undefined,
    takenOn: undefined,
  });
}

/**
 * Opens a case that has been running without the product, at whatever stage it is: the day it began
 * lies in the past, and `nextForm` is the agenda of its next meeting. Refuses what `openCase` does, a
 * day to come, and an agenda of another process.
 */
export function takeOnCase(
  school: SchoolStanding,
  process: Process,
  opening: Opening & { readonly nextForm: string },
  today: LocalDate,
): Result<Case> {
  const opened = openCase(school, process, opening);
  if (!opened.ok) return opened;
  if (opening.on > today) {
    return refuse(
      'in-the-future',
      `The day it began must be today, ${shortDate(today)}, or before`,
      'openedOn',
    );
  }
  if (!process.forms.includes(opening.nextForm)) {
    return refuse(
      'wrong-agenda',
      `Choose an agenda of the ${process.name} for the next meeting`,
      'nextForm',
    );
  }
  return ok({ ...opened.value, nextForm: opening.nextForm, takenOn: today });
}

/** Whether a school may have a process: it is maintained, open, and has no other. */
export function mayHave(
  school: SchoolStanding,
  process: Process,
  verb: 'opened' | 'reopened',
): Result<undefined> {
  if (!school.maintained) {
    return refuse(
      'not-maintained',
      `${school.name} is not maintained by the authority (${school.typeName}). A ${process.name} is for maintained schools; raise a concern about an academy with the Regional Director.`,
    );
  }
  if (!school.open) {
    return refuse(
      'school-closed',
      `${school.name} has closed, so a ${process.name} cannot be ${verb}.`,
    );
  }
  if (school.openProcess !== undefined) {
    return refuse(
      'already-open',
      `${school.name} already has a ${school.openProcess} open. A school has one at a time.`,
    );
  }
  return ok(undefined);
}

/** Closes a case and opens the one that comes after it for the same school. */
export function followOn(
  present: Case,
  process: Process,
  opening: Opening,
): { readonly closed: Case; readonly opened: Case } {
  const { id, background, by, on, policyVersion } = opening;
  return {
    closed: changed(present, { status: 'closed' }),
    opened: {
      id,
      urn: present.urn,
      process: process.key,
      status: 'open',
      openedOn: on,
      openedBy: by,
      background,
      policyVersion,
      version: 1,
      nextForm: undefined,
      takenOn: undefined,
    },
  };
}

/** Whether what is in a case may be changed: not while it is paused. */
export function mustNotBePaused({ status }: Pick<Case, 'status'>): Result<undefined> {
  return status === 'paused'
    ? refuse(
        'paused',
        'The process is paused, so everything in it can be read and nothing can be changed. Resume it first.',
      )
    : ok(undefined);
}

/** Whether the case goes on: `so` is what cannot be done otherwise, as "so its board cannot be changed". */
export function mustBeOpen(present: Pick<Case, 'status'>, so: string): Result<undefined> {
  if (present.status === 'closed') return refuse('closed', `This process is closed, ${so}.`);
  return mustNotBePaused(present);
}

/** The case with changes, one version on. */
export function changed(present: Case, changes: Partial<Case>): Case {
  return { ...present, ...changes, version: present.version + 1 };
}

/** "Open since Monday 4 January 2027." */
export function standingSentence({ status, openedOn, takenOn }: Case): string {
  const taken = takenOn === undefined ? '' : ` It was taken on here on ${longDate(takenOn)}.`;
  const since = longDate(openedOn);
  switch (status) {
    case 'open':
      return `Open since ${since}.${taken}`;
    case 'paused':
      return `Paused. It was opened on ${since}.${taken}`;
    case 'closed':
      return `Closed. It was opened on ${since}.${taken}`;
  }
}
