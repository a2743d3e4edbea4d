import type { RecordId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { worthShowing } from '../domain/history.ts';
import { revisionsOf } from '../store-contents.ts';
import { namesOf } from './whole-record.ts';

export interface PastText {
  readonly revision: number;
  readonly text: string;
  readonly at: Date;
  /** Who typed it; undefined where the product filled it in. */
  readonly by: string | undefined;
}

/** What a section said before, newest first. */
export async function sectionHistory(
  db: Db,
  recordId: RecordId,
  section: string,
): Promise<PastText[]> {
  const shown = worthShowing(await revisionsOf(db, recordId, section));
  const names = await namesOf(
    db,
    shown.flatMap(({ by }) => by ?? []),
  );
  return shown.map(({ revision, text, at, by }) => ({
    revision,
    text,
    at,
    by: by && names.get(by),
  }));
}
