import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Db } from '#platform/db/connection.ts';
import type { RecordContent, SectionBody, WholeRecord } from '../domain/content.ts';
import { prefill } from '../domain/prefill.ts';
import type { RecordMatter } from '../store.ts';
import { knownFor, recordBefore } from './known.ts';

/** What lies beside a section while someone writes in it. */
export interface BesideSection {
  /** What the last record says there. */
  readonly last: SectionBody | undefined;
  /** What is held today that could go in, where it says something else than the section. */
  readonly held: { readonly text: string; readonly from: string } | undefined;
}

export interface BesideSections {
  /** The record of the meeting before, where it is final. */
  readonly previous:
    | { readonly record: RecordContent['record']; readonly title: string; readonly on: string }
    | undefined;
  readonly of: (section: string) => BesideSection;
}

/** The last record, and what is held today, section by section. */
export async function besideSections(
  db: Db,
  matter: RecordMatter,
  { pack, form, sections }: WholeRecord,
  today: LocalDate,
): Promise<BesideSections> {
  const content = await recordBefore(db, matter);
  const filled = prefill(form, await knownFor(db, matter, pack, today));
  return {
    previous: content && {
      record: content.record,
      title: content.form.heading,
      on: shortDate(content.meeting.date),
    },
    of(key) {
      const held = filled.find(({ section }) => section === key);
      const isSame = held?.text === sections.get(key)?.text;
      return {
        last: content?.sections.find((section) => section.key === key)?.body,
        held: held && !isSame ? { text: held.text, from: held.from } : undefined,
      };
    },
  };
}
