import type { Html } from '#ui/html.ts';
import { readMarkup } from '#test/harness/markup.ts';
import type { Bench } from './bench.ts';
import { faster, limited } from './figure.ts';
import type { LoadGenerator } from './load.ts';
import { alternate, median, percentile } from './measure.ts';
import type { Product } from './product.ts';
import type { Twin } from './twin.ts';

/** One page, as asked for and as rendered. */
export interface Sample {
  readonly path: string;
  /** By the product's view, from what its queries gave. */
  readonly view: () => Html;
  /** What the template of the twin is given for the same page; made anew for each rendering. */
  readonly locals: () => object;
}

/** At most so many milliseconds for 19 answers in 20. */
const slowest = 25;
const timesAsFast = 8;
/** Wording changes from day to day; a template that lags behind by more than that is another page. */
const alike = 0.97;

/** How long 95 in 100 requests for pages take at most, through the whole stack, beside the same bytes served constant. */
export async function measureAnswers(
  bench: Bench,
  name: string,
  {
    product,
    generator,
    samples,
  }: {
    readonly product: Product;
    readonly generator: LoadGenerator;
    readonly samples: readonly Sample[];
  },
): Promise<void> {
  const { requestRate: rate, turns, turnLength, warmUp } = bench.size;
  const { origin, cookies } = product;
  const [first] = samples;
  if (!first) throw new Error(`There is no page for ${name}.`);
  bench.say(`${name}: ${rate} requests a second, ${turns} turns of ${turnLength} s each.`);
  const page = await (await fetch(origin + first.path, { headers: { cookie: cookies[0] } })).text();
  const constant = product.serveConstant(page);
  const asPages = samples.map(({ path }, number) => ({
    path,
    cookie: cookies[number % cookies.length] ?? cookies[0],
  }));
  const asConstant = asPages.map(({ cookie }) => ({ path: constant, cookie }));
  const send = (requests: typeof asPages, seconds: number): Promise<readonly number[]> =>
    generator.send({ origin, requests, rate, seconds });

  await send(asPages, warmUp);
  await send(asConstant, warmUp / 2);
  const answers = await alternate(turns, {
    pages: () => send(asPages, turnLength),
    constants: () => send(asConstant, turnLength),
  });
  const pages = answers.pages.flat();
  bench.say(
    `${name}: half of the answers within ${percentile(pages, 0.5).toFixed(1)} ms, 99 in 100 within ${percentile(pages, 0.99).toFixed(1)} ms.`,
  );
  const measured = {
    name,
    value: percentile(pages, 0.95),
    unit: 'ms',
    yardstick: percentile(answers.constants.flat(), 0.95),
  };
  bench.report(
    limited(measured, slowest, {
      what: `p95 at ${rate} requests/s`,
      yardstick: 'the same bytes served constant by the same server',
    }),
  );
}

/** How long a page takes to render, beside the same page by Express, Nunjucks and the GOV.UK macros. */
export async function measureRendering(
  bench: Bench,
  name: string,
  {
    twin,
    template,
    samples,
  }: {
    readonly twin: Twin;
    readonly template: string;
    readonly samples: readonly Sample[];
  },
): Promise<void> {
  const { renderRounds, renderTime } = bench.size;
  bench.say(`${name}: rendering by turns, ${renderRounds} rounds.`);
  for (const sample of samples) {
    expectAlike(
      sample.view().toString(),
      await twin.render(template, sample.locals()),
      sample.path,
    );
  }
  const perPage = async (render: (sample: Sample) => unknown): Promise<number> => {
    const begin = performance.now();
    let count = 0;
    do {
      for (const sample of samples) await render(sample);
      count += samples.length;
    } while (performance.now() - begin < renderTime * 1000);
    return (performance.now() - begin) / count;
  };
  const works = {
    own: () => perPage(({ view }) => view().toString()),
    twin: () => perPage(({ locals }) => twin.render(template, locals())),
  };
  // Code that has run for a while is not the code that starts.
  await alternate(Math.ceil(renderRounds / 5), works);
  const times = await alternate(renderRounds, works);
  bench.report(
    faster(
      { name, value: median(times.own), unit: 'ms', yardstick: median(times.twin) },
      timesAsFast,
      'Express 5 with Nunjucks and the GOV.UK macros',
    ),
  );
}

/** Throws where the two do not say the same in the same order. */
function expectAlike(own: string, other: string, path: string): void {
  const ours = wordsOf(own);
  const theirs = wordsOf(other);
  const shared = commonLength(ours, theirs) / Math.max(ours.length, theirs.length);
  if (shared >= alike) return;
  const at = ours.findIndex((word, index) => word !== theirs[index]);
  throw new Error(
    `The template for ${path} has come to differ from the page, first at “${ours.slice(at, at + 8).join(' ')}” / “${theirs.slice(at, at + 8).join(' ')}”.`,
  );
}

/** What is read, element by element; scripts are not read. */
function wordsOf(html: string): string[] {
  const withoutScripts = html.replace(/<!doctype html>|<script[^>]*>[\s\S]*?<\/script>/gi, '');
  return readMarkup(withoutScripts).words.split(/[ \u00a0]+/);
}

/** The length of the longest sequence of words that both have in order. */
function commonLength(one: readonly string[], other: readonly string[]): number {
  let row = new Uint32Array(other.length + 1);
  for (const word of one) {
    const next = new Uint32Array(other.length + 1);
    for (let at = 1; at <= other.length; at += 1) {
      next[at] =
        word === other[at - 1] ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0);
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
