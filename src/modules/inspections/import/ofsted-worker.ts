import { readAsWorker } from '#platform/csv/worker-side.ts';
import { ofstedFormat } from './ofsted-format.ts';

readAsWorker(ofstedFormat);
