import { reachOf } from '#modules/people/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';

/** For the list: the schools of which the person may see what officers alone see. */
export const toEarlyWarning: Gate<Reach> = gate('early warning: list', ({ actor }) => {
  const subject = reachOf(actor, 'identification');
  return Promise.resolve(subject && { subject });
});
