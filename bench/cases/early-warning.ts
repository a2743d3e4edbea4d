import { dateOf } from '#kernel/dates.ts';
import { performance } from '../data/authority/performance.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { alternate, percentile, timed } from '../lib/measure.ts';
import { startProduct } from '../lib/product.ts';

const name = 'early-warning.authority';
const limit = 100;

/** The page of one authority’s early warnings, through the whole stack, with all of England held. */
export const earlyWarningPage: Case = { names: [name], measure };

async function measure(bench: Bench): Promise<void> {
  const product = await startProduct(bench, {
    name: 'early_warning',
    more: performance(bench.size.schools, dateOf(new Date())),
  });
  const { origin, cookies, own } = product;
  const ask = async (path: string): Promise<string> => {
    const response = await fetch(origin + path, { headers: { cookie: cookies[0] } });
    if (!response.ok) throw new Error(`${name}: the answer was ${response.status}.`);
    return response.text();
  };
  const page = await ask('/identify/early-warning');
  const [, warned = '0'] = /(\d+) of \d+ schools/.exec(page) ?? [];
  if (Number(warned) === 0) throw new Error(`${name}: no school has a reason.`);
  const rounds = bench.size.pageRounds;
  bench.say(`${name}: ${warned} of ${own} schools, ${page.length} characters, ${rounds} times.`);
  const constant = product.serveConstant(page);
  const times = await alternate(rounds, {
    page: () => timed(() => ask('/identify/early-warning')),
    constant: () => timed(() => ask(constant)),
  });
  bench.report(
    limited(
      {
        name,
        value: percentile(times.page, 0.95),
        unit: 'ms',
        yardstick: percentile(times.constant, 0.95),
      },
      limit,
      {
        what: 'p95 of the early warning page of one authority',
        yardstick: 'the same bytes served constant by the same server',
      },
    ),
  );
}
