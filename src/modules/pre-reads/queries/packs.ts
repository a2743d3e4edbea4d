import { findMeeting, readsWholeRecord } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { can, readablePapers } from '../access.ts';
import { packEntries } from '../domain/packs.ts';
import type { Audience, Pack, PackEntry } from '../domain/packs.ts';
import { contentsHash, packsOf } from '../store-packs.ts';
import type { MeetingPapers } from './meeting-papers.ts';

export { findPack } from '../store-packs.ts';

/** Which papers of a meeting are someone's to read, and whether the record of the meeting before is. */
export async function audienceOf(
  db: Db | Trx,
  actor: Actor,
  matter: MeetingMatter,
  { form, occasion }: Pick<MeetingPapers, 'form' | 'occasion'>,
  laCode: string,
): Promise<Audience> {
  const papers = readablePapers(actor, matter, form).map(({ key }) => key);
  const { previous, today } = occasion;
  const before = previous && (await findMeeting(db, previous.meetingId, { today, laCode }));
  return { papers, readsRecord: before !== undefined && readsWholeRecord(actor, before) };
}

/** Everything that is held for a meeting, for someone to read in one file. */
export function entriesNow({ papers, occasion }: MeetingPapers, audience: Audience): PackEntry[] {
  return packEntries(papers, audience, occasion);
}

/**
 * Whether a pack is someone's to read: all that is in it. One with a document that was withdrawn since is
 * read by those who may see what was withdrawn, and by nobody else.
 */
export function mayReadPack(
  actor: Actor,
  matter: MeetingMatter,
  { papers }: Pick<MeetingPapers, 'papers'>,
  audience: Audience,
  { entries }: Pick<Pack, 'entries'>,
): boolean {
  return entries.every(({ paper: key, of }) => {
    if (!audience.papers.includes(key)) return false;
    switch (of.kind) {
      case 'record':
      case 'original':
        return audience.readsRecord;
      case 'document': {
        const answers = papers.find(({ paper }) => paper.key === key)?.answers ?? [];
        const answer = answers.find(({ id }) => id === of.answer);
        if (!answer) return false;
        return !answer.withdrawn || can(actor, 'see what was withdrawn', matter);
      }
      case 'recorded':
      case 'left-out':
        return true;
    }
  });
}

/** The packs of a meeting that are someone's to read, newest first. */
export async function packsFor(
  db: Db,
  actor: Actor,
  matter: MeetingMatter,
  meeting: MeetingPapers,
  audience: Audience,
): Promise<Pack[]> {
  const packs = await packsOf(db, meeting.meetingId);
  return packs.filter((pack) => mayReadPack(actor, matter, meeting, audience, pack));
}

/** Whether one of these packs is everything that is held now. */
export function isPacked(packs: readonly Pack[], entries: readonly PackEntry[]): boolean {
  const hash = contentsHash(entries);
  return packs.some((pack) => pack.kind === 'pack' && pack.contentsHash === hash);
}
