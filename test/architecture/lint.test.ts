import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';

// A lint rule that is misspelt, or that finds no types to work with, says nothing and passes everything.

const root = join(import.meta.dirname, '../..');
const planted = mkdtempSync(join(tmpdir(), 'lint-'));
after(() => rmSync(planted, { recursive: true }));

/** File, text, and the rules that must speak (none: the file must pass). */
const plants: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'src/floating.ts',
    `async function send() { await fetch('/'); }\nsend();`,
    ['typescript(no-floating-promises)'],
  ],
  ['src/passing.test.ts', `import { test } from 'node:test';\ntest('a', () => undefined);`, []],
  [
    'src/misused.ts',
    `export function each(list: string[]) { list.forEach(async () => { await fetch('/'); }); }`,
    ['typescript(no-misused-promises)'],
  ],
  ['src/any.ts', `export const a: any = 1;`, ['typescript(no-explicit-any)']],
  ['src/as-any.ts', `export const a = JSON.parse('1') as any;`, ['typescript(no-explicit-any)']],
  [
    'src/hidden-any.ts',
    `export const a = JSON.parse('1').b;`,
    ['typescript(no-unsafe-member-access)'],
  ],
  ['src/bang.ts', `export const a = process.env['A']!;`, ['typescript(no-non-null-assertion)']],
  [
    'src/ignore.ts',
    `// @ts-ignore: it is wrong\nexport const a: number = 'a';`,
    ['typescript(ban-ts-comment)'],
  ],
  [
    'src/unused.ts',
    `import { test } from 'node:test';\nexport const a = 1;`,
    ['eslint(no-unused-vars)'],
  ],
  ['src/loose.ts', `export const a = (b: string) => b == 'c';`, ['eslint(eqeqeq)']],
  ['src/loud.ts', `console.log('a');`, ['eslint(no-console)']],
  ['src/cli/main.ts', `console.log('a');`, []],
  ['bin/start.js', `console.log(process.env.A);`, []],
  ['src/default.ts', `export default 1;`, ['import(no-default-export)']],
  [
    'src/old-name.ts',
    `import fs from 'fs';\nexport const a = fs;`,
    ['unicorn(prefer-node-protocol)'],
  ],
  [
    'src/round.ts',
    `import { there } from '#src/and-round.ts';\nexport const here = () => there;`,
    ['import(no-cycle)'],
  ],
  [
    'src/and-round.ts',
    `import { here } from './round.ts';\nexport const there = () => here;`,
    ['import(no-cycle)'],
  ],
  [
    'src/type.ts',
    `import { Server } from 'node:net';\nexport type A = Server;`,
    ['typescript(consistent-type-imports)'],
  ],
  [
    'src/forgotten.ts',
    `export function a(b: 'c' | 'd') { switch (b) { case 'c': return 1; } return 2; }`,
    ['typescript(switch-exhaustiveness-check)'],
  ],
  ['src/throws.ts', `export function a() { throw 'a'; }`, ['typescript(only-throw-error)']],
  ['src/eval.ts', `export const a = (b: string) => new Function(b);`, ['eslint(no-new-func)']],
  ['src/put-off.ts', `// TODO: later\nexport const a = 1;`, ['eslint(no-warning-comments)']],
  [
    'src/silenced.ts',
    `// oxlint-disable-next-line no-console\nexport const a = 1;`,
    ['unused directive'],
  ],
];

for (const [path, text] of plants) {
  mkdirSync(dirname(join(planted, path)), { recursive: true });
  writeFileSync(join(planted, path), `${text}\n`);
}
for (const file of ['.oxlintrc.json', 'tsconfig.json'])
  cpSync(join(root, file), join(planted, file));
symlinkSync(join(root, 'node_modules'), join(planted, 'node_modules'), 'junction');
writeFileSync(
  join(planted, 'package.json'),
  JSON.stringify({ type: 'module', imports: { '#src/*': './src/*' } }),
);

interface Finding {
  readonly code?: string;
  readonly message: string;
  readonly filename: string;
}

const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
const run = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src', 'bin'], {
  cwd: planted,
  encoding: 'utf8',
  timeout: 60_000,
});

function findingsIn(path: string): string[] {
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: Finding[] };
  return diagnostics
    .filter(({ filename }) => filename.replaceAll('\\', '/').endsWith(path))
    .map(
      ({ code, message }) =>
        code ?? (/^Unused .*directive/.test(message) ? 'unused directive' : message),
    );
}

test('a finding fails the check', () => {
  assert.equal(run.status, 1, run.stderr);
});

for (const [path, text, expected] of plants) {
  const title = expected.length > 0 ? `refuses by ${expected.join()}` : 'accepts';
  test(`the lint ${title}: ${path}: ${text.replaceAll('\n', ' ')}`, () => {
    const found = findingsIn(path);
    if (expected.length === 0) assert.deepEqual(found, []);
    for (const code of expected)
      assert.ok(found.includes(code), `Got instead: ${found.join(', ') || 'nothing'}`);
  });
}
