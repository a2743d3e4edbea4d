import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { findMeeting } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import { findActor, hashToken } from '#modules/people/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { maySend } from '../access.ts';
import { linkByHash } from '../store.ts';
import { papersOfMeeting } from './meeting-papers.ts';
import type { MeetingPapers, PaperOfMeeting } from './meeting-papers.ts';

/** What a link opens: a meeting, and the papers that the person whose link it is was asked for. */
export interface OpenedLink {
  /** Whose link it is; what is sent by it is theirs. */
  readonly actor: Actor;
  readonly matter: MeetingMatter;
  readonly meeting: MeetingPapers;
  /** Those that are still to be sent, and those that were answered for this meeting. */
  readonly asked: readonly PaperOfMeeting[];
}

const dead: Refusal = {
  code: 'dead',
  sentence: 'A link to send papers works until the day of the meeting, for whoever owes them.',
};

/**
 * Opens a link. Refuses one that was never made, one of a meeting that is over or cancelled, and one
 * whose person no longer has papers to send. A meeting that is moved keeps its links.
 */
export async function openLink(
  db: Db,
  token: string,
  asking: { readonly pack: PolicyPack; readonly now: Date; readonly laCode: string },
): Promise<Result<OpenedLink>> {
  const { pack, laCode } = asking;
  const today = dateOf(asking.now);
  const link = await linkByHash(db, hashToken(token));
  const matter = link && (await findMeeting(db, link.meetingId, { today, laCode }));
  if (!link || !matter) return { ok: false, refusal: dead };
  if (matter.meeting.status === 'cancelled') {
    return refuse('cancelled', 'The meeting was cancelled, so no papers are needed for it.');
  }
  if (isOver(matter, today)) return { ok: false, refusal: dead };
  const [actor, meeting] = await Promise.all([
    findActor(db, link.personId, today),
    papersOfMeeting(db, link.meetingId, { pack, today }),
  ]);
  if (!actor || !meeting) return { ok: false, refusal: dead };
  const asked = meeting.papers.filter(
    ({ paper, providers, standing }) =>
      standing.kind !== 'held' &&
      standing.kind !== 'recorded' &&
      standing.kind !== 'not-needed' &&
      providers.some(({ id }) => id === actor.id) &&
      maySend(actor, matter, paper, providers),
  );
  const owes = meeting.papers.some(({ paper, providers }) =>
    maySend(actor, matter, paper, providers),
  );
  return owes ? ok({ actor, matter, meeting, asked }) : { ok: false, refusal: dead };
}

function isOver({ meeting }: MeetingMatter, today: LocalDate): boolean {
  return meeting.status === 'held' || meeting.date <= today;
}
