import type { LocalDate } from '#kernel/dates.ts';
import type { Urn } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import type { Proceeding } from '../domain/proceeding.ts';
import { lookAt, proceedingsAbout } from '../store.ts';
import type { Looked } from '../store.ts';

/** What the page about one school and the Regional Director shows. */
export interface DirectorAndSchool extends Looked {
  /** The newest first. */
  readonly proceedings: readonly Proceeding[];
}

export async function directorAndSchool(
  db: Db,
  urn: Urn,
  today: LocalDate,
): Promise<DirectorAndSchool | undefined> {
  const [looked, proceedings] = await Promise.all([
    lookAt(db, urn, today),
    proceedingsAbout(db, urn),
  ]);
  return looked && { ...looked, proceedings };
}
