import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId, PersonId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Process } from '#policy-pack/index.ts';

/** A school's way through one process: a School Improvement Board, or its Progress Check-Ins. */
export interface Case {
  readonly id: CaseId;
  readonly urn: Urn;
  readonly process: string;
  readonly status: 'open' | 'closed';
  readonly openedOn: LocalDate;
  readonly openedBy: PersonId;
  /** The reasons that the process was started. */
  readonly background: string;
  /** The policy pack, with its version, under which it was opened: "coventry/1". */
  readonly policyVersion: string;
  readonly version: number;
}

/** What must be known of a school before a process can be opened for it. */
export interface SchoolStanding {
  readonly urn: Urn;
  readonly name: string;
  readonly maintained: boolean;
  readonly typeName: string;
  readonly open: boolean;
  /** The name of the process that is open for it, if one is. */
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
  if (!school.maintained) {
    return refuse(
      'not-maintained',
      `${school.name} is not maintained by the authority (${school.typeName}). A ${process.name} is for maintained schools; raise a concern about an academy with the Regional Director.`,
    );
  }
  if (!school.open) {
    return refuse(
      'school-closed',
      `${school.name} has closed, so a ${process.name} cannot be opened.`,
    );
  }
  if (school.openProcess !== undefined) {
    return refuse(
      'already-open',
      `${school.name} already has a ${school.openProcess} open. A school has one at a time.`,
    );
  }
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
  });
}

/** Closes a case and opens the one that comes after it for the same school. */
export function followOn(
  present: Case,
  process: Process,
  opening: Opening,
): { readonly closed: Case; readonly opened: Case } {
  const { id, background, by, on, policyVersion } = opening;
  return {
    closed: { ...present, status: 'closed', version: present.version + 1 },
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
    },
  };
}
