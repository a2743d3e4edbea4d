import { dateOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Branded, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { notify, signInLink } from '#modules/correspondence/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { parseAddress } from '../domain/address.ts';
import { nextPage } from '../domain/next-page.ts';
import { holderOf } from '../queries/mailboxes.ts';
import { findActor } from '../queries/sign-in.ts';
import { hashToken, newToken } from '../tokens.ts';
import { openSession } from './session.ts';
import type { Door, SignedIn } from './session.ts';

export const signInLinkJob = 'people.sign-in-link';

type LinkWork = Omit<Work, 'actor'>;

/** So many links of one person can be open at a time: nobody's mailbox is filled by others. */
const openLinks = 3;

/**
 * Takes a request for a sign-in link. It does the same whether or not the address is known, so that
 * neither the answer nor how long it takes says which; a job does the rest.
 */
export async function askForLink(
  { db, jobs }: Pick<LinkWork, 'db' | 'jobs'>,
  typed: string,
  next: string,
): Promise<Result<void>> {
  const address = parseAddress(typed);
  if (!address) {
    return refuse(
      'bad-address',
      'Enter an email address in the right form, like name@example.org',
      'address',
    );
  }
  const id = newId<Branded<string, 'JobId'>>();
  await db
    .transaction()
    .execute((trx) => jobs.enqueue(trx, signInLinkJob, id, { address, next: nextPage(next) }));
  return ok(undefined);
}

/** Sends a link to whoever has the mailbox, if they have a role today. Says whether it did. */
export async function sendSignInLink(
  work: LinkWork,
  typed: string,
  next: string,
): Promise<boolean> {
  const { db, clock, pack, baseUrl, authority } = work;
  const now = clock.now();
  const today = dateOf(now);
  return db.transaction().execute(async (trx) => {
    const address = parseAddress(typed);
    const holder = address && (await holderOf(trx, address, today));
    const actor = holder && (await findActor(trx, holder.id, today));
    if (!actor || actor.roles.length === 0) return false;
    const { count } = await trx
      .selectFrom('sign_in_links')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('person_id', '=', actor.id)
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow();
    if (count >= openLinks) return false;
    const link = await createLink(trx, actor.id, now, pack);
    const url = linkUrl(baseUrl, link.token, next);
    const content = signInLink({ authority: authority.name, url, until: link.until });
    await notify(trx, work, actor.id, content);
    await appendAudit(trx, {
      at: now,
      actor: { personId: null, name: 'Sign-in page' },
      type: 'sign-in link sent',
      subject: { kind: 'person', id: actor.id },
    });
    return true;
  });
}

export interface Link {
  readonly token: string;
  readonly until: Date;
}

/** Makes a link that works once, for as long as the policy pack says. */
export async function createLink(
  trx: Trx,
  personId: PersonId,
  now: Date,
  pack: PolicyPack,
): Promise<Link> {
  const { value, unit } = pack.periods.signInLink;
  if (unit !== 'minutes') throw new Error(`A sign-in link cannot work for ${value} ${unit}`);
  const until = new Date(now.getTime() + value * 60_000);
  const token = newToken();
  await trx.deleteFrom('sign_in_links').where('expires_at', '<=', now).execute();
  await trx
    .insertInto('sign_in_links')
    .values({
      token_hash: hashToken(token),
      person_id: personId,
      created_at: now,
      expires_at: until,
      used_at: null,
    })
    .execute();
  return { token, until };
}

export function linkUrl(baseUrl: string, token: string, next = '/'): string {
  const query = next === '/' ? '' : `?next=${encodeURIComponent(next)}`;
  return `${baseUrl}/sign-in/link/${token}${query}`;
}

/**
 * Signs in with a link and uses it up. Pressed twice, or by two browsers at once, it works for one.
 * The refusal is the same for a link that was used, is too old or never was.
 */
export async function followLink(
  { db, clock }: Door,
  token: string,
  replaces: string | undefined,
): Promise<Result<SignedIn>> {
  const now = clock.now();
  return inTransaction(db, async (trx) => {
    const link = await trx
      .updateTable('sign_in_links')
      .set({ used_at: now })
      .where('token_hash', '=', hashToken(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('person_id')
      .executeTakeFirst();
    const signedIn =
      link && (await openSession(trx, link.person_id, { now, by: 'link', replaces }));
    return signedIn ? ok(signedIn) : refuse('link-spent', 'This link does not work any more.');
  });
}
