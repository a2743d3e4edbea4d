import type { CaseId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { dateOf } from '#kernel/dates.ts';
import { processOf } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { openCase as open } from '../domain/case.ts';
import { appendChange } from '../store-changes.ts';
import { findSchoolStanding, findSchoolMatter, insertCase, openedFor } from '../store.ts';

/**
 * Opens a process for a school. `id` comes with the form, so that sending it twice opens one case.
 * Refuses where the rules do, and where the school is not the actor's to open a process for.
 */
export async function openCase(
  work: Work,
  urn: Urn,
  input: { readonly id: CaseId; readonly process: string; readonly background: string },
): Promise<Result<CaseId>> {
  const { db, clock, actor, pack } = work;
  const now = clock.now();
  const today = dateOf(now);
  return inTransaction(db, async (trx) => {
    const standing = await findSchoolStanding(trx, urn, pack, { lock: true });
    const matter = await findSchoolMatter(trx, urn, { today, laCode: work.authority.laCode });
    if (!standing || !matter || !can(actor, 'open', matter)) {
      return refuse('not-yours', 'You cannot open a process for this school.');
    }
    const sentFor = await openedFor(trx, input.id);
    if (sentFor === urn) return ok(input.id);
    if (sentFor !== undefined) {
      return refuse('form-used', 'This form has been used already. Send it again', 'background');
    }
    const opened = open(standing, processOf(pack, input.process), {
      id: input.id,
      background: input.background,
      by: actor.id,
      on: today,
      policyVersion: `${pack.id}/${pack.version}`,
    });
    if (!opened.ok) return opened;
    await insertCase(trx, opened.value);
    const doing = { at: now, by: { id: actor.id, name: actor.name } };
    await appendChange(trx, opened.value, { kind: 'opened' }, doing);
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'case opened',
      subject: { kind: 'case', id: opened.value.id },
      payload: { urn, process: opened.value.process, background: opened.value.background },
    });
    return ok(opened.value.id);
  });
}
