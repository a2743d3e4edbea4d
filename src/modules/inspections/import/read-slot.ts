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

/** One of the inspections of a row, and in which columns its facts stand (-1: nowhere). */
export interface SlotPlan {
  readonly slot: Slot;
  readonly isCard: boolean;
  /** The day that the file is of: nothing in it can be later. */
  readonly asAt: LocalDate;
  readonly number: number;
  readonly type: number;
  readonly typeGroup: number;
  readonly firstDay: number;
  readonly published: number;
  readonly urn: number;
  readonly name: number;
  readonly category: number;
  readonly overall: number;
  readonly safeguarding: number;
  readonly safeguardingDay: number;
  readonly outcome: number;
  readonly converted: number;
  readonly areas: readonly { readonly id: string; readonly at: number; readonly dayAt: number }[];
  /** A few hundred combinations of grades stand in tens of thousands of rows: the JSON of each. */
  readonly known: Map<string, string>;
}

/** `place` answers in which column a meaning stands: `place('latest.firstDay')`. */
export function planSlot(
  { slot, isCard, asAt }: Pick<SlotPlan, 'slot' | 'isCard' | 'asAt'>,
  place: (meaning: string) => number,
): SlotPlan {
  const of = (fact: string): number => place(`${slot}.${fact}`);
  // The judgements of a report card have headings of their own.
  const judgement = isCard ? (fact: string): number => place(`card.${fact}`) : of;
  return {
    slot,
    isCard,
    asAt,
    number: of('number'),
    type: of('type'),
    typeGroup: of('typeGroup'),
    firstDay: of('firstDay'),
    published: of('published'),
    urn: of('urn'),
    name: of('name'),
    category: of('category'),
    overall: of('overall'),
    safeguarding: judgement('safeguarding'),
    safeguardingDay: judgement('safeguarding.day'),
    outcome: of('outcome'),
    converted: of('converted'),
    areas: Object.keys(isCard ? reportCardAreas : fourPointAreas)
      .map((id) => ({ id, at: judgement(id), dayAt: judgement(`${id}.day`) }))
      .filter(({ at }) => at !== -1),
    known: new Map(),
  };
}

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

/** In characters; the longest text in the data has 96. */
const longestText = 500;

type Complain = (sentence: string) => undefined;

/** Reads one of the inspections of a row; undefined where the school has none there, or it cannot be. */
export function readSlot(
  fields: readonly string[],
  line: number,
  urn: Urn,
  plan: SlotPlan,
  sink: RowSink,
): SlotInspection | undefined {
  const number = cellOf(fields, plan.number);
  const dayText = cellOf(fields, plan.firstDay);
  if (number === '' && dayText === '') return undefined;
  const complain: Complain = (sentence) => {
    sink.leaveOut(line, `The ${slotNames[plan.slot]} of URN ${urn} ${sentence}`);
    return undefined;
  };
  if (number === '') return complain('has no number, and was left out.');
  const long = [
    { what: 'number', at: plan.number, most: 50 },
    { what: 'type', at: plan.type, most: longestText },
    { what: 'group of types', at: plan.typeGroup, most: longestText },
    { what: 'name of the school', at: plan.name, most: longestText },
    { what: 'outcome', at: plan.outcome, most: longestText },
  ].find(({ at, most }) => cellOf(fields, at).length > most);
  if (long) {
    const { length } = cellOf(fields, long.at);
    return complain(
      `has ${length.toLocaleString('en-GB')} characters as its ${long.what}, where ${long.most} are the most, and was left out.`,
    );
  }
  const firstDay = dayOf(dayText);
  if (firstDay === undefined) {
    return complain(`begins on “${dayText}”, which is not a date, and was left out.`);
  }
  if (firstDay > plan.asAt) {
    return complain(
      `begins on ${shortDate(firstDay)}, after the day that the file is of, ${shortDate(plan.asAt)}, and was left out.`,
    );
  }
  const framework = frameworkOn(firstDay);
  if (!framework) {
    return complain(
      `begins on ${shortDate(firstDay)}, before any framework that is known, and was left out.`,
    );
  }
  const values =
    plan.slot === 'ungraded'
      ? ungradedValues(fields, plan)
      : gradedValues(fields, plan, framework, firstDay, complain);
  if (!values) return undefined;
  const urnAtTime = parseUrn(cellOf(fields, plan.urn)) ?? urn;
  return {
    kind: plan.slot === 'ungraded' ? 'ungraded' : 'graded',
    number,
    values: [
      number,
      framework.id,
      cellOf(fields, plan.type),
      cellOf(fields, plan.typeGroup),
      firstDay,
      dayIn(fields, plan.published, 'day of publication', complain),
      urnAtTime,
      urnAtTime === urn ? null : cellOf(fields, plan.name),
      ...values,
    ],
  };
}

