import { dateOf } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { AnswerId, FileId, MeetingId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { mustNotBePaused } from '#modules/cases/index.ts';
import { findMeeting } from '#modules/meetings/index.ts';
import type { MeetingMatter } from '#modules/meetings/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import { keepFile } from '#platform/files/files.ts';
import type { CheckedFile } from '#platform/files/files.ts';
import type { Work } from '#web/services.ts';
import { can, maySend } from '../access.ts';
import { answerWith } from '../domain/answers.ts';
import type { Wanted } from '../domain/answers.ts';
import type { Said } from '../domain/papers.ts';
import { papersOfMeeting } from '../queries/meeting-papers.ts';
import type { PaperOfMeeting } from '../queries/meeting-papers.ts';
import { insertAnswer, lockPapers, usedFor } from '../store.ts';

/** What someone sends or says: a file that was checked, or an answer without one. */
export type Given =
  | { readonly kind: 'file'; readonly file: CheckedFile; readonly datedOn: LocalDate | undefined }
  | { readonly kind: 'unchanged' | 'none' | 'not-needed' | 'needed' };

export interface Answering {
  /** Comes with the form, so that sending it twice says it once. */
  readonly id: AnswerId;
  readonly meetingId: MeetingId;
  readonly paper: string;
  readonly byLink: boolean;
}

/**
 * Keeps what was sent or said of one paper for one meeting. Nothing that was there before is changed:
 * it becomes an earlier version.
 */
export async function answerPaper(
  work: Work,
  answering: Answering,
  given: Given,
): Promise<Result<undefined>> {
  const { db, clock, actor, pack, authority } = work;
  const { id, meetingId } = answering;
  const now = clock.now();
  const today = dateOf(now);
  return inTransaction(db, async (trx) => {
    const asking = { today, laCode: authority.laCode };
    const matter = await findMeeting(trx, meetingId, asking, { lock: true });
    if (matter) await lockPapers(trx, matter.urn);
    const meeting = matter && (await papersOfMeeting(trx, meetingId, { pack, today }));
    const paper = meeting?.papers.find((each) => each.paper.key === answering.paper);
    if (!matter || !meeting || !paper || !may(work, matter, paper, given)) {
      return refuse('not-yours', 'You cannot send this paper.');
    }
    const running = mustNotBePaused(matter.case);
    if (!running.ok) return running;
    const used = await usedFor(trx, id);
    if (used?.meetingId === meetingId && used.paper === answering.paper) return ok(undefined);
    if (used) return refuse('form-used', 'This form has been used already. Send it again', 'what');
    const fileId = newId<FileId>();
    const said = answerWith(
      {
        paper: paper.paper,
        answers: paper.answers,
        standing: paper.standing,
        recorded: paper.recorded,
        meeting: { id: meetingId, status: meeting.status },
        required: meeting.occasion.required,
        today,
      },
      wantedFrom(given, fileId),
    );
    if (!said.ok) return said;
    if (given.kind === 'file') {
      const by = answering.byLink ? null : actor.id;
      await keepFile(trx, fileId, given.file, { at: now, by });
    }
    const by = { id: actor.id, byLink: answering.byLink };
    await insertAnswer(trx, { ...answering, urn: matter.urn, said: said.value, at: now, by });
    await appendAudit(trx, {
      at: now,
      actor: { personId: actor.id, name: actor.name },
      type: happened[given.kind],
      subject: { kind: 'meeting', id: meetingId },
      payload: {
        caseId: matter.caseId,
        paper: answering.paper,
        answer: id,
        byLink: answering.byLink,
        ...detailsOf(said.value),
      },
    });
    return ok(undefined);
  });
}

const happened: Readonly<Record<Given['kind'], string>> = {
  file: 'pre-read sent',
  unchanged: 'pre-read said to be unchanged',
  none: 'pre-read said not to exist',
  'not-needed': 'pre-read said not to be needed',
  needed: 'pre-read said to be needed',
};

function may(
  { actor }: Work,
  matter: MeetingMatter,
  { paper, providers }: PaperOfMeeting,
  given: Given,
): boolean {
  switch (given.kind) {
    case 'file':
    case 'unchanged':
    case 'none':
      return maySend(actor, matter, paper, providers);
    case 'not-needed':
    case 'needed':
      return can(actor, 'say what is needed', matter);
  }
}

function wantedFrom(given: Given, id: FileId): Wanted {
  if (given.kind !== 'file') return given;
  const { name, size, sha256 } = given.file;
  return { kind: 'file', file: { id, name, size, sha256 }, datedOn: given.datedOn };
}

function detailsOf(said: Said) {
  if (said.kind === 'unchanged') return { unchanged: said.of };
  if (said.kind !== 'file') return {};
  const { id, name, size, sha256, datedOn } = said.file;
  return { file: id, name, size, sha256, datedOn };
}
