import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { EntryId, ProceedingId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import type { Opened, Raised } from '../domain/facts.ts';
import { begin } from '../domain/proceeding.ts';
import { mayBegin } from '../domain/school.ts';
import { findProceeding, lockSchool, lookAt, openAssessmentOf } from '../store.ts';
import { keep } from './keep.ts';

/** What an officer says of it: the grounds of an assessment come from the rules, as at its day. */
export type Beginning = Omit<Opened, 'grounds'> | Raised;

/**
 * Opens an assessment of a maintained school, or records a concern raised about an academy. `id`
 * comes with the form, so that sending it twice makes one. Refuses as `mayBegin` and `begin` do, and
 * `not-yours` where the school is not the actor’s to record this for.
 */
export async function beginProceeding(
  work: Work,
  urn: Urn,
  id: ProceedingId,
  beginning: Beginning,
): Promise<Result<ProceedingId>> {
  const { db, clock, actor, authority } = work;
  const today = dateOf(clock.now());
  const asking = { today, laCode: authority.laCode };
  const kind = beginning.kind === 'opened' ? 'assessment' : 'concern';
  return inTransaction(db, async (trx) => {
    await lockSchool(trx, urn);
    const matter = await findSchoolMatter(trx, urn, asking);
    const looked = await lookAt(trx, urn, earlier(beginning.on, today));
    if (!looked || !matter || !can(actor, 'record', matter)) {
      return refuse('not-yours', 'You cannot record this for this school.');
    }
    const sent = await findProceeding(trx, id, asking);
    if (sent?.urn === urn && sent.proceeding.kind === kind) return ok(id);
    if (sent) return refuse('form-used', 'This form has been used already. Send it again', 'on');
    const may = mayBegin(kind, looked.school, await openAssessmentOf(trx, urn));
    if (!may.ok) return may;
    const fact =
      beginning.kind === 'opened' ? { ...beginning, grounds: looked.grounds } : beginning;
    const begun = begin(kind, fact, today);
    if (!begun.ok) return begun;
    await keep(trx, work, {
      id,
      urn,
      before: undefined,
      entry: id as string as EntryId,
      content: { type: 'fact', fact },
      about: fact.kind,
    });
    return ok(id);
  });
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
