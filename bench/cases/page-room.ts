import { room } from '../data/authority/rooms.ts';
import type { Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { alternate, percentile, timed } from '../lib/measure.ts';
import { productOf } from '../lib/page-case.ts';

const name = 'page.room';
const limit = 100;

/**
 * The meeting room, through the whole stack: every section of the form in its order with guidance,
 * what was typed now and last time, who came, the outcome, the actions and the papers. It is opened
 * once a meeting, so it is asked for one by one.
 */
export const roomPage: Case = {
  names: [name],
  async measure(bench) {
    const product = await productOf(bench);
    const { origin, cookies, own } = product;
    const ask = async (path: string): Promise<string> => {
      const response = await fetch(origin + path, { headers: { cookie: cookies[0] } });
      if (!response.ok) throw new Error(`${name}: the answer was ${response.status}.`);
      return response.text();
    };
    const addressOf = (number: number): string => `/records/${room(number % own).record}/room`;
    const page = await ask(addressOf(0));
    const rounds = bench.size.pageRounds;
    bench.say(`${name}: ${page.length} characters, ${rounds} times.`);
    const constant = product.serveConstant(page);
    let number = 0;
    const times = await alternate(rounds, {
      page: () => timed(() => ask(addressOf(number++))),
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
          what: 'p95 of a meeting room that is opened',
          yardstick: 'the same bytes served constant by the same server',
        },
      ),
    );
  },
};
