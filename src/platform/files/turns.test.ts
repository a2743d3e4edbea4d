import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { test } from 'node:test';
import { turns } from './turns.ts';

test('no more run at once than may, and each gets its turn, also after one that failed', async () => {
  const inTurn = turns(2);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const run = (number: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    await setImmediate();
    running -= 1;
    order.push(number);
    if (number === 2) throw new Error('failed');
    return number;
  };
  const all = await Promise.allSettled([1, 2, 3, 4, 5].map((number) => inTurn(run(number))));
  assert.equal(most, 2);
  assert.deepEqual(order, [1, 2, 3, 4, 5]);
  assert.deepEqual(
    all.map(({ status }) => status === 'fulfilled'),
    [true, false, true, true, true],
  );
  assert.equal(await inTurn(run(6)), 6);
});
