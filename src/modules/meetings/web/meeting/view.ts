import { clockTime, longDate, longInstant } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { SchoolCalendar } from '#kernel/school-days.ts';
import { schoolDaysNote } from '#modules/calendar/index.ts';
import { extraSeat } from '#modules/cases/index.ts';
import type { BoardMember, CaseStanding } from '#modules/cases/index.ts';
import type { RecordLink } from '#modules/records/index.ts';
import {
  boardRoleOf,
  formOf,
  meetingInSentence,
  meetingName,
  processOf,
} from '#policy-pack/index.ts';
import type { Form } from '#policy-pack/index.ts';
import type { HandedIn } from '#platform/files/files.ts';
import { button } from '#ui/components/button.ts';
import { details } from '#ui/components/details.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { hidden } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { caseStandingPart } from '#web/case-standing.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { isChecked } from '../../domain/dates.ts';
import type { PreReadDates } from '../../domain/pre-reads.ts';
import { schoolAndVenue } from '../../domain/venue.ts';
import { isToCome, meetingStates } from '../../index.ts';
import type { Meeting, MeetingChange, MeetingMatter, OtherAttendee } from '../../index.ts';
import { comesFrom } from '../../queries/brought-in.ts';
import type { BroughtIn } from '../../queries/brought-in.ts';
import type { ToInvite } from '../../queries/candidates-to-come.ts';

export interface MeetingShown {
  readonly matter: MeetingMatter;
  readonly form: Form;
  /** That its case is paused or closed. */
  readonly standing: CaseStanding | undefined;
  readonly members: readonly BoardMember[];
  readonly others: readonly OtherAttendee[];
  readonly due: PreReadDates;
  /** Whether they may read the papers, or some of them. */
  readonly readsPapers: boolean;
  readonly calendar: SchoolCalendar;
  readonly record: RecordLink;
  readonly isPast: boolean;
  readonly mayArrange: boolean;
  /** What happened to it, in order. */
  readonly changes: readonly MeetingChange[];
  /** The original files of a meeting that was taken on. */
  readonly files: readonly HandedIn[];
  readonly readsFiles: boolean;
  /** Whether they may put the text of an original under the form's labels. */
  readonly bringsIn: boolean;
  /** The record that was brought in from one of the originals. */
  readonly broughtIn: BroughtIn | undefined;
  /** The meeting whose outcome set this one. */
  readonly setBy: Meeting | undefined;
  /** People of the school and its networks who could be invited to this meeting alone. */
  readonly toInvite: readonly ToInvite[];
}

