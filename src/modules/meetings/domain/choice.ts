import { addDays, longDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { CaseId, ChoiceId, MeetingId, PersonId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { closedBecause, kindOfDay } from '#kernel/school-days.ts';
import { doubtsAbout } from './dates.ts';
import type { DateFrame } from './dates.ts';
import type { Venue } from './meeting.ts';

/** One of the dates that a board is offered. */
export interface DateOption {
  /** Counts from 1, by date. */
  readonly number: number;
  readonly date: LocalDate;
  readonly time: LocalTime;
  /** Why it is on an unusual date; empty where it is not. */
  readonly reason: string;
}

export type ChoiceStatus =
  | { readonly kind: 'open' }
  | { readonly kind: 'fixed'; readonly meetingId: MeetingId }
  | { readonly kind: 'withdrawn'; readonly reason: string };

/** A choice of dates for a board's next meeting: its members say which suit them, and one is fixed. */
export interface DateChoice {
  readonly id: ChoiceId;
  readonly caseId: CaseId;
  /** A form of the policy pack: `sib-entry` … */
  readonly form: string;
  readonly minutes: number;
  readonly venue: Venue;
  readonly options: readonly DateOption[];
  readonly status: ChoiceStatus;
  readonly askedAt: Date;
}

/** What a person said of the dates: by number, whether they can come. */
export type Answers = ReadonlyMap<number, boolean>;

export interface WantedChoice {
  readonly days: readonly LocalDate[];
  readonly time: LocalTime;
  readonly minutes: number;
  readonly venue: Venue;
  /** Why there are unusual dates among them; empty where there are none. */
  readonly reason: string;
}

export const fewestDates = 2;
export const mostDates = 5;
/** How far ahead a date may be offered, in days. */
const furthest = 550;

/** Offers from two to five different dates, in order. What there is to say against one needs a reason. */
export function offerChoice(wanted: WantedChoice, frame: DateFrame): Result<readonly DateOption[]> {
  const days = [...new Set(wanted.days)].toSorted();
  if (days.length < fewestDates || days.length > mostDates) {
    return refuse(
      'how-many',
      `Choose from ${fewestDates} to ${mostDates} different dates: there are ${days.length}`,
      'on',
    );
  }
  for (const day of days) {
    if (day <= frame.today) {
      return refuse('past', `${longDate(day)} is not in the future. Choose a later date`, 'on');
    }
    if (day > addDays(frame.today, furthest)) {
      return refuse('too-far', `${longDate(day)} is not within the next 18 months`, 'on');
    }
    const against = saidAgainst(day, frame);
    if (against !== undefined && wanted.reason === '') {
      return refuse(
        'needs-reason',
        `${against}. Choose another date, or enter why it is offered`,
        'reason',
      );
    }
  }
  return ok(
    days.map((date, index) => ({
      number: index + 1,
      date,
      time: wanted.time,
      reason: saidAgainst(date, frame) === undefined ? '' : wanted.reason,
    })),
  );
}

function saidAgainst(day: LocalDate, frame: DateFrame): string | undefined {
  const closed = closedBecause(kindOfDay(frame.calendar, day));
  if (closed !== undefined) return `${longDate(day)} is ${closed}`;
  return doubtsAbout(day, frame)[0]?.sentence;
}

/** What a member's link turns on. */
export interface LinkStanding {
  readonly choice: DateChoice;
  readonly isOnBoard: boolean;
  readonly isCaseOpen: boolean;
  readonly today: LocalDate;
}

/** Whether the link in a member's mail still works: until a date is fixed, or the last of them has come. */
export function isLinkAlive({ choice, isOnBoard, isCaseOpen, today }: LinkStanding): boolean {
  const last = choice.options.at(-1)?.date;
  return (
    choice.status.kind === 'open' && isOnBoard && isCaseOpen && last !== undefined && today < last
  );
}

/** Takes a member's answer to each date that is still to come. It can be changed until one is fixed. */
export function answerChoice(
  { options }: DateChoice,
  given: Answers,
  today: LocalDate,
): Result<Answers> {
  const asked = options.filter(({ date }) => date > today);
  const missing = asked.find(({ number }) => !given.has(number));
  if (missing) {
    return refuse(
      'unanswered',
      `Say whether you can come on ${longDate(missing.date)}`,
      `date-${missing.number}`,
    );
  }
  return ok(new Map(asked.map(({ number }) => [number, given.get(number) ?? false])));
}

/** The date that is fixed: one of those offered, and still to come. */
export function fixDate(choice: DateChoice, number: number, today: LocalDate): Result<DateOption> {
  if (choice.status.kind === 'withdrawn') {
    return refuse('withdrawn', 'The choice of dates was withdrawn, so none can be fixed.');
  }
  const option = choice.options.find((each) => each.number === number);
  if (!option) return refuse('no-date', 'Choose the date to fix', 'number');
  if (option.date < today) {
    return refuse('past', `${longDate(option.date)} has passed. Choose another date`, 'number');
  }
  return ok(option);
}

/** How the answers to a date stand. */
export interface Tally {
  readonly can: number;
  readonly cannot: number;
  readonly unanswered: number;
}

/** Counts the answers of those who were asked. */
export function tallyOf(
  number: number,
  asked: readonly PersonId[],
  answers: ReadonlyMap<PersonId, Answers>,
): Tally {
  const said = asked.map((person) => answers.get(person)?.get(number));
  return {
    can: said.filter((each) => each === true).length,
    cannot: said.filter((each) => each === false).length,
    unanswered: said.filter((each) => each === undefined).length,
  };
}
