import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, Urn } from '#kernel/ids.ts';
import { casesOfSchool, findSchoolMatter } from '#modules/cases/index.ts';
import type { Actor } from '#modules/people/index.ts';
import { findSchool } from '#modules/schools/index.ts';
import { canWithVisits, visitsInBrief } from '#modules/visits/index.ts';
import type { VisitId } from '#modules/visits/index.ts';
import type { Db } from '#platform/db/connection.ts';

/** A school that a monitoring officer is assigned to. */
export interface AssignedSchool {
  readonly urn: Urn;
  readonly name: string;
  readonly mayRecord: boolean;
  readonly lastVisit: { readonly id: VisitId; readonly on: LocalDate } | undefined;
  /** Of the board or the check-ins that they are on; others' dates are not theirs to read. */
  readonly next:
    | {
        readonly caseId: CaseId;
        readonly process: string;
        /** Undefined where the case has no date. */
        readonly date: LocalDate | undefined;
        readonly time: LocalTime | undefined;
      }
    | undefined;
}

/** The schools that someone visits for the authority, by name, with the last visit and what comes next. */
export async function assignedSchools(
  db: Db,
  actor: Actor,
  asking: { readonly today: LocalDate; readonly laCode: string },
): Promise<AssignedSchool[]> {
  const assigned = actor.roles.flatMap(({ role, scope }) =>
    role === 'monitoring-officer' && scope.kind === 'school' ? [scope.urn] : [],
  );
  const urns = [...new Set(assigned)];
  const visits = await visitsInBrief(db, urns);
  const found = await Promise.all(
    urns.map(async (urn) => {
      const [school, matter] = await Promise.all([
        findSchool(db, urn),
        findSchoolMatter(db, urn, asking),
      ]);
      if (!school || !matter) return [];
      const cases = await casesOfSchool(db, actor, matter, asking.today);
      const running = cases.find(({ status }) => status !== 'closed');
      const date = running?.planned?.status === 'planned' ? running.planned : undefined;
      const last = visits.get(urn)?.findLast(({ on }) => on <= asking.today);
      return [
        {
          urn,
          name: school.name,
          mayRecord: canWithVisits(actor, 'record a visit', matter),
          lastVisit: last && { id: last.id, on: last.on },
          next: running && {
            caseId: running.id,
            process: running.process,
            date: date?.date,
            time: date?.time,
          },
        },
      ];
    }),
  );
  return found.flat().toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}
