import { PDFDocument } from '@cantoo/pdf-lib';
import { createDocuments } from '#platform/documents/documents.ts';
import { sixPages } from '../data/documents.ts';
import { twentyPapers } from '../data/papers.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { alternate, median, timed } from '../lib/measure.ts';

const pack = 'pack.200-pages';
const memory = 'records.100.memory';
/** In milliseconds, and in megabytes. */
const limits = { pack: 3_000, memory: 400 } as const;
const records = 100;

/** The papers of a meeting in one file, and many records at once, by the product's workers. */
export const packs: Case = {
  names: [pack, memory],
  async measure(bench) {
    if (bench.wants(pack)) await measurePack(bench);
    if (bench.wants(memory)) await measureMemory(bench);
  },
};

async function measurePack(bench: Bench): Promise<void> {
  const rounds = Math.max(1, Math.round(bench.size.documentRounds / 4));
  bench.say(`${pack}: putting 20 documents together ${rounds} times.`);
  const made = createDocuments();
  bench.onClose('the makers of packs', () => made.close());
  const papers = await twentyPapers();
  const { pages } = await made.pack(papers.pack);
  if (pages < 200) throw new Error(`${pack}: the pack has ${pages} pages.`);
  const times = await alternate(rounds, {
    pack: () => timed(() => made.pack(papers.pack)),
    merging: () => timed(() => merged(papers.foreign)),
  });
  bench.report(
    limited(
      { name: pack, value: median(times.pack), unit: 'ms', yardstick: median(times.merging) },
      limits.pack,
      {
        what: `a pack of 20 documents and ${pages} pages`,
        yardstick: 'the pages of the others one after the other, without contents and numbers',
      },
    ),
  );
}

async function merged(files: readonly Uint8Array[]): Promise<Uint8Array> {
  const whole = await PDFDocument.create();
  for (const bytes of files) {
    const from = await PDFDocument.load(bytes);
    for (const page of await whole.copyPages(from, from.getPageIndices())) whole.addPage(page);
  }
  return whole.save();
}

/** The most by which the process grows, in megabytes, while so many records are made at once. */
async function measureMemory(bench: Bench): Promise<void> {
  const count = bench.size.documentRounds > 1 ? records : 4;
  bench.say(`${memory}: making ${count} records as Word and as PDF, all ordered at once.`);
  const made = createDocuments();
  bench.onClose('the makers of many records', () => made.close());
  const growth = async (forms: number): Promise<number> => {
    const before = process.memoryUsage.rss();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 20);
    await Promise.all(
      Array.from({ length: forms }, (_, number) =>
        Promise.all([made.word(sixPages(number)), made.pdf(sixPages(number))]),
      ),
    );
    clearInterval(watch);
    return (most - before) / 1e6;
  };
  const one = await growth(1);
  const value = one + (await growth(count));
  bench.report(
    limited({ name: memory, value, unit: 'MB', yardstick: one }, limits.memory, {
      what: `by how much the process grows for ${count} records at once`,
      yardstick: 'for one, with the libraries and fonts',
    }),
  );
}
