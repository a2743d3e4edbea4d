import { readAsWorker } from '#platform/csv/worker-side.ts';
import { performanceFormat } from './performance-format.ts';
import { performanceTables } from './tables.ts';

readAsWorker(performanceFormat(performanceTables.ks4));
