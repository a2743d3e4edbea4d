import { newId } from '#kernel/ids.ts';
import type { Branded } from '#kernel/ids.ts';
import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { permitsAuthority } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { lockFor } from '#platform/db/locks.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import { checkAgain, confirmImport, dateFile, isBusy } from '../domain/kept-file.ts';
import type { FileToken, KeptFile } from '../domain/kept-file.ts';
import { findKeptFile, forgetFile, saveKeptFile } from '../store.ts';
import { importJob } from './import-job.ts';
import { afterToday } from './keep-file.ts';
import type { FileWork } from './keep-file.ts';

/** Says which day a file is of, which has it checked. */
export async function dateKeptFile(
  work: FileWork,
  token: FileToken,
  day: LocalDate,
): Promise<Result<void>> {
  const today = dateOf(work.clock.now());
  if (day > today) return afterToday(day, today);
  return decide(work, token, (file) => Promise.resolve(ok(dateFile(file, day, newJob()))));
}

/** Has a file checked once more after its import was refused or failed. */
export function checkKeptFileAgain(work: FileWork, token: FileToken): Promise<Result<void>> {
  return decide(work, token, (file) => Promise.resolve(ok(checkAgain(file, newJob()))));
}

/**
 * Has a file imported that was checked: exactly that one. A file that looks implausible needs a
 * reason, which goes into the audit trail. Asked twice, it is imported once.
 */
export function importKeptFile(
  work: FileWork,
  token: FileToken,
  reason: string,
): Promise<Result<void>> {
  return decide(work, token, async (file, trx) => {
    const confirmed = confirmImport(file, reason, newJob());
    if (!confirmed.ok) return confirmed;
    const { state } = file;
    if (confirmed.value.isNew && state.kind === 'checked' && state.report.doubts.length > 0) {
      const { actor, clock } = work;
      await appendAudit(trx, {
        at: clock.now(),
        actor: { personId: actor.id, name: actor.name },
        type: 'implausible file confirmed',
        subject: { kind: 'file', id: file.sha256 },
        payload: {
          fileName: file.fileName,
          source: file.source,
          doubts: state.report.doubts.map(({ sentence }) => sentence),
          reason,
        },
      });
    }
    return ok(confirmed.value.file);
  });
}

/** Removes a kept file that will not be imported. */
export async function discardKeptFile(work: FileWork, token: FileToken): Promise<Result<void>> {
  return inTransaction(work.db, async (trx) => {
    const file = await lockKeptFile(trx, work, token);
    if (!file.ok) return file;
    if (isBusy(file.value)) return refuse('busy', 'Wait until the work on the file has ended.');
    await forgetFile(work.dataDir, token);
    return ok(undefined);
  });
}

/** Changes the file as decided, and starts the work that the decision asks for. */
async function decide(
  work: FileWork,
  token: FileToken,
  decision: (file: KeptFile, trx: Trx) => Promise<Result<KeptFile>>,
): Promise<Result<void>> {
  const { db, jobs, dataDir } = work;
  return inTransaction(db, async (trx) => {
    const file = await lockKeptFile(trx, work, token);
    if (!file.ok) return file;
    const decided = await decision(file.value, trx);
    if (!decided.ok) return decided;
    const { job } = decided.value;
    if (job === file.value.job) return ok(undefined);
    await jobs.enqueue(trx, importJob, job, { token, job });
    // Should the commit fail after this, the file waits for a job that never comes, until it expires.
    await saveKeptFile(dataDir, decided.value);
    return ok(undefined);
  });
}

async function lockKeptFile(
  trx: Trx,
  { actor, clock, dataDir }: FileWork,
  token: FileToken,
): Promise<Result<KeptFile>> {
  await lockFor(trx, `kept file ${token}`);
  const file = await findKeptFile(dataDir, token, clock.now());
  const mayImport = permitsAuthority(actor, 'administration', 'write');
  if (!file || !mayImport || file.personId !== actor.id) {
    return refuse('gone', 'The file is no longer kept. Send it again.');
  }
  return ok(file);
}

function newJob(): string {
  return newId<Branded<string, 'JobId'>>();
}
