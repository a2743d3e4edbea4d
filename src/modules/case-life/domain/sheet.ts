import { localDate, parseClockTime } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { parseUrn } from '#kernel/ids.ts';
import type { Urn } from '#kernel/ids.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';

/** What stands in a cell; days and times of day come as instants in UTC. */
export type Cell = string | number | boolean | Date | null;

export interface RawSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export const casesSheet = 'Cases';
export const meetingsSheet = 'Past meetings';
export const actionsSheet = 'Open actions';

/** The titles of the columns, which are known by them whatever their order. */
export const titles = {
  urn: 'URN',
  school: 'School',
  process: 'Process',
  openedOn: 'Began on',
  background: 'Why it was started',
  nextForm: 'Next agenda',
  nextDate: 'Next date',
  nextTime: 'Next time',
  meeting: 'Meeting',
  date: 'Date',
  agreedOn: 'Agreed on',
  what: 'What will be done',
  undertakes: 'Who undertakes it',
  monitors: 'Who monitors it',
  success: 'How success will be measured',
  support: 'What support is offered',
  byWhen: 'By when',
} as const;
type ColumnKey = keyof typeof titles;

const columnsOf = {
  [casesSheet]: ['urn', 'process', 'openedOn', 'background', 'nextForm', 'nextDate', 'nextTime'],
  [meetingsSheet]: ['urn', 'meeting', 'date'],
  [actionsSheet]: [
    'urn',
    'agreedOn',
    'what',
    'undertakes',
    'monitors',
    'success',
    'support',
    'byWhen',
  ],
} as const satisfies Record<string, readonly ColumnKey[]>;
type SheetName = keyof typeof columnsOf;

/** Where something stands in the workbook: the row as Excel numbers it. */
export interface Place {
  readonly sheet: string;
  readonly row: number;
}

/** What is wrong in a line, in a sentence. */
export interface LineProblem extends Place {
  readonly sentence: string;
}

export interface SheetMeeting extends Place {
  readonly form: string;
  readonly date: LocalDate;
}

export interface SheetAction extends Place {
  readonly agreedOn: LocalDate;
  readonly what: string;
  readonly undertakes: string;
  readonly monitors: string;
  readonly success: string;
  readonly support: string;
  readonly byWhen: LocalDate | undefined;
}

/** One case that the workbook asks to take on. */
export interface SheetCase extends Place {
  readonly urn: Urn;
  readonly process: string;
  readonly openedOn: LocalDate;
  readonly background: string;
  readonly nextForm: string;
  readonly next: { readonly date: LocalDate; readonly time: LocalTime } | undefined;
  readonly meetings: readonly SheetMeeting[];
  readonly actions: readonly SheetAction[];
}

export interface SheetRead {
  readonly cases: readonly SheetCase[];
  /** In the order of the workbook. */
  readonly problems: readonly LineProblem[];
}

/** More lines than an authority has of anything in the sheet. */
export const mostLines = 5_000;

/**
 * Reads the cases to take on from a filled-in workbook. Lines in which nothing but the school stands
 * are passed over. Everything that can be said without looking at the schools is said, line by line;
 * a case with a problem in any of its lines is left out of `cases`.
 */
export function readSheet(sheets: readonly RawSheet[], pack: PolicyPack): SheetRead {
  const problems: LineProblem[] = [];
  const lines = (name: SheetName) => linesOf(sheets, name, problems);
  const agendas = agendasOf(pack);
  const caseLines = lines(casesSheet).filter(({ cells }) =>
    columnsOf[casesSheet].some((key) => key !== 'urn' && cells[key] !== null),
  );
  const read = (line: Line) => new LineReader(line, problems);
  const meetings = lines(meetingsSheet).flatMap((line) => {
    const reader = read(line);
    const urn = reader.urn();
    const form = reader.choice('meeting', agendas);
    const date = reader.day('date', 'the date of the meeting');
    return urn && form && date ? [{ ...line.place, urn, form, date }] : [];
  });
  const actions = lines(actionsSheet).flatMap((line) => {
    const reader = read(line);
    const urn = reader.urn();
    const agreedOn = reader.day('agreedOn', 'the date of the meeting that agreed the action');
    const what = reader.text('what', 'Enter what will be done');
    const undertakes = reader.text('undertakes', 'Enter who undertakes the action');
    const byWhen = reader.optionalDay('byWhen');
    return urn && agreedOn && what && undertakes && byWhen.ok
      ? [
          {
            ...line.place,
            urn,
            agreedOn,
            what,
            undertakes,
            monitors: reader.optional('monitors'),
            success: reader.optional('success'),
            support: reader.optional('support'),
            byWhen: byWhen.value,
          },
        ]
      : [];
  });
  const cases = caseLines.flatMap((line): SheetCase[] => {
    const reader = read(line);
    const urn = reader.urn();
    const process = reader.choice('process', processesOf(pack));
    const openedOn = reader.day('openedOn', 'the day on which it began');
    const background = reader.text('background', 'Enter the reasons for which it was started');
    const nextForm = reader.choice('nextForm', agendas);
    const next = reader.next();
    if (!urn || !process || !openedOn || !background || !nextForm || !next.ok) return [];
    return [
      {
        ...line.place,
        urn,
        process,
        openedOn,
        background,
        nextForm,
        next: next.value,
        meetings: meetings.filter((meeting) => meeting.urn === urn),
        actions: actions.filter((action) => action.urn === urn),
      },
    ];
  });
  const firsts = cases.filter(({ urn }, index) => {
    const first = cases.findIndex((each) => each.urn === urn);
    return first === index;
  });
  problems.push(
    ...twice(cases, firsts),
    ...stray(caseLines, [...meetings, ...actions]),
    ...firsts.flatMap((each) => [...ofOtherProcess(each, pack), ...ofNoMeeting(each)]),
  );
  return { cases: firsts, problems: inOrder(problems) };
}

