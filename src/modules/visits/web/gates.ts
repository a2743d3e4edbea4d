import { parseId } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { gate, schoolGate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can, canWithVisit } from '../access.ts';
import type { EvidenceAction, VisitAction } from '../access.ts';
import type { Support, SupportId } from '../domain/support.ts';
import { isShared } from '../domain/visit.ts';
import type { Visit, VisitId } from '../domain/visit.ts';
import { supportOfSchool, visitsOfSchool } from '../queries/of-school.ts';

/** For addresses with `:urn`. */
export function onEvidence(action: EvidenceAction): Gate<SchoolMatter> {
  return schoolGate(`visits: ${action}`, findSchoolMatter, (actor, matter) =>
    can(actor, action, matter),
  );
}

/** A visit to one school, with the school as access rules see it. */
export interface VisitMatter {
  readonly matter: SchoolMatter;
  readonly visit: Visit;
}

/** For addresses with `:urn` and `:visit`. */
export function onVisit(action: VisitAction): Gate<VisitMatter> {
  return gate(`visit: ${action}`, async (arrival) => {
    const { services, authority, params, today, actor } = arrival;
    const id = parseId<VisitId>(params['visit'] ?? '');
    const asking = { today, laCode: authority.laCode };
    const found = id && (await visitsOfSchool(services.db, params['urn'] ?? '', asking));
    const visit = found?.items.find((each) => each.id === id);
    return found && visit && canWithVisit(actor, action, found.matter, { shared: isShared(visit) })
      ? { subject: { matter: found.matter, visit } }
      : undefined;
  });
}

export interface SupportMatter {
  readonly matter: SchoolMatter;
  readonly support: Support;
}

/** For addresses with `:urn` and `:support`. */
export const toChangeSupport: Gate<SupportMatter> = gate('support: change', async (arrival) => {
  const { services, authority, params, today, actor } = arrival;
  const id = parseId<SupportId>(params['support'] ?? '');
  const asking = { today, laCode: authority.laCode };
  const found = id && (await supportOfSchool(services.db, params['urn'] ?? '', asking));
  const support = found?.items.find((each) => each.id === id);
  return found && support && can(actor, 'record support', found.matter)
    ? { subject: { matter: found.matter, support } }
    : undefined;
});
