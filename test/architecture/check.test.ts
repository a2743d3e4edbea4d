import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { check } from './check.ts';
import { importsOf } from './imports.ts';
import { rules } from './rules.ts';

const planted = mkdtempSync(join(tmpdir(), 'dependency-check-'));
after(() => rmSync(planted, { recursive: true }));

const manifest = {
  imports: {
    '#kernel/*': './src/kernel/*',
    '#policy-pack/*': './src/policy-pack/*',
    '#modules/*': './src/modules/*',
    '#platform/*': './src/platform/*',
    '#ui/*': './src/ui/*',
    '#web/*': './src/web/*',
    '#test/*': './test/*',
  },
  dependencies: {
    zod: '1.0.0',
    'node-diff3': '1.0.0',
    kysely: '1.0.0',
    pg: '1.0.0',
    fastify: '1.0.0',
  },
  devDependencies: { 'fast-check': '1.0.0' },
};

/** Files that a planted import can reach, each within the rules. */
const innocent: Readonly<Record<string, string>> = {
  'src/kernel/dates.ts': `import { z } from 'zod';`,
  'src/merge/texts.ts': `import { diff3MergeRegions } from 'node-diff3';`,
  'src/policy-pack/index.ts': `import { coventry } from './coventry/pack.ts';`,
  'src/policy-pack/coventry/pack.ts': `import { date } from '#kernel/dates.ts';`,
  'src/modules/cases/index.ts': `export { open } from './domain/open.ts';`,
  'src/modules/cases/domain/open.ts': `import { date } from '#kernel/dates.ts';`,
  'src/modules/meetings/index.ts': `export { hold } from './commands/hold.ts';`,
  'src/modules/meetings/store.ts': `import { sql } from 'kysely';`,
  'src/modules/meetings/access.ts': `import { can } from '#modules/people/index.ts';`,
  'src/modules/meetings/domain/hold.ts': `import type { Case } from '#modules/cases/index.ts';`,
  'src/modules/meetings/domain/hold.test.ts': `import { aCase } from '#test/builders/case.ts';`,
  'src/modules/meetings/commands/hold.ts': `import type { Work } from '#web/services.ts';`,
  'src/modules/meetings/queries/next.ts': `import { load } from '../store.ts';`,
  'src/modules/meetings/web/show/handler.ts': `import { next } from '../../queries/next.ts';`,
  'src/modules/meetings/jobs/remind.ts': `import { next } from '../queries/next.ts';`,
  'src/modules/people/index.ts': `export const can = true;`,
  'src/platform/http/form.ts': `import fastify from 'fastify';`,
  'src/platform/db/connection.ts': `import pg from 'pg';`,
  'src/ui/html.ts': `import { date } from '#kernel/dates.ts';`,
  'src/web/services.ts': `import type { Actor } from '#modules/people/index.ts';`,
  'src/client/pages/record.ts': `import { date } from '../../kernel/dates.ts';`,
  'src/cli/main.ts': `import { buildApp } from '../app.ts';`,
  'src/app.ts': `import { routes } from './modules/meetings/web/show/handler.ts';`,
  'src/main.ts': `import { buildApp } from './app.ts';`,
  'test/builders/case.ts': `import { open } from '#modules/cases/domain/open.ts';`,
  'bench/main.ts': `import { buildApp } from '../src/app.ts';`,
  'bin/start.js': `import { spawn } from 'node:child_process';`,
};

let trees = 0;

/** What the check says of the innocent tree with this text in this file. */
function problemsWith(file: string, text: string): readonly string[] {
  return check(tree({ ...innocent, [file]: text })).problems;
}

