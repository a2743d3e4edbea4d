import { dateOf } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { decide } from '../domain/decision.ts';
import type { Deciding, LevelDecisionId } from '../domain/decision.ts';
import { standingOfSchool } from '../queries/school-standing.ts';
import { decidedFor, insertDecision, lockSchool } from '../store.ts';
import { deciderOf } from './doer.ts';

/**
 * Decides on a school's level: confirms, changes or dismisses what is suggested, or ends the level.
 * `seen` is the hash of what the officer had before them: where the reasons have changed since, it
 * refuses with `seen-changed`, so that nobody decides on what they have not read. Its id comes with
 * the form: sending it twice decides once. Refuses also as the rule does.
 */
export async function decideLevel(
  { db, clock, actor, authority, pack }: Work,
  urn: Urn,
  deciding: Deciding & { readonly seen: string },
): Promise<Result<LevelDecisionId>> {
  const at = clock.now();
  return inTransaction(db, async (trx) => {
    await lockSchool(trx, urn);
    const asking = { today: dateOf(at), laCode: authority.laCode };
    const matter = await findSchoolMatter(trx, urn, asking);
    const present = await standingOfSchool(trx, pack, urn);
    if (!matter || !present || !can(actor, 'decide', matter, pack)) {
      return refuse('not-yours', 'You cannot decide on the level of this school.');
    }
    const sentFor = await decidedFor(trx, deciding.id);
    if (sentFor === urn) return ok(deciding.id);
    if (sentFor !== undefined) {
      return refuse('form-used', 'This form has been used already. Send it again', 'choice');
    }
    const { school, decisions, suggestion, seen, seenSha256 } = present;
    const decided = decide(
      {
        urn,
        name: school.name,
        maintained: school.maintained,
        typeName: school.type.name,
        open: school.status === 'open' || school.status === 'closing',
      },
      decisions,
      suggestion,
      deciding,
      pack,
      { by: deciderOf(actor, pack), at },
    );
    if (!decided.ok) return decided;
    if (deciding.seen !== seenSha256) {
      return refuse(
        'seen-changed',
        'What is known of the school has changed since you opened the page. Read it again, then decide. What you typed is kept',
        'choice',
      );
    }
    const { id, kind, level, from, suggested, rationale, reasons } = decided.value;
    await insertDecision(trx, {
      ...decided.value,
      seen,
      seenSha256,
      policyVersion: `${pack.id}/${pack.version}`,
    });
    await appendAudit(trx, {
      at,
      actor: { personId: actor.id, name: actor.name },
      type: `level ${kind}`,
      subject: { kind: 'school', id: String(urn) },
      payload: { decision: id, level, from, suggested, rationale, reasons, seen: seenSha256 },
    });
    return ok(id);
  });
}
