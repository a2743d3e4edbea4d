import type { Urn } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import {
  changeSupport as change,
  presentSupport,
  recordSupport as record,
} from '../domain/support.ts';
import type { Support, SupportId, SupportText } from '../domain/support.ts';
import { findSupport, insertSupport, insertSupportVersion } from '../store.ts';
import { formUsed, notYours, onEvidence } from './change-evidence.ts';

/**
 * Records support for a school. Its id comes with the form, so that sending it twice records one.
 * Refuses as the rule does, and `not-yours` where the actor may not.
 */
export function recordSupport(
  work: Work,
  urn: Urn,
  typed: SupportText & { readonly id: SupportId },
): Promise<Result<SupportId>> {
  return onEvidence(work, urn, async ({ trx, matter, doing }) => {
    if (!can(work.actor, 'record support', matter)) return notYours;
    const known = await findSupport(trx, typed.id);
    if (known?.urn === urn && known.versions[0]?.by.id === doing.by.id) {
      return ok({ value: known.id, event: undefined });
    }
    if (known) return formUsed;
    const recorded = record({ ...typed, urn }, doing);
    if (!recorded.ok) return recorded;
    await insertSupport(trx, recorded.value);
    const payload = { support: typed.id, ...told(recorded.value) };
    return ok({ value: typed.id, event: { type: 'support recorded', payload } });
  });
}

/** Changes what is written of support. Refuses as the rule does, and `not-yours`. */
export function changeSupport(
  work: Work,
  { id, urn }: Pick<Support, 'id' | 'urn'>,
  typed: SupportText,
  why: { readonly reason: string; readonly after: number },
): Promise<Result<SupportId>> {
  return onEvidence(work, urn, async ({ trx, matter, doing }) => {
    const support = await findSupport(trx, id);
    if (support?.urn !== urn || !can(work.actor, 'record support', matter)) return notYours;
    const changed = change(support, typed, why, doing);
    if (!changed.ok) return changed;
    const version = presentSupport(changed.value);
    await insertSupportVersion(trx, id, version);
    const { reason, version: number } = version;
    const payload = { support: id, ...told(changed.value), reason, version: number };
    return ok({ value: id, event: { type: 'support changed', payload } });
  });
}

function told(support: Support) {
  const { what, receiver, provider, from, until, impact } = presentSupport(support);
  return { what, receiver, provider, from, until: until ?? null, impact };
}
