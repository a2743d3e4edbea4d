import { clockTime, longDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import type { ActionId, PersonId, RecordId, Urn } from '#kernel/ids.ts';
import type { AgreedAction } from '#modules/actions/index.ts';
import type { Case } from '#modules/cases/index.ts';
import type { Meeting, OtherAttendee } from '#modules/meetings/index.ts';
import type { PaperHeld } from '#modules/pre-reads/index.ts';
import { boardRoleOf, processOf } from '#policy-pack/index.ts';
import type { PolicyPack, Section } from '#policy-pack/index.ts';
import type { AccuracyAnswer, AnswerKind } from './accuracy.ts';
import type { Attended } from './attendance.ts';
import type { Written } from './gaps.ts';
import type { NextMeeting, Sending } from './record.ts';

/**
 * A record as it is read, filed and hashed: everything in words, nothing that must be looked up
 * elsewhere. Frozen versions are kept in this shape for good: add to it, never change what is there.
 */
export interface RecordContent {
  readonly layout: 1;
  readonly record: RecordId;
  /** 0 for a draft that was never final. */
  readonly version: number;
  /** Why this version follows the one before; empty for the first. */
  readonly reason: string;
  readonly finalised: { readonly at: string; readonly by: string } | null;
  readonly school: { readonly urn: Urn; readonly name: string };
  readonly process: string;
  readonly form: {
    readonly key: string;
    readonly heading: string;
    readonly title: string;
    readonly marking: string;
    readonly closing: string;
  };
  readonly policy: string;
  readonly meeting: {
    readonly date: LocalDate;
    readonly time: LocalTime;
    readonly minutes: number;
  };
  readonly sections: readonly ContentSection[];
  readonly check: CheckContent | null;
}

export interface CheckContent {
  readonly sentTo: string;
  readonly sentAt: string;
  readonly answersDueOn: LocalDate;
  /** Null where no answer came by the day that it was due. */
  readonly answered: { readonly at: string; readonly by: string } | null;
  readonly answers: readonly AnswerContent[];
}

export interface AnswerContent {
  readonly section: string;
  /** Which part of the section; absent in answers about the whole of it. */
  readonly part?: string;
  /** What the part said when it was answered; of parts that were found accurate the record says it. */
  readonly said?: string;
  readonly answer: AnswerKind;
  readonly comment: string;
  readonly decision: 'accepted' | 'declined' | null;
  readonly reason: string;
}

export interface MemberContent {
  readonly seat: string;
  readonly name: string;
  readonly attended: Attended | null;
  readonly substitute: string;
  /** When they arrived, where that was after the beginning. */
  readonly arrived?: LocalTime;
}

export interface PaperContent {
  readonly label: string;
  readonly from: string;
  /** What was held of it at the meeting; absent in versions that do not say. */
  readonly held?: string;
}

export interface ActionContent {
  readonly id: ActionId;
  readonly what: string;
  readonly undertakes: string;
  /** Who that was when the version was made final, where the words alone do not say; absent where nobody was known. */
  readonly undertakesName?: string;
  readonly monitors: string;
  readonly monitorsName?: string;
  readonly success: string;
  readonly support: string;
  readonly byWhen: LocalDate | null;
}

export type SectionBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'facts'; readonly lines: readonly string[] }
  | {
      readonly kind: 'board';
      readonly members: readonly MemberContent[];
      readonly proceeded: string;
    }
  | {
      readonly kind: 'pre-reads';
      readonly documents: readonly PaperContent[];
      readonly toBoardBy: LocalDate;
    }
  | {
      readonly kind: 'others';
      readonly people: readonly {
        readonly name: string;
        readonly capacity: string;
        /** Labels of the sections that they came to; empty for the whole meeting. */
        readonly parts: readonly string[];
      }[];
    }
  | {
      readonly kind: 'outcome';
      readonly question: string;
      readonly caption: string;
      /** Null where the question has no answer yet. */
      readonly answer: string | null;
      readonly reasons: string;
      /** The outcome in the form's words; null while it is open. */
      readonly outcome: string | null;
      /** Null where the form does not ask. */
      readonly concerns: string | null;
      readonly support: string | null;
    }
  | { readonly kind: 'actions'; readonly actions: readonly ActionContent[] }
  | {
      readonly kind: 'next';
      readonly next: NextMeeting;
    };

export interface ContentSection {
  readonly key: string;
  readonly label: string;
  readonly group: number;
  readonly body: SectionBody;
}

