import type { RecordId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { formOf, sectionOf } from '#policy-pack/index.ts';
import type { Work } from '#web/services.ts';
import { prefillSection } from '../domain/prefill.ts';
import type { MeetingRecord } from '../domain/record.ts';
import { fillSection as fill } from '../domain/section.ts';
import { knownFor } from '../queries/known.ts';
import { packOf } from '../queries/whole-record.ts';
import { sectionIn, sectionsOf } from '../store-contents.ts';
import { changeRecord } from './change.ts';

/**
 * Fills a section in again with what is held now, as when the record was opened: visits, support,
 * actions and self-evaluation go on until the meeting. `parent` is the revision that was on the page.
 */
export function fillSection(
  work: Work,
  id: RecordId,
  key: string,
  parent: number,
): Promise<Result<MeetingRecord>> {
  return changeRecord(work, id, 'write notes', async ({ trx, matter, doing, today }) => {
    const pack = packOf(matter.record);
    const form = formOf(pack, matter.record.form);
    const section = sectionOf(form, key);
    const filled =
      section && prefillSection(form, section, await knownFor(trx, matter, pack, today));
    if (!section || !filled) {
      return refuse('nothing-known', 'Nothing is held that could fill in this section.');
    }
    const current = sectionIn(await sectionsOf(trx, id), key);
    return fill(matter.record, section, current, filled, parent, doing);
  });
}
