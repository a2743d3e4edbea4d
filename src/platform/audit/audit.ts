import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { PersonId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { Json } from '#platform/db/tables/foundation.ts';
import { canonicalJson } from './canonical.ts';

/** Who did it: a person, or the product itself (a job, a command line) under a name. */
export interface AuditActor {
  readonly personId: PersonId | null;
  readonly name: string;
}

export interface AuditEvent {
  readonly at: Date;
  readonly actor: AuditActor;
  /** What happened, in the past tense and the field's words: "record finalised". */
  readonly type: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly payload?: { readonly [key: string]: Json | undefined };
}

const firstHash = '0'.repeat(64);
const chainLock = 7_421_001;
const pageSize = 5_000;

/**
 * Adds events to the trail, in the transaction of the change that they tell of. Each carries the
 * hash of the one before, so that an alteration of any breaks the chain from there on.
 * Call it last: it holds the end of the chain until the transaction commits.
 */
export async function appendAudit(trx: Trx, ...events: readonly AuditEvent[]): Promise<void> {
  if (events.length === 0) return;
  await sql`select pg_advisory_xact_lock(${sql.lit(chainLock)})`.execute(trx);
  const last = await trx
    .selectFrom('audit_events')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  let seq = last?.seq ?? 0;
  let previous = last?.hash ?? firstHash;
  const rows = events.map((event) => {
    seq += 1;
    const row = {
      seq,
      at: event.at,
      actor_id: event.actor.personId,
      actor_name: event.actor.name,
      type: event.type,
      subject_kind: event.subject.kind,
      subject_id: event.subject.id,
      payload: canonicalJson(event.payload ?? {}),
      previous_hash: previous,
    };
    const hash = hashOf({ ...row, payload: event.payload ?? {} });
    previous = hash;
    return { ...row, hash };
  });
  await trx.insertInto('audit_events').values(rows).execute();
}

export type AuditVerdict =
  | { readonly intact: true; readonly events: number; readonly lastHash: string }
  | { readonly intact: false; readonly seq: number; readonly problem: string };

/** Reads the whole trail and recomputes each hash. `onProgress` is told how many events are done. */
export async function verifyAudit(
  db: Db,
  onProgress?: (events: number) => void,
): Promise<AuditVerdict> {
  let previous = firstHash;
  let seq = 0;
  for (;;) {
    const page = await db
      .selectFrom('audit_events')
      .selectAll()
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(pageSize)
      .execute();
    for (const row of page) {
      if (row.seq !== seq + 1) {
        return { intact: false, seq: seq + 1, problem: `Event ${seq + 1} is missing.` };
      }
      if (row.previous_hash !== previous) {
        return {
          intact: false,
          seq: row.seq,
          problem: `Event ${row.seq} does not follow on from the one before it.`,
        };
      }
      if (hashOf(row) !== row.hash) {
        return {
          intact: false,
          seq: row.seq,
          problem: `Event ${row.seq} has been altered since it was written.`,
        };
      }
      seq = row.seq;
      previous = row.hash;
    }
    onProgress?.(seq);
    if (page.length < pageSize) return { intact: true, events: seq, lastHash: previous };
  }
}

interface Hashed {
  seq: number;
  at: Date;
  actor_id: string | null;
  actor_name: string;
  type: string;
  subject_kind: string;
  subject_id: string;
  payload: unknown;
  previous_hash: string;
}

function hashOf(row: Hashed): string {
  const { seq, at, actor_id, actor_name, type, subject_kind, subject_id, payload, previous_hash } =
    row;
  const text = canonicalJson({
    seq,
    at,
    actor_id,
    actor_name,
    type,
    subject_kind,
    subject_id,
    payload,
    previous_hash,
  });
  return createHash('sha256').update(text).digest('hex');
}
