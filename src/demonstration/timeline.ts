import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { addDays } from '#kernel/dates.ts';
import { randomFor } from './random.ts';
import {
  blockOn,
  dayInBlock,
  schoolDayFrom,
  schoolDaysAfter,
  schoolDayUntil,
} from './school-year.ts';
import type { ActionText, Minutes, Story } from './story.ts';

/** When everything in a story happens, for one day of loading. */
export interface Timeline {
  readonly openedOn: LocalDate;
  /** Unset where nobody sits on the board yet. */
  readonly boardOn?: LocalDate;
  /** Set where the board has a choice of dates for its first meeting. */
  readonly offeredOn?: LocalDate;
  readonly meetings: readonly MeetingDays[];
}

/** The days of a meeting and of its record, as far as they have come: each on or before the day of loading. */
export interface MeetingDays {
  readonly on: LocalDate;
  readonly time: LocalTime;
  /** Unset while the meeting is to come: then nothing below is set either. */
  readonly openedOn?: LocalDate;
  readonly sentOn?: LocalDate;
  readonly answeredOn?: LocalDate;
  readonly finalOn?: LocalDate;
  readonly correctionOn?: LocalDate;
  readonly correctedOn?: LocalDate;
}

/** School days between the opening of a case and its first meeting: time to form the board and invite. */
const lead = 22;

/** School days between a meeting and its final record. */
const daysToFinal = 5;

const times = ['09:30', '10:00', '13:30', '14:00', '15:45'] as LocalTime[];

export function timelineOf(story: Story, today: LocalDate): Timeline {
  const { stage } = story;
  if (stage.kind === 'board to form') {
    return { openedOn: schoolDaysAfter(today, stage.days), meetings: [] };
  }
  if (stage.kind === 'dates offered') {
    const openedOn = schoolDaysAfter(today, stage.days);
    const boardOn = schoolDaysAfter(openedOn, 1);
    return { openedOn, boardOn, offeredOn: schoolDaysAfter(boardOn, 2), meetings: [] };
  }
  const latest = stage.days === 0 ? schoolDayUntil(today) : schoolDaysAfter(today, stage.days);
  const days = [...earlierDays(story, latest, today), latest];
  const random = randomFor(`times ${story.school}`);
  const held = days.map((on, index): MeetingDays => {
    const time = stage.kind === 'opened' ? ('14:00' as LocalTime) : random.pick(times);
    const isLatest = index === days.length - 1;
    return { on, time, ...(isLatest ? latestDays(story, on, today) : pastDays(on)) };
  });
  const next = nextDay(story, latest, today);
  const first = days[0] ?? latest;
  return {
    openedOn: schoolDaysAfter(first, -lead),
    boardOn: schoolDaysAfter(first, -lead + 1),
    meetings: next === undefined ? held : [...held, { on: next, time: random.pick(times) }],
  };
}

/** The day by which an action is due: a school day after its meeting. */
export function dueOn({ weeks }: ActionText, meeting: LocalDate): LocalDate {
  return schoolDayAround(meeting, weeks);
}

/** The day on which an action ended between meetings; undefined while it is still to come. */
export function endedOn(
  weeks: number,
  { on, finalOn }: MeetingDays,
  today: LocalDate,
): LocalDate | undefined {
  if (finalOn === undefined) return undefined;
  const day = schoolDayAround(on, weeks);
  const afterFinal = day <= finalOn ? schoolDaysAfter(finalOn, 1) : day;
  return afterFinal < today ? afterFinal : undefined;
}

function schoolDayAround(from: LocalDate, weeks: number): LocalDate {
  const day = addDays(from, weeks * 7);
  const before = schoolDayUntil(day);
  return before <= from ? schoolDayFrom(day) : before;
}

/**
 * The meetings before the latest, each in the half-term block that its outcome leads from, and the
 * last of them so long ago that its record can be final.
 */
function earlierDays({ meetings, stage }: Story, latest: LocalDate, today: LocalDate): LocalDate[] {
  const newest = schoolDaysAfter(today, -daysToFinal);
  const count = stage.kind === 'planned' ? meetings.length : meetings.length - 1;
  const days: LocalDate[] = [];
  let number = blockOn(latest).number;
  for (let index = count - 1; index >= 0; index -= 1) {
    number -= blocksUntilNext(meetings[index]);
    const day = dayInBlock(number, meetings[index - 1]?.next ?? 0.5);
    days.unshift(day > newest ? newest : day);
  }
  return days;
}

/** The meeting that the latest one agreed, when it has met: never in the past. */
function nextDay(
  { meetings, stage }: Story,
  latest: LocalDate,
  today: LocalDate,
): LocalDate | undefined {
  const minutes = meetings.at(-1);
  const hasAgreed = minutes && !['planned', 'opened', 'drafting'].includes(stage.kind);
  if (!hasAgreed) return undefined;
  const day = dayInBlock(blockOn(latest).number + blocksUntilNext(minutes), minutes.next);
  const soonest = schoolDaysAfter(today, 4);
  return day < soonest ? soonest : day;
}

/** How many half-term blocks on the next meeting is. The next term's is two on: that is never this term. */
function blocksUntilNext(minutes: Minutes | undefined): number {
  switch (minutes?.outcome) {
    case undefined:
    case 'remain-next-term':
      return 2;
    default:
      return 1;
  }
}

function pastDays(on: LocalDate): Partial<MeetingDays> {
  return {
    openedOn: on,
    sentOn: schoolDaysAfter(on, 1),
    answeredOn: schoolDaysAfter(on, 3),
    finalOn: schoolDaysAfter(on, daysToFinal),
  };
}

function latestDays({ stage }: Story, on: LocalDate, today: LocalDate): Partial<MeetingDays> {
  const openedOn = on;
  const sentOn = schoolDaysAfter(on, 1);
  const yesterday = schoolDaysAfter(today, -1);
  switch (stage.kind) {
    case 'board to form':
    case 'dates offered':
    case 'planned':
      return {};
    case 'opened':
    case 'drafting':
      return { openedOn };
    case 'with the headteacher':
      return { openedOn, sentOn };
    case 'answered':
      return { openedOn, sentOn, answeredOn: yesterday };
    case 'final':
      if (!stage.corrected) return pastDays(on);
      return stage.corrected.text === undefined
        ? { ...pastDays(on), correctionOn: yesterday }
        : {
            ...pastDays(on),
            correctionOn: schoolDaysAfter(on, 7),
            correctedOn: schoolDaysAfter(on, 8),
          };
  }
}
