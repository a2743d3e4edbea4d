import { z } from 'zod';

// A backup is one gzip file of lines:
//
//   trajectory-backup 1
//   {"schema": …, "product": …, "created": …}
//   @table ["people", "id", "name"]
//   … rows as COPY writes them: one line each, with tabs between columns …
//   \.
//   … the other tables, each after those that it refers to …
//   @end {"rows": {"people": 12, …}, "sha256": …}
//
// The hash is of every byte before the line "@end", and a seal over the packed bytes stands behind
// it all (`seal.ts`). They find damage and careless changes; whoever can write the file can also
// write a hash, so keep backups where only operators can. `zcat` reads the lines.

export const firstLine = 'trajectory-backup 1';
export const endOfRows = '\\.';

export const headSchema = z.strictObject({
  /** The newest migration: only the same schema can be restored. */
  schema: z.string(),
  /** The version of the product that wrote the file. */
  product: z.string(),
  created: z.iso.datetime(),
});
export type Head = z.infer<typeof headSchema>;

export const tableSchema = z.tuple([z.string()], z.string());

export const endSchema = z.strictObject({
  rows: z.record(z.string(), z.int().min(0)),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Signed in elsewhere, links on their way, addresses of calendars that may have been switched off since: none comes back with a backup. */
export const signedIn: readonly string[] = [
  'sessions',
  'sign_in_links',
  'accuracy_links',
  'accuracy_link_guesses',
  'calendar_feeds',
];

/** Tables that no backup has. */
export const leftOut: readonly string[] = [
  ...signedIn,
  'kysely_migration',
  'kysely_migration_lock',
];