function tree(files: Readonly<Record<string, string>>): string {
  const root = join(planted, String((trees += 1)));
  const all = { ...files, 'package.json': JSON.stringify(manifest) };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test('a tree within the rules passes, and every import in it is counted', () => {
  const report = check(tree(innocent));
  assert.deepEqual(report.problems, []);
  assert.equal(report.files, Object.keys(innocent).length);
  assert.equal(report.imports, Object.keys(innocent).length - 1);
  assert.deepEqual(report.idle, []);
});

test('a tree without code is a failure, not a success', () => {
  assert.match(check(tree({})).problems.join(), /there is no code to check here/);
});

test('a file that does not parse is a failure', () => {
  assert.match(
    problemsWith('src/ui/html.ts', 'import {').join(),
    /src\/ui\/html\.ts does not parse/,
  );
});

/** Each rule by name, with files that break it. */
const violations: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'the kernel imports nothing of ours': [
    ['src/kernel/dates.ts', `import '#ui/html.ts';`],
    ['src/kernel/dates.ts', `import 'node:fs';`],
    ['src/kernel/dates.ts', `import type { Pack } from '#policy-pack/index.ts';`],
  ],
  'the policy pack imports only the kernel': [
    ['src/policy-pack/index.ts', `import '#platform/db/connection.ts';`],
    ['src/policy-pack/coventry/pack.ts', `import '#modules/cases/index.ts';`],
    ['src/policy-pack/coventry/pack.ts', `import 'node:fs';`],
  ],
  'the policy pack is reached through its index.ts': [
    ['src/cli/main.ts', `import '#policy-pack/coventry/pack.ts';`],
    ['src/modules/meetings/domain/hold.test.ts', `import '#policy-pack/coventry/pack.ts';`],
  ],
  'the platform knows nothing of casework': [
    ['src/platform/http/form.ts', `import '#modules/cases/index.ts';`],
    ['src/platform/http/form.ts', `import type { Case } from '#modules/cases/index.ts';`],
    ['src/platform/http/form.ts', `import '#policy-pack/index.ts';`],
    ['src/platform/http/form.ts', `import '../../cli/main.ts';`],
    ['src/platform/http/form.ts', `import '#web/services.ts';`],
  ],
  'the components import only the kernel': [
    ['src/ui/html.ts', `import '#policy-pack/index.ts';`],
    ['src/ui/html.ts', `import '#platform/http/form.ts';`],
    ['src/ui/html.ts', `import 'node:fs';`],
  ],
  'a module reaches another only through its index.ts': [
    ['src/modules/cases/index.ts', `import '#modules/meetings/store.ts';`],
    ['src/modules/cases/index.ts', `import '../meetings/commands/hold.ts';`],
    ['src/modules/cases/index.ts', `import type { Held } from '#modules/meetings/domain/hold.ts';`],
    ['src/modules/meetings/domain/hold.test.ts', `import '#modules/cases/domain/open.ts';`],
  ],
  'a module is reached only through its index.ts': [
    ['src/cli/main.ts', `import '#modules/meetings/commands/hold.ts';`],
    ['src/web/services.ts', `import '#modules/people/../people/../meetings/store.ts';`],
  ],
  'the composition root reaches of a module its index.ts, its pages and its jobs': [
    ['src/app.ts', `import './modules/meetings/store.ts';`],
    ['src/main.ts', `import './modules/meetings/domain/hold.ts';`],
  ],
  'merging imports only itself and the library that compares': [
    ['src/merge/texts.ts', `import '../ui/html.ts';`],
    ['src/merge/texts.ts', `import 'node:fs';`],
  ],
  'the domain imports the kernel, the policy pack, merging, itself and types of other modules': [
    ['src/modules/meetings/domain/hold.ts', `import { open } from '#modules/cases/index.ts';`],
    ['src/modules/meetings/domain/hold.ts', `import { type Case } from '#modules/cases/index.ts';`],
    ['src/modules/meetings/domain/hold.ts', `import '../store.ts';`],
    ['src/modules/meetings/domain/hold.ts', `import 'node:fs';`],
    ['src/modules/meetings/domain/hold.ts', `import 'fs';`],
    ['src/modules/meetings/domain/hold.ts', `import 'node:crypto';`],
    ['src/modules/meetings/domain/hold.ts', `import 'kysely';`],
    ['src/modules/meetings/domain/hold.ts', `import type { Db } from 'kysely';`],
    ['src/modules/meetings/domain/hold.ts', `import 'pg';`],
    ['src/modules/meetings/domain/hold.ts', `import 'fastify';`],
  ],
  'access rules do no input or output': [
    ['src/modules/meetings/access.ts', `import './store.ts';`],
    ['src/modules/meetings/access.ts', `import 'kysely';`],
  ],
  'only pages know pages': [
    ['src/modules/meetings/index.ts', `export { show } from './web/show/handler.ts';`],
    ['src/modules/meetings/commands/hold.ts', `import '../web/show/handler.ts';`],
    ['src/modules/meetings/commands/hold.ts', `import { services } from '#web/services.ts';`],
    ['src/modules/meetings/queries/next.ts', `import '#ui/html.ts';`],
    ['src/modules/meetings/store.ts', `import '#platform/http/form.ts';`],
    ['src/modules/meetings/queries/next.ts', `import 'fastify';`],
  ],
  'pages go through commands and queries': [
    ['src/modules/meetings/web/show/handler.ts', `import '../../store.ts';`],
    ['src/modules/meetings/web/show/handler.ts', `import { sql } from 'kysely';`],
    ['src/modules/meetings/web/show/handler.ts', `import 'pg';`],
    ['src/modules/meetings/web/show/handler.ts', `import 'node:fs/promises';`],
    ['src/modules/meetings/web/show/handler.ts', `import '../../jobs/remind.ts';`],
  ],
  'the frame of the pages knows no module but people': [
    ['src/web/services.ts', `import '#modules/cases/index.ts';`],
  ],
  'browser code imports only itself, the kernel and merging': [
    ['src/client/pages/record.ts', `import 'node:fs';`],
    ['src/client/pages/record.ts', `import '../../ui/html.ts';`],
  ],
  'the server does not run browser code': [
    ['src/ui/html.ts', `import '../client/pages/record.ts';`],
    ['src/app.ts', `import './client/pages/record.ts';`],
  ],
  'nothing imports the command line or the composition root': [
    ['src/modules/cases/index.ts', `import '../../app.ts';`],
    ['src/modules/meetings/jobs/remind.ts', `import '../../../main.ts';`],
    ['src/modules/cases/index.ts', `import '../../cli/main.ts';`],
  ],
  'the product imports no tests and no benchmarks': [
    ['src/modules/cases/index.ts', `import '#test/builders/case.ts';`],
    ['src/modules/cases/index.ts', `import '../../../bench/main.ts';`],
    ['src/modules/meetings/index.ts', `import './domain/hold.test.ts';`],
  ],
  'the starters import only Node': [
    ['bin/start.js', `import '../src/main.ts';`],
    ['bin/start.js', `import 'zod';`],
  ],
};

