import { parseId } from '#kernel/ids.ts';
import type { EnteredInspectionId } from '#kernel/ids.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { gate, schoolGate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { can } from '../access.ts';
import type { InspectionAction } from '../access.ts';
import type { EnteredInspection } from '../domain/entered.ts';
import { enteredInspection } from '../queries/known.ts';

/** For addresses with `:urn`. */
export function onSchool(action: InspectionAction): Gate<SchoolMatter> {
  return schoolGate(`inspections: ${action}`, findSchoolMatter, (actor, matter) =>
    can(actor, action, matter),
  );
}

/** For addresses with `:entered`. */
export const onEntered: Gate<EnteredInspection> = gate(
  'inspections: withdraw',
  async ({ services, actor, authority, params, today }) => {
    const { db } = services;
    const id = parseId<EnteredInspectionId>(params['entered'] ?? '');
    const subject = id && (await enteredInspection(db, id));
    const matter =
      subject &&
      (await findSchoolMatter(db, subject.inspection.urn, { today, laCode: authority.laCode }));
    return subject && matter && can(actor, 'enter', matter) ? { subject } : undefined;
  },
);
