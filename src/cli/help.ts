import type { Command } from './command.ts';

/** How to use the commands, as lines. */
export function helpLines(commands: readonly Command[]): string[] {
  const width = 28;
  return [
    'Trajectory, from the command line. The commands work whether or not the product is running.',
    '',
    ...commands.flatMap(({ usage, summary }) =>
      usage.length < width
        ? [`  ${usage.padEnd(width)}${summary}`]
        : [`  ${usage}`, `  ${' '.repeat(width)}${summary}`],
    ),
    `  ${'help'.padEnd(width)}Show this`,
    '',
    '  --dry-run    say what would happen, and change nothing (import, restore, invite)',
    '  --override   import a file that looks implausible',
    '  --as-at DAY  the day that an imported file tells of, as 2026-11-30, where its name does not say',
    '  --year YEAR  the academic year of a performance table, as 2022/23, where its name does not say',
    '  --json       print the result as JSON',
    '',
    'Settings come from the environment, as for the product itself: DATA_DIR, DATABASE_URL, BASE_URL,',
    'SMTP_URL and TRAJECTORY_MODE.',
  ];
}
