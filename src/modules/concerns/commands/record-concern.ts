import { dateOf } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { presentShowing, recordConcern as record } from '../domain/concern.ts';
import type { ConcernId, NewConcern } from '../domain/concern.ts';
import { findConcern, insertConcern, lockSchool } from '../store.ts';
import { doerOf } from './doer.ts';

/**
 * Records a concern about a school. Its id comes with the form, so that sending it twice records one.
 * Refuses as the rule does, and `not-yours` where the actor may not add concerns.
 */
export async function recordConcern(
  { db, clock, actor, authority, pack }: Work,
  urn: Urn,
  typed: NewConcern,
): Promise<Result<ConcernId>> {
  const at = clock.now();
  return inTransaction(db, async (trx) => {
    await lockSchool(trx, urn);
    const asking = { today: dateOf(at), laCode: authority.laCode };
    const matter = await findSchoolMatter(trx, urn, asking);
    const school = await findSchool(trx, urn);
    if (!matter || !school || !can(actor, 'add a concern', matter, pack)) {
      return refuse('not-yours', 'You cannot record concerns about this school.');
    }
    const known = await findConcern(trx, typed.id);
    if (known?.urn === urn && known.author.id === actor.id) return ok(known.id);
    if (known) return refuse('form-used', 'This form has been used already. Send it again', 'text');
    const recorded = record(
      { urn, name: school.name, maintained: school.maintained, typeName: school.type.name },
      typed,
      pack,
      { by: doerOf(actor), at },
    );
    if (!recorded.ok) return recorded;
    const { id, kind, ofDate, source, text } = recorded.value;
    const { shown, reason } = presentShowing(recorded.value);
    await insertConcern(trx, recorded.value, `${pack.id}/${pack.version}`);
    await appendAudit(trx, {
      at,
      actor: { personId: actor.id, name: actor.name },
      type: 'concern recorded',
      subject: { kind: 'school', id: String(urn) },
      payload: {
        concern: id,
        kind,
        ofDate,
        source,
        text,
        shown,
        reason,
      },
    });
    return ok(id);
  });
}
