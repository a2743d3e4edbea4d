import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Connection, Trx } from '#platform/db/connection.ts';
import { inCopyTransaction } from '#platform/db/copy.ts';
import { signedIn } from './format.ts';
import { readBackup } from './read.ts';
import type { BackupContents } from './read.ts';
import { quoted, tablesInOrder } from './tables.ts';
import type { Table } from './tables.ts';

export interface RestoreOptions {
  readonly connection: Connection;
  readonly file: string;
  readonly now: Date;
  /** Only finds out whether it could be restored. */
  readonly dryRun?: boolean;
  /** Told the name of each table as it is begun. */
  readonly onProgress?: (table: string) => void;
}

/** How long to wait for whoever works in the database at the moment, in seconds. */
const patience = 30;

/**
 * Replaces everything by what a backup holds. The whole file is checked before anything changes, and
 * then all tables change in one transaction. Everyone is signed out.
 *
 * The audit trail becomes the backup's, and goes on with an event that says what was restored and
 * where the trail that it replaces had ended: those events are known to be missing.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Result<BackupContents>> {
  const { connection, file, now, dryRun = false, onProgress } = options;
  const checked = await readBackup(file);
  if (!checked.ok) return checked;
  const own = await tablesInOrder(connection.pool);
  if (described(own) !== described(checked.value.tables)) {
    return refuse('other-tables', 'The backup has other tables than this version of Trajectory.');
  }
  if (dryRun) return checked;
  return inCopyTransaction(connection, async (trx, copyInto) => {
    const was = await modeOf(trx);
    const cleared = await clear(trx, own);
    if (!cleared.ok) return cleared;
    const restored = await readBackup(file, async ({ name, columns }, rows) => {
      onProgress?.(name);
      await copyInto({ table: name, columns, options: 'format text' }, rows);
    });
    // The file changed between the two readings: put everything back.
    if (!restored.ok) return restored;
    const mode = await modeOf(trx);
    if (was !== undefined && mode !== was) {
      return refuse(
        'other-mode',
        `The backup is of ${kinds[mode ?? 'live']}, and this is ${kinds[was]}. Restore it where DATA_DIR or DATABASE_URL is another.`,
      );
    }
    const { head, sha256 } = restored.value;
    await appendAudit(trx, {
      at: now,
      actor: { personId: null, name: 'Command line' },
      type: 'backup restored',
      subject: { kind: 'installation', id: 'trajectory' },
      payload: { created: head.created, sha256, ...cleared.value },
    });
    return restored;
  });
}

const kinds = { demo: 'a demonstration', live: 'a live installation' } as const;

/** What the installation was founded as: in a demonstration anyone can be anyone. */
async function modeOf(trx: Trx): Promise<keyof typeof kinds | undefined> {
  const row = await trx.selectFrom('authority').select('mode').executeTakeFirst();
  return row?.mode;
}

function described(tables: readonly Table[]): string {
  const sorted = tables.map(({ name, columns }) => JSON.stringify([name, columns.toSorted()]));
  return sorted.toSorted().join();
}

/** Where the audit trail had ended that a backup replaces. */
interface Replaced {
  readonly replacedEvents: number;
  readonly replacedHash: string | null;
}

/**
 * Takes every table for itself. Whoever works in one and wants another that is taken already would
 * wait for us and we for them: before the server notices (after a second) and breaks off either, we
 * let go of what we have, and begin again. Says whether it succeeded within `patience`.
 */
async function lockAll(trx: Trx, all: RawBuilder<unknown>): Promise<boolean> {
  await sql`set local lock_timeout = '300ms'`.execute(trx);
  const end = performance.now() + patience * 1_000;
  while (performance.now() < end) {
    await sql`savepoint before_locks`.execute(trx);
    try {
      await sql`lock table ${all} in access exclusive mode`.execute(trx);
      await sql`set local lock_timeout = ${sql.lit(`${patience}s`)}`.execute(trx);
      return true;
    } catch (error) {
      if ((error as { code?: unknown }).code !== '55P03') throw error;
      await sql`rollback to savepoint before_locks`.execute(trx);
      await pause(50);
    }
  }
  return false;
}

/** Empties the database, and says where its audit trail had ended. */
async function clear(trx: Trx, tables: readonly Table[]): Promise<Result<Replaced>> {
  const all = sql.raw([...tables.map(({ name }) => name), ...signedIn].map(quoted).join(', '));
  if (!(await lockAll(trx, all))) {
    return refuse(
      'in-use',
      `The database is in use and was not free within ${patience} seconds. Nothing was changed. Stop Trajectory, and try again.`,
    );
  }
  const last = await trx
    .selectFrom('audit_events')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  await sql`truncate ${all}`.execute(trx);
  // Jobs are about what was here before. Mail that waits in the backup is queued again at the next start.
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('pgboss.job') is not null as there`.execute(trx);
  if (rows[0]?.there) await sql`delete from pgboss.job`.execute(trx);
  return ok({ replacedEvents: last?.seq ?? 0, replacedHash: last?.hash ?? null });
}
