import type { Bench, Case } from './bench.ts';
import { startLoadGenerator } from './load.ts';
import type { LoadGenerator } from './load.ts';
import { measureAnswers, measureRendering } from './page.ts';
import type { Sample } from './page.ts';
import { startProduct } from './product.ts';
import type { Product } from './product.ts';
import { createTwin } from './twin.ts';

export interface PageCase {
  /** `page.school`; the rendering is `page.school.render`. */
  readonly name: string;
  /** Of the same page, in `bench/templates`. */
  readonly template: string;
  samplesOf(product: Product): Promise<readonly Sample[]>;
}

/** So many pages are rendered in turn. */
const rendered = 10;

/** A page through the whole stack, and the rendering of it alone. */
export function pageCase({ name, template, samplesOf }: PageCase): Case {
  const renderName = `${name}.render`;
  return {
    names: [name, renderName],
    async measure(bench) {
      const product = await productOf(bench);
      const samples = await samplesOf(product);
      if (bench.wants(name)) {
        await measureAnswers(bench, name, { product, generator: generatorOf(bench), samples });
      }
      if (bench.wants(renderName)) {
        const some = samples.slice(0, rendered);
        await measureRendering(bench, renderName, { twin: createTwin(), template, samples: some });
      }
    },
  };
}

const products = new WeakMap<Bench, Promise<Product>>();
const generators = new WeakMap<Bench, LoadGenerator>();

/** All pages are asked of the same product: to fill its database takes a while. */
export function productOf(bench: Bench): Promise<Product> {
  let product = products.get(bench);
  if (!product) products.set(bench, (product = startProduct(bench, { name: 'pages' })));
  return product;
}

function generatorOf(bench: Bench): LoadGenerator {
  let generator = generators.get(bench);
  if (!generator) {
    const started = startLoadGenerator();
    generators.set(bench, (generator = started));
    bench.onClose('the process that asks for pages', () => started.close());
  }
  return generator;
}
