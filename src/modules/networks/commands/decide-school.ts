import { dateOf } from '#kernel/dates.ts';
import type { RoundId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { lockFor } from '#platform/db/locks.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { canWithRounds } from '../access.ts';
import { decide } from '../domain/round.ts';
import type { Choice, Decision } from '../domain/round.ts';
import { evidenceFor } from '../queries/evidence.ts';
import { findRound, insertDecision, schoolsOfRound } from '../store.ts';

export interface DecisionInput {
  readonly choice: Choice;
  readonly rationale: string;
  /** The version of the decision that the page showed; 0 where there was none. */
  readonly seen: number;
}

/**
 * Decides on a school of an open round; what was decided before stays. The same decision of the same
 * person, sent twice, is made once. Refuses where the rules do, and whoever does not decide.
 */
export async function decideSchool(
  work: Work,
  roundId: RoundId,
  urn: Urn,
  input: DecisionInput,
): Promise<Result<Decision>> {
  const { db, clock, actor, pack } = work;
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    // The round's row is shared, so that officers decide on different schools at the same time.
    const round = await findRound(trx, roundId, { lock: 'share' });
    await lockFor(trx, `categorisation ${roundId} ${urn}`);
    const [school] = round ? await schoolsOfRound(trx, roundId, urn) : [];
    if (!round || !school || !canWithRounds(actor, 'decide', pack)) {
      return refuse('not-yours', 'You cannot decide on this school.');
    }
    const asking = { today: dateOf(now), year: round.year, pack };
    const evidence = (await evidenceFor(trx, [urn], asking)).get(urn) ?? [];
    const by = { id: actor.id, name: actor.name };
    const { choice, rationale, seen } = input;
    const terms = { evidence, at: now, by, seen };
    const present = school.decision;
    const decided = decide(round, school, choice, rationale, terms, pack.categorisation);
    if (!decided.ok) {
      return decided.refusal.code === 'changed-meanwhile' && isSentAgain(present, input, work)
        ? ok(present)
        : decided;
    }
    await insertDecision(trx, roundId, urn, decided.value);
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: 'categorisation decided',
      subject: { kind: 'categorisation round', id: roundId },
      payload: {
        urn,
        version: decided.value.version,
        decision: choice.kind,
        reasons:
          decided.value.choice.kind === 'focus' ? [...decided.value.choice.reasons] : undefined,
        stated: decided.value.choice.kind === 'focus' ? decided.value.choice.stated : undefined,
        rationale: decided.value.rationale,
      },
    });
    return ok(decided.value);
  });
}

/** Whether what stands is what this very form made. */
function isSentAgain(
  present: Decision | undefined,
  { choice, rationale, seen }: DecisionInput,
  { actor }: Work,
): present is Decision {
  if (!present || present.version !== seen + 1 || present.by.id !== actor.id) return false;
  const [a, b] = [present.choice, choice];
  const isSame =
    a.kind === 'focus' && b.kind === 'focus'
      ? a.reasons.length === b.reasons.length &&
        a.reasons.every((key) => b.reasons.includes(key)) &&
        (a.stated === '' || a.stated === b.stated.trim())
      : a.kind === b.kind;
  return isSame && present.rationale === rationale.trim();
}
