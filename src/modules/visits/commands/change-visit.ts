import type { Urn } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { AuditEvent } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import { can, canWithVisit } from '../access.ts';
import type { VisitAction } from '../access.ts';
import {
  correctVisit as correct,
  isShared,
  presentVisit,
  recordVisit as record,
  replyToVisit as reply,
  shareVisit as share,
} from '../domain/visit.ts';
import type { Doing, Visit, VisitId, VisitReplyId, VisitText } from '../domain/visit.ts';
import {
  findVisit,
  insertReply,
  insertShowing,
  insertVisit,
  insertVisitVersion,
} from '../store.ts';
import { formUsed, notYours, onEvidence } from './change-evidence.ts';

/**
 * Records a visit to a school. Its id comes with the form, so that sending it twice records one.
 * Refuses as the rule does, and `not-yours` where the actor may not.
 */
export function recordVisit(
  work: Work,
  urn: Urn,
  typed: VisitText & { readonly id: VisitId; readonly shared: boolean },
): Promise<Result<VisitId>> {
  return onEvidence(work, urn, async ({ trx, matter, doing }) => {
    if (!can(work.actor, 'record a visit', matter)) return notYours;
    const known = await findVisit(trx, typed.id);
    if (known?.urn === urn && known.versions[0]?.by.id === doing.by.id) {
      return ok({ value: known.id, event: undefined });
    }
    if (known) return formUsed;
    const recorded = record({ ...typed, urn }, doing);
    if (!recorded.ok) return recorded;
    await insertVisit(trx, recorded.value);
    const payload = { visit: typed.id, ...told(recorded.value), shared: typed.shared };
    return ok({ value: typed.id, event: { type: 'visit recorded', payload } });
  });
}

/** Corrects what is written of a visit. Refuses as the rule does, and `not-yours`. */
export function correctVisit(
  work: Work,
  visit: Pick<Visit, 'id' | 'urn'>,
  typed: VisitText,
  why: { readonly reason: string; readonly after: number },
): Promise<Result<VisitId>> {
  return changeVisit(
    work,
    visit,
    'correct',
    (present, doing) => correct(present, typed, why, doing),
    async (trx, changed) => {
      const version = presentVisit(changed);
      await insertVisitVersion(trx, changed.id, version);
      const { reason, version: number } = version;
      return { type: 'visit corrected', payload: { ...told(changed), reason, version: number } };
    },
  );
}

/** Shares a visit with the school, or no longer. */
export function shareVisit(
  work: Work,
  visit: Pick<Visit, 'id' | 'urn'>,
  shown: boolean,
): Promise<Result<VisitId>> {
  return changeVisit(
    work,
    visit,
    'share',
    (present, doing) => ok(share(present, shown, doing)),
    async (trx, changed) => {
      await insertShowing(trx, changed);
      return { type: shown ? 'visit shared with the school' : 'visit no longer shared' };
    },
  );
}

/** Adds what the school says of a visit. The id comes with the form. */
export function replyToVisit(
  work: Work,
  visit: Pick<Visit, 'id' | 'urn'>,
  typed: { readonly id: VisitReplyId; readonly text: string },
): Promise<Result<VisitId>> {
  return changeVisit(
    work,
    visit,
    'reply',
    (present, doing) =>
      present.replies.some(({ id }) => id === typed.id)
        ? ok(present)
        : reply(present, typed, doing),
    async (trx, changed) => {
      const said = changed.replies.at(-1);
      if (said) await insertReply(trx, changed.id, said);
      return { type: 'school replied to a visit', payload: { text: said?.text } };
    },
  );
}

async function changeVisit(
  work: Work,
  { id, urn }: Pick<Visit, 'id' | 'urn'>,
  action: VisitAction,
  rule: (visit: Visit, doing: Doing) => Result<Visit>,
  save: (trx: Trx, changed: Visit) => Promise<Pick<AuditEvent, 'type' | 'payload'>>,
): Promise<Result<VisitId>> {
  return onEvidence(work, urn, async ({ trx, matter, doing }) => {
    const visit = await findVisit(trx, id);
    if (visit?.urn !== urn) return notYours;
    if (!canWithVisit(work.actor, action, matter, { shared: isShared(visit) })) return notYours;
    const changed = rule(visit, doing);
    if (!changed.ok) return changed;
    if (changed.value === visit) return ok({ value: id, event: undefined });
    const { type, payload } = await save(trx, changed.value);
    return ok({ value: id, event: { type, payload: { visit: id, ...payload } } });
  });
}

function told(visit: Visit) {
  const { on, visitors, purpose, seen, follows } = presentVisit(visit);
  return { on, visitors, purpose, seen, follows };
}
