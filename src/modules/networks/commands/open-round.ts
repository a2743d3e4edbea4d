import type { AcademicYear } from '#kernel/academic-year.ts';
import { dateOf } from '#kernel/dates.ts';
import type { RoundId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { lockFor } from '#platform/db/locks.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { canWithRounds } from '../access.ts';
import { openRound as open } from '../domain/round.ts';
import { schoolsTakingPart } from '../queries/schools-taking-part.ts';
import { allRounds, insertRound, insertRoundSchools } from '../store.ts';

/**
 * Opens the categorisation round for an academic year and takes in the schools as they stand. `id`
 * comes with the form, so that sending it twice opens one. Refuses where the rules do, and whoever
 * does not decide.
 */
export async function openRound(
  work: Work,
  input: { readonly id: RoundId; readonly year: AcademicYear },
): Promise<Result<RoundId>> {
  const { db, clock, actor, pack, authority } = work;
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    if (!canWithRounds(actor, 'decide', pack)) {
      return refuse('not-yours', 'You cannot open a categorisation round.');
    }
    await lockFor(trx, 'categorisation rounds');
    const rounds = await allRounds(trx);
    const sent = rounds.find(({ id }) => id === input.id);
    if (sent?.year === input.year) return ok(sent.id);
    const asking = { laCode: authority.laCode, today: dateOf(now) };
    const schools = await schoolsTakingPart(trx, asking, pack.categorisation);
    const urns = schools.map(({ urn }) => urn);
    const opened = open(rounds, urns, {
      ...input,
      at: now,
      by: actor.id,
      policyVersion: `${pack.id}/${pack.version}`,
    });
    if (!opened.ok) return opened;
    if (sent) return refuse('form-used', 'This form has been used already. Send it again', 'year');
    await insertRound(trx, opened.value);
    await insertRoundSchools(
      trx,
      input.id,
      schools.map(({ urn, networkId }) => ({ urn, network: networkId })),
    );
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'categorisation round opened',
      subject: { kind: 'categorisation round', id: input.id },
      payload: { year: input.year, schools: urns },
    });
    return ok(input.id);
  });
}
