import type { FileId, PersonId } from '#kernel/ids.ts';

export interface FileTables {
  files: FileRow;
}

/** A file that someone handed in, exactly as it came. Never changed: a later one is another row. */
export interface FileRow {
  id: FileId;
  name: string;
  /** What its content is; see `platform/files/kinds.ts`. */
  kind: string;
  size: number;
  /** In hexadecimal. */
  sha256: string;
  bytes: Buffer;
  added_at: Date;
  /** Null where it came by a link that needs no sign-in. */
  added_by: PersonId | null;
}
