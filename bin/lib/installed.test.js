import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { isInstalled, markInstalled, satisfies } from './installed.js';

const machine = { platform: 'linux', arch: 'x64' };
const all = { development: true };
const programOnly = { development: false };

const lock = {
  '': { name: 'trajectory' },
  'node_modules/web': { version: '1.0.0', integrity: 'sha512-web' },
  'node_modules/checker': { version: '2.0.0', integrity: 'sha512-checker', dev: true },
  'node_modules/server-linux': {
    version: '3.0.0',
    integrity: 'sha512-linux',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
  },
  'node_modules/server-mac': {
    version: '3.0.0',
    integrity: 'sha512-mac',
    optional: true,
    os: ['darwin'],
    cpu: ['arm64'],
  },
  'node_modules/native-musl': {
    version: '4.0.0',
    integrity: 'sha512-musl',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
  },
  'node_modules/helper-of-optional': { version: '5.0.0', integrity: 'sha512-h', optional: true },
};
const installed = pick('node_modules/web', 'node_modules/checker', 'node_modules/server-linux');

function pick(...places) {
  return Object.fromEntries(places.map((place) => [place, lock[place]]));
}

suite('what is installed', () => {
  test('satisfies the lockfile without what other machines need', () => {
    assert.equal(satisfies(lock, installed, all, machine), true);
  });

  test('does not when a package is missing', () => {
    const found = pick('node_modules/checker', 'node_modules/server-linux');
    assert.equal(satisfies(lock, found, all, machine), false);
  });

  test('does not when a package has another version or other contents', () => {
    for (const change of [{ version: '1.0.1' }, { integrity: 'sha512-other' }]) {
      const found = {
        ...installed,
        'node_modules/web': { ...lock['node_modules/web'], ...change },
      };
      assert.equal(satisfies(lock, found, all, machine), false);
    }
  });

  test('may lack the tools when only the program is to run', () => {
    const found = pick('node_modules/web', 'node_modules/server-linux');
    assert.equal(satisfies(lock, found, programOnly, machine), true);
    assert.equal(satisfies(lock, found, all, machine), false);
  });

  test('does not when it was copied from another kind of machine', () => {
    assert.equal(satisfies(lock, installed, all, { platform: 'darwin', arch: 'arm64' }), false);
  });
});

suite('an installation of our own', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'installed-'));
  after(() => rmSync(root, { recursive: true }));
  const write = (packages, file) =>
    writeFileSync(path.join(root, file), JSON.stringify({ packages }));
  mkdirSync(path.join(root, 'node_modules'));

  test('counts although npm leaves out what the lockfile lists', async () => {
    write(lock, 'package-lock.json');
    write(pick('node_modules/web'), 'node_modules/.package-lock.json');
    assert.equal(await isInstalled(root, all, machine), false);
    await markInstalled(root, machine);
    assert.equal(await isInstalled(root, all, machine), true);
  });

  test('counts for that machine alone', async () => {
    assert.equal(await isInstalled(root, all, { platform: 'linux', arch: 'arm64' }), false);
  });

  test('counts until the lockfile changes', async () => {
    write({ ...lock, 'node_modules/new': { version: '1.0.0' } }, 'package-lock.json');
    assert.equal(await isInstalled(root, all, machine), false);
  });

  test('counts while the packages are there', async () => {
    write(lock, 'package-lock.json');
    assert.equal(await isInstalled(root, all, machine), true);
    rmSync(path.join(root, 'node_modules', '.package-lock.json'));
    assert.equal(await isInstalled(root, all, machine), false);
  });
});

test('every entry of the lockfile has a digest, so that nothing else can be installed in its place', () => {
  const file = new URL('../../package-lock.json', import.meta.url);
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  const places = Object.keys(packages).filter((place) => place !== '');
  assert.ok(places.length > 100);
  assert.deepEqual(
    places.filter((place) => !packages[place].integrity?.startsWith('sha512-')),
    [],
  );
});
