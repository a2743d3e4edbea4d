import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { holesOf } from '#ui/holes.ts';
import { isNode, lineOf, walk } from './imports.ts';

/** Templates of HTML with an interpolation that cannot be made safe, as `path:line reason`, and how many were read. */
function unsafeTemplates(file: string, text: string): { read: number; found: string[] } {
  const found: string[] = [];
  let read = 0;
  walk(parseSync(file, text).program, (node) => {
    const { tag, quasi } = node;
    if (node.type !== 'TaggedTemplateExpression' || !isNode(tag) || tag['name'] !== 'html') return;
    if (!isNode(quasi) || !Array.isArray(quasi['quasis'])) return;
    read += 1;
    try {
      holesOf(quasi['quasis'].map(cooked));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      found.push(`${file}:${lineOf(text, node.start)} ${reason}`);
    }
  });
  return { read, found };
}

function cooked(quasi: unknown): string {
  const value: unknown = isNode(quasi) ? quasi['value'] : undefined;
  return typeof value === 'object' && value !== null && 'cooked' in value
    ? String(value.cooked)
    : '';
}

test('no template of the product has an interpolation that escaping cannot make safe', () => {
  const root = join(import.meta.dirname, '../..');
  const files = globSync('src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const results = files.map((file) =>
    unsafeTemplates(file, readFileSync(join(root, file), 'utf8')),
  );
  assert.ok(results.reduce((sum, { read }) => sum + read, 0) > 100, 'too few templates were read');
  assert.deepEqual(
    results.flatMap(({ found }) => found),
    [],
  );
});

test('a planted interpolation is found, with its line', () => {
  const planted = (template: string) =>
    unsafeTemplates('view.ts', `\nconst a = html\`${template}\`;`).found;
  assert.deepEqual(planted('<a href=${x}>y</a>'), [
    'view.ts:2 The attribute href is interpolated without quotes.',
  ]);
  assert.equal(planted('<script>${x}</script>').length, 1);
  assert.equal(planted('<p onclick="${x}">').length, 1);
  assert.equal(planted('<p>${html`<b class=${y}>`}</p>').length, 1);
  assert.deepEqual(planted('<a href="${x}">${y}</a>'), []);
});
