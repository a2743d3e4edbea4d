import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { argumentsOf, calleeOf, isNode, lineOf, walk } from './imports.ts';
import { parseSync } from 'oxc-parser';

const halves = ['only', 'skip', 'todo'];
const starts = ['test', 'it', 'describe', 'suite', 't', 'before', 'after'];

/**
 * Tests that would not run, or that would keep the others from running, as `path:line`. A `skip` that depends on
 * the machine (`{ skip: !root }`) may stay: it is counted aloud in the last line of the run.
 */
function untested(file: string, text: string): string[] {
  const found: string[] = [];
  walk(parseSync(file, text).program, (node) => {
    if (node.type !== 'CallExpression') return;
    const [start = '', ...rest] = calleeOf(node)?.split('.') ?? [];
    if (!starts.includes(start)) return;
    const left = [...rest, ...argumentsOf(node).flatMap(fixedOptions)];
    for (const half of left.filter((name) => halves.includes(name))) {
      found.push(`${file}:${lineOf(text, node.start)} ${half}`);
    }
  });
  return found;
}

/** Names of the options that are given a value outright, in whatever case they hold. */
function fixedOptions(node: unknown): string[] {
  if (!isNode(node) || node.type !== 'ObjectExpression') return [];
  const properties: unknown[] = Array.isArray(node['properties']) ? node['properties'] : [];
  return properties.filter(isNode).flatMap((property) => {
    const { key, value } = property;
    return isNode(key) && isNode(value) && value.type === 'Literal'
      ? [String(key['name'] ?? key['value'])]
      : [];
  });
}

test('every test of the project can run: none is skipped outright, put off or run alone', () => {
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
    `test('a', { skip: 'not today' }, run);`,
    `describe.skip('a', run);`,
    `test('a', (t) => { t.skip(); });`,
  ];
  for (const text of written) assert.equal(untested('a.test.ts', text).length, 1, text);
  const run = [
    `test('skip only todo', { timeout: 1 }, run); page.skip();`,
    `test('a', { skip: process.platform === 'win32' }, run);`,
  ];
  for (const text of run) assert.deepEqual(untested('a.test.ts', text), [], text);
});
