import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { add, isSuccess, lastLine, nothing } from './tally.ts';

suite('the count of a run', () => {
  test('adds up', () => {
    const one = { passed: 2, failed: 1, skipped: 0 };
    assert.deepEqual(add(one, nothing, one), { passed: 4, failed: 2, skipped: 0 });
  });

  test('is told in one line, with what was skipped only if something was', () => {
    assert.equal(lastLine({ passed: 12, failed: 0, skipped: 0 }), '12 passed, 0 failed');
    assert.equal(lastLine({ passed: 1, failed: 2, skipped: 3 }), '1 passed, 2 failed, 3 skipped');
  });

  test('is a success when something passed and nothing failed', () => {
    assert.equal(isSuccess({ passed: 1, failed: 0, skipped: 1 }), true);
    assert.equal(isSuccess({ passed: 9, failed: 1, skipped: 0 }), false);
    assert.equal(isSuccess(nothing), false);
    assert.equal(isSuccess({ passed: 0, failed: 0, skipped: 4 }), false);
  });
});
