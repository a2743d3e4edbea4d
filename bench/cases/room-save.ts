import pg from 'pg';
import { opened, room, rooms, typedSections } from '../data/authority/rooms.ts';
import type { SectionLengths } from '../data/authority/rooms.ts';
import type { Bench, Case } from '../lib/bench.ts';
import { limited } from '../lib/figure.ts';
import { startLoadGenerator, startTypists } from '../lib/load.ts';
import { percentile } from '../lib/measure.ts';
import { startProduct } from '../lib/product.ts';
import type { Product } from '../lib/product.ts';
import type { Typed } from '../lib/typists.ts';

const name = 'room.save';
const limit = 100;
/** Of each section when the room opens, in characters. */
const length = 4_000;

/**
 * Meeting rooms with two who type in each, on texts of some thousand characters, each of them saved
 * once a second: from when a page sends what was typed until it is told that the council has it.
 */
export const roomSave: Case = { names: [name], measure };

async function measure(bench: Bench): Promise<void> {
  const { rooms: count, typing, warmUp, turnLength } = bench.size;
  const lengths = Object.fromEntries(
    typedSections.map((section) => [section, length]),
  ) as SectionLengths;
  const product = await startProduct(bench, {
    name: 'room_save',
    more: rooms({ count, lengths }),
  });
  const { origin } = product;
  const asked = Array.from({ length: count }, (_, number) => room(number)).flatMap(
    ({ record, chair, noteTaker }) =>
      [chair, noteTaker].map((person, device) => ({ record, person, device })),
  );
  const typists = await Promise.all(
    asked.map(async (each) => ({ ...each, cookie: await product.signIn(each.person) })),
  );
  const process = startTypists();
  bench.onClose('the process in which people type', () => process.close());
  const sections = typedSections.map((section) => opened(section, length));
  bench.say(`${name}: ${typists.length} devices in ${count} rooms type for ${typing} s.`);
  const watch = await watchDatabase(product);
  const typed = await process.type({
    origin,
    typists,
    sections,
    warmUp: Math.ceil(warmUp),
    seconds: Math.ceil(warmUp) + typing,
  });
  const waits = await watch.stop();
  const lost = await lostOf(product, typed);
  if (lost.length > 0) throw new Error(`${name}: ${lost.length} edits are gone. ${lost[0] ?? ''}`);
  const { latencies, acknowledged, merged } = typed;
  const rate = typists.length;
  const share = (of: number): string => percentile(latencies, of).toFixed(1);
  bench.say(
    `${name}: half within ${share(0.5)} ms, 95 in 100 within ${share(0.95)} ms, 99 in 100 within ${share(0.99)} ms. All ${acknowledged.length} edits are there; ${merged} were merged.`,
  );
  // By how many wait at any moment: so many come a second, so long each waits.
  bench.say(
    `${name}: at any moment ${waits.chain.toFixed(2)} wait for the end of the audit trail (${((1000 * waits.chain) / rate).toFixed(1)} ms an edit), ${waits.disk.toFixed(2)} for the disk, ${waits.open.toFixed(2)} transactions are open.`,
  );

  const generator = startLoadGenerator();
  bench.onClose('the process that asks', () => generator.close());
  const constant = product.serveConstant('x'.repeat(length));
  const requests = typists.map(({ cookie }) => ({ path: constant, cookie }));
  const constants = await generator.send({ origin, requests, rate, seconds: turnLength * 2 });
  bench.report(
    limited(
      {
        name,
        value: percentile(latencies, 0.99),
        unit: 'ms',
        yardstick: percentile(constants, 0.99),
      },
      limit,
      {
        what: `p99 of saving, ${typists.length} devices in ${count} rooms, an edit a second each,`,
        yardstick: 'as many requests that are answered constant by the same server',
      },
    ),
  );
}

interface Waits {
  /** How many transactions, on average: that wait for the audit trail, that wait for the disk, all. */
  readonly chain: number;
  readonly disk: number;
  readonly open: number;
}

/** Looks often at what the database's connections are waiting for. */
async function watchDatabase({ database }: Product): Promise<{ stop(): Promise<Waits> }> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const seen: Waits[] = [];
  const over = new AbortController();
  const looking = (async () => {
    while (!over.signal.aborted) {
      const { rows } = await client.query<Waits>(`
        select count(*) filter (where wait_event = 'advisory')::int as chain,
          count(*) filter (where wait_event ilike 'wal%')::int as disk, count(*)::int as open
        from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`);
      seen.push(...rows);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  const average = (of: keyof Waits): number =>
    seen.reduce((sum, each) => sum + each[of], 0) / Math.max(1, seen.length);
  return {
    async stop() {
      over.abort();
      await looking;
      await client.end();
      return { chain: average('chain'), disk: average('disk'), open: average('open') };
    },
  };
}

/** What was acknowledged and is not there: no revision of the edit, or its words are not in the text. */
async function lostOf({ services: { db } }: Product, { acknowledged }: Typed): Promise<string[]> {
  const texts = await db
    .selectFrom('record_sections')
    .select(['record_id', 'section', 'text'])
    .execute();
  const textOf = new Map(texts.map((row) => [`${row.record_id} ${row.section}`, row.text]));
  const edits = await db
    .selectFrom('section_revisions')
    .select('edit')
    .where('edit', 'is not', null)
    .execute();
  const kept = new Set(edits.map(({ edit }) => edit));
  return acknowledged
    .filter(
      ({ record, section, edit, words }) =>
        !kept.has(edit) || textOf.get(`${record} ${section}`)?.includes(words) !== true,
    )
    .map(({ record, section, words }) => `“${words}” of ${section} in ${record}`);
}
