import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { presentSupport } from '../domain/support.ts';
import type { SupportVersion } from '../domain/support.ts';
import { isShared, presentVisit } from '../domain/visit.ts';
import type { VisitVersion } from '../domain/visit.ts';
import { supportOf, visitsOf } from '../store.ts';

/** What was done at a school and for it in a time, oldest first. */
export interface DoneSince {
  /** The visits that the school may read. */
  readonly visits: readonly VisitVersion[];
  /** How many more there were. */
  readonly notShared: number;
  /** Support that went on in that time, or of which something was written in it. */
  readonly support: readonly SupportVersion[];
}

/** The visits and the support of a school after `since`, until `today`. */
export async function doneSince(
  db: Db | Trx,
  urn: Urn,
  since: LocalDate,
  today: LocalDate,
): Promise<DoneSince> {
  const visits = (await visitsOf(db, urn)).filter((visit) => {
    const { on } = presentVisit(visit);
    return on > since && on <= today;
  });
  const support = (await supportOf(db, urn)).map(presentSupport);
  return {
    visits: visits.filter(isShared).map(presentVisit).toReversed(),
    notShared: visits.filter((visit) => !isShared(visit)).length,
    support: support
      .filter(({ from, until }) => from <= today && (until === undefined || until >= since))
      .toReversed(),
  };
}
