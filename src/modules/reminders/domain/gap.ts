import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId, CaseId, MeetingId, PersonId, RecordId } from '#kernel/ids.ts';

/** What a person can be told has not happened, in the order in which it is told. */
export const gapKinds = {
  'next-date': 'A meeting has been held and the next one has no date',
  'check-in': 'No check-in is set for this term',
  'pre-reads': 'Pre-read documents are late',
  'accuracy-check': 'An accuracy check has not been answered in time',
  'overdue-action': 'An agreed action is overdue',
  'carried-action': 'An agreed action has been carried over twice without evidence',
  'no-owner': 'An agreed action is left without an owner, because that person has left',
} as const;

export type GapKind = keyof typeof gapKinds;

/** Something that should have happened by a day and has not, for one of those who can mend it. */
export interface Gap {
  readonly kind: GapKind;
  readonly person: PersonId;
  readonly school: string;
  /** For the page behind the sign-in. */
  readonly what: string;
  /** The page that mends it. */
  readonly href: string;
  /** The last day on which it would have been in time. */
  readonly due: LocalDate;
}

/** An open case with its meetings, as far as the rules look at them. */
export interface CaseFacts {
  readonly caseId: CaseId;
  readonly school: string;
  /**
   * Of meetings that are one each term (check-ins): the term that the day is in, or the last one before
   * the holiday that it is in, by the school's own calendar. Undefined for others, and where no term
   * dates are known.
   */
  readonly term: TermDays | undefined;
  /** Those on the board today whose meetings these are; where nobody is, whoever opened the case. */
  readonly chairs: readonly PersonId[];
  readonly openedOn: LocalDate;
  /** The next meeting, where one stands in the diary. */
  readonly planned: { readonly meetingId: MeetingId; readonly date: LocalDate } | undefined;
  /** The last one that took place, with what its record says of the next. */
  readonly held: HeldMeeting | undefined;
}

export interface HeldMeeting {
  readonly date: LocalDate;
  readonly recordId: RecordId;
  /** Whether its record can still be changed: what it says of the next is planned when it is final. */
  readonly isFinal: boolean;
  readonly next:
    | { readonly kind: 'not-set' }
    | { readonly kind: 'set' }
    | { readonly kind: 'to-be-agreed'; readonly by: string; readonly byDate: LocalDate };
}

/** A document that is required before a meeting to come, and is not there. */
export interface PreReadFacts {
  readonly meetingId: MeetingId;
  readonly meetingOn: LocalDate;
  readonly school: string;
  readonly label: string;
  readonly dueOn: LocalDate;
  /** The page from which it is sent. */
  readonly href: string;
  /** Those on the board who provide it. */
  readonly owedBy: readonly PersonId[];
  /** Those who chase it: who chairs the board, and the clerks. */
  readonly chasedBy: readonly PersonId[];
}

/** A record that is with the headteacher. */
export interface CheckFacts {
  readonly recordId: RecordId;
  readonly school: string;
  readonly meetingOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly sentTo: PersonId;
  readonly chairs: readonly PersonId[];
}

/** An open action of a final record. */
export interface ActionFacts {
  readonly id: ActionId;
  readonly caseId: CaseId;
  readonly school: string;
  readonly what: string;
  readonly byWhen: LocalDate | undefined;
  readonly agreedOn: LocalDate;
  /** Whoever undertakes it, by account; `hasLeft` where they hold no role any more that reaches the school. */
  readonly undertakes: { readonly id: PersonId; readonly hasLeft: boolean } | undefined;
  readonly monitors: { readonly id: PersonId; readonly hasLeft: boolean } | undefined;
  /** Whether it is said to be complete, and waits for someone to confirm it. */
  readonly isProposed: boolean;
  /** The days of the meetings at which it was open, since it was agreed or something was last shown of it. */
  readonly carriedOn: readonly LocalDate[];
  readonly chairs: readonly PersonId[];
}

export interface Facts {
  readonly cases: readonly CaseFacts[];
  readonly preReads: readonly PreReadFacts[];
  readonly checks: readonly CheckFacts[];
  readonly actions: readonly ActionFacts[];
}

