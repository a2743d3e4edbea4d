import { newId } from '#kernel/ids.ts';
import type { MeetingId, PackId, PersonId } from '#kernel/ids.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import type { Work } from '#web/services.ts';
import type { PackEntry, PackKind } from '../domain/packs.ts';
import type { MeetingPapers } from '../queries/meeting-papers.ts';
import { insertPack, notePacksLost } from '../store-packs.ts';

export const packJob = 'pre-reads.pack';

/** So many packs of one meeting: each is kept, so that nobody fills the place where they are kept. */
const mostPacks = 200;

/**
 * Orders a pack, as part of the transaction: a job makes it. The same contents are one pack, whoever asks
 * for it; undefined where there are too many of the meeting already.
 */
export async function orderPack(
  trx: Trx,
  { jobs, clock }: Pick<Work, 'jobs' | 'clock'>,
  { meetingId, caseId, occasion }: Pick<MeetingPapers, 'meetingId' | 'caseId' | 'occasion'>,
  asked: {
    readonly kind: PackKind;
    readonly entries: readonly PackEntry[];
    /** Null where it is made to be sent to the board. */
    readonly by: { readonly personId: PersonId | null; readonly name: string };
  },
): Promise<PackId | undefined> {
  const { kind, entries, by } = asked;
  if (by.personId !== null && (await packCount(trx, meetingId)) >= mostPacks) return undefined;
  const at = clock.now();
  const { meetingOn } = occasion;
  const fresh = newId<PackId>();
  const { id, isNew } = await insertPack(trx, {
    id: fresh,
    meetingId,
    meetingOn,
    kind,
    entries,
    at,
    by: by.personId,
  });
  if (!isNew) return id;
  // A pack that is tried again has had its own job.
  await jobs.enqueue(trx, packJob, id === fresh ? id : fresh, { pack: id });
  await appendAudit(trx, {
    at,
    actor: by,
    type: 'pre-read pack asked for',
    subject: { kind: 'meeting', id: meetingId },
    payload: {
      caseId,
      meetingOn,
      pack: id,
      kind,
      papers: [...new Set(entries.map((entry) => entry.paper))],
    },
  });
  return id;
}

/** Queues again the packs that wait without a job: after a restore (jobs are not in a backup). */
export async function requeuePacks({ db, jobs }: Pick<Work, 'db' | 'jobs'>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const waiting = await trx
      .selectFrom('pre_read_packs')
      .select('id')
      .where('state', '=', 'making')
      .execute();
    for (const { id } of waiting) await jobs.enqueue(trx, packJob, id, { pack: id });
  });
}

/** Longer than the tries to make a pack take together. */
const lostAfter = 2 * 60 * 60_000;

/**
 * Says of packs that nobody makes any more that they could not be made, so that they can be asked for again:
 * a process that ended with the last try of a job could not say it.
 */
export async function giveUpLostPacks({ db, clock }: Pick<Work, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - lostAfter);
  await notePacksLost(db, before, 'The pack could not be put together.');
}

async function packCount(trx: Trx, meetingId: MeetingId): Promise<number> {
  const { count } = await trx
    .selectFrom('pre_read_packs')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meetingId)
    .executeTakeFirstOrThrow();
  return count;
}
