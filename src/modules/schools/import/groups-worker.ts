import { readAsWorker } from '#platform/csv/worker-side.ts';
import { groupsFile } from './register-files.ts';
import { registerFormat } from './register-table.ts';

readAsWorker(registerFormat(groupsFile));
