import type { Arrival } from './route.ts';
import type { Actor } from '#modules/people/index.ts';
import type { Work } from './services.ts';

/** What a command needs, from the visit that asks for it. */
export function workOf(visit: Arrival & { readonly actor: Actor }): Work {
  const { services, actor, authority } = visit;
  const { db, clock, jobs, pack, baseUrl, senderAddress } = services;
  return { db, clock, jobs, pack, baseUrl, senderAddress, actor, authority };
}