/** All that a record says, as it is held. */
export interface WholeRecord extends Written {
  readonly pack: PolicyPack;
  readonly case: Case;
  readonly schoolName: string;
  readonly meeting: Meeting;
  readonly others: readonly OtherAttendee[];
  /** Of the newest accuracy check. */
  readonly answers: readonly AccuracyAnswer[];
  /** The school and the venue in words. */
  readonly venue: string;
  /** When the pre-read documents go to the board. */
  readonly preReadsBy: LocalDate;
  /** What was held of each pre-read at the meeting. */
  readonly papers: readonly PaperHeld[];
  /** The fundamental question as it was put, or would be on the day of the meeting. */
  readonly question: string;
  /** The names of those whom the record mentions. */
  readonly names: ReadonlyMap<PersonId, string>;
}

/** The names of those who undertake and monitor an action; undefined where no person is known. */
export interface ActionOwners {
  readonly undertakes: string | undefined;
  readonly monitors: string | undefined;
}

/** Who makes a version final, and when. */
export interface Finalising {
  readonly at: Date;
  readonly by: string;
  /** Why a version follows the one before; empty for the first. */
  readonly reason: string;
  /** Whose the actions are on this day, by name. */
  readonly owners?: ReadonlyMap<ActionId, ActionOwners>;
}

/** The record in words: of a draft as it stands, or of the version that is made final. */
export function contentOf(whole: WholeRecord, finalising?: Finalising): RecordContent {
  const { record, form, pack, meeting } = whole;
  const { state } = record;
  const version = state.status === 'final' || state.status === 'correcting' ? state.version : 0;
  return {
    layout: 1,
    record: record.id,
    version,
    reason: finalising?.reason ?? '',
    finalised: finalising ? { at: finalising.at.toISOString(), by: finalising.by } : null,
    school: { urn: whole.case.urn, name: whole.schoolName },
    process: processOf(pack, whole.case.process).name,
    form: {
      key: form.key,
      heading: form.heading,
      title: form.title,
      marking: form.marking,
      closing: form.closing,
    },
    policy: record.policyVersion,
    meeting: { date: meeting.date, time: meeting.time, minutes: meeting.minutes },
    sections: form.sections.map((section) => ({
      key: section.key,
      label: section.label,
      group: section.group,
      body: bodyOf(whole, section, finalising?.owners),
    })),
    check: checkOf(whole),
  };
}

function bodyOf(whole: WholeRecord, section: Section, owners: Finalising['owners']): SectionBody {
  const { record, form, pack, meeting } = whole;
  switch (section.kind) {
    case 'venue':
      return { kind: 'facts', lines: [whole.venue] };
    case 'time':
      return {
        kind: 'facts',
        lines: [
          `${longDate(meeting.date)} at ${clockTime(meeting.time)}, about ${meeting.minutes} minutes`,
        ],
      };
    case 'board':
    case 'attendees':
      return {
        kind: 'board',
        members: [
          ...whole.board.map((member): MemberContent => {
            const came = whole.attendance.find((each) => each.member === member.id);
            return {
              seat:
                member.description === ''
                  ? boardRoleOf(pack, member.role).label
                  : member.description,
              name: member.name,
              attended: came?.attended ?? null,
              substitute: came?.substitute ?? '',
              ...(came?.arrived !== undefined && { arrived: came.arrived }),
            };
          }),
          // Where the form has one list of attendees, those who were agreed for this meeting are in it.
          ...(section.kind === 'attendees'
            ? othersIn(whole).map(({ capacity, name }) => ({
                seat: capacity,
                name,
                attended: null,
                substitute: '',
              }))
            : []),
        ],
        proceeded: record.proceeded,
      };
    case 'pre-reads':
      return {
        kind: 'pre-reads',
        documents: form.preReads.map((document) => ({
          label: document.label,
          from: boardRoleOf(pack, document.providedBy).label,
          held: whole.papers.find(({ paper }) => paper === document.key)?.words ?? 'Not held',
        })),
        toBoardBy: whole.preReadsBy,
      };
    case 'other-attendees':
      return {
        kind: 'others',
        people: othersIn(whole).map(({ name, capacity, parts }) => ({
          name,
          capacity,
          parts: parts.map((part) => labelOf(form.sections, part)),
        })),
      };
    case 'outcome':
      return outcomeBody(whole);
    case 'actions':
      return {
        kind: 'actions',
        actions: whole.actions.map((action) => actionContent(action, owners?.get(action.id))),
      };
    case 'next-meeting':
      return { kind: 'next', next: record.next };
    case 'protocols':
    case 'background':
    case 'context':
    case 'areas-for-improvement':
    case 'key-actions':
    case 'impact-of-support':
    case 'notes':
    case 'progress-against-actions':
    case 'self-evaluation':
      return { kind: 'text', text: whole.sections.get(section.key)?.text ?? '' };
  }
}

