import { newId } from '#kernel/ids.ts';
import type { FocusId, RoundId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { canWithRounds } from '../access.ts';
import { closeRound as close } from '../domain/round.ts';
import {
  findRound,
  focusFacts,
  insertFacts,
  lockSchools,
  saveClosed,
  schoolsOfRound,
} from '../store.ts';

/**
 * Closes a round: what it decided becomes the network focus of its year, all of it in one
 * transaction. A round that the same person has closed is not closed again, and no error. Refuses
 * while schools are undecided, and whoever does not decide.
 */
export async function closeRound(work: Work, id: RoundId): Promise<Result<RoundId>> {
  const { db, clock, actor, pack } = work;
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const round = await findRound(trx, id, { lock: 'update' });
    if (!round || !canWithRounds(actor, 'decide', pack)) {
      return refuse('not-yours', 'You cannot close this round.');
    }
    if (round.state.kind === 'closed' && round.state.by === actor.id) return ok(id);
    const schools = await schoolsOfRound(trx, id);
    const urns = schools.map(({ urn }) => urn);
    await lockSchools(trx, urns);
    const present = await focusFacts(trx, { urns, year: round.year });
    const closed = close(round, schools, new Map(present.map((fact) => [fact.urn, fact])), {
      at: now,
      by: actor.id,
      nextId: () => newId<FocusId>(),
    });
    if (!closed.ok) return closed;
    const { facts } = closed.value;
    await saveClosed(trx, closed.value.round);
    await insertFacts(trx, facts);
    const of = (kind: string): Urn[] =>
      facts.flatMap((fact) => (fact.kind === kind ? [fact.urn] : []));
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'categorisation round closed',
      subject: { kind: 'categorisation round', id },
      payload: { year: round.year, focus: of('focus'), ended: of('ended') },
    });
    return ok(id);
  });
}
