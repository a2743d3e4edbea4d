import { clockTime, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { MeetingId } from '#kernel/ids.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { stateOf } from '#modules/actions/index.ts';
import type { ListedAction } from '#modules/actions/index.ts';
import { meetingStates, uncheckedWords } from '#modules/meetings/index.ts';
import type { ChoiceShown, Meeting } from '#modules/meetings/index.ts';
import type { BoardAnswer, RecordLink } from '#modules/records/index.ts';
import { boardRoleOf, formOf, meetingName } from '#policy-pack/index.ts';
import type { Process } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { buttonGroup, heading, link, paragraph } from '#ui/text.ts';
import { answersPart } from '#web/answers-part.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { extraSeat } from '../../index.ts';
import type { BoardMember, CaseMatter } from '../../index.ts';

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
      ${paragraph(matter.case.status === 'open' ? `Open since ${longDate(matter.case.openedOn)}.` : `Closed. It was opened on ${longDate(matter.case.openedOn)}.`)}
      ${next(arrival, shown, here)}
      ${heading('Meetings')}
      ${meetingsTable(arrival, shown)}
      ${heading('Board')}
      ${board(arrival, shown, here)}
      ${answersPart(arrival.services.pack, shown.answers, { adopts: shown.mayAdopt })}
      ${shown.actions && actionsPart(shown.actions, shown.today)}
      ${seesBackground && html`${heading(`${process.abbreviation} background`)}${markdown(matter.case.background)}`}
      ${seesHistory && paragraph(link(`${here}/history`, 'History of this case'))}`,
  });
}

/** What whoever runs the board has to do next, as one button. */
function next({ services }: Arrival, shown: CaseShown, here: string): Html | undefined {
  const { members, meetings, process, mayArrange, offered } = shown;
  if (!mayArrange) return undefined;
  if (offered) return offeredPart(offered, here);
  const missing = process.members.filter((seat) => !members.some((member) => member.role === seat));
  if (members.length === 0) {
    return html`${insetText({ content: 'The board has not been formed yet.' })}
      ${button({ content: 'Form the board', href: `${here}/board` })}`;
  }
  if (!meetings.some((meeting) => meeting.status === 'planned')) {
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

function meetingsTable({ services }: Arrival, { meetings, links, calendar }: CaseShown): Html {
  if (meetings.length === 0) return paragraph('No meeting has been set yet.');
  return stackingTable({
    head: ['Meeting', 'Date', 'State', 'Record'],
    firstCellIsHeader: true,
    rows: meetings.map((meeting) => {
      const { word, colour } = meetingStates[meeting.status];
      const record = links.get(meeting.id);
      const title = meetingName(formOf(services.pack, meeting.form));
      return [
        link(`/meetings/${meeting.id}`, title, `on ${longDate(meeting.date)}`),
        `${longDate(meeting.date)} at ${clockTime(meeting.time)}${
          meeting.status === 'planned' ? uncheckedWords(calendar, meeting.date) : ''
        }`,
        tag({ content: word, classes: colour }),
        record?.kind === 'there'
          ? html`${tag({ content: record.state, classes: record.colour })}<br>${link(record.href, record.task, `of ${longDate(meeting.date)}`)}`
          : '–',
      ];
    }),
  });
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
          head: ['Action', 'Who undertakes it', 'Who monitors it', 'By when', 'State'],
          firstCellIsHeader: true,
          rows: actions.map((action) => [
            link(`/actions/${action.id}`, action.what),
            action.undertakes,
            action.monitors,
            action.byWhen === undefined ? '–' : shortDate(action.byWhen),
            actionState(action, today),
          ]),
        })
  }`;
}

function actionState(action: ListedAction, today: LocalDate): Html {
  const { word, colour } = stateOf(action, today);
  return tag({ content: word, classes: colour });
}
