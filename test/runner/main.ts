import path from 'node:path';
import { parseArgs } from 'node:util';
import { openTestServer } from '#test/harness/database.ts';
import { createShutdown } from '#platform/lifecycle/shutdown.ts';
import { runChecks } from './checks.ts';
import { findTestFiles } from './files.ts';
import { add, isSuccess, lastLine, nothing, seconds } from './tally.ts';
import type { Tally } from './tally.ts';
import { runTests } from './tests.ts';
import { workInMemory } from './working-files.ts';

const root = path.resolve(import.meta.dirname, '../..');
const parts = ['checks', 'unit', 'journeys'] as const;

const help = `npm test                          all checks and tests
npm test -- --only ${parts.join('|')}  one part
npm test -- meetings config       the test files whose path has one of these words

With PICTURES=1 the journeys keep a picture of each page that they check under .cache/screenshots.`;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { only: { type: 'string' }, help: { type: 'boolean' } },
    allowPositionals: true,
  });
  const only = parts.find((part) => part === values.only);
  if (values.help === true || (values.only !== undefined && only === undefined)) {
    print(help);
    process.exitCode = values.help === true ? 0 : 1;
    return;
  }
  const begin = performance.now();
  const wanted = (part: (typeof parts)[number]): boolean => only === undefined || only === part;

  const tallies: Tally[] = [nothing];
  if (wanted('checks') && positionals.length === 0) tallies.push(await runChecks(root, print));
  const files = findTestFiles(root, positionals);
  const unit = wanted('unit') ? files.unit : [];
  const journeys = wanted('journeys') ? files.journeys : [];
  if (unit.length + journeys.length > 0) tallies.push(await runAllTests(unit, journeys));

  const total = add(...tallies);
  if (total.passed + total.failed === 0) print('Nothing was run: there is no such test.');
  print(`The whole run took ${seconds(performance.now() - begin)}.`);
  print(lastLine(total));
  process.exitCode = isSuccess(total) ? 0 : 1;
}

/** Runs the tests on the server that they share, and takes it down whatever happens. */
async function runAllTests(unit: readonly string[], journeys: readonly string[]): Promise<Tally> {
  const shutdown = createShutdown(print);
  shutdown.closeOnSignals(1);
  const takeFilesAway = await workInMemory(root);
  const server = await openTestServer();
  shutdown.onClose('the database of the tests', async () => {
    // Another run may be going on in the same place.
    if ((await server.stop()) === 'stopped') await takeFilesAway();
  });
  const abort = new AbortController();
  shutdown.onClose('the tests', async () => abort.abort());
  try {
    const common = { root, print, signal: abort.signal };
    // Journeys wait for browsers and servers: beside them other tests have the processors.
    return await runTests({ ...common, heading: 'Tests', files: [...journeys, ...unit] });
  } finally {
    await shutdown.close();
  }
}

try {
  await main();
} catch (error) {
  // Once tests have run, an error that nobody catches would be taken for theirs and not be shown.
  print(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
