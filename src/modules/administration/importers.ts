import type { Result } from '#kernel/result.ts';
import { importBankHolidays, importDates } from '#modules/calendar/index.ts';
import { importOfsted } from '#modules/inspections/index.ts';
import { importGias, importGroupLinks, importGroups, importLinks } from '#modules/schools/index.ts';
import { importAbsence, importCensus, importKs2, importKs4 } from '#modules/performance/index.ts';
import type { ImportReport, ImportRequest, ImportSource } from '#modules/schools/index.ts';

type ImportFile = (request: ImportRequest) => Promise<Result<ImportReport>>;

/**
 * What imports a file of each publication, from a page and from the command line alike. How a file
 * of it is known, and where it is to be had, is in `domain/publications.ts`.
 */
export const importers: Readonly<Record<ImportSource, ImportFile>> = {
  gias: importGias,
  links: importLinks,
  groups: importGroups,
  'group-links': importGroupLinks,
  ofsted: importOfsted,
  census: importCensus,
  absence: importAbsence,
  ks2: importKs2,
  ks4: importKs4,
  calendar: importDates,
  'bank-holidays': importBankHolidays,
};
