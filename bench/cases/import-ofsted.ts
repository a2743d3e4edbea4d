import { importOfsted } from '#modules/inspections/index.ts';
import { writeOfstedFile } from '../data/ofsted-file.ts';
import type { Case } from '../lib/bench.ts';
import { measureImport } from '../lib/import-against-copy.ts';

const name = 'import.ofsted';

export const ofstedImport: Case = {
  names: [name],
  measure: (bench) =>
    measureImport(bench, {
      name,
      fileName: 'state_funded_schools_as_at_2025-08-31.csv',
      write: writeOfstedFile,
      import: importOfsted,
      tables: ['inspections', 'context_figures'],
    }),
};
