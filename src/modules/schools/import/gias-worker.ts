import { readAsWorker } from '#platform/csv/worker-side.ts';
import { giasFormat } from './gias-format.ts';

readAsWorker(giasFormat);
