import path from 'node:path';
import { longInstant } from '#kernel/dates.ts';
import { ok } from '#kernel/result.ts';
import { requeueMails } from '#platform/mail/deliver.ts';
import { writeBackup } from '#platform/backup/backup.ts';
import type { BackupContents } from '#platform/backup/read.ts';
import { restoreBackup } from '#platform/backup/restore.ts';
import { isSet } from '../command.ts';
import type { Run, Tools } from '../command.ts';
import { openMailQueue } from '../mail.ts';

export const runBackup: Run = async (word, _line, tools) => {
  const file = path.resolve(word);
  const written = await writeBackup({
    connection: await tools.database(),
    file,
    product: tools.version,
    now: tools.clock.now(),
    onProgress: (table) => tools.progress(`Writing ${table}…`),
  });
  if (!written.ok) return written;
  return ok({
    data: { file, ...dataOf(written.value) },
    lines: [`${file} holds ${rowCount(written.value)}. It was read again and is whole.`],
  });
};

export const runRestore: Run = async (word, line, tools) => {
  const file = path.resolve(word);
  const dryRun = isSet(line, 'dry-run');
  tools.progress('Checking the file…');
  const restored = await restoreBackup({
    connection: await tools.database(),
    file,
    now: tools.clock.now(),
    dryRun,
    onProgress: (table) => tools.progress(`Restoring ${table}…`),
  });
  if (!restored.ok) return restored;
  if (!dryRun) await queueMailAgain(tools);
  const { created } = restored.value.head;
  const what = `${file}, written on ${longInstant(new Date(created))}, with ${rowCount(restored.value)}`;
  return ok({
    data: { file, dryRun, ...dataOf(restored.value) },
    lines: dryRun
      ? [`This can be restored: ${what}. Nothing was changed (a dry run).`]
      : [`Restored: ${what}.`, 'Everyone has been signed out.'],
  });
};

/** Mail that waited when the backup was written goes out, where the product is running. */
async function queueMailAgain({ config, clock, database }: Tools): Promise<void> {
  const connection = await database();
  const queue = await openMailQueue(connection, config, clock);
  try {
    await requeueMails(connection.db, queue.jobs);
  } finally {
    await queue.close();
  }
}

function rowCount({ rows }: BackupContents): string {
  const sum = Object.values(rows).reduce((total, count) => total + count, 0);
  return `${sum.toLocaleString('en-GB')} ${sum === 1 ? 'row' : 'rows'}`;
}

function dataOf({ head, rows, sha256 }: BackupContents): object {
  return { ...head, sha256, rows };
}
