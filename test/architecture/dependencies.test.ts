import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Entry {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
}

/** What a fresh clone would install, and why it should not. */
function lockProblems(text: string): string[] {
  const lock = JSON.parse(text) as { lockfileVersion?: number; packages?: Record<string, Entry> };
  const entries = Object.entries(lock.packages ?? {}).filter(([path]) => path !== '');
  const problems: string[] = [];
  if (lock.lockfileVersion !== 3) problems.push('The lock is not of version 3.');
  if (entries.length === 0) problems.push('The lock holds no packages.');
  for (const [path, { integrity, resolved, link }] of entries) {
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''))
      problems.push(`${path} has no integrity.`);
    if (resolved !== undefined) problems.push(`${path} says where it was fetched from.`);
    if (link) problems.push(`${path} is a link to a folder.`);
  }
  const address = /https?:\/\/[^"]*\.tgz/.exec(text)?.[0];
  if (address) problems.push(`The lock names an address: ${address}`);
  return problems;
}

/** Versions that could change between two installations. */
function rangeProblems(text: string): string[] {
  const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
  return kinds.flatMap((kind) =>
    Object.entries(manifest[kind] ?? {})
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version))
      .map(([name, version]) => `${kind}: ${name} is “${version}”, not one version.`),
  );
}

function read(file: string): string {
  return readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
}

const integrity = `sha512-${'A'.repeat(86)}==`;

function lockWith(entry: object): string {
  return JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/zod': entry } });
}

test('every locked package has its integrity and no address: a clone installs the same from any registry', () => {
  assert.deepEqual(lockProblems(read('package-lock.json')), []);
});

test('the lock and package.json name the same dependencies', () => {
  const manifest = JSON.parse(read('package.json')) as Record<string, unknown>;
  const lock = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, Record<string, unknown>>;
  };
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    assert.deepEqual(lock.packages['']?.[kind], manifest[kind], kind);
  }
});

test('a locked package without integrity, with an address or as a link is refused', () => {
  assert.deepEqual(lockProblems(lockWith({ version: '1.0.0', integrity })), []);
  assert.deepEqual(lockProblems(lockWith({ version: '1.0.0' })), [
    'node_modules/zod has no integrity.',
  ]);
  assert.deepEqual(
    lockProblems(lockWith({ integrity, resolved: 'https://registry.example/zod/-/zod-1.0.0.tgz' })),
    [
      'node_modules/zod says where it was fetched from.',
      'The lock names an address: https://registry.example/zod/-/zod-1.0.0.tgz',
    ],
  );
  assert.deepEqual(lockProblems(lockWith({ integrity, link: true })), [
    'node_modules/zod is a link to a folder.',
  ]);
  assert.deepEqual(lockProblems('{"lockfileVersion":3,"packages":{"":{}}}'), [
    'The lock holds no packages.',
  ]);
});

test('package.json asks for one exact version of everything', () => {
  assert.deepEqual(rangeProblems(read('package.json')), []);
});

test('a range, a tag and an address are refused as versions', () => {
  for (const version of [
    '^1.0.0',
    '~1.0.0',
    '1.x',
    'latest',
    '*',
    'git+https://example.org/a.git',
  ]) {
    const problems = rangeProblems(JSON.stringify({ devDependencies: { zod: version } }));
    assert.deepEqual(problems, [`devDependencies: zod is “${version}”, not one version.`]);
  }
});
