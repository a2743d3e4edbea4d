import { availableParallelism, loadavg } from 'node:os';
import { actionsTracker } from './cases/actions-tracker.ts';
import { readRecordPage } from './cases/page-record.ts';
import { roomPage } from './cases/page-room.ts';
import { schoolPage } from './cases/page-school.ts';
import { documents } from './cases/documents.ts';
import { earlyWarningPage } from './cases/early-warning.ts';
import { englandsEligibility } from './cases/eligibility.ts';
import { giasImport } from './cases/import-gias.ts';
import { nationalImport } from './cases/import-national.ts';
import { ofstedImport } from './cases/import-ofsted.ts';
import { packs } from './cases/pack.ts';
import { recordCarry } from './cases/record-carry.ts';
import { roomOfflineOpen } from './cases/room-offline-open.ts';
import { roomSave } from './cases/room-save.ts';
import { roomScript } from './cases/room-script.ts';
import { roomTyping } from './cases/room-typing.ts';
import { readArguments, UsageError } from './lib/arguments.ts';
import type { Figure } from './lib/figure.ts';
import { jsonLine, table } from './lib/output.ts';
import { run } from './lib/run.ts';
import { full } from './lib/size.ts';

const cases = [
  schoolPage,
  readRecordPage,
  roomPage,
  giasImport,
  ofstedImport,
  nationalImport,
  englandsEligibility,
  earlyWarningPage,
  actionsTracker,
  recordCarry,
  roomSave,
  roomTyping,
  roomScript,
  roomOfflineOpen,
  documents,
  packs,
];

/** How busy the machine is: figures of a busy one say little. */
const load = (): string => (loadavg()[0] ?? 0).toFixed(1);
const say = (line: string): void => console.error(line);

try {
  const { json, names } = readArguments(
    process.argv.slice(2),
    cases.flatMap((each) => each.names),
  );
  say(`${availableParallelism()} processors, load ${load()}.`);
  const figures: Figure[] = [];
  await run({
    cases,
    names,
    size: full,
    say,
    report(figure) {
      figures.push(figure);
      say(`${figure.name}: ${figure.value} ${figure.unit}, at a load of ${load()}.`);
      if (json) console.log(jsonLine(figure));
    },
  });
  if (!json) console.log(table(figures));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  say(error.message);
  process.exitCode = 2;
}
