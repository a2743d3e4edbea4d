import path from 'node:path';
import { run } from 'node:test';
import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';
import { add, seconds } from './tally.ts';
import type { Tally } from './tally.ts';

/** Milliseconds after which a test, or a file that does not end, has failed. */
const patience = 180_000;
/** One more than the two processors that a run is made for, since tests wait for much of their time. */
const atOnce = 3;

/** What is known of one file while it runs. */
class FileReport {
  passed = 0;
  failed = 0;
  skipped = 0;
  /** Milliseconds. */
  took = 0;
  readonly failures: string[] = [];
  readonly output: string[] = [];
  /** What tests tell of themselves, such as what they counted. */
  readonly notes: string[] = [];
  /** The names of the suites and tests around the one being reported, from the outside in. */
  readonly around: string[] = [];
}

export interface TestRun {
  /** The project's directory. */
  readonly root: string;
  readonly heading: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs test files, each in a process of its own, and counts their tests; a suite counts only when
 * it fails by itself, as when its preparation does, and a file without any test has failed. Prints
 * a line for each file, and failures in full with what their file wrote.
 */
export async function runTests({ root, heading, files, print, signal }: TestRun): Promise<Tally> {
  print(`${heading} (${files.length} ${files.length === 1 ? 'file' : 'files'})`);
  const begin = performance.now();
  const reports = new Map<string, FileReport>();
  const events: AsyncIterable<TestEvent> = run({
    files: [...files],
    concurrency: atOnce,
    timeout: patience,
    signal,
  });
  for await (const { type, data } of events) {
    const file = data !== undefined && 'file' in data ? data.file : undefined;
    if (file === undefined) continue;
    const report = reports.get(file) ?? new FileReport();
    reports.set(file, report);
    if (type === 'test:stdout' || type === 'test:stderr') report.output.push(data.message);
    if (type === 'test:diagnostic' && data.nesting > 0) report.notes.push(data.message);
    if (type === 'test:start') report.around.splice(data.nesting, Infinity, data.name);
    if (type === 'test:pass') countPass(report, data);
    if (type === 'test:fail') countFailure(report, data);
    const whole =
      (type === 'test:pass' || type === 'test:fail') && data.name === file
        ? data.details.duration_ms
        : type === 'test:summary'
          ? data.duration_ms
          : undefined;
    if (whole !== undefined) {
      report.took = whole;
      printFile(path.relative(root, file), report, print);
    }
  }
  print(`  in ${seconds(performance.now() - begin)}`);
  return add(...reports.values());
}

function countPass(report: FileReport, test: EventData.TestPass): void {
  if (test.details.type === 'suite') return;
  if (test.skip !== undefined || test.todo !== undefined) report.skipped += 1;
  else if (test.name !== test.file) report.passed += 1;
  else {
    // Node counts a file that ends well as a test that passed.
    report.failed += 1;
    report.failures.push('This file holds no test.');
  }
}

function countFailure(report: FileReport, test: EventData.TestFail): void {
  const { error } = test.details;
  const kind = 'failureType' in error ? error.failureType : undefined;
  if (kind === 'subtestsFailed') return;
  if (test.todo !== undefined) {
    report.skipped += 1;
    return;
  }
  report.failed += 1;
  const name =
    test.name === test.file
      ? 'The file as a whole'
      : [...report.around.slice(0, test.nesting), test.name].join(' › ');
  const place = test.name === test.file ? '' : ` (line ${test.line ?? '?'})`;
  const reason = kind === 'cancelledByParent' ? 'It did not run to its end.' : describe(error);
  report.failures.push(`${name}${place}\n${reason.replaceAll(/^/gm, '  ')}`);
}

function describe(error: EventData.Error): string {
  const cause: unknown = error.cause ?? error.message;
  return typeof cause === 'string'
    ? cause
    : inspect(cause, { depth: 6, maxStringLength: 4_000, colors: false });
}

function printFile(name: string, report: FileReport, print: (line: string) => void): void {
  const { passed, failed, skipped, took, failures, output, notes } = report;
  const others = [
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  print(
    `  ${failed > 0 ? 'FAILED' : 'ok    '} ${name}: ${[`${passed} passed`, ...others].join(', ')} (${seconds(took)})`,
  );
  for (const note of notes) print(`         ${note}`);
  for (const failure of failures) print(failure.replaceAll(/^/gm, '    '));
  const written = output.join('').trimEnd();
  if (failed > 0 && written !== '') {
    print('    The file wrote:');
    print(written.replaceAll(/^/gm, '      '));
  }
}
