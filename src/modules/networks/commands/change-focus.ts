import { academicYearOf } from '#kernel/academic-year.ts';
import { dateOf } from '#kernel/dates.ts';
import type { FocusId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { changeFocus as change } from '../domain/focus.ts';
import type { FocusChange, FocusFact } from '../domain/focus.ts';
import { evidenceFor } from '../queries/evidence.ts';
import { takesPart } from '../queries/schools-taking-part.ts';
import {
  allRounds,
  findFact,
  focusFacts,
  insertFacts,
  lockSchools,
  schoolsOfRound,
} from '../store.ts';

/**
 * Adds a network focus school in the course of the present academic year, changes its reasons, or
 * ends its network focus. `id` comes with the form, so that sending it twice changes once, even after
 * a later change. Refuses where the rules do, a form that made a fact of another school, and whoever
 * does not decide.
 */
export async function changeFocus(
  work: Work,
  urn: Urn,
  input: { readonly id: FocusId; readonly change: FocusChange; readonly seen?: number },
): Promise<Result<FocusFact>> {
  const { db, clock, actor, pack, authority } = work;
  const now = clock.now();
  const today = dateOf(now);
  const year = academicYearOf(today);
  return inTransaction(db, async (trx) => {
    await lockSchools(trx, [urn]);
    const matter = await findSchoolMatter(trx, urn, { today, laCode: authority.laCode });
    const school = await findSchool(trx, urn);
    if (!matter || !school || !can(actor, 'change', matter, pack)) {
      return refuse('not-yours', 'You cannot change the network focus of this school.', 'urn');
    }
    const made = await findFact(trx, input.id);
    if (made?.urn === urn) return ok(made);
    if (made) return refuse('form-used', 'This form has been used already. Send it again', 'urn');
    const [present] = await focusFacts(trx, { urns: [urn], year });
    const round = (await allRounds(trx)).find(
      (each) => each.year === year && each.state.kind === 'open',
    );
    const evidence = await evidenceFor(trx, [urn], { today, year, pack });
    const changed = change(
      {
        urn,
        year,
        present,
        name: school.name,
        open: school.status === 'open' || school.status === 'closing',
        takesPart: takesPart(school.type.code, pack.categorisation),
        network: matter.networks[0],
        inOpenRound: round !== undefined && (await schoolsOfRound(trx, round.id, urn)).length > 0,
      },
      input.change,
      {
        id: input.id,
        evidence: evidence.get(urn) ?? [],
        at: now,
        by: actor.id,
        policyVersion: `${pack.id}/${pack.version}`,
        seen: input.seen,
      },
      pack.categorisation,
    );
    if (!changed.ok) return changed;
    await insertFacts(trx, [changed.value]);
    const { reasons, stated, rationale, version } = changed.value;
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: auditTypes[input.change.kind],
      subject: { kind: 'school', id: String(urn) },
      payload: { year, version, reasons: [...reasons], stated, rationale },
    });
    return ok(changed.value);
  });
}

const auditTypes = {
  add: 'network focus added',
  change: 'network focus changed',
  end: 'network focus ended',
} as const;
