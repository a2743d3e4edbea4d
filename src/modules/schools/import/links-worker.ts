import { readAsWorker } from '#platform/csv/worker-side.ts';
import { linksFile } from './register-files.ts';
import { registerFormat } from './register-table.ts';

readAsWorker(registerFormat(linksFile));
