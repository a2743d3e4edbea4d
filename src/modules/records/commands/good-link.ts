import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Work } from '#web/services.ts';
import { arriveByLink } from '../queries/check-link.ts';
import type { Coming } from '../queries/check-link.ts';
import type { Scene } from './change.ts';

/**
 * Whether the link by which someone came is open for them and leads to the record at hand, which is
 * held: it may have been renewed or opened elsewhere while they typed. Nothing to ask of who signed in.
 */
export async function isGoodLink(
  { trx, matter, doing }: Scene,
  { authority }: Work,
  by: Coming | undefined,
): Promise<Result<undefined>> {
  if (!by) return ok(undefined);
  const arrived = await arriveByLink(trx, by, { now: doing.at, laCode: authority.laCode });
  return arrived.kind === 'open' && arrived.matter.recordId === matter.recordId
    ? ok(undefined)
    : refuse('link-dead', 'This link does not open the check any more.');
}
