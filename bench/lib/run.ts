import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createShutdown } from '#platform/lifecycle/shutdown.ts';
import { openDatabaseServer } from '#platform/postgres/embedded-server.ts';
import type { DatabaseServer } from '#platform/postgres/embedded-server.ts';
import type { Bench, Case } from './bench.ts';
import type { Figure } from './figure.ts';
import type { Size } from './size.ts';

export interface RunOptions {
  readonly cases: readonly Case[];
  /** Names of the figures to measure. */
  readonly names: readonly string[];
  readonly size: Size;
  readonly report: (figure: Figure) => void;
  readonly say: (line: string) => void;
}

/** Measures what is asked for, one case after the other, and leaves nothing behind. */
export async function run({ cases, names, size, report, say }: RunOptions): Promise<void> {
  const shutdown = createShutdown(say);
  shutdown.closeOnSignals(130);
  let directory: Promise<string> | undefined;
  let server: Promise<DatabaseServer> | undefined;
  const wants = (name: string): boolean => names.includes(name);

  async function makeDirectory(): Promise<string> {
    const made = await mkdtemp(path.join(tmpdir(), 'trajectory-bench-'));
    shutdown.onClose('the temporary directory', () => rm(made, { recursive: true, force: true }));
    return made;
  }

  async function startServer(): Promise<DatabaseServer> {
    const opened = await openDatabaseServer({ dataDir: await bench.directory(), log: say });
    shutdown.onClose('the database server', () => opened.stop());
    return opened;
  }

  const bench: Bench = {
    size,
    wants,
    report,
    say,
    directory: () => (directory ??= makeDirectory()),
    server: () => (server ??= startServer()),
    onClose: (name, close) => shutdown.onClose(name, close),
  };
  try {
    for (const each of cases) {
      if (each.names.some(wants)) await each.measure(bench);
    }
  } finally {
    await shutdown.close();
  }
}
