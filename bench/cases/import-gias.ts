import { importGias } from '#modules/schools/index.ts';
import { writeGiasFile } from '../data/gias-file.ts';
import type { Case } from '../lib/bench.ts';
import { measureImport } from '../lib/import-against-copy.ts';

const name = 'import.gias';

export const giasImport: Case = {
  names: [name],
  measure: (bench) =>
    measureImport(bench, {
      name,
      fileName: 'edubasealldata_2025-08-31.csv',
      write: writeGiasFile,
      import: importGias,
      tables: ['schools', 'context_figures'],
    }),
};
