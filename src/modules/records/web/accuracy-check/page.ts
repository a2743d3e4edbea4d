import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { can } from '../../access.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { showCheck, takeCheck } from './check.ts';
import type { Door } from './check.ts';
import { answeredView } from './view.ts';

const path = '/records/:record/accuracy-check';

export const accuracyCheckRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('see how the check stands'),
    handle: (visit) => (isTheirs(visit) ? showCheck(visit, doorOf(visit)) : answered(visit)),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('see how the check stands'),
    handle: (visit) =>
      isTheirs(visit)
        ? takeCheck(visit, doorOf(visit), () => Promise.resolve(redirect(hrefOf(visit))))
        : answered(visit),
  }),
];

function isTheirs({ actor, subject }: Visit<RecordMatter>): boolean {
  return can(actor, 'check its accuracy', subject);
}

function hrefOf({ subject }: Visit<RecordMatter>): string {
  return `${recordPath(subject)}/accuracy-check`;
}

/** Whoever is signed in comes to the check by the record. */
function doorOf(visit: Visit<RecordMatter>): Door {
  return { work: workOf(visit), here: visit, action: hrefOf(visit) };
}

async function answered(visit: Visit<RecordMatter>): Promise<Reply> {
  return page(answeredView(visit, await wholeRecord(visit.services.db, visit.subject)));
}
