import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { createShutdown } from './shutdown.ts';

suite('a shutdown', () => {
  test('closes what was opened last first, and only once', async () => {
    const closed: string[] = [];
    const shutdown = createShutdown(() => undefined);
    for (const name of ['database', 'pool', 'web']) {
      shutdown.onClose(name, async () => closed.push(name));
    }
    assert.deepEqual(await Promise.all([shutdown.close(), shutdown.close()]), [true, true]);
    assert.deepEqual(closed, ['web', 'pool', 'database']);
  });

  test('goes on when a part fails, and says which', async () => {
    const lines: string[] = [];
    let databaseClosed = false;
    const shutdown = createShutdown((line) => lines.push(line));
    shutdown.onClose('the database', async () => (databaseClosed = true));
    shutdown.onClose('the web server', () => Promise.reject(new Error('it is stuck')));
    assert.equal(await shutdown.close(), false);
    assert.equal(databaseClosed, true);
    assert.deepEqual(lines, ['Closing the web server failed: it is stuck']);
  });

  test('closes at once what is opened while it closes', async () => {
    const shutdown = createShutdown(() => undefined);
    let closed = false;
    shutdown.onClose('slow', async () => {
      shutdown.onClose('late', async () => (closed = true));
    });
    await shutdown.close();
    await shutdown.close();
    assert.equal(closed, true);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    test(`follows ${signal} and ends well`, async () => {
      const { child, output } = await startProgram();
      child.kill(signal);
      child.kill(signal);
      assert.deepEqual(await once(child, 'exit'), [0, null]);
      assert.match(output(), /closed/);
    });
  }

  test('follows the end of the process that started it', async () => {
    const { child, output } = await startProgram();
    child.disconnect();
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.match(output(), /closed/);
  });

  test('does not keep a finished program running', async () => {
    const { child } = await startProgram('process.channel; setTimeout(() => {}, 50)');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });
});

/** A program that serves until it is told to stop, with a channel to this one as its launcher has. */
async function startProgram(work = 'setInterval(() => {}, 1000)') {
  const source = `
    import { createShutdown } from ${JSON.stringify(import.meta.resolve('./shutdown.ts'))};
    const shutdown = createShutdown(console.log);
    shutdown.onClose('it', async () => { console.log('closed'); });
    shutdown.closeOnSignals();
    console.log('ready');
    ${work};`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  while (!text.includes('ready')) await once(child.stdout ?? child, 'data');
  return { child, output: () => text };
}
