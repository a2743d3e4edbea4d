import { parseId, parseUrn } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { reachOf } from '#modules/people/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { gate } from '#web/gates.ts';
import type { Arrival, Gate } from '#web/route.ts';
import { can, canWithConcern } from '../access.ts';
import type { ConcernAction, LevelAction } from '../access.ts';
import type { Concern, ConcernId } from '../domain/concern.ts';
import { findConcernOf } from '../queries/find-concern.ts';

/** For addresses with `:urn`. */
export function onLevel(action: LevelAction): Gate<SchoolMatter> {
  return gate(`level: ${action}`, async (arrival) => {
    const subject = await schoolOf(arrival);
    const admits = subject && can(arrival.actor, action, subject, arrival.services.pack);
    return admits ? { subject } : undefined;
  });
}

/** A concern about one school, with the school as access rules see it. */
export interface ConcernMatter {
  readonly matter: SchoolMatter;
  readonly concern: Concern;
}

/** For addresses with `:urn` and `:concern`. */
export function onConcern(action: ConcernAction): Gate<ConcernMatter> {
  return gate(`concern: ${action}`, async (arrival) => {
    const matter = await schoolOf(arrival);
    const id = parseId<ConcernId>(arrival.params['concern'] ?? '');
    const concern = matter && id && (await findConcernOf(arrival.services.db, matter.urn, id));
    return matter && concern && canWithConcern(arrival.actor, action, matter, concern)
      ? { subject: { matter, concern } }
      : undefined;
  });
}

/** For the authority's list: the schools whose suggestions the person may see. */
export const toLevels: Gate<Reach> = gate('level: list', ({ actor }) => {
  const subject = reachOf(actor, 'identification');
  return Promise.resolve(subject && { subject });
});

async function schoolOf({ services, authority, params, today }: Arrival) {
  const urn = parseUrn(params['urn'] ?? '');
  return urn && findSchoolMatter(services.db, urn, { today, laCode: authority.laCode });
}
