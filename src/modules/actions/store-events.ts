import { sql } from 'kysely';
import type { ActionEventId, ActionId, FileId, PersonId } from '#kernel/ids.ts';
import { canonicalJson } from '#platform/audit/canonical.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';
import type { ActionWording } from './domain/action.ts';

/** Who does something, and when. */
export interface Doing {
  readonly at: Date;
  readonly by: { readonly id: PersonId; readonly name: string };
}

export interface NewEvent extends Doing {
  readonly kind: Database['action_events']['kind'];
  readonly text: string;
  readonly file?: FileId | undefined;
  /** The wording from then on, as `wordingText` writes it. */
  readonly wording?: string;
}

/** Adds to the history of an action, whose row is held. The same id twice, as of a form sent twice, adds it once. */
export async function addEvent(
  trx: Trx,
  actionId: ActionId,
  id: ActionEventId,
  { kind, text, file, wording, at, by }: NewEvent,
): Promise<void> {
  await trx
    .insertInto('action_events')
    .values({
      id,
      action_id: actionId,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from action_events
        where action_id = ${actionId})`,
      kind,
      text,
      file_id: file ?? null,
      wording: wording ?? null,
      at,
      by_id: by.id,
      by_name: by.name,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** The action that an event belongs to; undefined when there is no such event. */
export async function actionOfEvent(
  db: Db | Trx,
  id: ActionEventId,
): Promise<ActionId | undefined> {
  const row = await db
    .selectFrom('action_events')
    .select('action_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.action_id;
}

/** What an action says, in one order, so that two wordings compare as texts. */
export function wordingText(wording: ActionWording): string {
  const { what, undertakes, undertakesPerson, monitors, monitorsPerson } = wording;
  const { success, support, byWhen = null } = wording;
  const texts = { what, undertakes, monitors, success, support, byWhen };
  return canonicalJson({ ...texts, undertakesPerson, monitorsPerson });
}

/** The wording that each action had last, as the same text. */
export async function latestWordings(
  trx: Trx,
  ids: readonly ActionId[],
): Promise<ReadonlyMap<ActionId, string>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('action_events')
    .distinctOn('action_id')
    .select(['action_id', 'wording'])
    .where('action_id', 'in', [...ids])
    .where('wording', 'is not', null)
    .orderBy('action_id')
    .orderBy('position', 'desc')
    .execute();
  return new Map(rows.map(({ action_id: id, wording }) => [id, canonicalJson(wording)]));
}
