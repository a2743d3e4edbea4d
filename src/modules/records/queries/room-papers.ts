import type { LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#modules/people/index.ts';
import { documentOf, papersOfMeeting, readablePapers } from '#modules/pre-reads/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db } from '#platform/db/connection.ts';
import type { RecordMatter } from '../store.ts';

/** Something to read in a meeting: a page of the product, or a document as it was sent. */
export interface RoomPaper {
  readonly href: string;
  readonly title: string;
  /** In bytes; undefined for a page. */
  readonly size: number | undefined;
}

/** One of the pre-reads, and what is held of it. */
export interface RoomPreRead {
  readonly label: string;
  readonly papers: readonly RoomPaper[];
}

/** The pre-reads of a record's meeting that are someone's to read, in the form's order. */
export async function roomPapers(
  db: Db,
  actor: Actor,
  matter: RecordMatter,
  asking: { readonly pack: PolicyPack; readonly today: LocalDate },
): Promise<RoomPreRead[]> {
  const meeting = await papersOfMeeting(db, matter.meetingId, asking);
  if (!meeting) return [];
  const readable = new Set(readablePapers(actor, matter, meeting.form).map(({ key }) => key));
  const here = `/meetings/${matter.meetingId}/pre-reads`;
  return meeting.papers
    .filter(({ paper, standing }) => readable.has(paper.key) && standing.kind !== 'record')
    .map(({ paper, standing }) => {
      const document = documentOf(standing);
      const papers = document
        ? [
            {
              href: `${here}/documents/${document.answer.id}`,
              title: document.file.name,
              size: document.file.size,
            },
          ]
        : standing.kind === 'recorded'
          ? [{ href: `${here}/${paper.key}`, title: 'As it is recorded', size: undefined }]
          : [];
      return { label: paper.label, papers };
    });
}
