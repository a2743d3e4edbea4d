import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';

/** A figure over the years, in up to three lines that are compared. */
export interface LineChart {
  /** Begins the ids of the picture: different for each chart of a page. */
  readonly id: string;
  readonly title: string;
  /** One place each along the bottom, the earliest first. */
  readonly years: readonly string[];
  /** The first is what the picture is about. */
  readonly lines: readonly ChartLine[];
  /** A value as it is read: "7.5%". */
  readonly written: (value: number) => string;
  /** The scale spans at least so much, so that a small change does not look like a large one. */
  readonly leastSpan: number;
}

export interface ChartLine {
  /** Beside the end of the line; short: "School", "England". */
  readonly label: string;
  /** One for each year; null where nothing is held. */
  readonly points: readonly (ChartPoint | null)[];
}

export interface ChartPoint {
  /** Null where the figure was suppressed. */
  readonly value: number | null;
  readonly provisional: boolean;
}

const width = 320;
const height = 200;
const plot = { left: 44, right: 234, top: 12, bottom: 168 };
/** Between the edge of the plot and its first and last point. */
const inset = 10;
/** Labels below each other are so far apart at least. */
const lineHeight = 16;
/** A year along the bottom takes so much. */
const yearWidth = 52;

/** Where everything stands, in units of the picture. */
export interface ChartPlan {
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly years: readonly { readonly text: string; readonly x: number; readonly shown: boolean }[];
  /** In the order of the chart; those without any value are left out. */
  readonly lines: readonly PlannedLine[];
  /** Where a figure was suppressed. */
  readonly suppressedAt: readonly number[];
}

interface PlannedLine {
  readonly label: string;
  readonly labelY: number;
  /** 0 for the line that the picture is about. */
  readonly place: number;
  /** What is joined: a year without a value parts two runs. */
  readonly runs: readonly (readonly PlannedPoint[])[];
}

interface PlannedPoint {
  readonly x: number;
  readonly y: number;
  readonly provisional: boolean;
}

/** The layout of a chart; undefined where there is no value to draw. */
export function planOf({ years, lines, leastSpan }: LineChart): ChartPlan | undefined {
  const values = lines.flatMap(({ points }) =>
    points.flatMap((point) => (point && point.value !== null ? [point.value] : [])),
  );
  if (values.length === 0) return undefined;
  const ticks = ticksOf(values, leastSpan);
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const y = (value: number) =>
    round(plot.bottom - ((value - low) / (high - low)) * (plot.bottom - plot.top));
  const span = plot.right - plot.left - 2 * inset;
  const x = (at: number) =>
    round(plot.left + inset + (years.length === 1 ? span / 2 : (at * span) / (years.length - 1)));
  const every = Math.ceil(yearWidth / (span / Math.max(1, years.length - 1)));
  const drawn = lines.flatMap(({ label, points }, place) => {
    const runs = runsOf(points, x, y);
    const end = runs.at(-1)?.at(-1);
    return end ? [{ label, place, runs, end }] : [];
  });
  const labels = apart(
    drawn.map(({ end }) => end.y),
    plot.top,
    plot.bottom,
  );
  return {
    ticks: ticks.map((value) => ({ value, y: y(value) })),
    years: years.map((text, at) => ({
      text,
      x: x(at),
      shown: (years.length - 1 - at) % every === 0,
    })),
    lines: drawn.map(({ label, place, runs, end }, at) => ({
      label,
      place,
      runs,
      labelY: labels[at] ?? end.y,
    })),
    suppressedAt: years.flatMap((_, at) =>
      lines.some(({ points }) => points[at]?.value === null) ? [x(at)] : [],
    ),
  };
}

/**
 * Round values from below the smallest to above the greatest. Nought is among them where the figures
 * are not far above it.
 */
function ticksOf(values: readonly number[], leastSpan: number): number[] {
  const [smallest, greatest] = [Math.min(...values), Math.max(...values)];
  const spare = Math.max(0, leastSpan - (greatest - smallest)) / 2;
  const isNearNought = smallest >= 0 && smallest - spare <= greatest / 2;
  const from = isNearNought ? 0 : smallest - spare;
  const until = Math.max(greatest + spare, from + leastSpan);
  const step = roundStep((until - from || Math.abs(until) || 1) / 4);
  const [first, last] = [Math.floor(from / step), Math.ceil(until / step)];
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, at) =>
    Number(((first + at) * step).toPrecision(12)),
  );
}

