import type { RecordId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { formOf, sectionOf } from '#policy-pack/index.ts';
import type { Work } from '#web/services.ts';
import type { MeetingRecord } from '../domain/record.ts';
import { bringBack } from '../domain/section.ts';
import { packOf } from '../queries/whole-record.ts';
import { sectionNow, textAt } from '../store-contents.ts';
import { changeRecord } from './change.ts';

/**
 * Makes the text of an earlier revision of a section its text again. `parent` is the newest revision
 * that was on the page.
 */
export function bringBackText(
  work: Work,
  id: RecordId,
  key: string,
  { revision, parent }: { readonly revision: number; readonly parent: number },
): Promise<Result<MeetingRecord>> {
  return changeRecord(work, id, 'write notes', async ({ trx, matter, doing }) => {
    const { record } = matter;
    const section = sectionOf(formOf(packOf(record), record.form), key);
    const text = await textAt(trx, id, key, revision);
    if (!section || text === undefined) {
      return refuse('no-such-text', 'There is no such text of this section.');
    }
    return bringBack(record, section, await sectionNow(trx, id, key), text, parent, doing);
  });
}