/** The first and the last day of a term. */
export interface TermDays {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

/**
 * Everything that has not happened, for each of those who can mend it. A day counts as missed once it
 * has passed. What waits for someone else is not told twice: an action that is said to be complete is
 * neither overdue nor carried, and one whose owner has left is only that.
 */
export function gapsIn(facts: Facts, today: LocalDate): Gap[] {
  return [
    ...facts.cases.flatMap((each) => dateGaps(each, today)),
    ...facts.preReads.flatMap((each) => preReadGaps(each, today)),
    ...facts.checks.flatMap((each) => checkGaps(each, today)),
    ...facts.actions.flatMap((each) => actionGaps(each, today)),
  ];
}

function dateGaps(facts: CaseFacts, today: LocalDate): Gap[] {
  const { school, planned, held, caseId, term } = facts;
  if (!planned && held) {
    const unset = unsetDate(held, caseId, today);
    if (unset) return told(facts.chairs, { kind: 'next-date', school, ...unset });
  }
  const lastDay = term ? checkInMissing(facts, today, term) : undefined;
  if (lastDay === undefined) return [];
  return told(facts.chairs, {
    kind: 'check-in',
    school,
    what: planned
      ? `No check-in is set for this term: the next is on ${shortDate(planned.date)}`
      : 'No check-in is set for this term',
    href: planned
      ? `/meetings/${planned.meetingId}`
      : held && !held.isFinal
        ? `/records/${held.recordId}`
        : `/cases/${caseId}/meetings/new`,
    due: lastDay,
  });
}

function unsetDate(
  { date, recordId, isFinal, next }: HeldMeeting,
  caseId: CaseId,
  today: LocalDate,
): Pick<Gap, 'what' | 'href' | 'due'> | undefined {
  const href = isFinal ? `/cases/${caseId}/meetings/new` : `/records/${recordId}/next-meeting`;
  switch (next.kind) {
    case 'to-be-agreed':
      return next.byDate < today
        ? {
            what: `The date of the next meeting was to be agreed by ${next.by} by ${shortDate(next.byDate)}`,
            href,
            due: next.byDate,
          }
        : undefined;
    case 'not-set':
      return date < today
        ? { what: `The meeting of ${shortDate(date)} has not set a next date`, href, due: date }
        : undefined;
    case 'set':
      return isFinal && date < today
        ? { what: 'The next meeting is no longer in the diary', href, due: date }
        : undefined;
  }
}

/** The last day of the term, where no check-in has been held or is planned in it. */
function checkInMissing(
  { planned, held, openedOn }: CaseFacts,
  today: LocalDate,
  term: TermDays,
): LocalDate | undefined {
  const isIn = (day: LocalDate) => term.first <= day && day <= term.last;
  if (!isIn(today) || (planned && planned.date <= term.last)) return undefined;
  // What opens within a term has its first check-in in the next one.
  if ((held && isIn(held.date)) || openedOn >= term.first) return undefined;
  return term.last;
}

function preReadGaps(facts: PreReadFacts, today: LocalDate): Gap[] {
  const { dueOn, meetingOn, label, school, meetingId, href, owedBy } = facts;
  if (dueOn >= today || meetingOn < today) return [];
  const what = `${label}, for the meeting of ${shortDate(meetingOn)}`;
  const gap = { kind: 'pre-reads', school, what, due: dueOn } as const;
  const chasing = facts.chasedBy.filter((person) => !owedBy.includes(person));
  return [
    ...told(owedBy, { ...gap, href }),
    ...told(chasing, { ...gap, href: `/meetings/${meetingId}/pre-reads` }),
  ];
}

function checkGaps(facts: CheckFacts, today: LocalDate): Gap[] {
  const { dueOn, recordId, school, meetingOn, sentTo } = facts;
  if (dueOn >= today) return [];
  const gap = { kind: 'accuracy-check', school, due: dueOn } as const;
  return [
    ...told([sentTo], {
      ...gap,
      what: `Check the record of ${shortDate(meetingOn)} for accuracy`,
      href: `/records/${recordId}/accuracy-check`,
    }),
    ...told(
      facts.chairs.filter((chair) => chair !== sentTo),
      {
        ...gap,
        what: `Finalise the record of ${shortDate(meetingOn)}: no answer came`,
        href: `/records/${recordId}/finalise`,
      },
    ),
  ];
}

/** Carried over so often without anything to show for it, an action is told of. */
const carriedOften = 2;

function actionGaps(facts: ActionFacts, today: LocalDate): Gap[] {
  const { id, school, undertakes, monitors, chairs, byWhen, agreedOn } = facts;
  const [line = ''] = facts.what.split('\n');
  const base = { school, href: `/actions/${id}` };
  if (undertakes?.hasLeft === true) {
    const href = `/cases/${facts.caseId}/duties`;
    return told(chairs, { school, href, kind: 'no-owner', what: line, due: byWhen ?? agreedOn });
  }
  if (facts.isProposed) return [];
  const owner = undertakes ? [undertakes.id] : chairs;
  const watching = monitors && !monitors.hasLeft ? [monitors.id] : [];
  const carried = facts.carriedOn.toSorted()[carriedOften - 1];
  return [
    ...(byWhen !== undefined && byWhen < today
      ? told([...owner, ...watching], { ...base, kind: 'overdue-action', what: line, due: byWhen })
      : []),
    ...(carried === undefined
      ? []
      : told([...owner, ...chairs], { ...base, kind: 'carried-action', what: line, due: carried })),
  ];
}

function told(people: readonly PersonId[], gap: Omit<Gap, 'person'>): Gap[] {
  return [...new Set(people)].map((person) => ({ ...gap, person }));
}

/** Those of one person, without the kinds that they turned off: by kind, the longest due first. */
export function gapsOf(gaps: readonly Gap[], person: PersonId, off: ReadonlySet<string>): Gap[] {
  const order = Object.keys(gapKinds);
  return gaps
    .filter((gap) => gap.person === person && !off.has(gap.kind))
    .toSorted(
      (a, b) =>
        order.indexOf(a.kind) - order.indexOf(b.kind) ||
        (a.due < b.due ? -1 : a.due > b.due ? 1 : 0) ||
        a.href.localeCompare(b.href, 'en'),
    );
}
