import { newId } from '#kernel/ids.ts';
import type { ActionEventId, ActionId, PersonId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { boardOf, isPresent } from '#modules/cases/index.ts';
import type { Work } from '#web/services.ts';
import { handOver } from '../domain/action.ts';
import type { ActionPart, AgreedAction } from '../domain/action.ts';
import { addEvent } from '../store-events.ts';
import { updateAction } from '../store.ts';
import { onAction, tellAudit } from './on-action.ts';

const partNames = { undertakes: 'Who undertakes it', monitors: 'Who monitors it' } as const;

/** Gives a part of an open action to someone who is on the board of its case. What the record said stays. */
export function handOverAction(
  work: Work,
  id: ActionId,
  part: ActionPart,
  to: PersonId,
): Promise<Result<AgreedAction>> {
  return onAction(work, id, 'change its status', async (scene) => {
    const { trx, matter, doing, today } = scene;
    const member = (await boardOf(trx, matter.caseId)).find(
      (each) => each.personId === to && isPresent(each, today),
    );
    if (!member) return refuse('not-on-board', 'Choose someone who is on the board', 'person');
    const { action } = matter;
    const had = part === 'undertakes' ? action.undertakesPerson : action.monitorsPerson;
    const before =
      had === undefined
        ? undefined
        : await trx.selectFrom('people').select('name').where('id', '=', had).executeTakeFirst();
    const given = handOver(action, part, { id: to, name: member.name }, before?.name);
    if (!given.ok) return given;
    const from = before?.name ?? action[part];
    await updateAction(trx, given.value);
    await addEvent(trx, action.id, newId<ActionEventId>(), {
      kind: 'handed over',
      text: `${partNames[part]}: ${member.name}${from === '' ? '' : `, instead of ${from}`}`,
      ...doing,
    });
    await tellAudit(scene, 'action handed over', {
      what: action.what,
      part,
      from: had ?? null,
      to,
    });
    return given;
  });
}
