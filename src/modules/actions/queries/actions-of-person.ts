import type { LocalDate } from '#kernel/dates.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Db } from '#platform/db/connection.ts';
import { trackActions } from './tracker.ts';
import type { Tracked } from './tracker.ts';

/** The open actions that someone undertakes or monitors, soonest due first. */
export function actionsOfPerson(db: Db, person: PersonId, today: LocalDate): Promise<Tracked> {
  return trackActions(
    db,
    { kind: 'cases', cases: [], person },
    {
      standing: 'open',
      undertakes: '',
      monitors: '',
      urn: undefined,
      network: undefined,
      person,
    },
    { page: 1, today },
  );
}

/** The overdue actions of an authority's schools, the longest overdue first, for those who read all their records. */
export function overdueActions(db: Db, laCode: string, today: LocalDate): Promise<Tracked> {
  return trackActions(
    db,
    { kind: 'authority', laCode },
    { standing: 'overdue', undertakes: '', monitors: '', urn: undefined, network: undefined },
    { page: 1, today },
  );
}
