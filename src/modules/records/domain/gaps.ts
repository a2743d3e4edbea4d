import { longDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { ActionId } from '#kernel/ids.ts';
import { hasVersions } from '#merge/versions.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import type { Meeting } from '#modules/meetings/index.ts';
import type { Form } from '#policy-pack/index.ts';
import { missedMembers } from './attendance.ts';
import type { MemberAttendance } from './attendance.ts';
import { asksForNext, leadsTo } from './decision.ts';
import type { MeetingRecord } from './record.ts';
import { isTyped } from './section.ts';
import type { SectionText } from './section.ts';

type Page =
  | 'outcome'
  | 'next-meeting'
  | 'actions'
  | 'attendance'
  | 'meeting'
  | 'board'
  | 'choices'
  | 'late'
  | 'answers';

/** The page that mends a gap. */
export type Mend =
  | { readonly page: Page }
  | { readonly page: 'notes'; readonly section: string }
  | { readonly page: 'action'; readonly action: ActionId };

/** Something that is missing, in words that follow on from nothing. */
export interface Gap {
  readonly sentence: string;
  readonly mend: Mend;
}

/** A record with what stands in it, as far as rules look at it. */
export interface Written {
  readonly record: MeetingRecord;
  readonly form: Form;
  readonly meeting: Pick<Meeting, 'date' | 'status'>;
  readonly sections: ReadonlyMap<string, SectionText>;
  readonly actions: readonly AgreedAction[];
  readonly attendance: readonly MemberAttendance[];
  /** Those who were on the board at the meeting. */
  readonly board: readonly BoardMember[];
  /** The headteacher on the board today, who checks the record. */
  readonly headteacher: BoardMember | undefined;
  /** The answer that stands for none. */
  readonly unanswered: string;
  /** The parts of which two people chose differently at once, until someone who has seen both chooses. */
  readonly openChoices: readonly string[];
  /** How many texts came from devices too late, and wait for someone to look at them. */
  readonly lateTexts: number;
}

export interface Gaps {
  /** Without these the record cannot be sent to the headteacher. */
  readonly mustHave: readonly Gap[];
  /** These stop nothing: boxes that must be filled are filled with anything. */
  readonly worthALook: readonly Gap[];
}

/** What the record does not have yet. */
export function gapsIn(written: Written, today: LocalDate): Gaps {
  return {
    mustHave: [
      ...meetingGaps(written, today),
      ...outcomeGaps(written),
      ...nextGaps(written),
      ...wordingGaps(written),
      ...undertakerGaps(written),
      ...versionGaps(written),
      ...choiceGaps(written),
    ],
    worthALook: [
      ...lateGaps(written),
      ...attendanceGaps(written),
      ...emptySections(written),
      ...questionGaps(written),
      ...actionGaps(written),
    ],
  };
}

/** What a final record must have and this one has not. The next date is needed only here. */
export function gapsToFinalise(written: Written, today: LocalDate): Gap[] {
  const { next } = written.record;
  const { status } = written.meeting;
  return [
    ...gapsIn(written, today).mustHave,
    ...(status === 'planned'
      ? [{ sentence: 'The meeting has not been held', mend: { page: 'meeting' } } as const]
      : []),
    ...(needsNextDate(written) && next.kind === 'to-be-agreed'
      ? [
          {
            sentence: `The date of the next meeting was to be agreed by ${next.by} by ${longDate(next.byDate)}. Enter it before you finalise`,
            mend: { page: 'next-meeting' },
          } as const,
        ]
      : []),
  ];
}

/** Whether a meeting follows whose date belongs in the record. */
export function needsNextDate({ form, record }: Pick<Written, 'form' | 'record'>): boolean {
  return asksForNext(form) && leadsTo(form, record.decision.outcome) !== undefined;
}

function meetingGaps({ meeting, headteacher }: Written, today: LocalDate): Gap[] {
  const gaps: Gap[] = [];
  if (meeting.status === 'cancelled') {
    gaps.push({ sentence: 'The meeting was cancelled', mend: { page: 'meeting' } });
  } else if (meeting.status === 'postponed' || meeting.status === 'adjourned') {
    gaps.push({
      sentence: `The meeting is ${meeting.status} and waits for its new date`,
      mend: { page: 'meeting' },
    });
  } else if (meeting.date > today) {
    gaps.push({
      sentence: `The meeting is on ${longDate(meeting.date)}, which has not come yet`,
      mend: { page: 'meeting' },
    });
  }
  if (!headteacher) {
    gaps.push({
      sentence: 'No headteacher is on the board, so nobody can check the record',
      mend: { page: 'board' },
    });
  }
  return gaps;
}

function outcomeGaps({ record, form }: Written): Gap[] {
  if (form.outcomes.length === 0 || record.decision.outcome !== undefined) return [];
  return [{ sentence: 'The outcome is not recorded', mend: { page: 'outcome' } }];
}

function nextGaps({ record, form }: Written): Gap[] {
  if (!asksForNext(form) || record.next.kind !== 'not-set') return [];
  return [
    {
      sentence: 'The next meeting has no date, and nobody has been named to agree one',
      mend: { page: 'next-meeting' },
    },
  ];
}

function wordingGaps({ actions }: Written): Gap[] {
  return actions
    .filter(({ what }) => what.trim() === '')
    .map(({ id, position }) => ({
      sentence: `Action ${position} does not say what will be done`,
      mend: { page: 'action', action: id },
    }));
}

/** Two versions of one passage, of which nobody has chosen yet. */
function versionGaps({ form, sections, record, actions }: Written): Gap[] {
  const both = 'has two versions of one passage. Choose one, or keep both';
  const { reasons, concerns, support } = record.decision;
  return [
    ...form.sections
      .filter(({ key }) => hasVersions(sections.get(key)?.text ?? ''))
      .map(({ key, label }): Gap => ({
        sentence: `“${label}” ${both}`,
        mend: { page: 'notes', section: key },
      })),
    ...([reasons, concerns, support].some(hasVersions)
      ? [{ sentence: `What the board agreed ${both}`, mend: { page: 'outcome' } } as const]
      : []),
    ...(hasVersions(record.proceeded)
      ? [{ sentence: `Why the meeting went ahead ${both}`, mend: { page: 'attendance' } } as const]
      : []),
    ...actions
      .filter(({ what, undertakes, monitors, success, support: offered }) =>
        [what, undertakes, monitors, success, offered].some(hasVersions),
      )
      .map((action): Gap => ({
        sentence: `Action ${action.position} ${both}`,
        mend: { page: 'action', action: action.id },
      })),
  ];
}

function choiceGaps({ openChoices }: Written): Gap[] {
  if (openChoices.length === 0) return [];
  const sentence =
    openChoices.length === 1
      ? 'Two answers were given to one question at the same time. Choose one'
      : `Two answers each were given to ${openChoices.length} questions at the same time. Choose one of each`;
  return [{ sentence, mend: { page: 'choices' } }];
}

function lateGaps({ lateTexts }: Written): Gap[] {
  if (lateTexts === 0) return [];
  const sentence =
    lateTexts === 1
      ? 'A text was typed on a device and not sent in time. It is not in the record'
      : `${lateTexts} texts were typed on a device and not sent in time. They are not in the record`;
  return [{ sentence, mend: { page: 'late' } }];
}

function undertakerGaps({ actions }: Written): Gap[] {
  return actions
    .filter(({ undertakes }) => undertakes === '')
    .map((action) => ({
      sentence: `Nobody is named to undertake ${titleOf(action)}`,
      mend: { page: 'action', action: action.id },
    }));
}

function attendanceGaps({ board, attendance, record }: Written): Gap[] {
  const mend = { page: 'attendance' } as const;
  const gaps: Gap[] = [];
  const unmarked = board.filter(({ id }) => !attendance.some(({ member }) => member === id));
  if (unmarked.length > 0 && unmarked.length === board.length) {
    gaps.push({ sentence: 'Who came to the meeting is not recorded', mend });
  } else if (unmarked.length > 0) {
    const names = unmarked.map(({ name }) => name).join(', ');
    gaps.push({ sentence: `Whether they came is not recorded: ${names}`, mend });
  }
  const missed = missedMembers(board, attendance);
  if (missed.length > 0 && record.proceeded === '') {
    const names = missed.map(({ name }) => name).join(' and ');
    gaps.push({ sentence: `Why the meeting went ahead without ${names} is not recorded`, mend });
  }
  return gaps;
}

function emptySections({ form, sections }: Written): Gap[] {
  return form.sections
    .filter((section) => isTyped(section) && (sections.get(section.key)?.text ?? '').trim() === '')
    .map(({ key, label }) => ({
      sentence: `“${label}” is empty`,
      mend: { page: 'notes', section: key },
    }));
}

function questionGaps({ record, form, unanswered }: Written): Gap[] {
  if (form.outcomes.length === 0) return [];
  const { answer, reasons, concerns, support } = record.decision;
  const mend = { page: 'outcome' } as const;
  const gaps: Gap[] = [];
  if (answer === undefined) {
    gaps.push({ sentence: 'The fundamental question has no answer', mend });
  } else if (answer !== unanswered && reasons === '') {
    gaps.push({ sentence: 'The board’s answer to the question has no reasons', mend });
  }
  if (form.asksConcernsAndSupport && concerns === '') {
    gaps.push({
      sentence: 'Significant concerns are not recorded, not even that there are none',
      mend,
    });
  }
  if (form.asksConcernsAndSupport && support === '') {
    gaps.push({
      sentence: 'Additional support required is not recorded, not even that there is none',
      mend,
    });
  }
  return gaps;
}

function actionGaps({ actions }: Written): Gap[] {
  if (actions.length === 0) {
    return [{ sentence: 'No action is recorded', mend: { page: 'actions' } }];
  }
  return actions.flatMap((action): Gap[] => {
    const missing = [
      action.monitors === '' && 'who monitors it',
      action.success === '' && 'how success will be measured',
      action.support === '' && 'what support is offered',
      action.byWhen === undefined && 'by when',
    ].filter((each) => each !== false);
    if (missing.length === 0) return [];
    const sentence = `${capital(titleOf(action))} does not say ${listed(missing)}`;
    return [{ sentence, mend: { page: 'action', action: action.id } }];
  });
}

function titleOf({ position, what }: AgreedAction): string {
  const [line = ''] = what.split('\n');
  return `action ${position}, “${line.length > 60 ? `${line.slice(0, 57).trimEnd()}…` : line}”`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