test('every rule has a planted violation', () => {
  assert.deepEqual(Object.keys(violations).sort(), rules.map(({ name }) => name).sort());
});

for (const [name, files] of Object.entries(violations)) {
  for (const [file, text] of files) {
    test(`${name}: refused in ${file}: ${text}`, () => {
      const problems = problemsWith(file, text);
      assert.ok(
        problems.some(
          (problem) => problem.startsWith(`${file}:1 `) && problem.endsWith(`: ${name}.`),
        ),
        `Got instead: ${problems.join(' | ') || 'nothing'}`,
      );
    });
  }
}

/** The same forbidden reach, written in every way there is. */
const ways = [
  `import { spawn } from 'node:child_process';`,
  `import 'node:child_process';`,
  `import type { ChildProcess } from 'node:child_process';`,
  `export { spawn } from 'node:child_process';`,
  `export * from 'node:child_process';`,
  `export * as processes from 'node:child_process';`,
  `const { spawn } = await import('node:child_process');`,
  'await import(`node:child_process`);',
  `let child: import('node:child_process').ChildProcess;`,
  `type Spawn = typeof import('node:child_process').spawn;`,
  `import processes = require('node:child_process');`,
  `require('child_process');`,
  `module.require('child_process');`,
  `const load = createRequire(import.meta.url); load('child_process');`,
  `createRequire(import.meta.url)('child_process');`,
  `process.getBuiltinModule('child_process');`,
  `import.meta.resolve('node:child_process');`,
  `require.resolve('child_process');`,
  `if (deep) { void (async () => { await import('node:child_process'); })(); }`,
];

for (const text of ways) {
  test(`an import is seen however it is written: ${text}`, () => {
    const problems = problemsWith('src/modules/cases/domain/open.ts', text);
    assert.match(
      problems.join(),
      /^src\/modules\/cases\/domain\/open\.ts:1 imports node:child_process: the domain/,
    );
  });
}

const addresses = ['../../../platform/db/connection.ts', 'hire.worker.ts'];

for (const address of addresses) {
  test(`a worker named by its address is an import: ${address}`, () => {
    const file = 'src/modules/cases/jobs/close.ts';
    const text = `new Worker(new URL('${address}', import.meta.url));`;
    assert.deepEqual(
      importsOf(file, text).map(({ specifier }) => specifier),
      [address.startsWith('.') ? address : `./${address}`],
    );
  });
}

test('a worker comes under the rules like any import', () => {
  const text = `new Worker(new URL('../../../platform/db/connection.ts', import.meta.url));`;
  const problems = problemsWith('src/modules/cases/domain/open.ts', text);
  assert.match(problems.join(), /imports src\/platform\/db\/connection\.ts: the domain/);
});

const computed = [
  `await import(name);`,
  'await import(`./${name}.ts`);',
  `require('./' + name);`,
  `process.getBuiltinModule(name);`,
];

for (const text of computed) {
  test(`a computed import is refused: ${text}`, () => {
    assert.match(problemsWith('src/ui/html.ts', text).join(), /imports something computed/);
  });
}

const unresolvable = [
  ['a file that is not there', './nowhere.ts'],
  ['a file without its extension', './html'],
  ['a folder', '../ui'],
  ['an alias that is not in package.json', '#nowhere/html.ts'],
  ['an alias to a file that is not there', '#ui/nowhere.ts'],
  ['a package that is not in package.json', 'left-pad'],
  ['a scoped package that is not in package.json', '@left/pad'],
] as const;

for (const [what, specifier] of unresolvable) {
  test(`an import of ${what} is refused`, () => {
    const problems = problemsWith('src/ui/html.ts', `\n\nimport '${specifier}';`);
    assert.deepEqual(problems, [`src/ui/html.ts:3 imports ${specifier}, which cannot be found.`]);
  });
}

test('the product does not run on devDependencies, and its tests may', () => {
  const text = `import fc from 'fast-check';`;
  assert.match(problemsWith('src/app.ts', text).join(), /the product runs on its dependencies/);
  assert.deepEqual(problemsWith('src/app.test.ts', text), []);
});

test('the words of an import in a comment or a text are no import', () => {
  const text = `// import 'node:fs'\nconst say = "require('fs')";`;
  assert.deepEqual(problemsWith('src/modules/cases/domain/open.ts', text), []);
});

test('fixtures are not code of the project', () => {
  assert.deepEqual(problemsWith('test/fixtures/broken.ts', 'import {'), []);
});
