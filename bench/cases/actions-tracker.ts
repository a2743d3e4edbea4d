import { firstUrn } from '../data/authority/names.ts';
import { actions } from '../data/authority/actions.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { alternate, percentile, timed } from '../lib/measure.ts';
import { mostOwn, startProduct } from '../lib/product.ts';

const name = 'actions.tracker';
const limit = 50;

/** The list of all agreed actions of one authority, filtered and turned from page to page, through the whole stack. */
export const actionsTracker: Case = { names: [name], measure };

/** What people ask of it: every filter alone, some together, and pages further on. */
const questions = [
  '',
  '?page=7',
  '?page=90',
  '?status=overdue',
  '?status=overdue&page=20',
  '?status=all',
  '?status=all&page=100',
  '?status=complete&page=3',
  '?status=stopped',
  '?status=to-confirm',
  '?status=no-owner',
  '?undertakes=head',
  '?status=all&undertakes=english+lead&page=40',
  '?monitors=officer&status=overdue',
  `?school=${firstUrn}&status=all`,
  '?undertakes=nobody+is+called+that',
];

async function measure(bench: Bench): Promise<void> {
  const { cases, actions: count, pageRounds } = bench.size;
  const own = Math.min(mostOwn, Math.floor(cases / 4));
  const product = await startProduct(bench, {
    name: 'actions_tracker',
    more: actions(own, count),
  });
  const { origin, cookies, services } = product;
  const ask = async (path: string): Promise<string> => {
    const response = await fetch(origin + path, { headers: { cookie: cookies[0] } });
    if (!response.ok) throw new Error(`${name}: the answer was ${response.status}.`);
    return response.text();
  };
  const networks = await services.db.selectFrom('networks').select('id').limit(2).execute();
  const paths = [
    ...questions,
    ...networks.map(({ id }) => `?network=${id}`),
    ...networks.map(({ id }) => `?network=${id}&status=all&page=30`),
  ].map((question) => `/actions${question}`);
  const [first = ''] = paths;
  const page = await ask(first);
  if (!/More than 5,000 actions|[\d,]+ actions, the soonest due first/.test(page)) {
    throw new Error(`${name}: the page lists no actions.`);
  }
  for (const path of paths) await ask(path);
  const constant = product.serveConstant(page);
  const rounds = Math.max(2, Math.ceil(pageRounds / 4));
  bench.say(
    `${name}: ${count} actions, ${paths.length} questions, ${rounds} times each; the first page has ${page.length} characters.`,
  );
  const slow = new Map<string, number>();
  const times = await alternate(rounds, {
    pages: async () => {
      const taken: number[] = [];
      for (const path of paths) {
        const time = await timed(() => ask(path));
        slow.set(path, Math.max(slow.get(path) ?? 0, time));
        taken.push(time);
      }
      return taken;
    },
    constants: async () => {
      const taken: number[] = [];
      for (let asked = 0; asked < paths.length; asked += 1) {
        taken.push(await timed(() => ask(constant)));
      }
      return taken;
    },
  });
  const [slowest] = [...slow].toSorted(([, a], [, b]) => b - a);
  if (slowest) bench.say(`${name}: the slowest was ${slowest[0]}, ${slowest[1].toFixed(1)} ms.`);
  bench.report(
    limited(
      {
        name,
        value: percentile(times.pages.flat(), 0.95),
        unit: 'ms',
        yardstick: percentile(times.constants.flat(), 0.95),
      },
      limit,
      {
        what: `p95 of the tracker of an authority with ${count.toLocaleString('en-GB')} actions`,
        yardstick: 'the same bytes served constant by the same server',
      },
    ),
  );
}
