import { dateOf, shortDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { AreaId, EnteredInspectionId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { checkAreas, checkTyped } from '../domain/entered.ts';
import type { TypedInspection } from '../domain/entered.ts';
import { publishedHistories } from '../queries/histories.ts';
import {
  areaExists,
  enteredAbout,
  findEntered,
  insertAreas,
  insertEntered,
  insertWithdrawal,
  lockSchool,
} from '../store-entered.ts';

type EnteringWork = Pick<Work, 'db' | 'clock' | 'actor' | 'authority'>;

/**
 * Enters an inspection by hand, before Ofsted’s monthly file has it, with its areas for improvement.
 * `id` comes with the form, so that sending it twice makes one. Refuses as `checkTyped` does (the
 * first of its refusals), `entered-already` where one of the same day is entered for the school, and
 * `not-yours` where the facts of the school are not the actor’s to write.
 */
export function enterInspection(
  work: EnteringWork,
  id: EnteredInspectionId,
  typed: TypedInspection,
): Promise<Result<EnteredInspectionId>> {
  const { urn } = typed;
  return onLockedSchool(work, urn, async (trx, author) => {
    const sent = await findEntered(trx, id);
    if (sent) {
      return sent.inspection.urn === urn
        ? ok(id)
        : refuse('form-used', 'This form has been used already. Send it again', 'firstDay');
    }
    const checked = checkTyped(typed, dateOf(author.at));
    if (!checked.ok) {
      const [refusal] = checked.refusals;
      if (!refusal) throw new Error('Nothing is refused, and nothing is accepted.');
      return { ok: false, refusal };
    }
    const others = await enteredAbout(trx, urn);
    const same = others.find(
      ({ withdrawn, inspection }) => !withdrawn && inspection.firstDay === typed.firstDay,
    );
    if (same) {
      return refuse(
        'entered-already',
        `An inspection of ${shortDate(typed.firstDay)} is entered already, by ${same.by.name}. Withdraw that one first if it is wrong`,
        'firstDay',
      );
    }
    const { inspection, number, readIn, areas } = checked.value;
    await insertEntered(trx, id, checked.value, author);
    await insertAreas(trx, urn, { entered: id }, { first: newId<AreaId>(), texts: areas }, author);
    await appendAudit(trx, {
      at: author.at,
      actor: { personId: author.id, name: author.name },
      type: 'inspection entered',
      subject: { kind: 'school', id: String(urn) },
      payload: {
        entered: id,
        kind: inspection.kind,
        framework: inspection.framework,
        firstDay: inspection.firstDay,
        number,
        readIn,
        areas: areas.length,
      },
    });
    return ok(id);
  });
}

/**
 * Withdraws an entered inspection, with the reason: it stays to be read, and counts no longer.
 * Refuses without a reason, and `not-yours`. Withdrawn twice, the first reason stays.
 */
export async function withdrawEntered(
  work: EnteringWork,
  id: EnteredInspectionId,
  typedReason: string,
): Promise<Result<EnteredInspectionId>> {
  const reason = typedReason.trim();
  const entered = await findEntered(work.db, id);
  if (!entered) return refuse('not-yours', 'You cannot withdraw this inspection.');
  const { urn, firstDay } = entered.inspection;
  return onLockedSchool(work, urn, async (trx, author) => {
    if (reason === '') return refuse('reason', 'Enter why it is withdrawn', 'reason');
    if (reason.length > 500) {
      return refuse('reason', 'The reason must be 500 characters or fewer', 'reason');
    }
    if ((await findEntered(trx, id))?.withdrawn) return ok(id);
    await insertWithdrawal(trx, id, reason, author);
    await appendAudit(trx, {
      at: author.at,
      actor: { personId: author.id, name: author.name },
      type: 'entered inspection withdrawn',
      subject: { kind: 'school', id: String(urn) },
      payload: { entered: id, firstDay, reason },
    });
    return ok(id);
  });
}

/**
 * Adds areas for improvement to a published inspection that the school’s history holds. `id`, of the
 * first area, comes with the form. Refuses where there is none, as `checkAreas` does, where the
 * school has no such inspection, and `not-yours`.
 */
export function addAreas(
  work: EnteringWork,
  urn: Urn,
  id: AreaId,
  { number, areas: typed }: { readonly number: string; readonly areas: readonly string[] },
): Promise<Result<AreaId>> {
  const areas = typed.map((area) => area.trim()).filter((area) => area !== '');
  return onLockedSchool(work, urn, async (trx, author) => {
    if (await areaExists(trx, id)) return ok(id);
    if (areas.length === 0) {
      return refuse('areas', 'Enter at least one area for improvement', 'areas');
    }
    const checked = checkAreas(areas);
    if (!checked.ok) return checked;
    const held = (await publishedHistories(trx, [urn])).get(urn) ?? [];
    if (!held.some((each) => each.number === number)) {
      return refuse(
        'no-such-inspection',
        'The school’s history has no inspection of this number',
        'areas',
      );
    }
    await insertAreas(trx, urn, { number }, { first: id, texts: areas }, author);
    await appendAudit(trx, {
      at: author.at,
      actor: { personId: author.id, name: author.name },
      type: 'areas for improvement added',
      subject: { kind: 'school', id: String(urn) },
      payload: { inspection: number, areas: areas.length },
    });
    return ok(id);
  });
}

/** Does the work on the locked row of a school whose facts are the actor’s to write. */
function onLockedSchool<Value>(
  { db, clock, actor, authority }: EnteringWork,
  urn: Urn,
  work: (
    trx: Trx,
    author: { readonly id: EnteringWork['actor']['id']; readonly name: string; readonly at: Date },
  ) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const at = clock.now();
  return inTransaction(db, async (trx) => {
    await lockSchool(trx, urn);
    const matter = await findSchoolMatter(trx, urn, {
      today: dateOf(at),
      laCode: authority.laCode,
    });
    if (!matter || !can(actor, 'enter', matter)) {
      return refuse('not-yours', 'You cannot enter inspections of this school.');
    }
    return work(trx, { id: actor.id, name: actor.name, at });
  });
}
