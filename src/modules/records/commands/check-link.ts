import { createHash, randomInt } from 'node:crypto';
import { dateOf } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Refusal, Result } from '#kernel/result.ts';
import { accuracyCode, accuracyLinkRenewed, notify } from '#modules/correspondence/index.ts';
import { findActor, hashToken, newToken } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { AuditActor, AuditEvent } from '#platform/audit/audit.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import { can } from '../access.ts';
import {
  isTold,
  mayRenew,
  openedIn,
  linksPerDay,
  tryCode,
  withCode,
} from '../domain/check-link.ts';
import { arriveByLink } from '../queries/check-link.ts';
import type { Arrived, Coming, Led } from '../queries/check-link.ts';
import {
  countGuess,
  countRefusal,
  endLinks,
  linkOf,
  linksSince,
  touchLink,
  updateLink,
} from '../store-checks.ts';
import { findRecord } from '../store.ts';
import type { RecordMatter } from '../store.ts';
import { linkUrl, mailCheckLink } from './mail-check-link.ts';
import type { LinkWork } from './mail-check-link.ts';

/** Whoever has the link, before a code has shown that it is the headteacher. */
const visitor: AuditActor = { personId: null, name: 'Accuracy check link' };

/** The same for every link that opens nothing, whyever. */
const dead: Refusal = { code: 'link-dead', sentence: 'This link does not open the check.' };

/** Runs something on a link that may be opened here, with its record held. */
function onShutLink<Value>(
  work: LinkWork,
  coming: Coming,
  run: (trx: Trx, led: Led, now: Date) => Promise<Result<Value>>,
): Promise<Result<Value>> {
  const now = work.clock.now();
  const asking = { now, laCode: work.authority.laCode };
  return inTransaction(work.db, async (trx) => {
    const arrived = await arriveByLink(trx, coming, asking, { lock: true });
    return arrived.kind === 'shut' ? run(trx, arrived, now) : { ok: false, refusal: dead };
  });
}

function happened(
  { recordId, caseId, record }: RecordMatter,
  type: string,
  by: { readonly at: Date; readonly actor: AuditActor },
  more: AuditEvent['payload'] = {},
): AuditEvent {
  return {
    ...by,
    type,
    subject: { kind: 'record', id: recordId },
    payload: { caseId, round: record.round, ...more },
  };
}

/** A code is nothing without the token of its link, which the database does not have. */
function hashCode(token: string, code: string): string {
  return createHash('sha256').update(`${token} ${code}`).digest('hex');
}

/** Mails a code to the headteacher whose link it is. */
export function sendCode(work: LinkWork, coming: Coming): Promise<Result<undefined>> {
  return onShutLink(work, coming, async (trx, { link, matter, actor }, now) => {
    const { value, unit } = work.pack.periods.accuracyCode;
    if (unit !== 'minutes') throw new Error(`A code cannot work for ${value} ${unit}`);
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const until = new Date(now.getTime() + value * 60_000);
    const changed = withCode(link, hashCode(coming.token, code), until);
    if (!changed.ok) return changed;
    await updateLink(trx, changed.value);
    const url = linkUrl(work, coming.token);
    if (!(await notify(trx, work, actor.id, accuracyCode({ code, until, url })))) {
      return refuse('no-mailbox', 'No mailbox is known to which a code could be sent.');
    }
    const number = changed.value.codesSent;
    await appendAudit(
      trx,
      happened(matter, 'accuracy code sent', { at: now, actor: visitor }, { number }),
    );
    return ok(undefined);
  });
}

/** What became of a code: the secret for the browser in which the check is open now, or how many tries are left. */
export type Opened =
  | { readonly kind: 'open'; readonly browser: string }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'no code' };

/** Opens the check in this browser, with the code that was mailed. The other links to it end. */
export function openCheck(work: LinkWork, coming: Coming, code: string): Promise<Result<Opened>> {
  return onShutLink<Opened>(work, coming, async (trx, { link, matter, actor }, now) => {
    const tried = tryCode(link, hashCode(coming.token, code), now);
    if (tried.kind !== 'right') {
      const left = tried.kind === 'wrong' ? tried.left : 0;
      if (tried.kind === 'wrong') await updateLink(trx, tried.link);
      if (isTold(await countRefusal(trx, link.tokenHash))) {
        await appendAudit(
          trx,
          happened(matter, 'accuracy code refused', { at: now, actor: visitor }, { left }),
        );
      }
      return ok(tried.kind === 'wrong' ? { kind: 'wrong', left } : { kind: 'no code' });
    }
    const browser = newToken();
    await updateLink(trx, openedIn(link, hashToken(browser), now));
    await endLinks(trx, link.recordId, now, link.tokenHash);
    const head = { personId: actor.id, name: actor.name };
    await appendAudit(
      trx,
      happened(matter, 'accuracy check opened', { at: now, actor: head }, { by: 'link' }),
    );
    return ok({ kind: 'open', browser });
  });
}

/**
 * Mails a new link in the place of this one, to the same headteacher, where the check still waits for
 * them. Says nothing of whether it did: whoever asks may be anyone who had the link.
 */
export async function renewLink(work: LinkWork, { token }: Coming): Promise<void> {
  const now = work.clock.now();
  const today = dateOf(now);
  await work.db.transaction().execute(async (trx) => {
    const link = await linkOf(trx, hashToken(token));
    const asking = { today, laCode: work.authority.laCode };
    const matter = link && (await findRecord(trx, link.recordId, asking, { lock: true }));
    const { state } = matter?.record ?? { state: undefined };
    if (!link || !matter || state?.status !== 'with-headteacher') return;
    if (!mayRenew(link, matter.record, today)) return;
    const actor = await findActor(trx, link.person, today);
    if (!actor || !can(actor, 'check its accuracy', matter)) return;
    const dayAgo = new Date(now.getTime() - 24 * 60 * 60_000);
    if ((await linksSince(trx, link.recordId, dayAgo)) >= linksPerDay) return;
    const waiting = { round: link.round, person: link.person, due: state.sending.answersDueOn };
    await mailCheckLink(trx, work, matter, waiting, accuracyLinkRenewed);
    await appendAudit(trx, happened(matter, 'accuracy link renewed', { at: now, actor: visitor }));
  });
}

/** Notes in the trail that a link was refused; see `isTold`. */
export async function noteRefusal(work: LinkWork, arrived: Exclude<Arrived, Led>): Promise<void> {
  const at = work.clock.now();
  await work.db.transaction().execute(async (trx) => {
    const isKnown = arrived.kind === 'refused';
    const count = isKnown
      ? await countRefusal(trx, arrived.link.tokenHash)
      : await countGuess(trx, at);
    if (!isTold(count)) return;
    await appendAudit(trx, {
      at,
      actor: visitor,
      type: 'accuracy link refused',
      subject: isKnown
        ? { kind: 'record', id: arrived.link.recordId }
        : { kind: 'accuracy link', id: 'unknown' },
      payload: isKnown
        ? { because: arrived.because, round: arrived.link.round, times: count }
        : { because: 'there is no such link', timesThisHour: count },
    });
  });
}

/** Notes that the browser in which a check is open has been here. */
export async function noteSeen(db: Db, { link }: Led, now: Date): Promise<void> {
  const { opened } = link;
  if (!opened || now.getTime() - opened.seenAt.getTime() < 60_000) return;
  await touchLink(db, link.tokenHash, now);
}
