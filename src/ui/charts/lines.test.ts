import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readMarkup } from '#test/harness/markup.ts';
import { lineChart, planOf } from './lines.ts';
import type { ChartPoint, LineChart } from './lines.ts';

const years = ['2019/20', '2020/21', '2021/22', '2022/23'];
const of = (value: number | null, provisional = false): ChartPoint => ({ value, provisional });

function chart(told: Partial<LineChart> = {}): LineChart {
  return {
    id: 'c',
    title: 'Overall absence, over the years',
    years,
    lines: [
      { label: 'School', points: [of(6), null, of(null), of(7.5, true)] },
      { label: 'Authority', points: [null, null, of(6), of(6.2)] },
      { label: 'England', points: [of(5), of(4.9), of(6), of(6.1)] },
    ],
    written: (value) => `${value}%`,
    leastSpan: 4,
    ...told,
  };
}

const ticks = (values: readonly number[], leastSpan = 0) =>
  planOf(
    chart({ lines: [{ label: 'School', points: values.map((value) => of(value)) }], leastSpan }),
  )?.ticks.map(({ value }) => value);

suite('the scale of a picture', () => {
  const cases: [string, number[], number, number[]][] = [
    ['begins at nought where the figures are near it', [2, 7.5], 4, [0, 2, 4, 6, 8]],
    ['begins above it where they are far from it', [61, 68], 4, [60, 62, 64, 66, 68]],
    ['goes below nought', [-1.2, 0.4], 0, [-1.5, -1, -0.5, 0, 0.5]],
    ['ends at a hundred per cent', [41, 100], 4, [0, 50, 100]],
    ['does not stretch a small change', [208, 210], 40, [180, 190, 200, 210, 220, 230]],
    ['stands for a single figure', [5], 4, [3, 4, 5, 6, 7]],
    ['stands for nothing but noughts', [0, 0], 4, [0, 1, 2, 3, 4]],
  ];
  for (const [name, values, leastSpan, expected] of cases) {
    test(name, () => assert.deepEqual(ticks(values, leastSpan), expected));
  }
});

suite('the lines of a picture', () => {
  test('part at a year without a figure and at a suppressed one', () => {
    const plan = planOf(chart());
    assert.deepEqual(
      plan?.lines.map(({ label, runs }) => [label, runs.map((run) => run.length)]),
      [
        ['School', [1, 1]],
        ['Authority', [2]],
        ['England', [4]],
      ],
    );
    assert.deepEqual(plan?.suppressedAt, [plan?.years[2]?.x]);
  });

  test('run from left to right, higher for more', () => {
    const [england] = planOf(chart())?.lines.slice(2) ?? [];
    const points = england?.runs.flat() ?? [];
    assert.deepEqual(
      points.map(({ x }) => x),
      [54, 110.7, 167.3, 224],
    );
    const [first, second, third] = points.map(({ y }) => y);
    assert.ok(Number(second) > Number(first) && Number(third) < Number(first));
  });

  test('leave one out that has no value, and nothing at all is no picture', () => {
    const lines = [
      { label: 'School', points: [of(null), null, null, null] },
      { label: 'England', points: [of(1), null, null, null] },
    ];
    assert.deepEqual(
      planOf(chart({ lines }))?.lines.map(({ label, place }) => [label, place]),
      [['England', 1]],
    );
    assert.equal(lineChart(chart({ lines: lines.slice(0, 1) })), undefined);
  });

  test('say the last year, and before it as many as there is room for', () => {
    const shown = (count: number) =>
      planOf(
        chart({
          years: Array.from({ length: count }, (_, at) => `20${10 + at}/${11 + at}`),
          lines: [{ label: 'School', points: Array.from({ length: count }, () => of(1)) }],
        }),
      )
        ?.years.filter((year) => year.shown)
        .map(({ text }) => text);
    assert.deepEqual(shown(1), ['2010/11']);
    assert.deepEqual(shown(4), ['2010/11', '2011/12', '2012/13', '2013/14']);
    assert.deepEqual(shown(5), ['2010/11', '2012/13', '2014/15']);
    assert.deepEqual(shown(10), ['2010/11', '2013/14', '2016/17', '2019/20']);
  });

  test('stay within the picture, on a scale that holds them, with labels that can be read', () => {
    const value = fc.oneof(
      fc.double({ min: -20, max: 2_000, noNaN: true }).map((each) => Math.round(each * 100) / 100),
      fc.constant(null),
    );
    const point = fc.option(fc.record({ value, provisional: fc.boolean() }), { nil: null });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }).chain((count) =>
          fc.array(fc.array(point, { minLength: count, maxLength: count }), {
            minLength: 1,
            maxLength: 3,
          }),
        ),
        fc.constantFrom(0, 4, 40),
        (lines, leastSpan) => {
          const count = lines[0]?.length ?? 0;
          const plan = planOf(
            chart({
              years: Array.from({ length: count }, (_, at) => String(at)),
              lines: lines.map((points, at) => ({ label: String(at), points })),
              leastSpan,
            }),
          );
          const values = lines
            .flat()
            .flatMap((each) => (each && each.value !== null ? [each.value] : []));
          if (values.length === 0) {
            assert.equal(plan, undefined);
            return;
          }
          assert.ok(plan);
          const scale = plan.ticks.map((tick) => tick.value);
          assert.ok(Math.min(...scale) <= Math.min(...values));
          assert.ok(Math.max(...scale) >= Math.max(...values));
          assert.ok(scale.length >= 2 && scale.length <= 7, String(scale));
          const points = plan.lines.flatMap(({ runs }) => runs.flat());
          assert.equal(points.length, values.length);
          for (const { x, y } of points) assert.ok(x >= 44 && x <= 234 && y >= 12 && y <= 168);
          const labels = plan.lines.map(({ labelY }) => labelY).toSorted((a, b) => a - b);
          for (const [at, label] of labels.entries()) {
            assert.ok(label >= 12 && label <= 168);
            assert.ok(at === 0 || label - Number(labels[at - 1]) >= 15.8, String(labels));
          }
        },
      ),
    );
  });
});

suite('a picture of lines', () => {
  const text = String(lineChart(chart()));

  test('is said in words', () => {
    assert.match(text, /role="img" aria-labelledby="c-title c-desc"/);
    assert.match(text, /<title id="c-title">Overall absence, over the years<\/title>/);
    assert.match(
      text,
      /<desc id="c-desc">School: 2019\/20 6%; 2020\/21 no figure; 2021\/22 suppressed; 2022\/23 7\.5%, provisional\. Authority: /,
    );
  });

  test('tells lines apart by marker and name, and marks what is provisional or suppressed', () => {
    const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
    assert.equal(count(/<circle cx/g), 2, 'a disc for each figure of the school');
    assert.equal(count(/<rect/g), 2);
    assert.equal(count(/<polygon/g), 4);
    assert.equal(count(/class="app-chart__ring"/g), 1);
    assert.equal(count(/class="app-chart__cross"/g), 1);
    assert.match(readMarkup(text).words, /A ring marks a provisional figure\. A cross/);
    const plain = String(lineChart(chart({ lines: chart().lines.slice(2) })));
    assert.doesNotMatch(plain, /figcaption/);
  });

  test('has no style of its own, which the security policy would refuse', () => {
    assert.doesNotMatch(text, / style=/);
  });
});
