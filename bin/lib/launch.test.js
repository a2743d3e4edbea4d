import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

const bin = path.resolve(import.meta.dirname, '..');
const projects = [];
after(() => {
  for (const project of projects) rmSync(project, { recursive: true, force: true });
});

suite('the launcher', () => {
  test('passes on arguments and the exit code', async () => {
    const root = makeProject('console.log(process.argv.slice(2).join()); process.exit(7);');
    const { code, output } = await start(root, ['--one', 'two words']).ended;
    assert.equal(code, 7);
    assert.equal(output.trim(), '--one,two words');
  });

  test('works from any directory', async () => {
    const root = makeProject('console.log("here");');
    const { output } = await start(root, [], { cwd: tmpdir() }).ended;
    assert.equal(output.trim(), 'here');
  });

  for (const signal of ['SIGINT', 'SIGTERM']) {
    test(`passes on ${signal} and ends with what the program ends with`, async () => {
      const root = makeProject(`
        process.on('${signal}', () => { console.log('stopped'); process.exit(3); });
        setInterval(() => {}, 1000);
        console.log('ready');`);
      const program = start(root);
      await program.until('ready');
      program.child.kill(signal);
      const { code, output } = await program.ended;
      assert.equal(code, 3);
      assert.match(output, /stopped/);
    });
  }

  test('says by its exit code that the program was killed', async () => {
    const root = makeProject("process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);");
    assert.equal((await start(root).ended).code, 137);
  });

  test('lets the program know when the launcher itself is killed', async () => {
    const root = makeProject(`
      import { writeFileSync } from 'node:fs';
      process.on('disconnect', () => { writeFileSync('gone', ''); process.exit(); });
      console.log('ready');`);
    const program = start(root, [], { cwd: root });
    await program.until('ready');
    program.child.kill('SIGKILL');
    await untilThere(path.join(root, 'gone'));
  });
});

suite('installing', () => {
  test('happens once, when two programs start at the same moment', async () => {
    const root = makeProject('console.log("started");', { installed: false });
    const ends = await Promise.all([start(root).ended, start(root).ended]);
    for (const { code, output } of ends) {
      assert.equal(code, 0);
      assert.match(output, /started/);
    }
    const calls = readFileSync(path.join(root, 'calls'), 'utf8').trim().split('\n');
    assert.equal(calls.length, 1);
    assert.match(calls[0], /^ci --ignore-scripts /);
    assert.match(ends.map(({ output }) => output).join(''), /Another process is installing/);
  });

  test('does not happen again', async () => {
    const root = makeProject('console.log("started");', { installed: false });
    await start(root).ended;
    const { output } = await start(root).ended;
    assert.equal(output.trim(), 'started');
  });

  test('says so when it fails, and starts nothing', async () => {
    const root = makeProject('console.log("started");', { installed: false });
    const { code, output } = await start(root, [], { env: { FAKE_NPM_FAILS: '1' } }).ended;
    assert.equal(code, 1);
    assert.match(output, /The installation failed: npm ended with 9, .*start again\./);
    assert.doesNotMatch(output, /started/);
  });

  test('goes on after a process that was killed while it installed', async () => {
    const root = makeProject('console.log("started");', { installed: false });
    const lock = path.join(root, '.cache', 'install.lock');
    mkdirSync(path.dirname(lock));
    writeFileSync(lock, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
    assert.match((await start(root).ended).output, /started/);
  });
});

/** A project with our launcher, one package and a program of its own. */
function makeProject(source, { installed = true } = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'launcher-'));
  projects.push(root);
  cpSync(bin, path.join(root, 'bin'), { recursive: true });
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const packages = { 'node_modules/web': { version: '1.0.0', integrity: 'sha512-web' } };
  const list = JSON.stringify({ packages });
  write('package.json', '{ "type": "module" }');
  write('package-lock.json', JSON.stringify({ packages: { '': {}, ...packages } }));
  write('src/main.ts', source);
  if (installed) write('node_modules/.package-lock.json', list);
  write(
    'npm/npm-cli.js',
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
    if (process.env.FAKE_NPM_FAILS) process.exit(9);
    appendFileSync('calls', process.argv.slice(2).join(' ') + '\\n');
    await new Promise((resolve) => setTimeout(resolve, 600));
    mkdirSync('node_modules', { recursive: true });
    writeFileSync('node_modules/.package-lock.json', ${JSON.stringify(list)});`,
  );
  return root;
}

function start(root, args = [], { cwd = root, env = {} } = {}) {
  const child = spawn(process.execPath, [path.join(root, 'bin/start.js'), ...args], {
    cwd,
    env: {
      ...process.env,
      npm_lifecycle_event: undefined,
      npm_execpath: path.join(root, 'npm/npm-cli.js'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  }
  return {
    child,
    ended: once(child, 'close').then(([code, signal]) => ({ code, signal, output })),
    until: async (text) => {
      while (!output.includes(text)) await once(child.stdout, 'data');
    },
  };
}

async function untilThere(file) {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      return readFileSync(file);
    } catch {
      await pause(20);
    }
  }
  return assert.fail(`${file} did not appear`);
}
