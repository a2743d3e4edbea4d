import { parseArgs } from 'node:util';

export interface Arguments {
  readonly json: boolean;
  /** Names of figures to measure. */
  readonly names: readonly string[];
}

/** The command was called in a way that cannot be understood; the message is for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Reads `--json` and `--only NAME`, which may come several times. A name stands for every figure
 * that begins with it: `page.school` for `page.school.render` too, `page` for all pages.
 *
 * @throws UsageError
 */
export function readArguments(given: readonly string[], known: readonly string[]): Arguments {
  const { json = false, only } = parse(given);
  if (only === undefined) return { json, names: known };
  const unknown = only.find((name) => !known.some((each) => isPartOf(each, name)));
  if (unknown !== undefined) {
    throw new UsageError(`There is no figure called “${unknown}”. There are ${listed(known)}.`);
  }
  return { json, names: known.filter((each) => only.some((name) => isPartOf(each, name))) };
}

function parse(given: readonly string[]): {
  json?: boolean | undefined;
  only?: string[] | undefined;
} {
  try {
    return parseArgs({
      args: [...given],
      options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true } },
    }).values;
  } catch {
    throw new UsageError(
      `The bench takes --json and --only NAME, and cannot read “${given.join(' ')}”.`,
    );
  }
}

function isPartOf(figure: string, name: string): boolean {
  return figure === name || figure.startsWith(`${name}.`);
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
