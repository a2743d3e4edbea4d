import { stat } from 'node:fs/promises';
import path from 'node:path';
import { parseAcademicYear } from '#kernel/academic-year.ts';
import { parseLocalDate, shortDate } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { importers } from '#modules/administration/index.ts';
import { counted } from '#modules/schools/index.ts';
import type {
  ImportProgress,
  ImportReport,
  ImportRequest,
  ImportSource,
} from '#modules/schools/index.ts';
import { isSet, textOption } from '../command.ts';
import type { CommandLine, Outcome, Run, Tools } from '../command.ts';

const stages = { reading: 'Reading', comparing: 'Comparing', saving: 'Saving' } as const;

/** The command that imports a file of this publication. */
export function importing(source: ImportSource): Run {
  return async (word, line, tools) => {
    const request = await requestOf(line, tools, word);
    if (!request.ok) return request;
    const report = await importers[source](request.value);
    if (report.ok) return ok(outcomeOf(report.value));
    const { code, sentence } = report.refusal;
    const help = remedies[code];
    return help === undefined ? report : refuse(code, `${stopped(sentence)} ${help}`);
  };
}

/** What to do on a command line about what the importer refuses. */
const remedies: Readonly<Partial<Record<string, string>>> = {
  implausible: 'Add --override if the file is right all the same.',
  'as-at': 'Add --as-at and the date, such as 2026-11-30.',
  year: 'Add --year and the academic year, such as 2022/23.',
};

async function requestOf(
  line: CommandLine,
  tools: Tools,
  word: string,
): Promise<Result<ImportRequest>> {
  const typed = textOption(line, 'as-at');
  const asAt = parseLocalDate(typed);
  if (typed !== '' && asAt === undefined) {
    return refuse('as-at', `“${typed}” is not a date. Write it as 2026-11-30.`);
  }
  const typedYear = textOption(line, 'year');
  const year = parseAcademicYear(typedYear);
  if (typedYear !== '' && year === undefined) {
    return refuse('year', `“${typedYear}” is not an academic year. Write it as 2022/23.`);
  }
  const file = path.resolve(word);
  const there = await stat(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!there) return refuse('no-file', `There is no file ${file}.`);
  if (there.isDirectory()) return refuse('no-file', `${file} is a folder, not a file.`);
  return ok({
    connection: await tools.database(),
    file,
    fileName: path.basename(word),
    asAt,
    year,
    importedBy: { personId: null, name: 'Command line' },
    dryRun: isSet(line, 'dry-run'),
    override: isSet(line, 'override'),
    clock: tools.clock,
    onProgress: (progress) => tools.progress(progressLine(progress)),
  });
}

function progressLine({ stage, done, total }: ImportProgress): string {
  if (stage !== 'reading' || total === 0) return `${stages[stage]}…`;
  return `${stages[stage]}… ${Math.floor((100 * done) / total)} %`;
}

function outcomeOf(report: ImportReport): Outcome {
  const { dryRun, importId, changes, problems, problemCount, unrecognised } = report;
  const state = dryRun
    ? 'Nothing was changed (a dry run).'
    : importId === null
      ? 'All of it was here already. Nothing was changed.'
      : 'Imported.';
  return {
    data: report,
    lines: [
      `${report.fileName}: ${report.sourceName}, ${report.year === undefined ? '' : `${report.year}, `}as at ${shortDate(report.asAt)}, ${counted(report.rows, 'row')}.`,
      ...changes.flatMap((change) => [
        `${capital(change.subject)}: ${number(change.new)} new, ${number(change.changed)} changed, ${number(change.unchanged)} as they were.`,
        ...change.notes.map((note) => `  ${note}`),
      ]),
      ...(unrecognised.length > 0 ? [`Columns not used: ${unrecognised.join(', ')}.`] : []),
      ...problems.map((problem) => `Line ${problem.line}: ${problem.sentence}`),
      ...(problemCount > problems.length
        ? [`… and ${counted(problemCount - problems.length, 'more problem')}.`]
        : []),
      ...report.doubts.map((doubt) => `This looks wrong: ${doubt.sentence}`),
      state,
    ],
  };
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function stopped(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
