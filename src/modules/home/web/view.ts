import { clockTime, daysBetween, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { stateOf } from '#modules/actions/index.ts';
import type { Tracked } from '#modules/actions/index.ts';
import type { Gap } from '#modules/reminders/index.ts';
import type { ReadRecord } from '#modules/records/index.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { taskList } from '#ui/components/task-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { levelTag } from '#web/level-tag.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { AssignedSchool } from '../queries/assigned-schools.ts';
import type { MeetingToCome, OwnCase } from '../queries/board-work.ts';
import type { Overview } from '../queries/overview.ts';
import type { OwnSchool } from '../queries/own-schools.ts';
import { gapsPart, mostNamed } from './not-happened/view.ts';
import { overviewPart } from './overview-view.ts';

/** Something that the person who looks has to do. */
export interface Duty {
  /** "Check the record of 14 January 2027 for accuracy" */
  readonly what: string;
  readonly school: string;
  readonly href: string;
  /** The last day for it, where there is one. */
  readonly due: LocalDate | undefined;
}

export interface HomeShown {
  readonly duties: readonly Duty[];
  /** Those that they head, or whose governors they chair. */
  readonly schools: readonly OwnSchool[];
  /** Those that they visit for the authority. */
  readonly assigned: readonly AssignedSchool[];
  /** What the whole authority has running, for those who read all of it. */
  readonly overview: Overview | undefined;
  /** What should have happened by now and is theirs to mend. */
  readonly gaps: readonly Gap[];
  /** What they undertake or monitor and is open. */
  readonly actions: Tracked;
  readonly meetings: readonly MeetingToCome[];
  /** Boards that they sit on or that are about their school. */
  readonly cases: readonly OwnCase[];
  readonly shared: readonly Duty[];
  /** Records of meetings that they came to, which no board of theirs leads to. */
  readonly attended: readonly ReadRecord[];
}

export function homeView(arrival: Arrival, shown: HomeShown): Html {
  const { duties, gaps, actions, schools, assigned, overview, meetings, cases, shared, attended } =
    shown;
  return shellPage(arrival, {
    title: 'Your work',
    main: html`
      ${heading('Your work', { level: 1 })}
      ${gaps.length > 0 && gapsPart(gaps)}
      ${heading('To do')}
      ${
        duties.length === 0
          ? insetText({
              content:
                gaps.length === 0
                  ? 'Nothing is waiting for you.'
                  : 'Nothing else is waiting for you.',
            })
          : taskList({ items: duties.map((duty) => item(duty, arrival.today)) })
      }
      ${
        shared.length > 0 &&
        html`${heading('Records shared with you')}${bulletList(
          shared.map(({ what, school, href }) => html`${link(href, what)}, ${school}`),
        )}`
      }
      ${actions.total > 0 && actionsPart(actions, arrival.today)}
      ${schools.length > 0 && schoolsPart(arrival, schools)}
      ${assigned.length > 0 && assignedPart(arrival, assigned)}
      ${meetings.length > 0 && meetingsPart(arrival, meetings)}
      ${overview && overviewPart(arrival, overview)}
      ${cases.length > 0 && casesPart(arrival, cases)}
      ${
        attended.length > 0 &&
        html`${heading('Records of meetings that you came to')}${bulletList(
          attended.map(
            ({ meetingOn, schoolName, href }) =>
              html`${link(href, `Record of ${shortDate(meetingOn)}`)}, ${schoolName}`,
          ),
        )}`
      }`,
  });
}

function item({ what, school, href, due }: Duty, today: LocalDate) {
  return {
    title: what,
    href,
    hint: school,
    status: due === undefined ? { content: '' } : dueStatus(due, today),
  };
}

function dueStatus(due: LocalDate, today: LocalDate) {
  const days = daysBetween(today, due);
  if (days < 0) {
    return { tag: { content: 'Overdue', classes: 'govuk-tag--red' } };
  }
  const content = days === 0 ? 'Due today' : days === 1 ? 'Due tomorrow' : `By ${longDate(due)}`;
  return days <= 1 ? { tag: { content, classes: 'govuk-tag--yellow' } } : { content };
}

/** A school with a level leads at once to the page that says why, and what gets it out. */
function schoolsPart({ services }: Arrival, schools: readonly OwnSchool[]): Html {
  return html`${heading(schools.length === 1 ? 'Your school' : 'Your schools')}${bulletList(
    schools.map(
      ({ urn, name, level }) =>
        html`${link(path`/schools/${String(urn)}`, name)}${
          level &&
          html`: ${levelTag(services.pack, level.level)} since ${shortDate(level.since)}. ${link(
            path`/schools/${String(urn)}/why`,
            'Why are we here, and what gets us out?',
            schools.length === 1 ? undefined : name,
          )}`
        }`,
    ),
  )}`;
}

/** The schools that a monitoring officer goes to: when last, when next, and the way to write it down. */
function assignedPart({ services }: Arrival, assigned: readonly AssignedSchool[]): Html {
  return html`${heading('Schools that you visit')}${stackingTable({
    head: ['School', 'Last visit', 'Next meeting', 'Visit'],
    firstCellIsHeader: true,
    rows: assigned.map(({ urn, name, lastVisit, next, mayRecord }) => {
      const school = path`/schools/${String(urn)}`;
      return [
        link(school, name),
        lastVisit
          ? link(`${school}/visits/${lastVisit.id}`, shortDate(lastVisit.on), `to ${name}`)
          : html`<span class="app-whole">None recorded</span>`,
        next
          ? html`${link(`/cases/${next.caseId}`, processOf(services.pack, next.process).name, `for ${name}`)}<br>${
              next.date === undefined || next.time === undefined
                ? 'No date set'
                : `${longDate(next.date)} at ${clockTime(next.time)}`
            }`
          : '–',
        mayRecord
          ? html`<span class="app-whole">${link(`${school}/visits/new`, 'Record a visit', `to ${name}`)}</span>`
          : '–',
      ];
    }),
  })}`;
}

function actionsPart({ actions, total }: Tracked, today: LocalDate): Html {
  return html`${heading('Your actions')}${stackingTable({
    head: ['Action', 'School', 'By when', 'State'],
    firstCellIsHeader: true,
    rows: actions.slice(0, mostNamed).map(({ id, action, school }) => {
      const { word, colour } = stateOf(action, today);
      return [
        link(`/actions/${id}`, action.what.split('\n')[0] ?? '', `at ${school}`),
        school,
        action.byWhen === undefined ? 'No day set' : shortDate(action.byWhen),
        tag({ content: word, classes: colour }),
      ];
    }),
  })}${paragraph(
    link(
      '/actions/yours',
      total > mostNamed ? `All ${total} of your actions` : 'Find among your actions',
    ),
  )}`;
}

function meetingsPart({ services }: Arrival, meetings: readonly MeetingToCome[]): Html {
  return html`${heading('Meetings to come')}${stackingTable({
    head: ['When', 'School', 'Meeting'],
    rows: meetings.map((meeting) => [
      `${longDate(meeting.date)} at ${clockTime(meeting.time)}`,
      meeting.school,
      link(
        `/meetings/${meeting.id}`,
        meetingName(formOf(services.pack, meeting.form)),
        `at ${meeting.school}`,
      ),
    ]),
  })}${paragraph(link('/your-calendar', 'Let your own calendar follow your meetings'))}`;
}

function casesPart({ services }: Arrival, cases: readonly OwnCase[]): Html {
  return html`${heading('Your boards and check-ins')}${bulletList(
    cases.map(({ id, process, school }) =>
      link(`/cases/${id}`, `${processOf(services.pack, process).name} for ${school}`),
    ),
  )}`;
}