/** A cell without spaces around it; empty where the data writes that there is nothing. */
function cellOf(fields: readonly string[], at: number): string {
  const text = fields[at]?.trim() ?? '';
  return isMissing(text) ? '' : text;
}

/** From `category` to `outcome`. */
function ungradedValues(fields: readonly string[], plan: SlotPlan): CopyValue[] | undefined {
  // A converted section 8 inspection counts as the graded inspection that it became.
  if (cellOf(fields, plan.converted).toLowerCase() === 'yes') return undefined;
  return [null, null, '{}', null, null, cellOf(fields, plan.outcome)];
}

/** From `category` to `outcome`. */
function gradedValues(
  fields: readonly string[],
  plan: SlotPlan,
  framework: Framework,
  firstDay: LocalDate,
  complain: Complain,
): CopyValue[] | undefined {
  if ((framework.scale === 'report-card') !== plan.isCard) {
    return complain(
      `begins on ${shortDate(firstDay)}, when there were ${plan.isCard ? 'no' : 'only'} report cards, and was left out.`,
    );
  }
  const leftOut = (sentence: string) => complain(`${sentence}, and was left out.`);
  const coded = <Value>(at: number, read: (text: string) => Read<Value>, what: string) => {
    const text = cellOf(fields, at);
    const found = read(text);
    if (found !== 'unknown') return found.value;
    return leftOut(`has “${text}” as its ${what}, a code that is not known`);
  };
  const category = coded(plan.category, readCategory, 'category of concern');
  const graded = coded(plan.overall, readFourPoint, 'overall effectiveness');
  const overall =
    framework.overall || typeof graded !== 'number'
      ? graded
      : leftOut(
          `has “${graded}” as its overall effectiveness, which was not judged then (${framework.name})`,
        );
  const judgements = judgementsIn(fields, plan, framework, leftOut);
  const safeguarding = coded(plan.safeguarding, readSafeguarding, 'judgement of safeguarding');
  // Without one of its judgements it would say something else: all of it, or nothing.
  if (
    category === undefined ||
    overall === undefined ||
    judgements === undefined ||
    safeguarding === undefined
  ) {
    return undefined;
  }
  return [
    category,
    typeof overall === 'number' ? overall : null,
    judgements,
    plan.isCard ? laterDays(fields, plan, firstDay, complain) : null,
    safeguarding,
    null,
  ];
}

const mostKnown = 20_000;

/** The judgements by area, as JSON; undefined where one of them cannot be. */
function judgementsIn(
  fields: readonly string[],
  plan: SlotPlan,
  framework: Framework,
  leftOut: Complain,
): string | undefined {
  let key: string = framework.id;
  for (const { at } of plan.areas) key += `|${fields[at] ?? ''}`;
  const before = plan.known.get(key);
  if (before !== undefined) return before;

  const judgements: Record<string, string | number> = {};
  let areRight = true;
  for (const { id, at } of plan.areas) {
    const text = cellOf(fields, at);
    const read = plan.isCard ? readReportCard(text) : readFourPoint(text);
    if (read !== 'unknown' && read.value === null) continue;
    if (read !== 'unknown' && id in framework.areas) judgements[id] = read.value ?? '';
    else {
      areRight = false;
      const area = id.replaceAll('-', ' ');
      leftOut(
        read === 'unknown'
          ? `has “${text}” for ${area}, a code that is not known`
          : `has a grade for ${area}, which was not judged then (${framework.name})`,
      );
    }
  }
  if (!areRight) return undefined;
  const json = JSON.stringify(judgements);
  if (plan.known.size < mostKnown) plan.known.set(key, json);
  return json;
}

/** The days of the judgements that were made after the first day, as JSON; null where none was. */
function laterDays(
  fields: readonly string[],
  plan: SlotPlan,
  firstDay: LocalDate,
  complain: Complain,
): string | null {
  const days: Record<string, LocalDate> = {};
  const places = [...plan.areas, { id: 'safeguarding', dayAt: plan.safeguardingDay }];
  for (const { id, dayAt } of places) {
    const day = dayIn(fields, dayAt, 'day of a judgement', complain);
    if (day !== null && day !== firstDay) days[id] = day;
  }
  return Object.keys(days).length > 0 ? JSON.stringify(days) : null;
}

function dayIn(
  fields: readonly string[],
  at: number,
  what: string,
  complain: Complain,
): LocalDate | null {
  const text = cellOf(fields, at);
  if (text === '') return null;
  const day = dayOf(text);
  if (day === undefined) complain(`has “${text}” as its ${what}, which is not a date.`);
  return day ?? null;
}
