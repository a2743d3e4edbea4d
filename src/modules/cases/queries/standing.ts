import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseId } from '#kernel/ids.ts';
import type { Actor, Matter } from '#modules/people/index.ts';
import { permits } from '#modules/people/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { can } from '../access.ts';
import type { Case } from '../domain/case.ts';
import { closings } from '../domain/life.ts';
import { changesOf } from '../store-changes.ts';

/** How a case that does not go on came to a stand, and what may be done with it now. */
export interface CaseStanding {
  readonly caseId: CaseId;
  readonly status: 'paused' | 'closed';
  readonly on: LocalDate;
  readonly by: string;
  /** Who decided, where that is said and is someone other than who recorded it. */
  readonly decidedBy: string | undefined;
  /** Why it was closed, where that is one of the usual ways: "The board agreed the exit". */
  readonly about: string | undefined;
  /** Undefined for those who read neither the records nor the reasons for the level. */
  readonly reason: string | undefined;
  /** The case that came after it, or that the school has open now: only one can be. */
  readonly other:
    { readonly id: CaseId; readonly process: string; readonly seen: boolean } | undefined;
  /** Whether they see the case, and may resume or reopen it. */
  readonly seen: boolean;
  readonly mayDecide: boolean;
}

/** What whoever comes upon a paused or closed case is told of it; undefined for one that is open. */
export async function standingOf(
  db: Db,
  actor: Actor,
  matter: Matter & { readonly case: Case },
): Promise<CaseStanding | undefined> {
  const { id: caseId, status, urn } = matter.case;
  if (status === 'open') return undefined;
  const change = (await changesOf(db, caseId)).findLast(({ kind }) => kind === status);
  if (!change) return undefined;
  const other =
    status === 'closed'
      ? await db
          .selectFrom('cases')
          .select(['id', 'process'])
          .where('urn', '=', urn)
          .where('status', '<>', 'closed')
          .executeTakeFirst()
      : undefined;
  const reads =
    can(actor, 'read its records', matter) ||
    permits(actor, 'level and reasons', 'read', matter).granted;
  // That the board agreed the exit says who decided.
  const decidedBy = change.kind === 'closed' && change.about !== 'exit' ? change.decidedBy : '';
  return {
    caseId,
    status,
    on: dateOf(change.at),
    by: change.by.name,
    decidedBy: decidedBy === '' || decidedBy === change.by.name ? undefined : decidedBy,
    about:
      change.kind === 'closed' && change.about !== 'other' ? closings[change.about] : undefined,
    reason: reads && 'reason' in change && change.reason !== '' ? change.reason : undefined,
    other: other && {
      ...other,
      seen: can(actor, 'see', { ...matter, caseId: other.id }),
    },
    seen: can(actor, 'see', matter),
    mayDecide: can(actor, 'decide on its life', matter),
  };
}
