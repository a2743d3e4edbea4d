import type { LocalDate } from '#kernel/dates.ts';
import type { EntryId, PersonId, ProceedingId, Urn } from '#kernel/ids.ts';
import type { Json, JsonColumn } from './foundation.ts';

export interface RegionalDirectorTables {
  director_proceedings: DirectorProceedingRow;
  director_entries: DirectorEntryRow;
}

/** What its entries tell, kept for lists: the entries are what counts. */
interface DirectorProceedingRow {
  id: ProceedingId;
  urn: Urn;
  kind: 'assessment' | 'concern';
  status: string;
  is_open: boolean;
  began_on: LocalDate;
}

/** Never changed: a correction is another entry. */
interface DirectorEntryRow {
  id: EntryId;
  proceeding_id: ProceedingId;
  number: number;
  content: JsonColumn<Json>;
  recorded_at: Date;
  recorded_by: PersonId;
}
