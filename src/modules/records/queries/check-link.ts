import { dateOf } from '#kernel/dates.ts';
import { findActor, hashToken } from '#modules/people/index.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Db, Trx } from '#platform/db/connection.ts';
import { can } from '../access.ts';
import { standingOf } from '../domain/check-link.ts';
import type { CheckLink, LinkEnd } from '../domain/check-link.ts';
import { linkOf } from '../store-checks.ts';
import { findRecord } from '../store.ts';
import type { RecordMatter } from '../store.ts';

/** Who comes with a link: its token, and the secret that their browser has for its address. */
export interface Coming {
  readonly token: string;
  readonly browser: string | undefined;
}

/** What a link leads to. */
export interface Led {
  readonly link: CheckLink;
  readonly matter: RecordMatter;
  /** The headteacher whose link it is. */
  readonly actor: Actor;
}

export type Arrived =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'refused';
      readonly link: CheckLink;
      readonly because: LinkEnd | 'open in another browser' | 'not theirs any more';
    }
  | (Led & { readonly kind: 'shut' | 'open' });

/** Whether a link was opened in the browser that someone comes with. */
export function hasOpened({ opened }: CheckLink, { browser }: Coming): boolean {
  return browser !== undefined && opened?.browserHash === hashToken(browser);
}

/**
 * Where someone comes to with a link. Reads and nothing else. In a transaction, `lock` holds the record
 * first, as everything that changes it does.
 */
export async function arriveByLink(
  db: Db | Trx,
  { token, browser }: Coming,
  asking: { readonly now: Date; readonly laCode: string },
  options: { readonly lock?: boolean } = {},
): Promise<Arrived> {
  const { now, laCode } = asking;
  const today = dateOf(now);
  const tokenHash = hashToken(token);
  const known = await linkOf(db, tokenHash);
  const matter = known && (await findRecord(db, known.recordId, { today, laCode }, options));
  // What somebody else has made of it before the record was free is in the row by now.
  const link = options.lock === true && matter ? await linkOf(db, tokenHash) : known;
  if (!link || !matter) return { kind: 'unknown' };
  const browserHash = browser === undefined ? undefined : hashToken(browser);
  const standing = standingOf(link, matter.record, { browserHash, now, today });
  if (standing.kind === 'dead') return { kind: 'refused', link, because: standing.because };
  const actor = await findActor(db, link.person, today);
  if (!actor || !can(actor, 'check its accuracy', matter)) {
    return { kind: 'refused', link, because: 'not theirs any more' };
  }
  if (standing.kind === 'elsewhere') {
    return { kind: 'refused', link, because: 'open in another browser' };
  }
  return { kind: standing.kind, link, matter, actor };
}