const order: readonly string[] = [casesSheet, meetingsSheet, actionsSheet];

/** The problems in the order of the workbook, each once. */
export function inOrder(problems: readonly LineProblem[]): LineProblem[] {
  return [
    ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
  ].toSorted((a, b) => order.indexOf(a.sheet) - order.indexOf(b.sheet) || a.row - b.row);
}

function twice(cases: readonly SheetCase[], firsts: readonly SheetCase[]): LineProblem[] {
  return cases
    .filter((each) => !firsts.includes(each))
    .map(({ urn, sheet, row }) => {
      const before = firsts.find((first) => first.urn === urn)?.row ?? row;
      return {
        sheet,
        row,
        sentence: `URN ${urn} stands in row ${before} already. A school has one process`,
      };
    });
}

/** Lines of a school for which no case is filled in. */
function stray(
  caseLines: readonly Line[],
  others: readonly (Place & { readonly urn: Urn })[],
): LineProblem[] {
  const asked = new Set(caseLines.map(({ cells }) => String(cells.urn ?? '').trim()));
  return others
    .filter(({ urn }) => !asked.has(String(urn)))
    .map(({ urn, sheet, row }) => ({
      sheet,
      row,
      sentence: `Nothing is filled in for URN ${urn} in the sheet “${casesSheet}”. Fill in its line there, or take this one out`,
    }));
}

/** Agendas that the case's process does not have. */
function ofOtherProcess(each: SheetCase, pack: PolicyPack): LineProblem[] {
  const { forms, name } = processOf(pack, each.process);
  const uses = [
    { sheet: each.sheet, row: each.row, form: each.nextForm },
    ...each.meetings.map(({ sheet, row, form }) => ({ sheet, row, form })),
  ];
  return uses
    .filter(({ form }) => !forms.includes(form))
    .map(({ sheet, row, form }) => ({
      sheet,
      row,
      sentence: `“${meetingName(formOf(pack, form))}” is no agenda of a ${name}, which is the process of this school`,
    }));
}

function ofNoMeeting({ meetings, actions }: SheetCase): LineProblem[] {
  return actions
    .filter(({ agreedOn }) => !meetings.some(({ date }) => date === agreedOn))
    .map(({ sheet, row, agreedOn }) => ({
      sheet,
      row,
      sentence: `No meeting of ${dayText(agreedOn)} stands in the sheet “${meetingsSheet}” for this school. Add it, or correct the date`,
    }));
}

interface Line {
  readonly place: Place;
  readonly cells: Readonly<Partial<Record<ColumnKey, Cell>>>;
}

function linesOf(
  sheets: readonly RawSheet[],
  name: SheetName,
  problems: LineProblem[],
): readonly Line[] {
  const sheet = sheets.find((each) => each.name.trim().toLowerCase() === name.toLowerCase());
  if (!sheet) {
    problems.push({
      sheet: name,
      row: 1,
      sentence: `The workbook has no sheet “${name}”. Download the sheet again, and copy what you filled in`,
    });
    return [];
  }
  const [head = [], ...rows] = sheet.rows;
  const found = head.map((cell) =>
    String(cell ?? '')
      .trim()
      .toLowerCase(),
  );
  const places = new Map<ColumnKey, number>();
  for (const key of columnsOf[name]) {
    const index = found.indexOf(titles[key].toLowerCase());
    if (index < 0) {
      problems.push({
        sheet: name,
        row: 1,
        sentence: `There is no column “${titles[key]}”. Download the sheet again, and copy what you filled in`,
      });
    } else places.set(key, index);
  }
  if (places.size < columnsOf[name].length) return [];
  if (rows.length > mostLines) {
    problems.push({
      sheet: name,
      row: mostLines + 2,
      sentence: `There are more than ${mostLines.toLocaleString('en-GB')} lines. Take on the schools in several sheets`,
    });
    return [];
  }
  return rows.flatMap((row, index): Line[] => {
    const cells = Object.fromEntries(
      columnsOf[name].map((key) => [key, row[places.get(key) ?? -1] ?? null]),
    ) as Line['cells'];
    const isBlank = Object.values(cells).every((cell) => cell === null);
    return isBlank ? [] : [{ place: { sheet: name, row: index + 2 }, cells }];
  });
}

