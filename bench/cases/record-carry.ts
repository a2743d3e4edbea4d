import type { CaseId, MeetingId } from '#kernel/ids.ts';
import { openActionsOf } from '#modules/actions/index.ts';
import { startRecord } from '#modules/records/index.ts';
import { idOf } from '../data/authority/names.ts';
import { openActions } from '../data/authority/open-actions.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { alternate, percentile, timed } from '../lib/measure.ts';
import { startProduct } from '../lib/product.ts';

const name = 'record.carry';
const limit = 50;
const actions = 200;
/** The meeting of each case that is planned. */
const planned = 8;

/**
 * Opening the record of a case with 200 open actions: they, what was said of them last time, the
 * context and whatever else is held are carried into it, with the audit trail, in one transaction.
 */
export const recordCarry: Case = { names: [name], measure };

async function measure(bench: Bench): Promise<void> {
  const { pageRounds, cases } = bench.size;
  const rounds = Math.min(pageRounds, Math.floor(cases / 4));
  const product = await startProduct(bench, {
    name: 'record_carry',
    more: openActions({ cases: rounds, actions }),
  });
  const { services, actor, authority } = await product.arrivalAt('/');
  const { db } = services;
  const work = { ...services, actor, authority };
  bench.say(`${name}: opening ${rounds} records of cases with ${actions} more open actions each.`);
  let opened = 0;
  let read = 0;
  const times = await alternate(rounds, {
    carry: () =>
      timed(async () => {
        const started = await startRecord(work, idOf<MeetingId>(`meeting${opened++}-${planned}`));
        if (!started.ok) throw new Error(`${name}: ${started.refusal.sentence}`);
      }),
    reading: () =>
      timed(async () => {
        const found = await openActionsOf(db, idOf<CaseId>(`case${read++}`));
        if (found.length < actions) throw new Error(`${name}: ${found.length} actions are open.`);
      }),
  });
  bench.report(
    limited(
      {
        name,
        value: percentile(times.carry, 0.95),
        unit: 'ms',
        yardstick: percentile(times.reading, 0.95),
      },
      limit,
      {
        what: 'p95 of carrying a case with 200 open actions into a new record',
        yardstick: 'reading those actions, and nothing more',
      },
    ),
  );
}
