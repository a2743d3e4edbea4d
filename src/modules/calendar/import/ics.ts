import { addDays, dateOf, instantOf, localDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';

/** An event that lasts whole days, as an iCalendar file has it. */
export interface DayEvent {
  /** The line of its BEGIN. */
  readonly line: number;
  readonly summary: string;
  readonly first: LocalDate;
  /** The last day of it: iCalendar writes the day after. */
  readonly last: LocalDate;
}

/** An event that was not taken, and why. */
export interface EventLeft {
  readonly line: number;
  readonly sentence: string;
}

export interface IcsRead {
  readonly events: readonly DayEvent[];
  readonly left: readonly EventLeft[];
}

interface ContentLine {
  readonly line: number;
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

/**
 * Reads the events of an iCalendar file (RFC 5545) that are whole days: DTSTART with DTEND, or with a
 * DURATION of days, and SUMMARY. Times of day are left aside, but for those in UTC, which are of a day
 * in England. Events that repeat, have no date or last too long are listed by line. Refuses what is no iCalendar file or is cut short.
 */
export function readIcs(text: string): Result<IcsRead> {
  const lines = contentLines(text);
  const [begin] = lines;
  if (begin?.name !== 'BEGIN' || begin.value.toUpperCase() !== 'VCALENDAR') {
    return refuse(
      'not-ics',
      'This is not an iCalendar file: it does not begin with BEGIN:VCALENDAR.',
    );
  }
  const events: DayEvent[] = [];
  const left: EventLeft[] = [];
  const open: { readonly kind: string; readonly line: number; readonly own: ContentLine[] }[] = [];
  for (const each of lines) {
    if (each.name === 'BEGIN') {
      open.push({ kind: each.value.toUpperCase(), line: each.line, own: [] });
    } else if (each.name === 'END') {
      const closed = open.pop();
      if (closed?.kind !== each.value.toUpperCase()) {
        return refuse(
          'not-ics',
          `Line ${each.line}: ${each.value} ends here without having begun.`,
        );
      }
      if (closed.kind !== 'VEVENT') continue;
      const event = eventOf(closed.line, closed.own);
      if ('first' in event) events.push(event);
      else left.push(event);
    } else open.at(-1)?.own.push(each);
  }
  const [unended] = open;
  if (unended) {
    return refuse(
      'truncated',
      `The file ends within what begins on line ${unended.line}: it was probably cut short.`,
    );
  }
  return ok({ events, left });
}

/** Lines with folded ones joined (RFC 5545 §3.1), each with the line on which it begins. */
function contentLines(text: string): ContentLine[] {
  const unfolded: { line: number; text: string }[] = [];
  for (const [index, line] of text
    .replace('\ufeff', '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const before = unfolded.at(-1);
    if (/^[ \t]/.test(line) && before) before.text += line.slice(1);
    else if (line.trim() !== '') unfolded.push({ line: index + 1, text: line });
  }
  return unfolded.map(({ line, text: content }) => {
    // A colon within a quoted parameter is not the one before the value.
    const [, name = content, parameters = '', value = ''] =
      /^([A-Za-z0-9-]+)((?:;[^=;:]+=(?:"[^"]*"|[^":;]*))*):(.*)$/s.exec(content) ?? [];
    return { line, name: name.toUpperCase(), parameters: parameters.toUpperCase(), value };
  });
}

function eventOf(line: number, own: readonly ContentLine[]): DayEvent | EventLeft {
  const value = (name: string) => own.find((each) => each.name === name)?.value;
  const summary = unescape(value('SUMMARY') ?? '').trim();
  const named = summary === '' ? 'An event without a name' : `“${summary}”`;
  if (value('STATUS')?.toUpperCase() === 'CANCELLED') {
    return { line, sentence: `${named} is cancelled.` };
  }
  if (value('RRULE') !== undefined || value('RDATE') !== undefined) {
    return { line, sentence: `${named} repeats. Term dates do not: give each day by itself.` };
  }
  const first = dayIn(value('DTSTART'))?.day;
  if (!first) return { line, sentence: `${named} has no date.` };
  const last = lastDay(first, own);
  if (!last) return { line, sentence: `${named} lasts longer than a school year.` };
  return { line, summary, first, last };
}

/** Longer than anything in a school's calendar, in days. */
const longest = 400;

function lastDay(first: LocalDate, own: readonly ContentLine[]): LocalDate | undefined {
  const end = own.find((each) => each.name === 'DTEND');
  const duration = /^P(?:(\d+)W)?(?:(\d+)D)?$/.exec(
    own.find((each) => each.name === 'DURATION')?.value ?? '',
  );
  if (duration) {
    const days = Number(duration[1] ?? 0) * 7 + Number(duration[2] ?? 0);
    return days > longest ? undefined : addDays(first, Math.max(days, 1) - 1);
  }
  const read = dayIn(end?.value);
  if (!read) return first;
  // A day as the end is the day after. Some programs write the same day all the same.
  const last = read.isMidnight && read.day > first ? addDays(read.day, -1) : read.day;
  return last > addDays(first, longest) ? undefined : last;
}

/**
 * The day of `20260903`, `20260903T090000` or `20260903T080000Z`, and whether it is its beginning.
 * An instant in UTC is read as a day in England: the beginning of one in summer is written as 23:00
 * of the day before.
 */
function dayIn(value: string | undefined): { day: LocalDate; isMidnight: boolean } | undefined {
  const [, year, month, date, time, utc] =
    /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})(Z)?)?$/.exec(value?.trim() ?? '') ?? [];
  const written = localDate(Number(year), Number(month), Number(date));
  if (written === undefined || written < '1900' || written > '2200') return undefined;
  if (utc === undefined) {
    return { day: written, isMidnight: time === undefined || time === '000000' };
  }
  const clock = time?.replace(/(..)(..)(..)/, '$1:$2:$3') ?? '';
  const instant = new Date(`${written}T${clock}Z`);
  if (Number.isNaN(instant.getTime())) return undefined;
  const day = dateOf(instant);
  return { day, isMidnight: instantOf(day, midnight).getTime() === instant.getTime() };
}

const midnight = '00:00' as LocalTime;

function unescape(text: string): string {
  return text.replaceAll(/\\([nN\\;,])/g, (_, char: string) => (/n/i.test(char) ? ' ' : char));
}