export function meetingView(arrival: Arrival, shown: MeetingShown): Html {
  const { matter, form, mayArrange } = shown;
  const { meeting } = matter;
  const here = `/meetings/${matter.meetingId}`;
  const state = meetingStates[meeting.status];
  const toCome = isToCome(meeting);
  const title = meetingName(form);
  return shellPage(arrival, {
    title: `${title}: ${matter.schoolName}`,
    back: { href: `/cases/${matter.caseId}`, content: `${form.heading} for ${matter.schoolName}` },
    main: html`
      ${toCome && doneBanner(arrival, shown)}
      ${heading(title, { level: 1, caption: matter.schoolName })}
      ${caseStandingPart(arrival.services.pack, shown.standing)}
      ${summaryList({
        rows: [
          {
            key: 'State',
            value: html`${tag({ content: state.word, classes: state.colour })}${meeting.takenOn && html` ${tag({ content: 'Taken on', classes: 'govuk-tag--grey' })}`}`,
          },
          {
            key: 'Date and time',
            value: meeting.takenOn
              ? longDate(meeting.date)
              : meeting.status === 'postponed'
                ? html`Not agreed yet<br><span class="govuk-hint">It was planned for ${longDate(meeting.date)} at ${clockTime(meeting.time)}</span>`
                : html`${longDate(meeting.date)} at ${clockTime(meeting.time)}, about ${meeting.minutes} minutes${meeting.status === 'planned' && unchecked(shown)}`,
          },
          !meeting.takenOn && {
            key: 'School and venue',
            value: schoolAndVenue(matter.schoolName, meeting.venue),
          },
          setByRow(arrival, shown),
          meeting.reason !== '' && { key: 'Reason given', value: meeting.reason },
        ],
      })}
      ${
        mayArrange &&
        toCome &&
        html`<div class="govuk-button-group">${button({
          content: meeting.status === 'planned' ? 'Move the meeting' : 'Set the new date',
          href: `${here}/move`,
          classes: meeting.status === 'planned' ? 'govuk-button--secondary' : undefined,
        })}${meeting.status === 'planned' && link(`${here}/postpone`, 'Postpone it')}${
          meeting.status === 'planned' &&
          shown.isPast &&
          link(`${here}/adjourn`, 'It was adjourned')
        }${link(`${here}/cancel`, 'Cancel the meeting')}</div>`
      }
      ${
        meeting.status === 'planned' &&
        paragraph(
          html`Download the invitation: ${link(`${here}/invitation.docx`, 'Word')} or ${link(`${here}/invitation.pdf`, 'PDF')}`,
          'app-not-printed',
        )
      }
      ${recordPart(shown, here)}
      ${meeting.takenOn && filesPart(shown, here)}
      ${!meeting.takenOn && peoplePart(arrival, shown, here)}
      ${historyPart(shown)}
      ${form.preReads.length > 0 && !meeting.takenOn && preReads(arrival, shown)}`,
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
    postponed: 'The meeting is postponed, and everyone who was invited is told.',
    adjourned: 'The meeting is adjourned, and everyone who was invited is told.',
  };
  if (!Object.hasOwn(words, done)) return undefined;
  return notificationBanner({ type: 'success', content: words[done as keyof typeof words] });
}

function recordPart({ record, isPast }: MeetingShown, here: string): Html | undefined {
  switch (record.kind) {
    case 'none':
      return undefined;
    case 'to-open':
      return html`${heading('Record')}
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

/** What set this meeting: it stays with it, however often the meeting is moved. */
function setByRow(
  { services }: Arrival,
  { matter, setBy }: MeetingShown,
): { key: string; value: Html } | false {
  const { meeting } = matter;
  if (!setBy || !meeting.setBy) return false;
  const form = formOf(services.pack, setBy.form);
  const outcome = form.outcomes.find(({ key }) => key === meeting.setBy?.outcome)?.label;
  return {
    key: 'Set by',
    value: html`${link(`/meetings/${setBy.id}`, `The ${meetingInSentence(form)} of ${longDate(setBy.date)}`)}${outcome !== undefined && html`<br>${outcome}`}`,
  };
}

/** The files that came with a meeting that was held before its case was taken on. */
function filesPart({ files, readsFiles, bringsIn, broughtIn }: MeetingShown, here: string): Html {
  const bringIn = ({ id, name, kind }: HandedIn) =>
    bringsIn &&
    kind === 'word' &&
    broughtIn?.file.id !== id &&
    html`: ${link(`${here}/files/${id}/bring-in`, 'Bring its text in', `of ${name}`)}`;
  return html`${heading('Record')}${
    broughtIn &&
    readsFiles &&
    paragraph(html`${link(`${here}/brought-in`, 'Read the record')}. ${comesFrom(broughtIn)}`)
  }${
    files.length === 0
      ? paragraph('No original file came with this meeting.')
      : readsFiles
        ? html`${paragraph('This meeting was held before its process was taken on. Its record is as it came:')}${bulletList(
            files.map(
              (file) => html`${link(`${here}/files/${file.id}`, file.name)}${bringIn(file)}`,
            ),
          )}`
        : paragraph('Its record is a file that is for those who read the records of the board.')
  }`;
}

function peoplePart(arrival: Arrival, shown: MeetingShown, here: string): Html {
  const { pack } = arrival.services;
  const perMeeting = processOf(pack, shown.matter.case.process).othersAgreedFor === 'meeting';
  return html`
    ${heading(perMeeting ? 'Who normally comes' : 'Board')}
    ${board(arrival, shown)}
    ${heading(perMeeting ? 'Agreed for this meeting' : 'Other attendees')}
    ${
      perMeeting &&
      paragraph(
        'Who else comes is agreed for each meeting. The final record goes to those who are named here, and to those who normally come.',
      )
    }
    ${others(shown, here)}`;
}

/** Every state that the meeting has had, where there was more than one. */
function historyPart({ changes }: MeetingShown): Html | false {
  return (
    changes.length > 1 &&
    details({
      summary: 'What happened to this meeting',
      content:
        bulletList(
          changes.map(
            ({ status, date, time, reason, at, by }) =>
              html`${meetingStates[status].word}${status !== 'cancelled' && status !== 'postponed' && ` for ${longDate(date)} at ${clockTime(time)}`}, ${longInstant(at)}, ${by}${reason !== '' && html`: <span class="app-words">${reason}</span>`}`,
          ),
        ) ?? '',
    })
  );
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

function others(
  { others: people, form, mayArrange, matter, toInvite }: MeetingShown,
  here: string,
): Html {
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
            isToCome(matter.meeting) &&
            html`<form method="post" action="${here}/attendees/${attendee.id}/remove">${button({
              content: html`Remove<span class="govuk-visually-hidden"> ${attendee.name}</span>`,
              classes: 'govuk-button--secondary govuk-!-margin-bottom-0 govuk-!-margin-top-2',
            })}</form>`
          }`,
        })),
      })
    }
    ${
      mayArrange &&
      isToCome(matter.meeting) &&
      toInvite.map(
        ({ personId, name, label }) =>
          html`<form method="post" action="${here}/attendees/invite">${hidden('person', personId)}${button(
            {
              content: `Invite ${name}, ${label}, to this meeting`,
              classes: 'govuk-button--secondary govuk-!-margin-bottom-2',
              preventDoubleClick: true,
            },
          )}</form>`,
      )
    }
    ${mayArrange && status !== 'cancelled' && paragraph(link(`${here}/attendees/new`, 'Add another attendee, or a substitute'))}`;
}

function preReads(
  { services, today }: Arrival,
  { form, due, matter, readsPapers, calendar }: MeetingShown,
): Html {
  // Set at short notice: the days are the policy's all the same, and the meeting is still to come.
  const isAhead = matter.meeting.status === 'planned' && matter.meeting.date >= today;
  const passed = (day: LocalDate) => (isAhead && day < today ? ', which has passed' : '');
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
