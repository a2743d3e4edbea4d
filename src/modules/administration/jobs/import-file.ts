import { z } from 'zod';
import { dateOf } from '#kernel/dates.ts';
import type { Clock } from '#kernel/dates.ts';
import { parseId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findActor, permitsAuthority } from '#modules/people/index.ts';
import type { ImportReport } from '#modules/schools/index.ts';
import type { Connection } from '#platform/db/connection.ts';
import type { Job } from '#platform/jobs/jobs.ts';
import { importJob } from '../commands/import-job.ts';
import type { FileState, FileToken, KeptFile, Task } from '../domain/kept-file.ts';
import { importers } from '../importers.ts';
import { csvOf, dropContent, findKeptFile, hashOfFile, saveKeptFile } from '../store.ts';

const payload = z.object({ token: z.string(), job: z.string() });

interface ImportWork {
  readonly connection: Connection;
  readonly clock: Clock;
  readonly dataDir: string;
}

/** Progress is kept this often, in milliseconds. */
const progressEvery = 400;

/** Checks or imports a kept file, whichever it waits for, and keeps what came of it. */
export function fileImport(work: ImportWork): Job<z.infer<typeof payload>> {
  const { clock, dataDir } = work;
  return {
    name: importJob,
    payload,
    retries: 1,
    async handle({ token: text, job }, lastTry) {
      const token = parseId<FileToken>(text);
      const file = token && (await findKeptFile(dataDir, token, clock.now()));
      // Something else was decided since, or the file was discarded.
      if (!file || file.job !== job) return;
      const { state } = file;
      if (state.kind !== 'waiting' && state.kind !== 'working') return;
      const { task } = state;
      try {
        const keep = (next: FileState) => saveKeptFile(dataDir, { ...file, state: next });
        const done = await run(work, file, task, keep);
        await keep(stateAfter(task, done));
        if (done.ok ? task === 'import' : task === 'check') await dropContent(dataDir, file.token);
      } catch (error) {
        const next: FileState = lastTry ? { kind: 'failed', task } : { kind: 'waiting', task };
        await saveKeptFile(dataDir, { ...file, state: next });
        throw error;
      }
    },
  };
}

function stateAfter(task: Task, done: Result<ImportReport>): FileState {
  if (!done.ok) return { kind: 'refused', task, refusal: done.refusal };
  return { kind: task === 'check' ? 'checked' : 'imported', report: done.value };
}

async function run(
  { connection, clock, dataDir }: ImportWork,
  file: KeptFile,
  task: Task,
  keep: (state: FileState) => Promise<void>,
): Promise<Result<ImportReport>> {
  const path = csvOf(dataDir, file.token);
  const actor = await findActor(connection.db, file.personId, dateOf(clock.now()));
  if (!actor || !permitsAuthority(actor, 'administration', 'write')) {
    return refuse('not-yours', 'You cannot import files any more. Nothing was imported.');
  }
  if ((await hashOfFile(path)) !== file.sha256) {
    return refuse('altered', 'The file has changed since it was sent. Send it again.');
  }
  let kept = Promise.resolve();
  let keptAt = 0;
  try {
    return await importers[file.source]({
      connection,
      file: path,
      fileName: file.fileName,
      asAt: file.asAt ?? undefined,
      importedBy: { personId: actor.id, name: actor.name },
      dryRun: task === 'check',
      override: file.reason !== '',
      clock,
      onProgress(progress) {
        const now = performance.now();
        if (progress.stage === 'reading' && now - keptAt < progressEvery) return;
        keptAt = now;
        kept = kept.then(() => keep({ kind: 'working', task, progress }));
      },
    });
  } finally {
    // Otherwise late progress could overwrite the end.
    await kept;
  }
}