/** Reads the cells of one line, and says what is wrong in them. */
class LineReader {
  readonly #line: Line;
  readonly #problems: LineProblem[];
  constructor(line: Line, problems: LineProblem[]) {
    this.#line = line;
    this.#problems = problems;
  }

  #refuse(sentence: string): undefined {
    this.#problems.push({ ...this.#line.place, sentence });
    return undefined;
  }

  #cell(key: ColumnKey): Cell {
    return this.#line.cells[key] ?? null;
  }

  urn(): Urn | undefined {
    const cell = this.#cell('urn');
    if (cell === null) return this.#refuse('Enter the URN of the school');
    const urn = parseUrn(String(cell).trim());
    return urn ?? this.#refuse(`“${String(cell)}” is not a URN, which has six digits`);
  }

  optional(key: ColumnKey): string {
    const cell = this.#cell(key);
    return cell === null ? '' : (cell instanceof Date ? cell.toISOString() : String(cell)).trim();
  }

  text(key: ColumnKey, missing: string): string | undefined {
    return this.optional(key) || this.#refuse(missing);
  }

  choice(key: ColumnKey, known: ReadonlyMap<string, string>): string | undefined {
    const typed = this.optional(key);
    const title = titles[key];
    if (typed === '') return this.#refuse(`Choose from the list under “${title}”`);
    return (
      known.get(typed.toLowerCase()) ??
      this.#refuse(`“${typed}” is not in the list of “${title}”. Choose one of the list`)
    );
  }

  day(key: ColumnKey, what: string): LocalDate | undefined {
    const read = this.optionalDay(key);
    if (!read.ok) return undefined;
    return read.value ?? this.#refuse(`Enter ${what} under “${titles[key]}”`);
  }

  optionalDay(key: ColumnKey): { ok: true; value: LocalDate | undefined } | { ok: false } {
    const cell = this.#cell(key);
    if (cell === null) return { ok: true, value: undefined };
    const value = dayOf(cell);
    if (value !== undefined) return { ok: true, value };
    this.#refuse(`“${String(cell)}” under “${titles[key]}” is not a date, like 12/11/2025`);
    return { ok: false };
  }

  /** The next date and time: both, or neither. */
  next(): { ok: true; value: SheetCase['next'] } | { ok: false } {
    const date = this.optionalDay('nextDate');
    if (!date.ok) return date;
    const typed = this.#cell('nextTime');
    if (date.value === undefined && typed === null) return { ok: true, value: undefined };
    if (date.value === undefined) {
      this.#refuse(
        `Enter the date of the next meeting under “${titles.nextDate}”, or leave out its time`,
      );
      return { ok: false };
    }
    const time = timeOf(typed);
    if (time === undefined) {
      this.#refuse(
        typed === null
          ? `Enter the time of the next meeting under “${titles.nextTime}”`
          : `“${String(typed)}” under “${titles.nextTime}” is not a time, like 9:30am`,
      );
      return { ok: false };
    }
    return { ok: true, value: { date: date.value, time } };
  }
}

/** A day that a form would take as well: of this century, the one before, or the next. */
function dayOf(cell: Cell): LocalDate | undefined {
  const day = anyDayOf(cell);
  return day === undefined || day < '1900' || day > '2200' ? undefined : day;
}

function anyDayOf(cell: Cell): LocalDate | undefined {
  if (cell instanceof Date) {
    return localDate(cell.getUTCFullYear(), cell.getUTCMonth() + 1, cell.getUTCDate());
  }
  const text = String(cell).trim();
  const english = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(text);
  if (english) return localDate(Number(english[3]), Number(english[2]), Number(english[1]));
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return iso ? localDate(Number(iso[1]), Number(iso[2]), Number(iso[3])) : undefined;
}

/** Excel keeps a time of day as a part of a day, and may give it back a moment short. */
function timeOf(cell: Cell): LocalTime | undefined {
  if (cell === null) return undefined;
  const part =
    cell instanceof Date
      ? (cell.getTime() / 86_400_000) % 1
      : typeof cell === 'number' && cell >= 0 && cell < 1
        ? cell
        : undefined;
  if (part === undefined) return parseClockTime(String(cell));
  const minutes = Math.round((part < 0 ? part + 1 : part) * 1_440) % 1_440;
  return parseClockTime(`${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`);
}

function dayText(day: LocalDate): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)}/${Number(month)}/${year}`;
}

/** The names of processes, and their abbreviations, in small letters. */
function processesOf({ processes }: PolicyPack): ReadonlyMap<string, string> {
  return new Map(
    processes.flatMap(({ key, name, abbreviation }) => [
      [name.toLowerCase(), key],
      [abbreviation.toLowerCase(), key],
    ]),
  );
}

function agendasOf(pack: PolicyPack): ReadonlyMap<string, string> {
  return new Map(agendaNames(pack).map(({ form, name }) => [name.toLowerCase(), form]));
}

/** What each agenda is called in the sheet. */
export function agendaNames(pack: PolicyPack): readonly { form: string; name: string }[] {
  return pack.processes.flatMap(({ forms }) =>
    forms.map((form) => ({ form, name: meetingName(formOf(pack, form)) })),
  );
}
