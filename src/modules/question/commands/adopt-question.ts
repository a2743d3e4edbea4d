import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { roleNames } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { lockFor } from '#platform/db/locks.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { mayAdopt } from '../access.ts';
import { adoptQuestion as adopt } from '../domain/adoption.ts';
import type { Adoption, QuestionAdoptionId } from '../domain/adoption.ts';
import { adoptionsOf, insertAdoption } from '../store.ts';

/**
 * Adopts a proposed wording of the fundamental question from a day on. The id comes with the form,
 * so that sending it twice adopts it once. Refuses as the rule does, and `not-yours`.
 */
export async function adoptQuestion(
  { db, clock, actor, pack }: Work,
  typed: Pick<Adoption, 'id' | 'question' | 'askedFrom' | 'decided'>,
): Promise<Result<QuestionAdoptionId>> {
  const at = clock.now();
  return inTransaction(db, async (trx) => {
    await lockFor(trx, 'adoptions of the question');
    if (!mayAdopt(actor)) return refuse('not-yours', 'You cannot adopt a wording of the question.');
    const adoptions = await adoptionsOf(trx);
    if (adoptions.some(({ id }) => id === typed.id)) return ok(typed.id);
    const by = { id: actor.id, name: actor.name, role: roleNames(actor)[0] ?? '' };
    const adopted = adopt(pack, adoptions, typed, { by, at });
    if (!adopted.ok) return adopted;
    await insertAdoption(trx, adopted.value);
    const { id, question, askedFrom, decided } = adopted.value;
    await appendAudit(trx, {
      at,
      actor: { personId: by.id, name: by.name },
      type: 'question adopted',
      subject: { kind: 'policy', id: `${pack.id}/${pack.version}` },
      payload: { adoption: id, question, askedFrom, decided },
    });
    return ok(id);
  });
}
