import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { SchoolFamily } from './school-types.ts';

/**
 * Open; open, but proposed to close ("closing"); closed; or proposed to open: the four statuses of
 * Get Information About Schools.
 */
export type SchoolStatus = 'open' | 'closing' | 'closed' | 'proposed';

export const schoolStatusNames: Readonly<Record<SchoolStatus, string>> = {
  open: 'Open',
  closing: 'Open, but proposed to close',
  closed: 'Closed',
  proposed: 'Proposed to open',
};

/** A school as its page shows it. What the source leaves empty is null. */
export interface School {
  readonly urn: Urn;
  readonly name: string;
  readonly authority: { readonly code: string; readonly name: string };
  readonly establishmentNumber: number | null;
  readonly type: {
    readonly code: string;
    readonly name: string;
    readonly group: string | null;
    readonly family: SchoolFamily;
  };
  /** Whether a local authority maintains it, pupil referral units included (see `type.family`). */
  readonly maintained: boolean;
  readonly phase: string | null;
  readonly status: SchoolStatus;
  readonly openedOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
  readonly ages: { readonly from: number | null; readonly to: number | null };
  readonly gender: string | null;
  readonly sixthForm: string | null;
  readonly nursery: string | null;
  readonly boarding: string | null;
  readonly religiousCharacter: string | null;
  readonly religiousEthos: string | null;
  readonly diocese: string | null;
  readonly admissions: string | null;
  readonly capacity: number | null;
  readonly trust: NamedCode | null;
  readonly federation: NamedCode | null;
  /** The head as the register names them. The product's own people and roles are another matter. */
  readonly head: Head | null;
  /** From the street to the postcode, without the lines that are empty. */
  readonly address: readonly string[];
  readonly postcode: string | null;
  readonly telephone: string | null;
  /** As the register has it: not checked, and not always with `https://`. */
  readonly website: string | null;
  readonly region: string | null;
  readonly ukprn: string | null;
  /** When the register's entry was last changed there. */
  readonly lastChangedOn: LocalDate | null;
  readonly source: SchoolSource;
}

export interface NamedCode {
  readonly code: string | null;
  readonly name: string;
}

export interface Head {
  readonly title: string | null;
  readonly firstName: string | null;
  readonly lastName: string;
  readonly jobTitle: string | null;
}

/** Where the facts about a school come from, and of which day they are. */
export interface SchoolSource {
  /** "Get Information About Schools", or what else put the school here. */
  readonly name: string;
  readonly asAt: LocalDate | null;
  readonly fileName: string | null;
  /** Set when the newest extract of the register no longer has the school. */
  readonly absentSince: LocalDate | null;
}

/** A school in a list of search results. */
export interface SchoolFound {
  readonly urn: Urn;
  readonly name: string;
  readonly authority: { readonly code: string; readonly name: string };
  readonly typeName: string;
  readonly phase: string | null;
  readonly status: SchoolStatus;
  readonly maintained: boolean;
  readonly town: string | null;
  readonly postcode: string | null;
}

/**
 * A name as words to search by, so that "st marys" finds "St. Mary’s": lower case, no accents, no
 * apostrophes, other punctuation as a space, "and" for "&", "st" for "saint".
 */
export function searchName(name: string): string {
  const plain = /[^ -~]/.test(name)
    ? name
        .normalize('NFD')
        .replace(/[\u0300-\u036f’‘]/g, '')
        .replace(/[œæø]/gi, (letter) => unfolded[letter.toLowerCase()] ?? letter)
    : name;
  return plain
    .toLowerCase()
    .replace(/['`]/g, '')
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bsaint\b/g, 'st');
}

/** Letters that are no letter with an accent, as people type them. */
const unfolded: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ø: 'o' };
