import { z } from 'zod';

/** The first line of a backup, before anything is packed. */
export const firstLine = 'Trajectory backup, format 1\n';
/** The last bytes of the file: the SHA-256 of all bytes before them. */
export const sealLength = 32;

/** Tables of a signed-in moment: whoever has a backup must not be able to sign in with it. */
export const leftOut: readonly string[] = ['sessions', 'sign_in_links'];

export const heading = z.object({
  product: z.literal('trajectory'),
  productVersion: z.string(),
  /** The newest migration that the database had. */
  schemaVersion: z.string(),
  /** When the transaction that read the rows began. */
  created: z.iso.datetime(),
});
export type Heading = z.infer<typeof heading>;

export const tableStart = z.object({ name: z.string(), columns: z.array(z.string()) });
export type TableStart = z.infer<typeof tableStart>;

const tableContents = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.int().min(0),
  /** Of the table's rows as they stand in the file. */
  sha256: z.string(),
});
export type TableContents = z.infer<typeof tableContents>;

export const contents = z.object({ tables: z.array(tableContents) });
export type Contents = z.infer<typeof contents>;

/** What a backup says of itself, once it has been found whole. */
export interface BackupSummary extends Heading {
  readonly tables: readonly TableContents[];
  readonly rows: number;
  readonly bytes: number;
  /** The file's seal, in hex. */
  readonly sha256: string;
}

/** A backup that cannot be made, read or restored. The message is for the person who asked. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
