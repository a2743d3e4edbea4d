import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '#kernel/dates.ts';
import type { Connection } from '#platform/db/connection.ts';
import { createShutdown } from '#platform/lifecycle/shutdown.ts';
import { projectRoot, readConfig } from '../config.ts';
import type { Config } from '../config.ts';
import { sentenceFor } from '../sentence.ts';
import { isSet, optionTypes, UsageError } from './command.ts';
import type { Command, CommandLine, Tools } from './command.ts';
import { commands } from './commands.ts';
import { helpLines } from './help.ts';
import { createProgress } from './progress.ts';

// `trajectory COMMAND`: 0 when it is done, 1 when it could not be done, 2 when it is not a command.

const progress = createProgress(process.stderr);
const shutdown = createShutdown((line) => process.stderr.write(`${line}\n`));
let wantsJson = false;

// Whoever reads the output may stop in the middle: `trajectory eligibility --all --json | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runMain(process.argv.slice(2));
if (!(await shutdown.close())) process.exitCode = 1;

async function runMain(args: readonly string[]): Promise<number> {
  try {
    const line = parse(args);
    wantsJson = isSet(line, 'json');
    if (line.words.length === 0 || line.words[0] === 'help' || isSet(line, 'help')) {
      print(helpLines(commands));
      return 0;
    }
    const command = choose(line);
    const work = tools();
    shutdown.closeOnSignals(130);
    const run = await command.load();
    const done = await run(line.words.at(-1) ?? '', line, work);
    progress.end();
    if (!done.ok) return fail(1, stopped(done.refusal.sentence), done.refusal.code);
    print(wantsJson ? jsonLines(done.value.data) : done.value.lines);
    return 0;
  } catch (error) {
    progress.end();
    if (error instanceof UsageError) return fail(2, error.message, 'usage');
    const sentence = sentenceFor(error);
    if (sentence !== undefined) return fail(1, sentence, 'failed');
    return fail(1, error instanceof Error ? String(error.stack) : String(error), 'unexpected');
  }
}

function parse(args: readonly string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: optionTypes,
      allowPositionals: true,
    });
    return { words: positionals, options: values };
  } catch (error) {
    throw new UsageError(optionSentence(error));
  }
}

function optionSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const option = /'(?:-\w, )?(--?[\w-]+)/.exec(message)?.[1] ?? '';
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return `There is no option ${option}. “trajectory help” shows what there is.`;
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return message.includes('does not take')
      ? `The option ${option} takes no value.`
      : `The option ${option} needs a value after it.`;
  }
  return stopped(message);
}

/** The command whose own words were typed, with one more for what it is about where it takes one. */
function choose(line: CommandLine): Command {
  const { words, options } = line;
  const found = commands.find(({ usage }) =>
    ownWords(usage).every((word, index) => words[index] === word),
  );
  if (!found) {
    throw new UsageError(
      `There is no command “${words.join(' ')}”. “trajectory help” shows what there is.`,
    );
  }
  const { usage } = found;
  const isAboutSomething = / [A-Z]/.test(usage) ? 1 : 0;
  if (words.length !== ownWords(usage).length + isAboutSomething) {
    throw new UsageError(`Use it as “trajectory ${usage}”.`);
  }
  const allowed: readonly string[] = ['json', 'help', ...found.options];
  const foreign = Object.keys(options).find((name) => !allowed.includes(name));
  if (foreign !== undefined) {
    throw new UsageError(`--${foreign} means nothing here. Use it as “trajectory ${usage}”.`);
  }
  return found;
}

function ownWords(usage: string): string[] {
  return usage.split(' ').filter((word) => /^[a-z][a-z0-9-]*$/.test(word));
}

function tools(): Tools {
  const config = readConfig(process.env);
  let opened: Promise<Connection> | undefined;
  return {
    config,
    clock: systemClock,
    version: productVersion(),
    database: () => (opened ??= open(config)),
    progress: (text) => progress.show(text),
  };
}

async function open(config: Config): Promise<Connection> {
  const { openDatabase } = await import('../open-database.ts');
  return openDatabase(config, shutdown, (line) => progress.show(line));
}

function print(lines: readonly string[]): void {
  if (lines.length === 0) return;
  process.stdout.write(`${lines.join('\n')}\n`);
}

function jsonLines(data: object): string[] {
  if (Array.isArray(data)) return data.map((each) => JSON.stringify(each));
  return [JSON.stringify({ ok: true, ...data })];
}

function fail(exitCode: number, sentence: string, code: string): number {
  process.stderr.write(`${sentence}\n`);
  if (wantsJson) print([JSON.stringify({ ok: false, code, sentence })]);
  return exitCode;
}

function stopped(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function productVersion(): string {
  const file = path.join(projectRoot, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