/** The next of 1, 2, 5, 10, 20, 50 … and their tenths. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5].find((each) => each * power >= least * 0.999_999) ?? 10;
  return factor * power;
}

function runsOf(
  points: ChartLine['points'],
  x: (at: number) => number,
  y: (value: number) => number,
): PlannedPoint[][] {
  const runs: PlannedPoint[][] = [];
  let run: PlannedPoint[] = [];
  for (const [at, point] of points.entries()) {
    if (point && point.value !== null) {
      if (run.length === 0) runs.push(run);
      run.push({ x: x(at), y: y(point.value), provisional: point.provisional });
    } else {
      run = [];
    }
  }
  return runs;
}

/** The heights, moved as little as is needed so that no two labels stand in each other. */
function apart(heights: readonly number[], top: number, bottom: number): number[] {
  const order = heights
    .map((wanted, at) => ({ wanted, at }))
    .toSorted((a, b) => a.wanted - b.wanted || a.at - b.at);
  const moved = heights.slice();
  let free = top;
  for (const { wanted, at } of order) {
    moved[at] = Math.max(wanted, free);
    free = (moved[at] ?? 0) + lineHeight;
  }
  let taken = bottom;
  for (const { at } of order.toReversed()) {
    moved[at] = round(Math.min(moved[at] ?? 0, taken));
    taken = (moved[at] ?? 0) - lineHeight;
  }
  return moved;
}

/**
 * A picture of the chart, said in words too. Lines differ by dash and marker and carry their names,
 * so that black and white will do; a year without a figure is a gap. Undefined where there is no
 * value to draw. The figures themselves belong beside it as a table.
 */
export function lineChart(chart: LineChart): Html | undefined {
  const plan = planOf(chart);
  if (!plan) return undefined;
  const { id, title, written, lines } = chart;
  const notes = [
    lines.some(({ points }) =>
      points.some((point) => point?.provisional && point.value !== null),
    ) && 'A ring marks a provisional figure.',
    plan.suppressedAt.length > 0 && 'A cross on the bottom line marks a suppressed one.',
  ].filter((note) => note !== false);
  return html`
    <figure class="app-chart">
      <svg${attributes({
        class: 'app-chart__picture',
        viewBox: `0 0 ${width} ${height}`,
        role: 'img',
        'aria-labelledby': `${id}-title ${id}-desc`,
      })}>
        <title id="${`${id}-title`}">${title}</title>
        <desc id="${`${id}-desc`}">${described(chart)}</desc>
        ${plan.ticks.map(
          ({ value, y }, at) => html`
            <line${attributes({ class: at === 0 || value === 0 ? 'app-chart__axis' : 'app-chart__grid', x1: plot.left, x2: plot.right, y1: y, y2: y })}></line>
            <text${attributes({ class: 'app-chart__tick', x: plot.left - 6, y: y + 4 })}>${written(value)}</text>`,
        )}
        ${plan.years.map(
          ({ text, x, shown }) => html`
            <line${attributes({ class: 'app-chart__axis', x1: x, x2: x, y1: plot.bottom, y2: plot.bottom + 5 })}></line>
            ${shown && html`<text${attributes({ class: 'app-chart__year', x, y: plot.bottom + 21 })}>${text}</text>`}`,
        )}
        ${plan.lines.toReversed().map(lineOf)}
        ${plan.suppressedAt.map((x) => cross(x, plot.bottom))}
      </svg>
      ${notes.length > 0 && html`<figcaption class="app-secondary">${notes.join(' ')}</figcaption>`}
    </figure>`;
}

function lineOf({ label, labelY, place, runs }: PlannedLine): Html {
  const own = `app-chart__line app-chart__line--${place + 1}`;
  return html`
    <g class="${own}">
      ${runs
        .filter((run) => run.length > 1)
        .map(
          (run) =>
            html`<polyline${attributes({ points: run.map(({ x, y }) => `${x},${y}`).join(' ') })}></polyline>`,
        )}
      ${runs.flat().map(
        ({ x, y, provisional }) => html`
          ${provisional && html`<circle${attributes({ class: 'app-chart__ring', cx: x, cy: y, r: 8.5 })}></circle>`}
          ${marker(place, x, y)}`,
      )}
      <text${attributes({ class: 'app-chart__label', x: plot.right + 8, y: labelY + 5 })}>${label}</text>
    </g>`;
}

/** A disc, a square, a triangle. */
function marker(place: number, x: number, y: number): Html {
  if (place === 0) return html`<circle${attributes({ cx: x, cy: y, r: 4.5 })}></circle>`;
  if (place === 1) {
    return html`<rect${attributes({ x: round(x - 4), y: round(y - 4), width: 8, height: 8 })}></rect>`;
  }
  const points = `${x},${round(y - 5)} ${round(x + 5)},${round(y + 4)} ${round(x - 5)},${round(y + 4)}`;
  return html`<polygon${attributes({ points })}></polygon>`;
}

function cross(x: number, y: number): Html {
  const d = `M${round(x - 4)} ${y - 4}L${round(x + 4)} ${y + 4}M${round(x - 4)} ${y + 4}L${round(x + 4)} ${y - 4}`;
  return html`<path${attributes({ class: 'app-chart__cross', d })}></path>`;
}

function described({ years, lines, written }: LineChart): string {
  return lines
    .filter(({ points }) => points.some((point) => point !== null))
    .map(({ label, points }) => {
      const said = points.map((point, at) => {
        const year = years[at] ?? '';
        if (!point) return `${year} no figure`;
        if (point.value === null) return `${year} suppressed`;
        return `${year} ${written(point.value)}${point.provisional ? ', provisional' : ''}`;
      });
      return `${label}: ${said.join('; ')}.`;
    })
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
