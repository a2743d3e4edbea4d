import { dateOf } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Services } from '#web/services.ts';
import { findActor, sessionEnd } from '../queries/sign-in.ts';
import { hashToken, newToken } from '../tokens.ts';

/** What signing in and out work with: nobody is signed in yet, or no longer. */
export type Door = Pick<Services, 'db' | 'clock'>;

export interface SignedIn {
  readonly personId: PersonId;
  /** For the cookie; the database has only its hash. */
  readonly sessionToken: string;
}

/**
 * Signs a person in, in the transaction of what lets them in. A session that the browser had before
 * ends, so that a token that someone planted there is worth nothing.
 * Undefined when there is no such person, or all their roles have ended.
 */
export async function openSession(
  trx: Trx,
  personId: PersonId,
  entry: { readonly now: Date; readonly by: string; readonly replaces: string | undefined },
): Promise<SignedIn | undefined> {
  const { now, by, replaces } = entry;
  const actor = await findActor(trx, personId, dateOf(now));
  if (!actor || actor.roles.length === 0) return undefined;
  await trx
    .deleteFrom('sessions')
    .where((eb) =>
      eb.or([
        eb('expires_at', '<=', now),
        ...(replaces === undefined ? [] : [eb('token_hash', '=', hashToken(replaces))]),
      ]),
    )
    .execute();
  const sessionToken = newToken();
  await trx
    .insertInto('sessions')
    .values({
      token_hash: hashToken(sessionToken),
      person_id: personId,
      created_at: now,
      last_seen_at: now,
      expires_at: sessionEnd(now),
    })
    .execute();
  await appendAudit(trx, {
    at: now,
    actor: { personId, name: actor.name },
    type: 'signed in',
    subject: { kind: 'person', id: personId },
    payload: { by },
  });
  return { personId, sessionToken };
}

/** Signs in as one of the demonstration's people. The page is shut in live mode; this refuses too. */
export async function signInAs(
  { db, clock, mode }: Door & Pick<Services, 'mode'>,
  personId: PersonId,
  replaces: string | undefined,
): Promise<Result<SignedIn>> {
  if (mode !== 'demo') return refuse('not-in-live', 'This is open in the demonstration only.');
  return inTransaction(db, async (trx) => {
    const entry = { now: clock.now(), by: 'demonstration', replaces };
    const signedIn = await openSession(trx, personId, entry);
    return signedIn ? ok(signedIn) : refuse('unknown-person', 'There is no such person.');
  });
}

/** Ends a session. Nothing happens when it has ended already. */
export async function signOut({ db, clock }: Door, sessionToken: string): Promise<void> {
  const now = clock.now();
  await db.transaction().execute(async (trx) => {
    const ended = await trx
      .deleteFrom('sessions')
      .where('token_hash', '=', hashToken(sessionToken))
      .returning(['person_id', 'expires_at'])
      .executeTakeFirst();
    if (!ended || ended.expires_at <= now) return;
    const person = await trx
      .selectFrom('people')
      .select('name')
      .where('id', '=', ended.person_id)
      .executeTakeFirstOrThrow();
    await appendAudit(trx, {
      at: now,
      actor: { personId: ended.person_id, name: person.name },
      type: 'signed out',
      subject: { kind: 'person', id: ended.person_id },
    });
  });
}
