import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { RecordContent } from '../domain/content.ts';
import { findVersion, noteOpened, sharesOf, versionsOf } from '../store-versions.ts';
import type { Share, VersionFacts } from '../store-versions.ts';

export type { Share, VersionFacts } from '../store-versions.ts';

/** A final version with its content, read from the text that was hashed. */
export interface ReadVersion extends VersionFacts {
  readonly content: RecordContent;
}

/** A final version; notes that the person has opened it, where it was shared with them. */
export async function openVersion(
  db: Db,
  recordId: RecordId,
  version: number,
  person: PersonId,
  now: Date,
): Promise<ReadVersion | undefined> {
  const found = await findVersion(db, recordId, version);
  if (!found) return undefined;
  await noteOpened(db, recordId, version, person, now);
  return { ...found, content: JSON.parse(found.content) as RecordContent };
}

/** Every version of a record, and who has which. */
export async function historyOf(
  db: Db,
  recordId: RecordId,
): Promise<{ readonly versions: readonly VersionFacts[]; readonly shares: readonly Share[] }> {
  return { versions: await versionsOf(db, recordId), shares: await sharesOf(db, recordId) };
}
