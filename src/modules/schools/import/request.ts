import type { AcademicYear } from '#kernel/academic-year.ts';
import type { Clock, LocalDate } from '#kernel/dates.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import type { Connection } from '#platform/db/connection.ts';

export interface ImportProgress {
  readonly stage: 'reading' | 'comparing' | 'saving';
  /** Bytes of the file, while reading. */
  readonly done: number;
  readonly total: number;
}

export interface ImportRequest {
  readonly connection: Connection;
  /** Where the file is. */
  readonly file: string;
  /** What it is called, where it was uploaded under another name than it has here. */
  readonly fileName: string;
  /** The day that the file tells of, where its name does not say or says it wrongly. */
  readonly asAt?: LocalDate | undefined;
  /** The academic year that its figures are of, where its name does not say or says it wrongly. */
  readonly year?: AcademicYear | undefined;
  readonly importedBy: AuditActor;
  /** Says what would change, and changes nothing. */
  readonly dryRun: boolean;
  /** Someone has confirmed that an implausible file is right. */
  readonly override: boolean;
  readonly clock: Clock;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}
