import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '#platform/db/connection.ts';
import { createTestDatabase } from '#test/harness/database.ts';
import type { TestDatabase } from '#test/harness/database.ts';

suite('starting the product', () => {
  let database: TestDatabase;
  let folder: string;
  before(async () => {
    database = await createTestDatabase();
    folder = await mkdtemp(path.join(tmpdir(), 'trajectory-start-'));
  });
  after(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  function start(settings: Record<string, string>): { child: ChildProcess; output: () => string } {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')], {
      env: { PATH: process.env['PATH'], DATA_DIR: folder, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    }
    return { child, output: () => text };
  }

  test('serves pages, says where, and ends in order when it is asked to', async () => {
    const port = String(await freePort());
    const { child, output } = start({
      PORT: port,
      DATABASE_URL: database.url,
      TRAJECTORY_MODE: 'live',
    });
    const ended = once(child, 'exit');
    while (!output().includes('is ready.') && child.exitCode === null) await pause(20);
    assert.match(output(), new RegExp(`Open +http://localhost:${port}`));
    const ready = await fetch(`http://localhost:${port}/health/ready`);
    assert.equal(ready.status, 200);
    const page = await fetch(`http://localhost:${port}/sign-in`);
    assert.match(await page.text(), /Coventry City Council/);
    child.kill('SIGTERM');
    assert.deepEqual(await ended, [0, null]);
    const connection = connect({ url: database.url });
    const rows = await connection.db.selectFrom('authority').selectAll().execute();
    await connection.close();
    assert.deepEqual(
      rows.map(({ name, la_code: code }) => [name, code]),
      [['Coventry City Council', '331']],
    );
  });

  test('does not open a live installation as a demonstration', async () => {
    const { child, output } = start({ DATABASE_URL: database.url });
    assert.deepEqual(await once(child, 'exit'), [1, null]);
    assert.match(
      output(),
      /^Trajectory could not start\. The data are of a live installation\. Set TRAJECTORY_MODE to live/m,
    );
  });

  test('says in a sentence that the port is in use', async () => {
    const server = createServer().listen(0, 'localhost');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const { child, output } = start({
      PORT: String(port),
      HOST: 'localhost',
      DATABASE_URL: database.url,
      TRAJECTORY_MODE: 'live',
    });
    assert.deepEqual(await once(child, 'exit'), [1, null]);
    assert.match(
      output(),
      new RegExp(`^Trajectory could not start\\. Port ${port} is in use already\\.`, 'm'),
    );
    assert.doesNotMatch(output(), / {4}at /, 'no stack');
    server.close();
  });

  test('names a setting that is wrong', async () => {
    const { child, output } = start({ PORT: 'eighty' });
    assert.deepEqual(await once(child, 'exit'), [1, null]);
    assert.match(
      output(),
      /^Trajectory could not start\. PORT is "eighty", and must be a whole number/,
    );
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
