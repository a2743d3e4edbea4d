import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { argumentsOf, calleeOf, isNode, lineOf, walk } from './imports.ts';
import { parseSync } from 'oxc-parser';

const halves = ['only', 'skip', 'todo'];
const starts = ['test', 'it', 'describe', 'suite', 't', 'before', 'after'];

/** Tests that would not run, or that would keep the others from running, as `path:line`. */
function untested(file: string, text: string): string[] {
  const found: string[] = [];
  walk(parseSync(file, text).program, (node) => {
    if (node.type !== 'CallExpression') return;
    const [start = '', ...rest] = calleeOf(node)?.split('.') ?? [];
    if (!starts.includes(start)) return;
    const called = rest.filter((name) => halves.includes(name));
    const given = argumentsOf(node)
      .flatMap(propertyNames)
      .filter((name) => halves.includes(name));
    for (const half of [...called, ...given])
      found.push(`${file}:${lineOf(text, node.start)} ${half}`);
  });
  return found;
}

function propertyNames(node: unknown): string[] {
  if (!isNode(node) || node.type !== 'ObjectExpression' || !Array.isArray(node['properties']))
    return [];
  return node['properties'].flatMap((property: unknown) => {
    const key = isNode(property) ? property['key'] : undefined;
    return isNode(key) ? [String(key['name'] ?? key['value'])] : [];
  });
}

test('every test of the project runs: none is skipped, put off or run alone', () => {
  const root = join(import.meta.dirname, '../..');
  const files = globSync('{src,test,bench}/**/*.test.ts', { cwd: root });
  assert.ok(files.length > 0);
  assert.deepEqual(
    files.flatMap((file) => untested(file, readFileSync(join(root, file), 'utf8'))),
    [],
  );
});

test('a test that is skipped, put off or run alone is found, however it is written', () => {
  const written = [
    `test.only('a', run);`,
    `test.skip('a', run);`,
    `test.todo('a');`,
    `test('a', { skip: true }, run);`,
    `test('a', { 'only': true }, run);`,
    `test('a', { skip: process.platform === 'win32' }, run);`,
    `describe.skip('a', run);`,
    `test('a', (t) => { t.skip(); });`,
  ];
  for (const text of written) assert.equal(untested('a.test.ts', text).length, 1, text);
  assert.deepEqual(
    untested('a.test.ts', `test('skip only todo', { timeout: 1 }, run); page.skip();`),
    [],
  );
});
