import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createDocuments } from '#platform/documents/documents.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { oneParagraph, sixPages } from '../data/documents.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { alternate, median, timed } from '../lib/measure.ts';

/** What the goals are, in milliseconds. */
const limits = { word: 100, pdf: 200 } as const;
/** Longer than this, and a page that is asked for meanwhile would be felt to wait. */
const longestBlock = 10;

type Kind = keyof typeof limits;

const kinds = ['word', 'pdf'] as const;
const figureOf = (kind: Kind): string => `${kind}.record`;
const blockOf = (kind: Kind): string => `${kind}.record.event-loop`;

/** A six-page record as Word and as PDF, from the order to the bytes, by the product's workers. */
export const documents: Case = {
  names: kinds.flatMap((kind) => [figureOf(kind), blockOf(kind)]),
  async measure(bench) {
    const made = createDocuments();
    bench.onClose('the makers of documents', () => made.close());
    for (const kind of kinds) {
      if (bench.wants(figureOf(kind)) || bench.wants(blockOf(kind)))
        await measure(bench, made, kind);
    }
  },
};

async function measure(bench: Bench, made: Documents, kind: Kind): Promise<void> {
  bench.say(`${figureOf(kind)}: making ${bench.size.documentRounds} records.`);
  const blocks: number[] = [];
  const idle: number[] = [];
  // The first of a worker loads its libraries and fonts.
  const first = await made[kind](sixPages(0));
  if (kind === 'pdf') expectPages(first);
  let number = 0;
  const times = await alternate(bench.size.documentRounds, {
    record: async () => {
      const { took, block } = await watched(() => made[kind](sixPages((number += 1))));
      blocks.push(block);
      return took;
    },
    least: () => timed(() => made[kind](oneParagraph((number += 1)))),
    idle: async () => {
      const { took, block } = await watched(() => pause(limits[kind] / 2));
      idle.push(block);
      return took;
    },
  });
  if (bench.wants(figureOf(kind))) {
    const measured = {
      name: figureOf(kind),
      value: median(times.record),
      unit: 'ms',
      yardstick: median(times.least),
    };
    bench.report(
      limited(measured, limits[kind], {
        what: 'a record of six pages',
        yardstick: 'a document of one paragraph',
      }),
    );
  }
  if (bench.wants(blockOf(kind))) {
    const measured = {
      name: blockOf(kind),
      value: median(blocks),
      unit: 'ms',
      yardstick: median(idle),
    };
    bench.report(
      limited(measured, longestBlock, {
        what: 'longest wait of the event loop while one is made',
        yardstick: 'its longest wait while nothing is made',
      }),
    );
  }
}

function expectPages(pdf: Uint8Array): void {
  const pages =
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
  if (pages !== 6) throw new Error(`The record has ${pages} pages instead of six.`);
}

/** How long the work took, and the longest that the event loop was held up meanwhile, in milliseconds. */
async function watched(work: () => Promise<unknown>): Promise<{ took: number; block: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const took = await timed(work);
  delay.disable();
  return { took, block: delay.max / 1e6 };
}
