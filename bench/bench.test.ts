import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { actionsTracker } from './cases/actions-tracker.ts';
import { documents } from './cases/documents.ts';
import { earlyWarningPage } from './cases/early-warning.ts';
import { englandsEligibility } from './cases/eligibility.ts';
import { giasImport } from './cases/import-gias.ts';
import { nationalImport } from './cases/import-national.ts';
import { ofstedImport } from './cases/import-ofsted.ts';
import { readRecordPage } from './cases/page-record.ts';
import { roomPage } from './cases/page-room.ts';
import { recordCarry } from './cases/record-carry.ts';
import { roomOfflineOpen } from './cases/room-offline-open.ts';
import { roomSave } from './cases/room-save.ts';
import { roomScript } from './cases/room-script.ts';
import { roomTyping } from './cases/room-typing.ts';
import { schoolPage } from './cases/page-school.ts';
import { readArguments, UsageError } from './lib/arguments.ts';
import { faster, limited, within } from './lib/figure.ts';
import type { Figure } from './lib/figure.ts';
import { alternate, median, percentile } from './lib/measure.ts';
import { jsonLine, table } from './lib/output.ts';
import { run } from './lib/run.ts';
import { tiny } from './lib/size.ts';

const figures = {
  cases: [
    schoolPage,
    readRecordPage,
    roomPage,
    giasImport,
    ofstedImport,
    nationalImport,
    englandsEligibility,
    earlyWarningPage,
    actionsTracker,
    recordCarry,
    roomSave,
    roomTyping,
    roomScript,
    roomOfflineOpen,
    documents,
  ],
};
const names = figures.cases.flatMap((each) => each.names);

suite('the bench', () => {
  test('measures every figure, each beside a yardstick, and leaves nothing behind', async () => {
    const before = process.env['TMPDIR'];
    const temporary = mkdtempSync(path.join(tmpdir(), 'trajectory-bench-test-'));
    process.env['TMPDIR'] = temporary;
    try {
      const made: Figure[] = [];
      await run({
        cases: figures.cases,
        names,
        size: tiny,
        report: (figure) => made.push(figure),
        say: () => undefined,
      });
      assert.deepEqual(
        made.map(({ name }) => name),
        names,
      );
      const line = z.strictObject({
        name: z.string(),
        value: z.number().positive(),
        unit: z.enum(['ms', 'MB', 'kB']),
        yardstick: z.number().positive(),
        ratio: z.number().positive(),
        goal: z.string().min(1),
        met: z.boolean(),
      });
      for (const figure of made) line.parse(JSON.parse(jsonLine(figure)));
      assert.equal(table(made).split('\n').length, made.length + 2);
      assert.deepEqual(readdirSync(temporary), []);
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      rmSync(temporary, { recursive: true, force: true });
    }
  });

  test('judges a figure by its limit, or by how it compares', () => {
    const measured = { name: 'a', unit: 'ms', value: 24, yardstick: 8 };
    const told = { what: 'it', yardstick: 'that' };
    assert.equal(limited(measured, 25, told).met, true);
    assert.equal(limited(measured, 24, told).met, false);
    assert.deepEqual(
      [within(measured, 3, 'that').ratio, within(measured, 3, 'that').met],
      [3, true],
    );
    assert.equal(within({ ...measured, value: 24.1 }, 3, 'that').met, false);
    const fast = { ...measured, value: 1, yardstick: 8 };
    assert.deepEqual([faster(fast, 8, 'that').ratio, faster(fast, 8, 'that').met], [8, true]);
    assert.equal(faster({ ...fast, yardstick: 7.9 }, 8, 'that').met, false);
  });

  test('takes a name for all figures that begin with it', () => {
    const only = (name: string): readonly string[] => readArguments(['--only', name], names).names;
    assert.deepEqual(only('page.school'), ['page.school', 'page.school.render']);
    assert.deepEqual(only('page.school.render'), ['page.school.render']);
    assert.deepEqual(only('import'), [
      'import.gias',
      'import.ofsted',
      'import.national',
      'import.national.memory',
    ]);
    assert.deepEqual(readArguments(['--json'], names), { json: true, names });
    assert.throws(() => only('page.sch'), UsageError);
    assert.throws(() => readArguments(['--fast'], names), UsageError);
  });

  test('refuses an unknown name in one sentence, with exit code 2', () => {
    const main = path.join(import.meta.dirname, 'main.ts');
    const ended = spawnSync(process.execPath, [main, '--json', '--only', 'page.none'], {
      encoding: 'utf8',
    });
    assert.equal(ended.status, 2);
    assert.equal(ended.stdout, '');
    assert.match(
      ended.stderr,
      /^There is no figure called “page\.none”\. There are .* and .*\.\n$/,
    );
  });

  test('lets works measure in turns, in both orders, and takes the middle', async () => {
    const order: string[] = [];
    const work = (name: string) => () => Promise.resolve(order.push(name));
    const measured = await alternate(2, { a: work('a'), b: work('b') });
    assert.deepEqual(order, ['a', 'b', 'b', 'a']);
    assert.deepEqual(measured, { a: [1, 4], b: [2, 3] });
    assert.equal(median([9, 1, 5]), 5);
    assert.equal(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95), 10);
    assert.throws(() => median([]));
  });
});
