import { parseId, parseUrn } from '#kernel/ids.ts';
import type { RoundId } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import type { Reach } from '#modules/people/index.ts';
import { gate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can, canWithRounds, focusReach } from '../access.ts';
import type { FocusAction, RoundAction } from '../access.ts';
import type { Round, RoundSchool } from '../domain/round.ts';
import { roundWithSchools } from '../queries/rounds.ts';

/** For lists of network focus schools: of those that the person may read of. */
export const toFocusList: Gate<Reach> = gate('network focus: list', ({ actor }) => {
  const subject = focusReach(actor);
  return Promise.resolve(subject && { subject });
});

/** For addresses with `:urn`, about the network focus of one school. */
export function onFocus(action: FocusAction): Gate<SchoolMatter> {
  return gate(`network focus: ${action}`, async ({ services, actor, authority, params, today }) => {
    const urn = parseUrn(params['urn'] ?? '');
    const asking = { today, laCode: authority.laCode };
    const subject = urn && (await findSchoolMatter(services.db, urn, asking));
    return subject && can(actor, action, subject, services.pack) ? { subject } : undefined;
  });
}

/** For what belongs to rounds in general: opening one, adding a school in the course of a year. */
export function toRounds(action: RoundAction): Gate<undefined> {
  return gate(`categorisation: ${action}`, ({ actor, services }) =>
    Promise.resolve(
      canWithRounds(actor, action, services.pack) ? { subject: undefined } : undefined,
    ),
  );
}

export interface RoundSubject {
  readonly round: Round;
  /** In the round's order. */
  readonly schools: readonly RoundSchool[];
}

/** For addresses with `:round`. */
export function onRound(action: RoundAction): Gate<RoundSubject> {
  return gate(`round: ${action}`, async ({ services, actor, params }) => {
    const id = parseId<RoundId>(params['round'] ?? '');
    if (!id || !canWithRounds(actor, action, services.pack)) return undefined;
    const subject = await roundWithSchools(services.db, id);
    return subject && { subject };
  });
}

/** For addresses with `:round` and `:urn`: a school of the round. */
export function onRoundSchool(
  action: RoundAction,
): Gate<RoundSubject & { readonly school: RoundSchool }> {
  const round = onRound(action);
  return gate(`round: ${action}, school`, async (arrival) => {
    const admission = await round.admit(arrival);
    if (!admission.admitted) return undefined;
    const urn = parseUrn(arrival.params['urn'] ?? '');
    const school = admission.subject.schools.find((each) => each.urn === urn);
    return school && { subject: { ...admission.subject, school } };
  });
}
