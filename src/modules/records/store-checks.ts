import type { PersonId, RecordId } from '#kernel/ids.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import type { TypedAnswer } from './domain/accuracy.ts';
import type { CheckLink } from './domain/check-link.ts';
import type { CheckStep } from './domain/check-steps.ts';

/** What a headteacher has typed of the check of a record and not sent. */
export async function draftOf(
  db: Db | Trx,
  recordId: RecordId,
  person: PersonId,
): Promise<TypedAnswer[]> {
  const row = await db
    .selectFrom('accuracy_drafts')
    .select('answers')
    .where('record_id', '=', recordId)
    .where('person_id', '=', person)
    .executeTakeFirst();
  return (row?.answers ?? []).map((each) => ({ ...each, answer: each.answer ?? undefined }));
}

/** Keeps what a headteacher has typed, in place of what was kept. */
export async function keepDraft(
  trx: Trx,
  recordId: RecordId,
  person: PersonId,
  typed: readonly TypedAnswer[],
  at: Date,
): Promise<void> {
  const answers = JSON.stringify(typed.map((each) => ({ ...each, answer: each.answer ?? null })));
  await trx
    .insertInto('accuracy_drafts')
    .values({ record_id: recordId, person_id: person, answers, saved_at: at })
    .onConflict((conflict) =>
      conflict.columns(['record_id', 'person_id']).doUpdateSet({ answers, saved_at: at }),
    )
    .execute();
}

/** Takes away what was typed, once it has been sent. */
export async function dropDraft(trx: Trx, recordId: RecordId, person: PersonId): Promise<void> {
  await trx
    .deleteFrom('accuracy_drafts')
    .where('record_id', '=', recordId)
    .where('person_id', '=', person)
    .execute();
}

/** Keeps a link that was just made. */
export async function insertLink(
  trx: Trx,
  link: Pick<CheckLink, 'tokenHash' | 'recordId' | 'round' | 'person'> & { readonly at: Date },
): Promise<void> {
  await trx
    .insertInto('accuracy_links')
    .values({
      token_hash: link.tokenHash,
      record_id: link.recordId,
      round: link.round,
      person_id: link.person,
      created_at: link.at,
      ended_at: null,
      browser_hash: null,
      seen_at: null,
      code_hash: null,
      code_until: null,
      code_tries: 0,
      codes_sent: 0,
      refusals: 0,
    })
    .execute();
}

/** Ends the links of a record, but for one. */
export async function endLinks(trx: Trx, recordId: RecordId, at: Date, except = ''): Promise<void> {
  await trx
    .updateTable('accuracy_links')
    .set({ ended_at: at })
    .where('record_id', '=', recordId)
    .where('ended_at', 'is', null)
    .where('token_hash', '<>', except)
    .execute();
}

export async function linkOf(db: Db | Trx, tokenHash: string): Promise<CheckLink | undefined> {
  const row = await db
    .selectFrom('accuracy_links')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return (
    row && {
      tokenHash: row.token_hash,
      recordId: row.record_id,
      round: row.round,
      person: row.person_id,
      isEnded: row.ended_at !== null,
      opened:
        row.browser_hash !== null && row.seen_at !== null
          ? { browserHash: row.browser_hash, seenAt: row.seen_at }
          : undefined,
      code:
        row.code_hash !== null && row.code_until !== null
          ? { hash: row.code_hash, until: row.code_until, tries: row.code_tries }
          : undefined,
      codesSent: row.codes_sent,
    }
  );
}

export async function updateLink(db: Db | Trx, link: CheckLink): Promise<void> {
  const { opened, code } = link;
  await db
    .updateTable('accuracy_links')
    .set({
      browser_hash: opened?.browserHash ?? null,
      seen_at: opened?.seenAt ?? null,
      code_hash: code?.hash ?? null,
      code_until: code?.until ?? null,
      code_tries: code?.tries ?? 0,
      codes_sent: link.codesSent,
    })
    .where('token_hash', '=', link.tokenHash)
    .execute();
}

/** Notes when the browser of a link was last here. */
export async function touchLink(db: Db, tokenHash: string, now: Date): Promise<void> {
  await db
    .updateTable('accuracy_links')
    .set({ seen_at: now })
    .where('token_hash', '=', tokenHash)
    .execute();
}

/** How many links of a record were made since. */
export async function linksSince(trx: Trx, recordId: RecordId, since: Date): Promise<number> {
  const { count } = await trx
    .selectFrom('accuracy_links')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('record_id', '=', recordId)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

/** Counts that a link was refused; gives how often it has been. */
export async function countRefusal(trx: Trx, tokenHash: string): Promise<number> {
  const { refusals } = await trx
    .updateTable('accuracy_links')
    .set((eb) => ({ refusals: eb('refusals', '+', 1) }))
    .where('token_hash', '=', tokenHash)
    .returning('refusals')
    .executeTakeFirstOrThrow();
  return refusals;
}

/** Counts that a link was tried which never was; gives how many there were in the hour. */
export async function countGuess(trx: Trx, now: Date): Promise<number> {
  const hour = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  await trx.deleteFrom('accuracy_link_guesses').where('hour', '<', hour).execute();
  const { count } = await trx
    .insertInto('accuracy_link_guesses')
    .values({ hour, count: 1 })
    .onConflict((conflict) =>
      conflict
        .column('hour')
        .doUpdateSet((eb) => ({ count: eb('accuracy_link_guesses.count', '+', 1) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  return count;
}

/** The records whose check waits for an answer, of cases that are open. */
export async function checksWaiting(db: Db): Promise<RecordId[]> {
  const rows = await db
    .selectFrom('records as r')
    .innerJoin('cases as c', 'c.id', 'r.case_id')
    .select('r.id')
    .where('r.status', '=', 'with-headteacher')
    .where('c.status', '=', 'open')
    .orderBy('r.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** When someone was last mailed a link to the check of a record. */
export async function newestLinkAt(
  trx: Trx,
  recordId: RecordId,
  person: PersonId,
): Promise<Date | undefined> {
  const { at } = await trx
    .selectFrom('accuracy_links')
    .select((eb) => eb.fn.max('created_at').as('at'))
    .where('record_id', '=', recordId)
    .where('person_id', '=', person)
    .executeTakeFirstOrThrow();
  return at ?? undefined;
}

/** What has been told of one round of a check, of one headteacher. */
export async function stepsDoneOf(
  trx: Trx,
  recordId: RecordId,
  round: number,
  person: PersonId,
): Promise<CheckStep[]> {
  const rows = await trx
    .selectFrom('accuracy_mails')
    .select('step')
    .where('record_id', '=', recordId)
    .where('round', '=', round)
    .where('person_id', '=', person)
    .execute();
  return rows.map(({ step }) => step);
}

/** Notes that something was told; false when it had been. */
export async function noteCheckStep(
  trx: Trx,
  recordId: RecordId,
  round: number,
  { step, person, at }: { readonly step: CheckStep; readonly person: PersonId; readonly at: Date },
): Promise<boolean> {
  const noted = await trx
    .insertInto('accuracy_mails')
    .values({ record_id: recordId, round, step, person_id: person, at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('step')
    .executeTakeFirst();
  return noted !== undefined;
}
