import type { Clock } from '#kernel/dates.ts';
import type { Result } from '#kernel/result.ts';
import type { Connection } from '#platform/db/connection.ts';
import type { Config } from '../config.ts';

/** A command line that is not one of ours. The message is for whoever typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The words after the program's name, taken apart. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly options: Readonly<Partial<Record<OptionName, string | boolean>>>;
}

export const optionTypes = {
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  override: { type: 'boolean' },
  'as-at': { type: 'string' },
  authority: { type: 'string' },
  all: { type: 'boolean' },
  year: { type: 'string' },
  role: { type: 'string' },
  name: { type: 'string' },
  school: { type: 'string' },
  network: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
export type OptionName = keyof typeof optionTypes;

/** What a command works with. */
export interface Tools {
  readonly config: Config;
  readonly clock: Clock;
  readonly version: string;
  /** Opens the database on first use, and brings its tables up to date. */
  database(): Promise<Connection>;
  /** Says on the error stream how far the work is; nothing where nobody watches. */
  progress(line: string): void;
}

/** What a command has to say when it is done. */
export interface Outcome {
  /** For people: lines on the output stream. */
  readonly lines: readonly string[];
  /** For programs: what `--json` prints, on one line; of a list, each of its objects on its own. */
  readonly data: object;
}

/** Does what was asked for. The last word of the line, such as a file, is given by itself. */
export type Run = (word: string, line: CommandLine, tools: Tools) => Promise<Result<Outcome>>;

export interface Command {
  /** "import gias FILE": words that stand for themselves, then what to put in their place. */
  readonly usage: string;
  readonly summary: string;
  /** The options that it takes, beside --json and --help. */
  readonly options: readonly OptionName[];
  /** What a command needs is loaded when it is asked for: `help` is there at once. */
  load(): Promise<Run>;
}

export function textOption({ options }: CommandLine, name: OptionName): string {
  const value = options[name];
  return typeof value === 'string' ? value : '';
}

export function isSet({ options }: CommandLine, name: OptionName): boolean {
  return options[name] === true;
}
