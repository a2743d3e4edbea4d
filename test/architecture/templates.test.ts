import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { holesOf } from '#ui/holes.ts';
import { argumentsOf, calleeOf, isNode, lineOf, textOf, walk } from './imports.ts';

/** Where markup that was not written as a template is let through, and why that is safe. */
const trusting: Readonly<Record<string, string>> = {
  'src/ui/markdown.ts': 'markdown-it escapes, and takes no HTML',
  'src/ui/components/fixtures.adapter.ts': 'the official fixtures, in tests',
};

interface Reading {
  readonly templates: number;
  readonly problems: readonly string[];
}

/** The `html` templates of a file, and what in it could let someone's text become markup. */
function readTemplates(file: string, text: string): Reading {
  const problems: string[] = [];
  let templates = 0;
  walk(parseSync(file, text).program, (node) => {
    const place = `${file}:${lineOf(text, node.start)}`;
    if (node.type === 'TaggedTemplateExpression' && isTag(node['tag'], 'html')) {
      templates += 1;
      try {
        holesOf(constantsOf(node['quasi']));
      } catch (error) {
        problems.push(`${place} ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    const trusts = calleeOf(node) === 'trustedHtml' && !Object.hasOwn(trusting, file);
    if (trusts && textOf(argumentsOf(node)[0]) === null) {
      problems.push(`${place} Only a constant may be trusted as HTML here.`);
    }
  });
  return { templates, problems };
}

function isTag(node: unknown, name: string): boolean {
  return isNode(node) && node.type === 'Identifier' && node['name'] === name;
}

function constantsOf(node: unknown): string[] {
  const quasis: unknown[] = isNode(node) && Array.isArray(node['quasis']) ? node['quasis'] : [];
  return quasis.filter(isNode).map(({ value }) => (value as { cooked: string }).cooked);
}

test('no template of the product has a place where nothing can be shown safely', () => {
  const root = join(import.meta.dirname, '../..');
  const readings = globSync('src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] }).map((file) =>
    readTemplates(file.replaceAll('\\', '/'), readFileSync(join(root, file), 'utf8')),
  );
  assert.ok(readings.reduce((sum, { templates }) => sum + templates, 0) > 0);
  assert.deepEqual(
    readings.flatMap(({ problems }) => problems),
    [],
  );
});

const unsafe = [
  'html`<a class=${a}>b</a>`;',
  'html`<p>${rows.map((row) => html`<td headers=${row}>`)}</p>`;',
  'html`<script>${a}</script>`;',
  'html`<style>${a}</style>`;',
  'html`<!-- ${a} -->`;',
  'html`<p onclick="${a}">b</p>`;',
  'trustedHtml(a);',
  'trustedHtml(`<b>${a}</b>`);',
  "trustedHtml('<b>' + a);",
];

for (const text of unsafe) {
  test(`a template is refused where nothing is safe: ${text}`, () => {
    const { problems } = readTemplates('src/modules/cases/web/view.ts', text);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /^src\/modules\/cases\/web\/view\.ts:1 /);
  });
}

test('quoted attributes, text, and constants are accepted', () => {
  const text = `html\`<a class="\${a}" href="/b/\${c}">\${d}</a>\`; trustedHtml('<svg></svg>');`;
  assert.deepEqual(readTemplates('src/modules/cases/web/view.ts', text), {
    templates: 1,
    problems: [],
  });
});
