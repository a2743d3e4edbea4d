import type { Db } from '#platform/db/connection.ts';
import type { FormDocument } from '#platform/documents/form/form-document.ts';
import type { RecordContent } from '../domain/content.ts';
import { findVersion } from '../store-versions.ts';
import { documentName, recordDocument } from './record-document.ts';

/** The version of a record that counts, laid out as its form. */
export interface FinalRecord {
  /** "Ashgrove Primary School (URN 900001)" */
  readonly school: string;
  readonly form: FormDocument;
  readonly fileName: (extension: 'docx' | 'pdf') => string;
}

/** How many records have been made final. */
export async function finalRecordCount(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('records')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('current_version', '>', 0)
    .executeTakeFirstOrThrow();
  return count;
}

/** Every record that has been made final, one at a time: however many there are, few are held at once. */
export async function* everyFinalRecord(db: Db, authority: string): AsyncGenerator<FinalRecord> {
  const rows = await db
    .selectFrom('records')
    .select(['id', 'current_version as version'])
    .where('current_version', '>', 0)
    .orderBy('id')
    .execute();
  for (const { id, version } of rows) {
    const found = await findVersion(db, id, version);
    if (!found) throw new Error('A record has lost its final version');
    const content = JSON.parse(found.content) as RecordContent;
    const as = { kind: 'final', sha256: found.sha256, isPart: false } as const;
    yield {
      school: `${content.school.name} (URN ${content.school.urn})`,
      form: recordDocument(content, { authority, as }),
      fileName: (extension) => documentName(content, 'final', extension),
    };
  }
}
