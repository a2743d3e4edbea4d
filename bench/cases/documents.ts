import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { createDocuments } from '#platform/documents/documents.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { sectionsIn } from '#platform/documents/word/word-sections.ts';
import type { WordSections } from '#platform/documents/word/word-sections.ts';
import { oneParagraph, sixPages } from '../data/documents.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { alternate, median, timed } from '../lib/measure.ts';

/** What the goals are, in milliseconds. */
const limits = { word: 100, pdf: 200 } as const;
/** The goal of reading a Word file back, in milliseconds. */
const readingLimit = 300;
const reading = 'word.read-back';
/** Longer than this, and a page that is asked for meanwhile would be felt to wait. */
const longestBlock = 10;

type Kind = keyof typeof limits;

const kinds = ['word', 'pdf'] as const;
const figureOf = (kind: Kind): string => `${kind}.record`;
const blockOf = (kind: Kind): string => `${kind}.record.event-loop`;

/**
 * A six-page record as Word and as PDF, from the order to the bytes, by the product's workers; and
 * its Word file read back, from the bytes to its sections.
 */
export const documents: Case = {
  names: [...kinds.flatMap((kind) => [figureOf(kind), blockOf(kind)]), reading],
  async measure(bench) {
    const made = createDocuments();
    bench.onClose('the makers of documents', () => made.close());
    for (const kind of kinds) {
      if (bench.wants(figureOf(kind)) || bench.wants(blockOf(kind)))
        await measure(bench, made, kind);
    }
    if (bench.wants(reading)) await measureReading(bench, made);
  },
};

async function measureReading(bench: Bench, made: Documents): Promise<void> {
  bench.say(`${reading}: reading ${bench.size.documentRounds} records.`);
  const read = async (file: Uint8Array): Promise<WordSections> => {
    const found = await made.readWord(file);
    if (!found.ok) throw new Error(found.refusal.sentence);
    const rows = sixPages(0).rows.map(({ key = '', label }) => ({ key, label }));
    return sectionsIn(found.value, rows);
  };
  const [record, least] = [await made.word(sixPages(1)), await made.word(oneParagraph(1))];
  const { rows } = await read(record);
  if (rows.size !== sixPages(0).rows.length) throw new Error('Not every section was read.');
  const times = await alternate(bench.size.documentRounds, {
    record: () => timed(() => read(record)),
    least: () => timed(() => read(least)),
  });
  const measured = {
    name: reading,
    value: median(times.record),
    unit: 'ms',
    yardstick: median(times.least),
  };
  bench.report(
    limited(measured, readingLimit, {
      what: 'the Word file of a record of six pages, read back',
      yardstick: 'the Word file of one paragraph',
    }),
  );
}

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