/** Those who came beside the board. A substitute stands with the member whom they stood in for. */
function othersIn({ others }: WholeRecord): readonly OtherAttendee[] {
  return others.filter(({ standsInFor }) => standsInFor === undefined);
}

function outcomeBody({ record, form, pack, question }: WholeRecord): SectionBody {
  const { outcome, answer, reasons, concerns, support } = record.decision;
  const asks = form.asksConcernsAndSupport;
  return {
    kind: 'outcome',
    question,
    caption: pack.question.caption,
    answer: pack.question.answers.find(({ key }) => key === answer)?.label ?? null,
    reasons,
    outcome: form.outcomes.find(({ key }) => key === outcome)?.label ?? null,
    concerns: asks ? concerns : null,
    support: asks ? support : null,
  };
}

function actionContent(action: AgreedAction, owners: ActionOwners | undefined): ActionContent {
  const { id, what, undertakes, monitors, success, support, byWhen } = action;
  const one = beside(undertakes, owners?.undertakes);
  const other = beside(monitors, owners?.monitors);
  return {
    id,
    what,
    undertakes,
    ...(one === undefined ? {} : { undertakesName: one }),
    monitors,
    ...(other === undefined ? {} : { monitorsName: other }),
    success,
    support,
    byWhen: byWhen ?? null,
  };
}

/** The name, where the words do not have it. */
function beside(words: string, name: string | undefined): string | undefined {
  return name === undefined || name === '' || words.includes(name) ? undefined : name;
}

/** "Headteacher (Daniel Marsh)": an owner in the board's words, with who that was when the version was made final. */
export function ownerWords(words: string, name: string | undefined): string {
  if (name === undefined) return words;
  return words === '' ? name : `${words} (${name})`;
}

function checkOf({ record, answers, names }: WholeRecord): CheckContent | null {
  const { state } = record;
  if (state.status === 'draft') return null;
  const sending: Sending =
    state.status === 'final' || state.status === 'correcting' ? state.check : state.sending;
  const answered =
    state.status === 'final' || state.status === 'correcting'
      ? state.check.answered
      : state.status === 'answered'
        ? state.answered
        : undefined;
  const name = (id: PersonId) => names.get(id) ?? '';
  return {
    sentTo: name(sending.sentTo),
    sentAt: sending.sentAt.toISOString(),
    answersDueOn: sending.answersDueOn,
    answered: answered ? { at: answered.at.toISOString(), by: name(answered.by) } : null,
    answers: answered
      ? answers.map(({ section, part, said, answer, comment, decided }) => ({
          section,
          ...(part !== '' && { part }),
          ...(part !== '' && answer !== 'accurate' && { said }),
          answer,
          comment,
          decision: decided?.decision ?? null,
          reason: decided?.reason ?? '',
        }))
      : [],
  };
}

function labelOf(sections: readonly Section[], key: string): string {
  return sections.find((section) => section.key === key)?.label ?? key;
}

/** What is said beside a section: remarks, and corrections that were declined. */
export function remarksOn(content: RecordContent, section: string): AnswerContent[] {
  return (content.check?.answers ?? []).filter(
    (each) =>
      each.section === section &&
      (each.answer === 'differently' ||
        (each.answer === 'fact-wrong' && each.decision !== 'accepted')),
  );
}

/**
 * The record with only these sections, and what is said beside them. Undefined is the whole. Why it
 * was corrected may tell of other sections, so that it goes with the whole alone.
 */
export function partsOf(
  content: RecordContent,
  parts: readonly string[] | undefined,
): RecordContent {
  if (parts === undefined) return content;
  const isTheirs = (key: string) => parts.includes(key);
  return {
    ...content,
    reason: '',
    sections: content.sections.filter(({ key }) => isTheirs(key)),
    check: content.check && {
      ...content.check,
      answers: content.check.answers.filter(({ section }) => isTheirs(section)),
    },
  };
}
