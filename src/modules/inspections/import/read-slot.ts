import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { parseUrn } from '#kernel/ids.ts';
import type { Urn } from '#kernel/ids.ts';
import { dayOf } from '#platform/csv/cells.ts';
import type { CopyValue } from '#platform/csv/copy-rows.ts';
import type { RowSink } from '#platform/csv/table-format.ts';
import { frameworkOn } from '../domain/frameworks.ts';
import type { Framework } from '../domain/frameworks.ts';
import {
  isMissing,
  readCategory,
  readFourPoint,
  readReportCard,
  readSafeguarding,
} from './codes.ts';
import type { Read } from './codes.ts';
import { fourPointAreas, reportCardAreas } from './ofsted-columns.ts';
import type { Slot } from './ofsted-columns.ts';

/** Where the facts of one inspection stand in a row. */
export type SlotColumns = Readonly<Record<string, number>>;

export interface SlotInspection {
  readonly kind: 'graded' | 'ungraded';
  readonly number: string;
  /** From `inspection_number` to `outcome`, in the order of the staging table. */
  readonly values: readonly CopyValue[];
}

const slotNames: Readonly<Record<Slot, string>> = {
  latest: 'latest inspection',
  previous: 'previous inspection',
  oeif: 'latest graded inspection before report cards',
  ungraded: 'latest ungraded inspection',
};

/** Reads one of the inspections of a row; undefined where the school has none there, or it cannot be. */
export function readSlot(
  fields: readonly string[],
  line: number,
  urn: Urn,
  { slot, isCard, columns }: { slot: Slot; isCard: boolean; columns: SlotColumns },
  sink: RowSink,
): SlotInspection | undefined {
  const cell = (fact: string): string => {
    const text = fields[columns[fact] ?? -1]?.trim() ?? '';
    return isMissing(text) ? '' : text;
  };
  const problem = (sentence: string): undefined => {
    sink.leaveOut(line, `The ${slotNames[slot]} of URN ${urn} ${sentence}`);
  };
  const number = cell('number');
  const dayText = cell('firstDay');
  if (number === '' && dayText === '') return undefined;
  if (number === '') return problem('has no number, and was left out.');
  const firstDay = dayOf(dayText);
  if (firstDay === undefined) {
    return problem(`begins on “${dayText}”, which is not a date, and was left out.`);
  }
  const framework = frameworkOn(firstDay);
  if (!framework) return problem(`begins on ${shortDate(firstDay)}, before any known framework.`);

  const check = <Value>(read: Read<Value>, fact: string): Value | null => {
    if (read !== 'unknown') return read.value;
    problem(`has “${cell(fact)}” as its ${fact.replaceAll('-', ' ')}, a code that is not known.`);
    return null;
  };
  const graded = slot !== 'ungraded';
  if (graded && (framework.scale === 'report-card') !== isCard) {
    return problem(
      `begins on ${shortDate(firstDay)}, when there were ${isCard ? 'no' : 'only'} report cards, and was left out.`,
    );
  }
  if (!graded && cell('converted').toLowerCase() === 'yes') return undefined;

  const urnAtTime = parseUrn(cell('urn')) ?? urn;
  const published = dateOrNull(cell('published'), (text) =>
    problem(`was published on “${text}”, which is not a date.`),
  );
  const judged = graded ? readJudgements(cell, framework, firstDay, isCard, problem) : undefined;
  const overall =
    graded && framework.overall ? check(readFourPoint(cell('overall')), 'overall') : null;
  return {
    kind: graded ? 'graded' : 'ungraded',
    number,
    values: [
      number,
      framework.id,
      cell('type') || null,
      cell('typeGroup') || null,
      firstDay,
      published,
      urnAtTime,
      urnAtTime === urn ? null : cell('name') || null,
      graded ? check(readCategory(cell('category')), 'category') : null,
      typeof overall === 'number' ? overall : null,
      judged?.judgements ?? '{}',
      judged?.days ?? null,
      graded ? check(readSafeguarding(cell('safeguarding')), 'safeguarding') : null,
      graded ? null : cell('outcome') || null,
    ],
  };
}

function dateOrNull(text: string, unreadable: (text: string) => void): LocalDate | null {
  if (text === '') return null;
  const day = dayOf(text);
  if (day === undefined) unreadable(text);
  return day ?? null;
}

const fourPointAreaIds = Object.keys(fourPointAreas);
const reportCardAreaIds = Object.keys(reportCardAreas);

/** The judgements by area as JSON, and the days of those that were made later, where any were. */
function readJudgements(
  cell: (fact: string) => string,
  framework: Framework,
  firstDay: LocalDate,
  isCard: boolean,
  problem: (sentence: string) => void,
): { judgements: string; days: string | null } {
  const judgements: Record<string, string | number> = {};
  const days: Record<string, LocalDate> = {};
  const areas: Readonly<Record<string, string>> = framework.areas;
  for (const area of isCard ? reportCardAreaIds : fourPointAreaIds) {
    const text = cell(area);
    if (text === '') continue;
    const read = isCard ? readReportCard(text) : readFourPoint(text);
    const name = area.replaceAll('-', ' ');
    if (read === 'unknown') problem(`has “${text}” for ${name}, a code that is not known.`);
    else if (read.value !== null) {
      if (!(area in areas)) {
        problem(`has a grade for ${name}, which was not judged in ${framework.name}.`);
        continue;
      }
      judgements[area] = read.value;
      laterDay(area);
    }
  }
  if (isCard) laterDay('safeguarding');
  return {
    judgements: JSON.stringify(judgements),
    days: Object.keys(days).length > 0 ? JSON.stringify(days) : null,
  };

  function laterDay(area: string): void {
    const day = dateOrNull(cell(`${area}.day`), (text) =>
      problem(`has “${text}” as the day of a judgement, which is not a date.`),
    );
    if (day !== null && day !== firstDay) days[area] = day;
  }
}
