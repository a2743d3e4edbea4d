import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openDatabaseServer } from './embedded-server.ts';
import type { DatabaseServer } from './embedded-server.ts';
import { DatabaseServerError } from './errors.ts';
import { exists } from './layout.ts';
import { readPostmaster } from './postmaster-file.ts';

suite('the embedded database server', () => {
  test('makes a database on first use, keeps it, and leaves nothing running', async (t) => {
    const dataDir = await newDirectory(t.name);
    const lines: string[] = [];
    const first = await openDatabaseServer({ dataDir, log: (line) => lines.push(line) });
    assert.deepEqual(lines, ['Creating the database…']);
    assert.equal(first.adopted, false);
    await query(first, 'create table notes as select 1 as id');
    const pid = await serverPid(dataDir);
    assert.equal(await first.stop(), 'stopped');
    await untilEnded(pid);

    const again = await openDatabaseServer({ dataDir, log: (line) => lines.push(line) });
    assert.deepEqual(await query(again, 'select id from notes'), [{ id: 1 }]);
    assert.equal(lines.length, 1);
    await again.stop();
  });

  test('speaks UTF-8, knows letters beyond ASCII, and waits for the disk', async (t) => {
    const dataDir = await newDirectory(t.name);
    const server = await openDatabaseServer({ dataDir, log: quiet });
    const [row] = await query(
      server,
      `select current_setting('server_encoding') as encoding, lower('ÉŴ') as lower,
        current_setting('fsync') as fsync, current_setting('listen_addresses') as listens`,
    );
    assert.deepEqual(row, { encoding: 'UTF8', lower: 'éŵ', fsync: 'on', listens: '' });
    await server.stop();
  });

  test('adopts a running server, and the last to stop takes it down', async (t) => {
    const dataDir = await newDirectory(t.name);
    const [one, two] = await Promise.all([open(dataDir), open(dataDir)]);
    assert.equal(Number(one.adopted) + Number(two.adopted), 1);
    const pid = await serverPid(dataDir);
    assert.equal(await one.stop(), 'left running');
    assert.deepEqual(await query(two, 'select 1 as one'), [{ one: 1 }]);
    assert.equal(await two.stop(), 'stopped');
    await untilEnded(pid);
  });

  test('leaves it running for a connection that another program has', async (t) => {
    const dataDir = await newDirectory(t.name);
    const server = await open(dataDir);
    const url = new URL(server.url);
    url.searchParams.delete('application_name');
    const other = new pg.Client({ connectionString: url.toString() });
    await other.connect();
    assert.equal(await server.stop(), 'left running');
    assert.equal((await other.query('select')).rowCount, 1);
    await other.end();
    assert.equal(await (await open(dataDir)).stop(), 'stopped');
  });

  test('lets several processes start at the same moment', async (t) => {
    const dataDir = await newDirectory(t.name);
    const programs = [1, 2, 3].map(() => startProgram(dataDir));
    const pids = await Promise.all(programs.map((program) => program.opened));
    assert.equal(new Set(pids).size, 1);
    for (const { child } of programs) child.kill('SIGTERM');
    const ends = await Promise.all(programs.map((program) => program.ended));
    assert.deepEqual(ends.sort(), ['left running', 'left running', 'stopped']);
    await untilEnded(pids[0] ?? 0);
  });

  test('is adopted by the next start when its program was killed', async (t) => {
    const dataDir = await newDirectory(t.name);
    const program = startProgram(dataDir);
    const pid = await program.opened;
    program.child.kill('SIGKILL');
    await once(program.child, 'exit');
    const next = await open(dataDir);
    assert.equal(next.adopted, true);
    assert.equal(await serverPid(dataDir), pid);
    assert.equal(await next.stop(), 'stopped');
  });

  test('recovers what was committed when the server itself was killed', async (t) => {
    const dataDir = await newDirectory(t.name);
    const lines: string[] = [];
    const first = await openDatabaseServer({ dataDir, log: (line) => lines.push(line) });
    await query(first, 'create table notes as select 1 as id');
    process.kill(await serverPid(dataDir), 'SIGKILL');
    const next = await open(dataDir);
    assert.equal(next.adopted, false);
    assert.deepEqual(await query(next, 'select id from notes'), [{ id: 1 }]);
    assert.equal(await next.stop(), 'stopped');
    assert.match(lines.at(-1) ?? '', /^The connection to the database server was lost/);
    assert.equal(await first.stop(), 'stopped');
  });

  for (const [where, name] of [
    ['its data directory', '.'],
    ['the temporary directory', 'a-directory-with-a-long-name/'.repeat(6)],
  ] as const) {
    test(`comes back at the same address when it was killed, with its socket in ${where}`, async (t) => {
      const dataDir = path.join(await newDirectory(t.name), name);
      const server = await openDatabaseServer({ dataDir, log: quiet, keepsUp: true });
      await query(server, 'create table notes as select 1 as id');
      for (let times = 0; times < 2; times += 1) {
        const pid = await serverPid(dataDir);
        process.kill(pid, 'SIGKILL');
        await untilEnded(pid);
        assert.deepEqual(await untilAnswered(server, 'select id from notes'), [{ id: 1 }]);
        assert.notEqual(await serverPid(dataDir), pid);
      }
      assert.equal(await server.stop(), 'stopped');
    });
  }

  test('stays down when it is stopped, and is not started again for one who has left', async (t) => {
    const dataDir = await newDirectory(t.name);
    const options = { dataDir, log: quiet, fast: true, keepsUp: true };
    const one = await openDatabaseServer(options);
    await one.release();
    const two = await openDatabaseServer(options);
    const pid = await serverPid(dataDir);
    assert.equal(await two.stop(), 'stopped');
    await untilEnded(pid);
    await pause(100);
    assert.equal(await postmasterOf(dataDir), undefined);
  });

  test('is not fooled by the number of a dead server that another process has now', async (t) => {
    const dataDir = await newDirectory(t.name);
    await (await open(dataDir)).stop();
    const cluster = path.join(dataDir, 'postgres', 'cluster');
    const file = path.join(cluster, 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${cluster}\n1\n5432\n/nowhere\n\n 1 1\nready\n`);
    const server = await open(dataDir);
    assert.equal(server.adopted, false);
    await server.stop();
  });

  test('does not take the server of the original for that of a copy', async (t) => {
    const dataDir = await newDirectory(t.name);
    const original = await open(dataDir);
    const copyDir = await newDirectory('copy');
    await cp(dataDir, copyDir, { recursive: true, filter: (from) => !from.includes('.s.PGSQL') });
    const copy = await open(copyDir);
    assert.equal(copy.adopted, false);
    assert.notEqual(await serverPid(copyDir), await serverPid(dataDir));
    await copy.stop();
    await original.stop();
  });

  test('never takes an unfinished database for a real one', async (t) => {
    const dataDir = await newDirectory(t.name);
    const unfinished = path.join(dataDir, 'postgres', 'new-killed');
    await mkdir(unfinished, { recursive: true });
    await writeFile(path.join(unfinished, 'PG_VERSION'), '18\n');
    await (await open(dataDir)).stop();
    assert.equal(await exists(unfinished), false);
  });

  const places: [what: string, name: string][] = [
    ['a path too long for a socket', 'a-directory-with-a-long-name/'.repeat(6)],
    ['spaces, commas and quotes in its path', `it's "our", data`],
    ['letters beyond ASCII in its path', 'dàta ŵ'],
  ];
  for (const [what, name] of places) {
    test(`works in a directory with ${what}`, async (t) => {
      const dataDir = path.join(await newDirectory(t.name), name);
      const server = await open(dataDir);
      assert.deepEqual(await query(server, 'select 1 as one'), [{ one: 1 }]);
      const { socketDirectory = '' } = (await postmasterOf(dataDir)) ?? {};
      assert.equal((await stat(socketDirectory)).mode & 0o777, 0o700);
      assert.equal(await server.stop(), 'stopped');
      if (!socketDirectory.startsWith(dataDir)) assert.equal(await exists(socketDirectory), false);
    });
  }

  for (const mode of [0o755, 0o700]) {
    test(`runs without being root in a directory of mode ${mode.toString(8)}`, async (t) => {
      const dataDir = await newDirectory(t.name);
      await chmod(dataDir, mode);
      const server = await open(dataDir);
      await assertNotRoot(await serverPid(dataDir));
      await server.stop();
    });
  }

  const root = process.geteuid?.() === 0;

  test(
    'goes on when its directory is closed to others, and opened again',
    { skip: !root },
    async (t) => {
      const dataDir = await newDirectory(t.name);
      for (const mode of [0o755, 0o700, 0o755]) {
        await chmod(dataDir, mode);
        const server = await open(dataDir);
        await query(server, 'create table if not exists notes (id int)');
        await assertNotRoot(await serverPid(dataDir));
        await server.stop();
      }
    },
  );

  test('works for root where user namespaces are forbidden', { skip: !root }, async (t) => {
    const dataDir = await newDirectory(t.name);
    const programs = await newDirectory('programs');
    await chmod(programs, 0o755);
    await writeFile(path.join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const { PATH } = process.env;
    process.env['PATH'] = `${programs}:${PATH}`;
    try {
      const server = await open(dataDir);
      await assertNotRoot(await serverPid(dataDir));
      await server.stop();
    } finally {
      process.env['PATH'] = PATH;
    }
  });

  test('says what to do about a database of another version', async (t) => {
    const dataDir = await newDirectory(t.name);
    await (await open(dataDir)).stop();
    await writeFile(path.join(dataDir, 'postgres', 'cluster', 'PG_VERSION'), '14\n');
    await assert.rejects(
      open(dataDir),
      isSentence(/was made by PostgreSQL 14.* carries PostgreSQL 18/),
    );
  });

  test('says why the server did not start, and where its log is', async (t) => {
    const dataDir = await newDirectory(t.name);
    await (await open(dataDir)).stop();
    await rm(path.join(dataDir, 'postgres', 'cluster', 'global', 'pg_control'));
    await assert.rejects(
      open(dataDir),
      isSentence(
        /^The database server did not start: .*could not find the database system.*\. More is in .*server\.log\.$/s,
      ),
    );
  });

  test('says so when it cannot make its directory', async (t) => {
    const file = path.join(await newDirectory(t.name), 'file');
    await writeFile(file, '');
    await assert.rejects(open(file), isSentence(/cannot make its data directory .* Set DATA_DIR/));
  });
});

const directories: string[] = [];
after(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

const quiet = (): void => undefined;

function open(dataDir: string): Promise<DatabaseServer> {
  return openDatabaseServer({ dataDir, log: quiet, fast: true });
}

async function newDirectory(name: string): Promise<string> {
  const directory = await mkdtemp(
    path.join(tmpdir(), `${name.slice(0, 12).replaceAll(' ', '-')}-`),
  );
  directories.push(directory);
  return directory;
}

async function query(server: DatabaseServer, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Asks until a server that is coming back answers. */
async function untilAnswered(server: DatabaseServer, text: string): Promise<unknown[]> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return await query(server, text);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await pause(50);
    }
  }
}

function postmasterOf(dataDir: string) {
  return readPostmaster(path.join(dataDir, 'postgres', 'cluster'));
}

async function serverPid(dataDir: string): Promise<number> {
  const postmaster = await postmasterOf(dataDir);
  assert.ok(postmaster, 'no server is running');
  return postmaster.pid;
}

/** A process of its own that has the server open until it is told to stop. */
function startProgram(dataDir: string) {
  const source = `
    import { openDatabaseServer } from ${JSON.stringify(import.meta.resolve('./embedded-server.ts'))};
    const options = { dataDir: ${JSON.stringify(dataDir)}, log: () => {}, fast: true };
    const server = await openDatabaseServer(options);
    process.on('SIGTERM', async () => {
      process.send({ ended: await server.stop() });
      process.exit();
    });
    process.send({ opened: true });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const said = new Promise<void>((resolve) => child.once('message', () => resolve()));
  const opened = said.then(() => serverPid(dataDir));
  const ended = new Promise<string>((resolve) =>
    child.on('message', (message) => {
      if (typeof message === 'object' && 'ended' in message) resolve(String(message.ended));
    }),
  );
  return { child, opened, ended };
}

async function untilEnded(pid: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await pause(20);
  }
  assert.fail(`process ${pid} is still running`);
}

/** PostgreSQL looks at the user it believes to be; the system's own list shows who that is. */
async function assertNotRoot(pid: number): Promise<void> {
  if (process.platform !== 'linux') return;
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const [, uid] = /^Uid:\s+(\d+)/m.exec(status) ?? [];
  const [, capabilities] = /^CapEff:\s+(\w+)/m.exec(status) ?? [];
  assert.ok(uid !== '0' || capabilities === '0000000000000000', `it runs as root: ${status}`);
}

function isSentence(pattern: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof DatabaseServerError, String(error));
    assert.match(error.message, pattern);
    return true;
  };
}
