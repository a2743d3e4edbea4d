import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow } from './flow.ts';
import { markdownFlow } from './markdown.ts';

const text = (words: string, style: object = {}): object => ({
  kind: 'text',
  text: words,
  ...style,
});
/** What a text says; where in it each part stands is a test of its own. */
const read = (markdown: string): Flow[] =>
  JSON.parse(
    JSON.stringify(markdownFlow(markdown), (key, value: unknown) =>
      key === 'source' ? undefined : value,
    ),
  ) as Flow[];
const paragraph = (...parts: object[]): object => ({ kind: 'paragraph', text: parts });

test('emphasis is kept, within itself too', () => {
  assert.deepEqual(read('a **b *c*** ~~d~~'), [
    paragraph(
      text('a '),
      text('b ', { bold: true }),
      text('c', { bold: true, italic: true }),
      text(' '),
      text('d', { strike: true }),
    ),
  ]);
});

test('a typed line end stays, a blank line begins a paragraph', () => {
  assert.deepEqual(read('one\ntwo\n\nthree'), [
    paragraph(text('one'), { kind: 'line-end' }, text('two')),
    paragraph(text('three')),
  ]);
});

test('HTML is text', () => {
  assert.deepEqual(read('<b>x</b> <img src=x onerror=y>'), [
    paragraph(text('<b>x</b> <img src=x onerror=y>')),
  ]);
});

test('a link shows its address, a picture its description', () => {
  assert.deepEqual(read('[the plan](https://example.org/plan) ![a chart](x.png)'), [
    paragraph(text('the plan'), text(' (https://example.org/plan)'), text(' '), text('a chart')),
  ]);
});

test('an entity cannot bring in what typing could not', () => {
  assert.deepEqual(read('a&#x202E;b'), [paragraph(text('ab'))]);
});

test('headings never skip a level', () => {
  const depths = read('### a\n\n##### b\n\n# c\n\n###### d').map((flow) =>
    flow.kind === 'heading' ? flow.depth : 0,
  );
  assert.deepEqual(depths, [1, 2, 1, 2]);
});

test('lists nest, and keep the number they begin with', () => {
  const [list] = read('3. three\n   - inner\n4. four');
  assert.ok(list?.kind === 'list');
  assert.deepEqual([list.ordered, list.start, list.items.length], [true, 3, 2]);
  assert.equal(list.items[0]?.[1]?.kind, 'list');
});

test('deep nesting is flattened and loses no words', () => {
  const deep = Array.from(
    { length: 40 },
    (_, level) => `${'  '.repeat(level)}- level ${level}`,
  ).join('\n');
  const quotes = `${'> '.repeat(60)}at the bottom`;
  const depth = (flows: readonly Flow[]): number =>
    Math.max(
      0,
      ...flows.map((flow) => {
        if (flow.kind === 'list') return 1 + Math.max(0, ...flow.items.map(depth));
        return flow.kind === 'quote' ? 1 + depth(flow.content) : 0;
      }),
    );
  for (const [typed, words] of [
    [deep, 'level 39'],
    [quotes, 'at the bottom'],
  ] as const) {
    const flows = read(typed);
    assert.ok(depth(flows) <= 4, `depth ${depth(flows)}`);
    assert.match(JSON.stringify(flows), new RegExp(words));
  }
});

test('a table becomes a table, with as many cells in each row', () => {
  const [table] = read('| a | b |\n| - | - |\n| 1 | 2 |\n| 3 |');
  assert.ok(table?.kind === 'table');
  assert.deepEqual(
    table.rows.map((row) => row.length),
    [2, 2],
  );
});

test('each part knows the lines that it was typed in', () => {
  const [heading, words, list] = markdownFlow('# Reading\n\nOne\ntwo\n\n- three\n- four');
  const lines = (flow: Flow | undefined) => flow && 'source' in flow && flow.source;
  assert.deepEqual([heading, words].map(lines), [
    [0, 1],
    [2, 4],
  ]);
  assert.equal(list?.kind, 'list');
});
