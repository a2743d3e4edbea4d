import { clockTime, longDate, longInstant, shortDate } from '#kernel/dates.ts';
import { formOf, meetingName, processOf } from '#policy-pack/index.ts';
import { details } from '#ui/components/details.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import type { Arrival } from '#web/route.ts';
import type { Overview, Span } from '../queries/overview.ts';

/** So many are named at once; the others are on the page that the list leads to. */
const mostNamed = 5;

/** What an authority has running, in counts that each lead to what was counted. */
export function overviewPart(arrival: Arrival, overview: Overview): Html {
  const { pack } = arrival.services;
  const { cases, reviews, overdue, span, meetings } = overview;
  const held = meetings.filter((meeting) => meeting.held);
  const planned = meetings.filter((meeting) => !meeting.held);
  const paused = cases.filter((each) => each.paused);
  return html`
    ${heading('The authority today')}
    ${summaryList({
      rows: [
        ...pack.processes.map(({ key, name }) => ({
          key: `${name}, running`,
          value: link('/cases', String(cases.filter(({ process }) => process === key).length)),
        })),
        { key: 'Of these, paused', value: String(paused.length) },
        { key: 'Up for review after an inspection', value: String(reviews.length) },
        {
          key: 'Agreed actions that are overdue',
          value:
            overdue.total === 0
              ? '0'
              : link(
                  '/actions?status=overdue',
                  `${overdue.total.toLocaleString('en-GB')}${overdue.more ? ' or more' : ''}`,
                ),
        },
        {
          key: `Meetings in ${spanWords(span)}`,
          value: `${held.length} held, ${planned.length} planned`,
        },
      ],
    })}
    ${paragraph(
      `Counted from the boards, records and actions that are held here, on ${longInstant(arrival.now)}. ${
        span.name === undefined
          ? 'The term dates of this year are not loaded, so that meetings are counted for six weeks.'
          : `${span.name} is from ${shortDate(span.first)} to ${shortDate(span.last)} in the authority’s calendar.`
      }`,
      'app-secondary',
    )}
    ${
      reviews.length > 0 &&
      html`${heading('Reviews due', { level: 3 })}${bulletList(
        reviews.map(
          ({ id, school, process }) =>
            html`${link(`/cases/${id}`, school)}: ${processOf(pack, process).name}`,
        ),
      )}`
    }
    ${planned.length > 0 && plannedPart(arrival, overview)}
    ${overdue.total > 0 && overduePart(overview)}
    ${cases.length > 0 && casesPart(arrival, overview)}`;
}

/** "Autumn 2", "the six weeks from 26 November 2026" */
function spanWords({ name, first }: Span): string {
  return name ?? `the six weeks from ${shortDate(first)}`;
}

function plannedPart({ services, today }: Arrival, { meetings, span }: Overview): Html {
  const planned = meetings.filter(({ held }) => !held);
  return html`${heading(`Meetings planned in ${spanWords(span)}`, { level: 3 })}${stackingTable({
    head: ['When', 'School', 'Meeting'],
    rows: planned.map(({ id, school, form, date, time }) => [
      html`${longDate(date)} at ${clockTime(time)}${date < today && html`<br>${tag({ content: 'Not closed yet', classes: 'govuk-tag--yellow' })}`}`,
      school,
      link(`/meetings/${id}`, meetingName(formOf(services.pack, form)), `at ${school}`),
    ]),
  })}`;
}

function overduePart({ overdue: { actions, total } }: Overview): Html {
  return html`${heading('Overdue actions', { level: 3 })}${stackingTable({
    head: ['Action', 'School', 'Was due by'],
    firstCellIsHeader: true,
    rows: actions
      .slice(0, mostNamed)
      .map(({ id, action, school }) => [
        link(`/actions/${id}`, action.what.split('\n')[0] ?? '', `at ${school}`),
        school,
        action.byWhen === undefined ? '–' : shortDate(action.byWhen),
      ]),
  })}${
    total > mostNamed &&
    paragraph(
      link('/actions?status=overdue', `All ${total.toLocaleString('en-GB')} overdue actions`),
    )
  }`;
}

/** Each school with a process, folded by process: the counts above say how many. */
function casesPart({ services }: Arrival, { cases }: Overview): Html {
  const { pack } = services;
  return html`${heading('Schools', { level: 3 })}${pack.processes.map(({ key, name }) => {
    const these = cases.filter(({ process }) => process === key);
    return (
      these.length > 0 &&
      details({
        summary: `${name}: ${these.length} ${these.length === 1 ? 'school' : 'schools'}`,
        content:
          bulletList(
            these.map(
              ({ id, school, openedOn, paused }) =>
                html`${link(`/cases/${id}`, school)}, since ${shortDate(openedOn)}${paused && ', paused'}`,
            ),
          ) ?? '',
      })
    );
  })}`;
}
