import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';

/** What the school that a link names is to the school that has the link. */
export type LinkMeaning = 'predecessor' | 'successor' | 'sixth-form-centre' | 'other';

/**
 * The kinds that the register has published (August 2026), each before the part after its dash:
 * "Predecessor - merged" means a predecessor. A "Result of Amalgamation" stands at both ends alike:
 * see `settle`.
 */
const meanings: Readonly<Record<string, LinkMeaning>> = {
  predecessor: 'predecessor',
  'result of amalgamation': 'predecessor',
  successor: 'successor',
  'sixth form centre link': 'sixth-form-centre',
  'sixth form centre school': 'sixth-form-centre',
  merged: 'other',
  expansion: 'other',
  closure: 'other',
  other: 'other',
};

/** The meaning of a kind of link as published; of one that is not known, `other`. */
export function linkMeaning(kind: string): LinkMeaning {
  const [first = ''] = kind.toLowerCase().split(' - ');
  return meanings[first.trim()] ?? 'other';
}

/** How it came about, where the kind says so: "merged", "amalgamated", "split school"; else null. */
export function linkManner(kind: string): string | null {
  const words = kind.toLowerCase();
  if (words === 'result of amalgamation') return 'amalgamated';
  const [, manner] = words.split(' - ');
  return manner?.trim() ?? null;
}

/** A link as published: `linkUrn` is `kind` to `urn`. */
export interface SchoolLink {
  readonly urn: Urn;
  readonly linkUrn: Urn;
  readonly kind: string;
}

/** That one school came before another, and the link that says so. */
export interface Succession<Link extends SchoolLink = SchoolLink> {
  readonly school: Urn;
  readonly predecessor: Urn;
  readonly link: Link;
}

/**
 * Who came before whom, each pair once. A link from either end says it: the register has some from
 * one end only. No two schools are each other's predecessor: see `settle`. `isOpen` answers for a
 * school of the register, and false for one that it does not hold.
 */
export function successionsIn<Link extends SchoolLink>(
  links: Iterable<Link>,
  isOpen: (urn: Urn) => boolean,
): Succession<Link>[] {
  const found = new Map<number, Succession<Link>>();
  for (const link of links) {
    const meaning = linkMeaning(link.kind);
    if (meaning === 'predecessor') {
      // The school's own word is preferred to what the other end says.
      found.set(pair(link.urn, link.linkUrn), {
        school: link.urn,
        predecessor: link.linkUrn,
        link,
      });
    } else if (meaning === 'successor') {
      const key = pair(link.linkUrn, link.urn);
      if (!found.has(key)) {
        found.set(key, { school: link.linkUrn, predecessor: link.urn, link });
      }
    }
  }
  return [...found.values()].filter((succession) => {
    const opposite = found.get(pair(succession.predecessor, succession.school));
    return opposite === undefined || settle(succession, opposite, isOpen);
  });
}

/** Both URNs in one number: URNs have six digits. */
function pair(school: Urn, predecessor: Urn): number {
  return school * 1_000_000 + predecessor;
}

/**
 * Where each of two schools is said to be the other's predecessor, whether it holds of the first. A
 * kind that says outright which came first is believed before an amalgamation, which the register
 * notes alike at both ends. Otherwise the one that is open came after the one that is not; where
 * that does not tell them apart, neither is taken as a predecessor.
 */
function settle(one: Succession, opposite: Succession, isOpen: (urn: Urn) => boolean): boolean {
  const saysOutright = ({ link }: Succession) =>
    link.kind.toLowerCase() !== 'result of amalgamation';
  if (saysOutright(one) !== saysOutright(opposite)) return saysOutright(one);
  return isOpen(one.school) && !isOpen(one.predecessor);
}

/** One school's link to another, with where that is known from. */
export interface LinkedSchool {
  readonly urn: Urn;
  readonly name: string | null;
  /** As published. */
  readonly kind: string;
  readonly establishedOn: LocalDate | null;
  /** The authority of its entry in the register; null where it has none. */
  readonly laCode: string | null;
  readonly source: string;
  /** The day of the newest file that has the link. */
  readonly asAt: LocalDate | null;
}
