import assert from 'node:assert/strict';
import { test } from 'node:test';
import { date } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { ImportReport } from '#modules/schools/index.ts';
import {
  checkAgain,
  confirmImport,
  dateFile,
  isExpired,
  shareDone,
  type FileState,
  type FileToken,
  type KeptFile,
} from './kept-file.ts';

const report: ImportReport = {
  source: 'gias',
  sourceName: 'Get Information About Schools',
  layout: 'establishments',
  fileName: 'edubasealldata20250831.csv',
  fileSize: 10,
  sha256: 'a'.repeat(64),
  asAt: date('2025-08-31'),
  dryRun: true,
  importId: null,
  rows: 1,
  blankRows: 0,
  skippedRows: 0,
  problems: [],
  problemCount: 0,
  unrecognised: [],
  missing: [],
  milliseconds: 1,
  changes: [],
  fields: [],
  examples: [],
  doubts: [],
};
const doubtful = { ...report, doubts: [{ code: 'too-few', sentence: 'It has one school.' }] };

function aKeptFile(state: FileState): KeptFile {
  return {
    token: newId<FileToken>(),
    personId: newId<PersonId>(),
    fileName: report.fileName,
    size: 10,
    sha256: report.sha256,
    source: 'gias',
    asAt: date('2025-08-31'),
    keptAt: '2027-01-14T09:30:00.000Z',
    job: 'first',
    reason: '',
    state,
  };
}

const states: readonly FileState[] = [
  { kind: 'undated' },
  { kind: 'waiting', task: 'check' },
  { kind: 'waiting', task: 'import' },
  { kind: 'working', task: 'import', progress: { stage: 'saving', done: 1, total: 1 } },
  { kind: 'checked', report },
  { kind: 'refused', task: 'check', refusal: { code: 'x', sentence: 'x' } },
  { kind: 'refused', task: 'import', refusal: { code: 'x', sentence: 'x' } },
  { kind: 'failed', task: 'import' },
  { kind: 'imported', report },
];

test('only a file that was checked is imported; asked in any other state, nothing new is decided', () => {
  for (const state of states) {
    const file = aKeptFile(state);
    const decided = confirmImport(file, 'a reason', 'second');
    assert.ok(decided.ok);
    const isChecked = state.kind === 'checked';
    assert.equal(decided.value.isNew, isChecked, state.kind);
    assert.equal(decided.value.file.job, isChecked ? 'second' : 'first');
  }
});

test('a doubtful file needs a reason of a length that can be read', () => {
  const file = aKeptFile({ kind: 'checked', report: doubtful });
  const without = confirmImport(file, '', 'second');
  assert.equal(!without.ok && without.refusal.field, 'reason');
  const long = confirmImport(file, 'x'.repeat(1001), 'second');
  assert.equal(!long.ok && long.refusal.code, 'long-reason');
  const right = confirmImport(file, 'A pilot', 'second');
  assert.equal(right.ok && right.value.file.reason, 'A pilot');
});

test('a file is checked again after a refused import or a failure, and its reason is asked again', () => {
  for (const state of states) {
    const again = checkAgain({ ...aKeptFile(state), reason: 'before' }, 'second');
    const may = state.kind === 'failed' || (state.kind === 'refused' && state.task === 'import');
    assert.equal(again.job, may ? 'second' : 'first', state.kind);
    assert.equal(again.reason, may ? '' : 'before');
  }
});

test('a day is given once', () => {
  const dated = dateFile(aKeptFile({ kind: 'undated' }), date('2025-09-01'), 'second');
  assert.equal(dated.asAt, '2025-09-01');
  assert.deepEqual(dateFile(dated, date('2025-10-01'), 'third'), dated);
});

test('a file is kept for a day', () => {
  const file = aKeptFile({ kind: 'undated' });
  assert.equal(isExpired(file, new Date('2027-01-15T09:29:59Z')), false);
  assert.equal(isExpired(file, new Date('2027-01-15T09:30:00Z')), true);
});

test('progress only grows', () => {
  const shares = [
    shareDone({ stage: 'reading', done: 0, total: 0 }),
    shareDone({ stage: 'reading', done: 5, total: 10 }),
    shareDone({ stage: 'reading', done: 10, total: 10 }),
    shareDone({ stage: 'comparing', done: 10, total: 10 }),
    shareDone({ stage: 'saving', done: 10, total: 10 }),
  ];
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
  assert.ok(shares.every((share) => share >= 0 && share < 1));
});
