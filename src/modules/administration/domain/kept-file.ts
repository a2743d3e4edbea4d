import type { LocalDate } from '#kernel/dates.ts';
import type { Branded, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import type { ImportProgress, ImportReport, ImportSource } from '#modules/schools/index.ts';

/** Names a file that waits to be imported. Random: whoever does not have it cannot guess it. */
export type FileToken = Branded<string, 'FileToken'>;

export type Task = 'check' | 'import';

/** Where a kept file stands. */
export type FileState =
  /** Neither its name nor its sender said which day it is of. */
  | { readonly kind: 'undated' }
  | { readonly kind: 'waiting'; readonly task: Task }
  | { readonly kind: 'working'; readonly task: Task; readonly progress: ImportProgress }
  | { readonly kind: 'checked'; readonly report: ImportReport }
  | { readonly kind: 'refused'; readonly task: Task; readonly refusal: Refusal }
  /** Something broke that was not the file's fault. */
  | { readonly kind: 'failed'; readonly task: Task }
  | { readonly kind: 'imported'; readonly report: ImportReport };

/** A file that was sent, and is kept until it is imported, refused or a day old. */
export interface KeptFile {
  readonly token: FileToken;
  /** Whose it is: nobody else sees it. */
  readonly personId: PersonId;
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
  readonly sha256: string;
  readonly source: ImportSource;
  /** The day that the file is of, where it is known. */
  readonly asAt: LocalDate | null;
  /** ISO 8601. */
  readonly keptAt: string;
  /** The next piece of work on it: however often it is asked for, it is done once. */
  readonly job: string;
  /** Why an implausible file is right all the same; empty until someone says so. */
  readonly reason: string;
  readonly state: FileState;
}

/** In milliseconds. */
const keptFor = 24 * 60 * 60 * 1000;

export function isExpired(file: KeptFile, now: Date): boolean {
  return now.getTime() - new Date(file.keptAt).getTime() >= keptFor;
}

/** Gives a file its day, which starts the check. Asked again, it stays as it is. */
export function dateFile(file: KeptFile, asAt: LocalDate, job: string): KeptFile {
  if (file.state.kind !== 'undated') return file;
  return { ...file, asAt, job, state: { kind: 'waiting', task: 'check' } };
}

const longestReason = 1000;

/**
 * Decides to import a file that was checked. A file with doubts needs a reason. Pressed twice, it is
 * one import: the second time nothing is left to decide.
 */
export function confirmImport(
  file: KeptFile,
  reason: string,
  job: string,
): Result<{ readonly file: KeptFile; readonly isNew: boolean }> {
  const { state } = file;
  if (state.kind !== 'checked') return ok({ file, isNew: false });
  if (state.report.doubts.length > 0) {
    if (reason === '') {
      return refuse('no-reason', 'Enter why the file is right all the same', 'reason');
    }
    if (reason.length > longestReason) {
      return refuse(
        'long-reason',
        `The reason must be ${longestReason.toLocaleString('en-GB')} characters or fewer`,
        'reason',
      );
    }
  }
  const asked = { ...file, job, reason, state: { kind: 'waiting', task: 'import' } as const };
  return ok({ file: asked, isNew: true });
}

/**
 * Checks a file once more whose import was refused, because what is held has changed since the
 * check, or whose work broke off. A file that the check refused is gone.
 */
export function checkAgain(file: KeptFile, job: string): KeptFile {
  const { state } = file;
  const canBe = state.kind === 'failed' || (state.kind === 'refused' && state.task === 'import');
  if (!canBe) return file;
  return { ...file, job, reason: '', state: { kind: 'waiting', task: 'check' } };
}

/** Whether work on it is under way, which must end before the file can go. */
export function isBusy({ state }: KeptFile): boolean {
  return state.kind === 'waiting' || state.kind === 'working';
}

/** How far the work is, as a share of the whole: reading takes about half of it. */
export function shareDone({ stage, done, total }: ImportProgress): number {
  switch (stage) {
    case 'reading':
      return total === 0 ? 0 : (done / total) * 0.6;
    case 'comparing':
      return 0.7;
    case 'saving':
      return 0.85;
  }
}
