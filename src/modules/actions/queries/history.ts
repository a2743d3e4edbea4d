import { parseLocalDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionEventId, ActionId, FileId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Database } from '#platform/db/schema.ts';

/** A file that shows how an action goes, as it is named in a list. */
export interface Evidence {
  readonly id: FileId;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** What someone said of an action's progress, with their evidence where they handed any in. */
export interface ProgressEntry {
  readonly id: ActionEventId;
  readonly at: Date;
  readonly by: string;
  readonly text: string;
  readonly evidence: Evidence | undefined;
}

/** One thing that happened to an action. */
export interface ActionEvent extends ProgressEntry {
  readonly kind: Database['action_events']['kind'];
  /** Of those that were agreed or changed: what the action said from then on. */
  readonly wording: EventWording | undefined;
}

export interface EventWording {
  readonly what: string;
  readonly undertakes: string;
  readonly monitors: string;
  readonly success: string;
  readonly support: string;
  readonly byWhen: LocalDate | undefined;
}

/** Everything that happened to an action, oldest first. */
export async function historyOf(db: Db | Trx, id: ActionId): Promise<ActionEvent[]> {
  const rows = await events(db).where('e.action_id', '=', id).orderBy('e.position').execute();
  return rows.map(eventOf);
}

/**
 * What was said of the progress of these actions, oldest first, by whoever undertakes or monitors
 * them. An action of which nothing was said is not in the map.
 */
export async function progressOf(
  db: Db | Trx,
  actionIds: readonly ActionId[],
): Promise<ReadonlyMap<ActionId, readonly ProgressEntry[]>> {
  if (actionIds.length === 0) return new Map();
  const rows = await events(db)
    .where('e.kind', '=', 'progress')
    .where('e.action_id', 'in', [...actionIds])
    .orderBy('e.action_id')
    .orderBy('e.position')
    .execute();
  return Map.groupBy(
    rows.map((row) => ({ action: row.action_id, ...entryOf(row) })),
    ({ action }) => action,
  );
}

/** The file that came with an entry of an action's history. */
export async function evidenceOf(
  db: Db,
  actionId: ActionId,
  eventId: ActionEventId,
): Promise<FileId | undefined> {
  const row = await db
    .selectFrom('action_events')
    .select('file_id')
    .where('id', '=', eventId)
    .where('action_id', '=', actionId)
    .executeTakeFirst();
  return row?.file_id ?? undefined;
}

function events(db: Db | Trx) {
  return db
    .selectFrom('action_events as e')
    .leftJoin('files as f', 'f.id', 'e.file_id')
    .select(['e.id', 'e.action_id', 'e.kind', 'e.text', 'e.at', 'e.by_name', 'e.wording'])
    .select(['f.id as file_id', 'f.name as file_name', 'f.size as file_size']);
}

type EventRow = Awaited<ReturnType<ReturnType<typeof events>['execute']>>[number];

function entryOf(row: EventRow): ProgressEntry {
  const { file_id: id, file_name: name, file_size: size } = row;
  return {
    id: row.id,
    at: row.at,
    by: row.by_name,
    text: row.text,
    evidence: id !== null && name !== null && size !== null ? { id, name, size } : undefined,
  };
}

function eventOf(row: EventRow): ActionEvent {
  return { ...entryOf(row), kind: row.kind, wording: wordingOf(row.wording) };
}

/** Reads a wording as it was kept. */
function wordingOf(kept: EventRow['wording']): EventWording | undefined {
  if (kept === null || typeof kept !== 'object') return undefined;
  const text = (key: string) => {
    const value = (kept as Readonly<Record<string, unknown>>)[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    what: text('what'),
    undertakes: text('undertakes'),
    monitors: text('monitors'),
    success: text('success'),
    support: text('support'),
    byWhen: parseLocalDate(text('byWhen')),
  };
}
