import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Inspection } from './inspection.ts';

/** What is needed to tell the history of one school, with that of the school before it. */
export interface Lineage {
  readonly urn: Urn;
  /** Null where the register does not say. */
  readonly openedOn: LocalDate | null;
  /** Held under the school’s own URN. */
  readonly own: readonly Inspection[];
  /** The predecessors that the register links. */
  readonly linked: readonly Urn[];
}

/**
 * The one school that came before, by the register’s links and by Ofsted, which names the school
 * that was inspected. Undefined where there is none, and where there are two or more: then it is not
 * for a computer to say whose history goes on.
 */
export function onlyPredecessor({
  urn,
  own,
  linked,
}: Pick<Lineage, 'urn' | 'own' | 'linked'>): Urn | undefined {
  let only: Urn | undefined;
  for (const each of linked) {
    if (only !== undefined && each !== only) return undefined;
    only = each;
  }
  for (const { predecessor } of own) {
    if (predecessor === null || predecessor.urn === urn) continue;
    if (only !== undefined && predecessor.urn !== only) return undefined;
    only = predecessor.urn;
  }
  return only;
}

/**
 * The school’s own inspections with those that are held under its only predecessor’s URN and began
 * before the school did: before the day it opened, or else before the earliest that is its own. Each
 * inspection is there once, by its number, and keeps the URN that it was made under. `earlier` is
 * what is held under `predecessor`, with its name.
 */
export function withPredecessor(
  { urn, openedOn, own }: Lineage,
  predecessor: { readonly urn: Urn; readonly name: string | null },
  earlier: readonly Inspection[],
): readonly Inspection[] {
  const before = openedOn ?? earliest(own);
  const known = new Set(own.map(({ number }) => number));
  const added: Inspection[] = [];
  for (const inspection of earlier) {
    if (before !== undefined && inspection.firstDay >= before) continue;
    if (known.has(inspection.number)) continue;
    known.add(inspection.number);
    added.push({ ...inspection, urn, predecessor: inspection.predecessor ?? predecessor });
  }
  return added.length === 0 ? own : [...own, ...added].sort(newestFirst);
}

function earliest(inspections: readonly Inspection[]): LocalDate | undefined {
  let first: LocalDate | undefined;
  for (const { firstDay } of inspections)
    if (first === undefined || firstDay < first) first = firstDay;
  return first;
}

/** Newest first; two of the same day in the order of their numbers. */
export function newestFirst(one: Inspection, other: Inspection): number {
  if (one.firstDay !== other.firstDay) return one.firstDay < other.firstDay ? 1 : -1;
  if (one.number === other.number) return 0;
  return one.number < other.number ? -1 : 1;
}
