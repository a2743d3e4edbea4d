import { createHash } from 'node:crypto';
import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { RecordContent } from '../domain/content.ts';
import { versionsOf } from '../store-versions.ts';
import type { Version } from '../store-versions.ts';

/** A final version, held against its own text and against what the audit trail says of it. */
export interface VerifiedVersion extends Version {
  /** Recomputed from the text that is kept. */
  readonly recomputed: string;
  /** The event of the trail that tells of it; undefined where there is none. */
  readonly event: number | undefined;
  /** What is not as it was when it was made final, each in half a sentence; empty where all is. */
  readonly differences: readonly string[];
}

export interface VerifiedRecord {
  /** The oldest first. */
  readonly versions: readonly VerifiedVersion[];
  /** Versions that the trail tells of, and that are not held. */
  readonly missing: readonly number[];
}

/**
 * Holds every final version of a record against its text and the trail's events. Whether the events
 * themselves are as they were is for `verifyAudit` to say.
 */
export async function verifyRecord(db: Db | Trx, id: RecordId): Promise<VerifiedRecord> {
  const versions = await versionsOf(db, id);
  const events = await db
    .selectFrom('audit_events')
    .select(['seq', 'at', 'actor_id', 'payload'])
    .where('subject_kind', '=', 'record')
    .where('subject_id', '=', id)
    .where('type', '=', 'record finalised')
    .orderBy('seq')
    .execute();
  const told = new Map(
    events.map((event) => [(event.payload as { readonly version: number }).version, event]),
  );
  return {
    versions: versions.toReversed().map((version) => {
      const event = told.get(version.version);
      const recomputed = createHash('sha256').update(version.content).digest('hex');
      return {
        ...version,
        recomputed,
        event: event?.seq,
        differences: [
          ...differencesWithin(version, recomputed),
          ...(event ? differencesFrom(version, event) : ['the audit trail has no event of it']),
        ],
      };
    }),
    missing: [...told.keys()].filter((each) => !versions.some(({ version }) => version === each)),
  };
}

function differencesWithin(held: Version, recomputed: string): string[] {
  if (recomputed !== held.sha256) return ['the text is not the one that was made final'];
  const { version, form, policy, reason } = JSON.parse(held.content) as Partial<RecordContent>;
  return [
    version !== held.version && 'its number is not the one in the text',
    form?.key !== held.form && 'its form is not the one in the text',
    policy !== held.policyVersion && 'its policy is not the one in the text',
    reason !== held.reason && 'its reason is not the one in the text',
  ].filter((each) => each !== false);
}

function differencesFrom(
  held: Version,
  event: { readonly at: Date; readonly actor_id: PersonId | null; readonly payload: unknown },
): string[] {
  const said = event.payload as { readonly sha256?: string; readonly reason?: string };
  return [
    said.sha256 !== held.sha256 && 'the audit trail has another fingerprint of it',
    said.reason !== held.reason && 'the audit trail has another reason for it',
    event.at.getTime() !== held.at.getTime() && 'the audit trail has another time for it',
    event.actor_id !== held.byId && 'the audit trail says that someone else made it final',
  ].filter((each) => each !== false);
}
