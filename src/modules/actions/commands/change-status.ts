import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionEventId, ActionId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { mustBeOpen } from '#modules/cases/index.ts';
import { actionToConfirm, notify } from '#modules/correspondence/index.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import { complete, declineCompletion, proposeCompletion, reopen, stop } from '../domain/action.ts';
import type { ActionStanding, AgreedAction } from '../domain/action.ts';
import { addEvent } from '../store-events.ts';
import type { NewEvent } from '../store-events.ts';
import { latestCaseOf, moveToCase, updateAction } from '../store.ts';
import { onAction, tellAudit } from './on-action.ts';
import type { Scene } from './on-action.ts';

export type StatusWanted =
  | { readonly kind: 'open' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'stopped'; readonly reason: string };

/** Says how an agreed action stands. Asking for what is so already changes nothing. */
export function changeStatus(
  work: Work,
  id: ActionId,
  wanted: StatusWanted,
): Promise<Result<AgreedAction>> {
  return onAction(work, id, 'change its status', async (scene) => {
    const { trx, matter, today } = scene;
    // Opened again, it is the business of the board that meets now.
    const latest = wanted.kind === 'open' ? await latestCaseOf(trx, id) : undefined;
    const open = latest && mustBeOpen(latest, 'so none of its actions can be reopened');
    if (open && !open.ok) return open;
    if (matter.action.status.kind === wanted.kind) return ok(matter.action);
    const changed = change(matter, wanted, today);
    if (!changed.ok) return changed;
    const reason = wanted.kind === 'stopped' ? wanted.reason : '';
    await keep(scene, changed.value, wanted.kind === 'open' ? 'reopened' : wanted.kind, reason);
    if (latest && latest.id !== matter.caseId) await moveToCase(trx, id, latest.id);
    return changed;
  });
}

/**
 * Says that an action is complete, by whoever undertakes it. Whoever monitors it, and the chair, are
 * told. Said twice, it is said once.
 */
export function sayComplete(work: Work, id: ActionId): Promise<Result<AgreedAction>> {
  return onAction(work, id, 'propose completion', async (scene) => {
    const { trx, matter, today } = scene;
    if (matter.action.proposal) return ok(matter.action);
    const proposed = proposeCompletion(matter, work.actor.id, today);
    if (!proposed.ok) return proposed;
    const { monitorsPerson } = proposed.value;
    const chair = await chairOf(scene);
    const told = new Set([monitorsPerson, chair].filter((person) => person !== undefined));
    told.delete(work.actor.id);
    const url = `${work.baseUrl}/actions/${id}`;
    for (const person of told) {
      await notify(trx, work, person, actionToConfirm({ school: matter.schoolName, url }));
    }
    await keep(scene, proposed.value, 'completion proposed', '');
    return proposed;
  });
}

/** Confirms or declines that an action is complete; declined, it stays open, with what is missing. */
export function answerProposal(
  work: Work,
  id: ActionId,
  answer: { readonly isComplete: true } | { readonly isComplete: false; readonly reason: string },
): Promise<Result<AgreedAction>> {
  return onAction(work, id, 'confirm completion', async (scene) => {
    const { matter, today } = scene;
    if (answer.isComplete) {
      if (matter.action.status.kind === 'complete') return ok(matter.action);
      if (!matter.action.proposal && !can(work.actor, 'change its status', matter)) {
        return refuse('not-proposed', 'Nobody has said that this action is complete.');
      }
      const done = complete(matter, today);
      if (done.ok) await keep(scene, done.value, 'complete', '');
      return done;
    }
    const declined = declineCompletion(matter, answer.reason);
    if (declined.ok) await keep(scene, declined.value, 'completion declined', answer.reason);
    return declined;
  });
}

async function keep(
  scene: Scene,
  action: AgreedAction,
  kind: NewEvent['kind'],
  reason: string,
): Promise<void> {
  const { trx, doing } = scene;
  await updateAction(trx, action);
  await addEvent(trx, action.id, newId<ActionEventId>(), { kind, text: reason, ...doing });
  await tellAudit(scene, `action ${kind}`, {
    what: action.what,
    ...(reason === '' ? {} : { reason }),
  });
}

/** Who chairs the board today. */
async function chairOf({ trx, matter, today }: Scene) {
  const row = await trx
    .selectFrom('board_members')
    .select('person_id')
    .where('case_id', '=', matter.caseId)
    .where('board_role', '=', 'chair')
    .where('from_date', '<=', today)
    .where((eb) => eb.or([eb('until_date', 'is', null), eb('until_date', '>', today)]))
    .executeTakeFirst();
  return row?.person_id;
}

function change(
  standing: ActionStanding,
  wanted: StatusWanted,
  today: LocalDate,
): Result<AgreedAction> {
  switch (wanted.kind) {
    case 'open':
      return reopen(standing);
    case 'complete':
      return complete(standing, today);
    case 'stopped':
      return stop(standing, wanted.reason, today);
  }
}
