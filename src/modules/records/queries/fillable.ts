import type { LocalDate } from '#kernel/dates.ts';
import { formOf } from '#policy-pack/index.ts';
import type { Section } from '#policy-pack/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { prefillSection } from '../domain/prefill.ts';
import type { Prefilled } from '../domain/prefill.ts';
import type { SectionText } from '../domain/section.ts';
import { sectionIn, sectionsOf } from '../store-contents.ts';
import type { RecordMatter } from '../store.ts';
import { knownFor } from './known.ts';
import { packOf } from './whole-record.ts';

/** What a section says, and what it would be filled in with today; undefined where nothing is held. */
export async function fillable(
  db: Db,
  matter: RecordMatter,
  section: Section,
  today: LocalDate,
): Promise<{ readonly current: SectionText; readonly filled: Prefilled | undefined }> {
  const pack = packOf(matter.record);
  const form = formOf(pack, matter.record.form);
  return {
    current: sectionIn(await sectionsOf(db, matter.recordId), section.key),
    filled: prefillSection(form, section, await knownFor(db, matter, pack, today)),
  };
}
