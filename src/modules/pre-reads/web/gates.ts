import { parseId } from '#kernel/ids.ts';
import type { AnswerId, MeetingId, PackId } from '#kernel/ids.ts';
import { findMeeting } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import type { Actor } from '#modules/people/index.ts';
import { gate } from '#web/gates.ts';
import type { Arrival, Gate } from '#web/route.ts';
import { can, mayReadVersion, maySend, readablePapers } from '../access.ts';
import type { Pack } from '../domain/packs.ts';
import type { Version } from '../domain/papers.ts';
import { papersOfMeeting } from '../queries/meeting-papers.ts';
import { audienceOf, findPack, mayReadPack } from '../queries/packs.ts';
import type { MeetingPapers, PaperOfMeeting } from '../queries/meeting-papers.ts';

/** The papers of a meeting that are someone's to read. */
export interface PapersSubject {
  readonly matter: MeetingMatter;
  /** With those papers only that are theirs. */
  readonly meeting: MeetingPapers;
}

/** A pack, with everything of the meeting that its reader is judged by. */
export interface PackSubject extends PapersSubject {
  readonly pack: Pack;
}

export interface PaperSubject extends PapersSubject {
  readonly paper: PaperOfMeeting;
}

export interface DocumentSubject extends PaperSubject {
  readonly version: Version;
}

async function papersFor(
  arrival: Arrival & { readonly actor: Actor },
): Promise<PapersSubject | undefined> {
  const { services, actor, authority, params, today } = arrival;
  const { db, pack } = services;
  const id = parseId<MeetingId>(params['meeting'] ?? '');
  const matter = id && (await findMeeting(db, id, { today, laCode: authority.laCode }));
  const meeting = matter && (await papersOfMeeting(db, matter.meetingId, { pack, today }));
  if (!matter || !meeting) return undefined;
  const theirs = new Set(readablePapers(actor, matter, meeting.form).map(({ key }) => key));
  const papers = meeting.papers.filter(({ paper }) => theirs.has(paper.key));
  return papers.length > 0 ? { matter, meeting: { ...meeting, papers } } : undefined;
}

/** For addresses with `:meeting`. */
export function onPapers(): Gate<PapersSubject> {
  return gate('pre-reads: read', async (arrival) => {
    const subject = await papersFor(arrival);
    return subject && { subject };
  });
}

/** For addresses with `:meeting` and `:pack`: a pack of which everything is theirs to read. */
export function onPack(): Gate<PackSubject> {
  return gate('pre-reads pack: read', async (arrival) => {
    const { actor, services, params, authority } = arrival;
    const found = await papersFor(arrival);
    const id = parseId<PackId>(params['pack'] ?? '');
    const pack = found && id && (await findPack(services.db, id));
    if (!pack || pack.meetingId !== found.meeting.meetingId) return undefined;
    const { matter, meeting } = found;
    const audience = await audienceOf(services.db, actor, matter, meeting, authority.laCode);
    return mayReadPack(actor, matter, meeting, audience, pack)
      ? { subject: { ...found, pack } }
      : undefined;
  });
}

/** For addresses with `:meeting` and `:paper`. */
export function onPaper(action: 'read' | 'send' | 'say what is needed'): Gate<PaperSubject> {
  return gate(`pre-read: ${action}`, async (arrival) => {
    const { actor, params } = arrival;
    const found = await papersFor(arrival);
    const paper = found?.meeting.papers.find((each) => each.paper.key === params['paper']);
    if (!found || !paper) return undefined;
    const subject = { ...found, paper };
    switch (action) {
      case 'read':
        return { subject };
      case 'send':
        return maySend(actor, found.matter, paper.paper, paper.providers) ? { subject } : undefined;
      case 'say what is needed':
        return can(actor, action, found.matter) ? { subject } : undefined;
    }
  });
}

/** For addresses with `:meeting` and `:document`. */
export function onDocument(action: 'read' | 'withdraw'): Gate<DocumentSubject> {
  return gate(`pre-read document: ${action}`, async (arrival) => {
    const { actor, params } = arrival;
    const found = await papersFor(arrival);
    const id = parseId<AnswerId>(params['document'] ?? '');
    for (const paper of found?.meeting.papers ?? []) {
      const version = paper.versions.find(({ answer }) => answer.id === id);
      if (!found || !version) continue;
      if (!mayReadVersion(actor, found.matter, version, paper.standing)) return undefined;
      if (action === 'withdraw' && !maySend(actor, found.matter, paper.paper, paper.providers)) {
        return undefined;
      }
      return { subject: { ...found, paper, version } };
    }
    return undefined;
  });
}
