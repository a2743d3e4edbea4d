import path from 'node:path';
import { longInstant } from '#kernel/dates.ts';
import { ok } from '#kernel/result.ts';
import { writeBackup } from '#platform/backup/backup.ts';
import type { BackupContents } from '#platform/backup/read.ts';
import { restoreBackup } from '#platform/backup/restore.ts';
import { isSet } from '../command.ts';
import type { Run } from '../command.ts';

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
  const { created } = restored.value.head;
  const what = `${file}, written on ${longInstant(new Date(created))}, with ${rowCount(restored.value)}`;
  return ok({
    data: { file, dryRun, ...dataOf(restored.value) },
    lines: dryRun
      ? [`This can be restored: ${what}. Nothing was changed (a dry run).`]
      : [`Restored: ${what}.`, 'Everyone has been signed out.'],
  });
};

function rowCount({ rows }: BackupContents): string {
  const sum = Object.values(rows).reduce((total, count) => total + count, 0);
  return `${sum.toLocaleString('en-GB')} ${sum === 1 ? 'row' : 'rows'}`;
}

function dataOf({ head, rows, sha256 }: BackupContents): object {
  return { ...head, sha256, rows };
}
