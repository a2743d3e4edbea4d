import { clockTime, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { MeetingId } from '#kernel/ids.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { stateOf } from '#modules/actions/index.ts';
import type { ListedAction } from '#modules/actions/index.ts';
import { isToCome, meetingStates, uncheckedWords } from '#modules/meetings/index.ts';
import type { ChoiceShown, Meeting } from '#modules/meetings/index.ts';
import type { BoardAnswer, RecordLink } from '#modules/records/index.ts';
import { boardRoleOf, formOf, meetingName, nextStepFrom } from '#policy-pack/index.ts';
import type { Process } from '#policy-pack/index.ts';
import type { HandedIn } from '#platform/files/files.ts';
import { button } from '#ui/components/button.ts';
import type { Content } from '#ui/components/part.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { bulletList, buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import { answersPart } from '#web/answers-part.ts';
import { caseStandingPart } from '#web/case-standing.ts';
import { workbookLink } from '#web/list-workbook.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { extraSeat, standingSentence } from '../../index.ts';
import type { BoardMember, CaseMatter, CaseStanding, Inspected } from '../../index.ts';
import { inspectedWords } from '../review/words.ts';

export interface CaseShown {
  readonly matter: CaseMatter;
  readonly process: Process;
  readonly members: readonly BoardMember[];
  readonly former: readonly BoardMember[];
  /** Newest first. */
  readonly meetings: readonly Meeting[];
  readonly calendar: SchoolCalendar;
  /** The dates that the board has a choice of, while it has. */
  readonly offered: ChoiceShown | undefined;
  readonly links: ReadonlyMap<MeetingId, RecordLink>;
  /** To the fundamental question, in the records that they may read. */
  readonly answers: readonly BoardAnswer[];
  /** Whether they may adopt another wording of the question. */
  readonly mayAdopt: boolean;
  /** Of meetings that were taken on. */
  readonly files: ReadonlyMap<MeetingId, readonly HandedIn[]>;
  /** The inspections for which it is up for review. */
  readonly reviews: readonly Inspected[];
  /** That it is paused or closed: since when, by whom and why. */
  readonly standing: CaseStanding | undefined;
  /** Whether they pause, close and review it. */
  readonly mayDecide: boolean;
  /** Undefined for those who may not see what was agreed. */
  readonly actions: readonly ListedAction[] | undefined;
  readonly seesBackground: boolean;
  readonly mayArrange: boolean;
  readonly seesHistory: boolean;
  readonly today: LocalDate;
}

export function caseView(arrival: Arrival, shown: CaseShown): Html {
  const { matter, process, seesBackground, seesHistory } = shown;
  const here = `/cases/${matter.caseId}`;
  return shellPage(arrival, {
    title: `${process.name}: ${matter.schoolName}`,
    back: { href: `/schools/${matter.urn}`, content: matter.schoolName },
    main: html`
      ${heading(process.name, { level: 1, caption: matter.schoolName })}
      ${paragraph(html`${standingSentence(matter.case)} ${link(`${here}/timeline`, 'Timeline')}`)}
      ${caseStandingPart(arrival.services.pack, shown.standing, { onCase: true })}
      ${reviewPart(shown, here)}
      ${next(arrival, shown, here)}
      ${heading('Meetings')}
      ${meetingsTable(arrival, shown)}
      ${shown.meetings.length > 0 && workbookLink(arrival)}
      ${takenOnLinks(shown, here)}
      ${heading('Board')}
      ${board(arrival, shown, here)}
      ${answersPart(arrival.services.pack, shown.answers, { adopts: shown.mayAdopt })}
      ${shown.actions && actionsPart(shown.actions, shown.today)}
      ${seesBackground && html`${heading(`${process.abbreviation} background`)}${markdown(matter.case.background)}`}
      ${lifePart(arrival, shown, here)}
      ${seesHistory && paragraph(link(`${here}/history`, 'History of this process'))}`,
  });
}

/** What whoever runs the board has to do next, as one button. */
function next({ services }: Arrival, shown: CaseShown, here: string): Html | undefined {
  const { members, meetings, links, process, mayArrange, offered } = shown;
  if (!mayArrange) return undefined;
  if (offered) return offeredPart(offered, here);
  const missing = process.members.filter((seat) => !members.some((member) => member.role === seat));
  if (members.length === 0) {
    return html`${insetText({ content: 'The board has not been formed yet.' })}
      ${button({ content: 'Form the board', href: `${here}/board` })}`;
  }
  const waiting = meetings.find(isToCome);
  if (waiting !== undefined && waiting.status !== 'planned') {
    return html`${insetText({
      content: `The meeting of ${longDate(waiting.date)} is ${waiting.status}, and waits for its new date.`,
    })}${button({ content: 'Set the new date', href: `/meetings/${waiting.id}/move` })}`;
  }
  const held = meetings.find(({ status }) => status === 'held');
  const record = held && links.get(held.id);
  if (!waiting && held && record?.kind === 'there' && record.isBeforeFinal) {
    return insetText({
      content: html`What follows, and the date of the next meeting, is settled when ${link(record.href, `the record of ${longDate(held.date)}`)} is final.`,
    });
  }
  if (waiting === undefined) {
    const empty = missing.map((seat) => boardRoleOf(services.pack, seat).label).join(', ');
    return html`${
      missing.length > 0 &&
      insetText({
        content: html`Seats still empty: ${empty}. ${link(`${here}/board`, 'Fill them')} so that everyone is invited.`,
      })
    }${buttonGroup(
      button({ content: 'Set the next meeting', href: `${here}/meetings/new` }),
      link(`${here}/dates/new`, 'Offer the board a choice of dates'),
    )}`;
  }
  return undefined;
}

/** Where the board has a choice of dates. */
function offeredPart({ choice, asked, answers }: ChoiceShown, here: string): Html {
  const answered = asked.filter(({ personId }) => answers.has(personId)).length;
  return html`${insetText({
    content: `The board has been offered ${choice.options.length} dates. ${answered} of ${asked.length} have answered.`,
  })}${button({ content: 'See the answers and fix the date', href: `${here}/dates` })}`;
}

/** That an inspection was published, and what becomes of the case is to be decided. */
function reviewPart({ reviews, mayDecide }: CaseShown, here: string): Html | false {
  const [first] = reviews;
  return (
    first !== undefined &&
    html`${insetText({
      content: html`<strong>Up for review</strong> after the ${inspectedWords(first)}.`,
    })}${mayDecide && button({ content: 'Decide what follows', href: `${here}/review` })}`
  );
}

/** What can be added to a case that was taken on. */
function takenOnLinks({ matter, meetings, mayDecide }: CaseShown, here: string): Html | false {
  const { takenOn, status } = matter.case;
  return (
    mayDecide &&
    takenOn !== undefined &&
    status === 'open' &&
    html`${bulletList([
      link(`${here}/past-meetings/new`, 'Add a past meeting'),
      meetings.some((meeting) => meeting.takenOn) &&
        link(`${here}/past-meetings/file`, 'Add a file to a past meeting'),
      meetings.some((meeting) => meeting.takenOn) &&
        link(`${here}/open-actions/new`, 'Add an open action'),
    ])}${
      !meetings.some((meeting) => meeting.takenOn) &&
      paragraph('Open actions come after that: each belongs to the meeting that agreed it.')
    }`
  );
}

/** What whoever decides on the life of the case can do with it, besides its meetings. */
function lifePart({ services }: Arrival, shown: CaseShown, here: string): Html | false {
  const { matter, mayDecide } = shown;
  if (!mayDecide) return false;
  const { status, process } = matter.case;
  const links = {
    open: [
      nextStepFrom(services.pack, process) !== undefined &&
        link(`${here}/setback`, 'Record a lack of engagement or progress'),
      link(`${here}/pause`, 'Pause the process'),
      link(`${here}/close`, 'Close the process'),
    ],
    paused: [link(`${here}/resume`, 'Resume the process')],
    closed: [link(`${here}/reopen`, 'Reopen the process')],
  };
  return html`${heading('The process')}${bulletList(links[status])}`;
}

function meetingsTable(
  { services }: Arrival,
  { meetings, links, files, calendar, actions: shownActions }: CaseShown,
): Html {
  if (meetings.length === 0) return paragraph('No meeting has been set yet.');
  const reads = shownActions !== undefined;
  return stackingTable({
    head: ['Meeting', 'Date', 'State', 'Record'],
    firstCellIsHeader: true,
    rows: meetings.map((meeting) => {
      const { word, colour } = meetingStates[meeting.status];
      const record = links.get(meeting.id);
      const title = meetingName(formOf(services.pack, meeting.form));
      return [
        link(`/meetings/${meeting.id}`, title, `on ${longDate(meeting.date)}`),
        meeting.takenOn
          ? longDate(meeting.date)
          : `${longDate(meeting.date)} at ${clockTime(meeting.time)}${
              meeting.status === 'planned' ? uncheckedWords(calendar, meeting.date) : ''
            }`,
        tag({ content: word, classes: colour }),
        record?.kind === 'there'
          ? html`${tag({ content: record.state, classes: record.colour })}<br>${link(record.href, record.task, `of ${longDate(meeting.date)}`)}`
          : meeting.takenOn
            ? filesIn(meeting, files.get(meeting.id) ?? [], reads)
            : '–',
      ];
    }),
  });
}

function filesIn({ id }: Meeting, files: readonly HandedIn[], reads: boolean): Content {
  if (files.length === 0) return 'Taken on, without a file';
  return reads
    ? html`Taken on, as it came:<br>${files.map((file, index) => html`${index > 0 && html`<br>`}${link(`/meetings/${id}/files/${file.id}`, file.name)}`)}`
    : 'Taken on, with a file';
}

function board({ services }: Arrival, shown: CaseShown, here: string): Html {
  const label = (member: BoardMember) =>
    member.role === extraSeat ? member.description : boardRoleOf(services.pack, member.role).label;
  return html`
    ${shown.members.length === 0 && paragraph('Nobody is on the board yet.')}
    ${
      shown.members.length > 0 &&
      summaryList({
        rows: [
          ...shown.members.map((member) => ({ key: label(member), value: member.name })),
          ...shown.former.map((member) => ({
            key: label(member),
            value: `${member.name}, until ${shortDate(member.until ?? member.from)}`,
          })),
        ],
      })
    }
    ${shown.mayArrange && shown.members.length > 0 && paragraph(link(`${here}/board`, 'Change the board'))}`;
}

function actionsPart(actions: readonly ListedAction[], today: LocalDate): Html {
  return html`${heading('Agreed actions')}${
    actions.length === 0
      ? paragraph('No action has been agreed yet.')
      : stackingTable({
          classes: 'app-tracker',
          head: ['Action', 'Who undertakes it', 'Who monitors it', 'By when', 'State'],
          firstCellIsHeader: true,
          rows: actions.map((action) => [
            link(`/actions/${action.id}`, action.what),
            action.undertakes,
            action.monitors,
            action.byWhen === undefined
              ? '–'
              : html`<span class="app-whole">${shortDate(action.byWhen)}</span>`,
            actionState(action, today),
          ]),
        })
  }`;
}

function actionState(action: ListedAction, today: LocalDate): Html {
  const { word, colour } = stateOf(action, today);
  return tag({ content: word, classes: colour });
}
