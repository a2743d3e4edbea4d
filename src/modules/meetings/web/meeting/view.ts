import { clockTime, longDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { schoolDaysNote } from '#modules/calendar/index.ts';
import { extraSeat } from '#modules/cases/index.ts';
import type { BoardMember } from '#modules/cases/index.ts';
import type { RecordLink } from '#modules/records/index.ts';
import { boardRoleOf, meetingName } from '#policy-pack/index.ts';
import type { Form } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { isChecked } from '../../domain/dates.ts';
import type { PreReadDates } from '../../domain/pre-reads.ts';
import { schoolAndVenue } from '../../domain/venue.ts';
import { meetingStates } from '../../index.ts';
import type { MeetingMatter, OtherAttendee } from '../../index.ts';

export interface MeetingShown {
  readonly matter: MeetingMatter;
  readonly form: Form;
  readonly members: readonly BoardMember[];
  readonly others: readonly OtherAttendee[];
  readonly due: PreReadDates;
  /** Whether they may read the papers, or some of them. */
  readonly readsPapers: boolean;
  readonly calendar: SchoolCalendar;
  readonly record: RecordLink;
  readonly isPast: boolean;
  readonly mayArrange: boolean;
}

export function meetingView(arrival: Arrival, shown: MeetingShown): Html {
  const { matter, form, mayArrange } = shown;
  const { meeting } = matter;
  const here = `/meetings/${matter.meetingId}`;
  const state = meetingStates[meeting.status];
  const isPlanned = meeting.status === 'planned';
  const title = meetingName(form);
  return shellPage(arrival, {
    title: `${title}: ${matter.schoolName}`,
    back: { href: `/cases/${matter.caseId}`, content: `${form.heading} for ${matter.schoolName}` },
    main: html`
      ${isPlanned && doneBanner(arrival, shown)}
      ${heading(title, { level: 1, caption: matter.schoolName })}
      ${summaryList({
        rows: [
          { key: 'State', value: tag({ content: state.word, classes: state.colour }) },
          {
            key: 'Date and time',
            value: html`${longDate(meeting.date)} at ${clockTime(meeting.time)}, about ${meeting.minutes} minutes${isPlanned && unchecked(shown)}`,
          },
          { key: 'School and venue', value: schoolAndVenue(matter.schoolName, meeting.venue) },
          meeting.reason !== '' && { key: 'Reason given', value: meeting.reason },
        ],
      })}
      ${
        mayArrange &&
        isPlanned &&
        html`<div class="govuk-button-group">${button({
          content: 'Move the meeting',
          href: `${here}/move`,
          classes: 'govuk-button--secondary',
        })}${link(`${here}/cancel`, 'Cancel the meeting')}</div>`
      }
      ${recordPart(shown, here)}
      ${heading('Board')}
      ${board(arrival, shown)}
      ${heading('Other attendees')}
      ${others(shown, here)}
      ${form.preReads.length > 0 && preReads(arrival, shown)}`,
  });
}

/** Said of a date that nobody could hold against term dates. */
function unchecked({ calendar, matter }: MeetingShown): Html | undefined {
  return isChecked(calendar, matter.meeting.date)
    ? undefined
    : html`<br>${tag({ content: 'Not checked', classes: 'govuk-tag--yellow' })} The term dates of that year are not loaded.`;
}

/** What the form before this page has done. */
function doneBanner({ query }: Arrival, { members }: MeetingShown): Html | undefined {
  const done = query.raw('done');
  const words = {
    set:
      members.length === 0
        ? 'The meeting is set.'
        : 'The meeting is set, and the board is invited.',
    moved: 'The meeting is moved, and everyone who was invited is told.',
  };
  if (done !== 'set' && done !== 'moved') return undefined;
  return notificationBanner({ type: 'success', content: words[done] });
}

function recordPart({ record, matter, isPast }: MeetingShown, here: string): Html | undefined {
  switch (record.kind) {
    case 'none':
      return undefined;
    case 'to-open':
      return matter.meeting.status === 'cancelled'
        ? undefined
        : html`${heading('Record')}
          ${paragraph(
            isPast
              ? 'Open the record to write the notes.'
              : 'You can open the record before the meeting, to prepare it: it fills in what is already known.',
          )}
          <form method="post" action="${here}/record">${button({
            content: 'Open the record',
            preventDoubleClick: true,
          })}</form>`;
    case 'there':
      return html`${heading('Record')}
        ${paragraph(html`${tag({ content: record.state, classes: record.colour })}`)}
        ${button({ content: record.task, href: record.href })}`;
  }
}

function board({ services }: Arrival, { members }: MeetingShown): Html {
  if (members.length === 0) {
    return insetText({ content: 'Nobody is on the board yet, so nobody was invited.' });
  }
  return summaryList({
    rows: members.map((member) => ({
      key:
        member.role === extraSeat
          ? member.description
          : boardRoleOf(services.pack, member.role).label,
      value: member.name,
    })),
  });
}

function others({ others: people, form, mayArrange, matter }: MeetingShown, here: string): Html {
  const { status } = matter.meeting;
  const labels = new Map(form.sections.map((section) => [section.key, section.label]));
  const parts = (attendee: OtherAttendee) =>
    attendee.parts.length === 0
      ? 'the whole meeting'
      : attendee.parts.map((key) => labels.get(key) ?? key).join('; ');
  return html`
    ${people.length === 0 && paragraph('Nobody else is invited.')}
    ${
      people.length > 0 &&
      summaryList({
        rows: people.map((attendee) => ({
          key: attendee.name,
          value: html`${attendee.capacity}: ${parts(attendee)}${
            mayArrange &&
            status === 'planned' &&
            html`<form method="post" action="${here}/attendees/${attendee.id}/remove">${button({
              content: html`Remove<span class="govuk-visually-hidden"> ${attendee.name}</span>`,
              classes: 'govuk-button--secondary govuk-!-margin-bottom-0 govuk-!-margin-top-2',
            })}</form>`
          }`,
        })),
      })
    }
    ${mayArrange && status !== 'cancelled' && paragraph(link(`${here}/attendees/new`, 'Add another attendee'))}`;
}

function preReads(
  { services, today }: Arrival,
  { form, due, matter, readsPapers, calendar }: MeetingShown,
): Html {
  // Set at short notice: the days are the policy's all the same, and the meeting is still to come.
  const isToCome = matter.meeting.status === 'planned' && matter.meeting.date >= today;
  const passed = (day: LocalDate) => (isToCome && day < today ? ', which has passed' : '');
  return html`${heading('Pre-read documents')}
    ${bulletList([
      `To reach the authority by ${longDate(due.collectedBy)}${passed(due.collectedBy)}`,
      `To go to the board by ${longDate(due.distributedBy)}${passed(due.distributedBy)}`,
    ])}
    ${
      readsPapers &&
      button({
        content: 'See the papers',
        href: `/meetings/${matter.meetingId}/pre-reads`,
        classes: 'govuk-button--secondary',
      })
    }
    ${stackingTable({
      caption: form.preReadsRequired ? 'Documents to include' : 'Documents that could be useful',
      captionClasses: 'govuk-table__caption--s',
      head: ['Document', 'From'],
      firstCellIsHeader: true,
      rows: form.preReads.map((document) => [
        html`${document.label}${document.note !== null && html`<br><span class="govuk-hint">${document.note}</span>`}`,
        boardRoleOf(services.pack, document.providedBy).label,
      ]),
    })}
    <p class="govuk-hint">${schoolDaysNote(calendar, due.collectedBy, matter.meeting.date)} ${link('/calendar', 'See the calendar')}</p>`;
}
