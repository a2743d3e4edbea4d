import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Connection, Trx } from '#platform/db/connection.ts';
import { onOneConnection } from './one-connection.ts';
import { readBackup } from './read.ts';
import type { BackupContents } from './read.ts';
import { columnList, quoted, tablesInOrder } from './tables.ts';
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
const signedIn = ['sessions', 'sign_in_links'];

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.sentence);
    this.refusal = refusal;
  }
}

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
  try {
    await onOneConnection(connection, async (trx, client) => {
      const own = await tablesInOrder(client);
      checkTables(own, checked.value.tables);
      if (dryRun) return;
      const replaced = await clear(trx, own);
      const restored = await readBackup(file, async (table, rows) => {
        onProgress?.(table.name);
        await fill(client, table, rows);
      });
      // The file changed between the two readings: put everything back.
      if (!restored.ok) throw new Refused(restored.refusal);
      await appendAudit(trx, {
        at: now,
        actor: { personId: null, name: 'Command line' },
        type: 'backup restored',
        subject: { kind: 'installation', id: 'trajectory' },
        payload: {
          created: checked.value.head.created,
          sha256: checked.value.sha256,
          replacedEvents: replaced?.seq ?? 0,
          replacedHash: replaced?.hash ?? null,
        },
      });
    });
    return checked;
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

function checkTables(own: readonly Table[], found: readonly Table[]): void {
  const described = (tables: readonly Table[]) =>
    JSON.stringify(tables.map(({ name, columns }) => [name, [...columns].toSorted()]).toSorted());
  if (described(own) === described(found)) return;
  const { refusal } = refuse(
    'other-tables',
    'The backup has other tables than this version of Trajectory.',
  );
  throw new Refused(refusal);
}

/** Empties the database, and says where its audit trail had ended. */
async function clear(
  trx: Trx,
  tables: readonly Table[],
): Promise<{ seq: number; hash: string } | undefined> {
  const all = sql.raw([...tables.map(({ name }) => name), ...signedIn].map(quoted).join(', '));
  await sql`set local lock_timeout = ${sql.lit(`${patience}s`)}`.execute(trx);
  try {
    await sql`lock table ${all} in access exclusive mode`.execute(trx);
  } catch (error) {
    if ((error as { code?: unknown }).code !== '55P03') throw error;
    const { refusal } = refuse(
      'in-use',
      `The database is in use and was not free within ${patience} seconds. Nothing was changed. Stop Trajectory, and try again.`,
    );
    throw new Refused(refusal);
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
  return last;
}

async function fill(
  client: pg.PoolClient,
  table: Table,
  rows: AsyncIterable<Buffer>,
): Promise<void> {
  const copy = client.query(
    copyFrom(`copy ${quoted(table.name)} (${columnList(table)}) from stdin`),
  );
  await pipeline(Readable.from(rows), copy);
}
