import type { Figure } from './figure.ts';

/** One line of JSON for a program to read. */
export function jsonLine(figure: Figure): string {
  const { name, value, unit, yardstick, ratio, goal, met } = figure;
  return JSON.stringify({ name, value, unit, yardstick, ratio, goal, met });
}

/** A table for people: names at the left, numbers in columns, what the goal is at the right. */
export function table(figures: readonly Figure[]): string {
  const head = ['Figure', 'Value', 'Yardstick', 'Ratio', 'Met', 'Goal'];
  const rows = figures.map(({ name, value, unit, yardstick, ratio, goal, met }) => [
    name,
    `${number(value)} ${unit}`,
    `${number(yardstick)} ${unit}`,
    number(ratio),
    met ? 'yes' : 'NO',
    goal,
  ]);
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, widths.map((width) => '-'.repeat(width)), ...rows]
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column >= 1 && column <= 3 ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 3 });
}
