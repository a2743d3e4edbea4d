import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { RecordContent } from '../domain/content.ts';
import { downloadsOf, findVersion, noteOpened, sharesOf, versionsOf } from '../store-versions.ts';
import type { Download, Share, VersionFacts } from '../store-versions.ts';

export type { Download, Share, VersionFacts } from '../store-versions.ts';

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

/** Every version of a record with its content, newest first; who has which, and who took which away as a file. */
export async function historyOf(
  db: Db,
  recordId: RecordId,
): Promise<{
  readonly versions: readonly ReadVersion[];
  readonly shares: readonly Share[];
  readonly downloads: readonly Download[];
}> {
  const versions = await versionsOf(db, recordId);
  return {
    versions: versions.map((version) => ({
      ...version,
      content: JSON.parse(version.content) as RecordContent,
    })),
    shares: await sharesOf(db, recordId),
    downloads: await downloadsOf(db, recordId),
  };
}
