import { dateOf, longDate, shortDate } from '#kernel/dates.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph } from '#ui/text.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { documentOf } from '../../domain/papers.ts';
import type { Answer } from '../../domain/papers.ts';
import type { MeetingPapers, PaperOfMeeting } from '../../queries/meeting-papers.ts';
import type { RecordedInFull } from '../../queries/recorded.ts';
import { recordedView } from './recorded.ts';
import { senderWords } from '../../domain/papers.ts';
import { besideLabel, documentLink, meetingOn } from '../words.ts';

export interface PaperShown {
  readonly meeting: MeetingPapers;
  /** With those versions only that are theirs to read. */
  readonly paper: PaperOfMeeting;
  /** Also what was sent and said for other meetings. */
  readonly readsAll: boolean;
  readonly withdraws: boolean;
  readonly recorded: RecordedInFull;
}

/** What the product holds of one paper, and everything that was sent and said of it, newest first. */
export function paperView(arrival: Arrival, shown: PaperShown): Html {
  const { meeting, paper, readsAll } = shown;
  const back = `/meetings/${meeting.meetingId}/pre-reads`;
  const beside = besideLabel(paper.paper, arrival.services.pack);
  const answers = paper.answers
    .filter((answer) => isShown(shown, answer))
    .filter(({ meetingId }) => readsAll || meetingId === meeting.meetingId);
  const rest = paper.versions.filter(({ answer }) => !answers.some(({ id }) => id === answer.id));
  const rows = [...rest.map(({ answer }) => answer), ...answers].toReversed();
  const isRecorded = paper.recorded.length > 0;
  return shellPage(arrival, {
    title: `${paper.paper.label}: ${meeting.schoolName}`,
    back: { href: back, content: 'Pre-read documents' },
    main: html`
      ${column(
        heading(paper.paper.label, { level: 1, caption: meeting.schoolName }),
        beside !== '' && html`<p class="govuk-hint">${beside}</p>`,
        recordedView(shown.recorded),
        isRecorded && heading('Sent and said'),
        rows.length > 0 &&
          paragraph(
            `Everything that was sent and said, newest first. For the ${meetingOn(meeting)} the one that is marked counts.`,
          ),
      )}
      ${
        rows.length === 0
          ? paragraph(isRecorded ? 'No document was sent.' : 'Nothing has been sent yet.')
          : stackingTable({
              head: ['When', 'What', 'Dated', 'For the meeting on'],
              rows: rows.map((answer) => row(shown, answer)),
            })
      }`,
  });
}

/** What is hidden from most people is left out, as if it had never come. */
function isShown({ paper }: PaperShown, answer: Answer): boolean {
  if (answer.kind === 'file') return paper.versions.some(({ answer: { id } }) => id === answer.id);
  return true;
}

function row(shown: PaperShown, answer: Answer) {
  const { meeting, paper } = shown;
  const counts =
    'answer' in paper.standing
      ? paper.standing.answer.id === answer.id
      : documentOf(paper.standing)?.answer.id === answer.id;
  return [
    longDate(dateOf(answer.at)),
    html`${what(shown, answer)}${counts && html` ${tag({ content: 'Counts', classes: 'govuk-tag--green' })}`}<br><span class="app-secondary">${senderWords(answer.by)}</span>${withdrawal(shown, answer)}`,
    answer.kind === 'file' ? shortDate(answer.file.datedOn) : '–',
    answer.meetingId === meeting.meetingId
      ? `${shortDate(answer.meetingOn)} (this one)`
      : shortDate(answer.meetingOn),
  ];
}

function what({ meeting, paper }: PaperShown, answer: Answer): Html | string {
  switch (answer.kind) {
    case 'file': {
      const version = paper.versions.find((each) => each.answer.id === answer.id);
      return version ? documentLink(meeting, version) : '';
    }
    case 'unchanged': {
      const version = paper.versions.find((each) => each.answer.id === answer.of);
      return version
        ? `Said that version ${version.number} is unchanged`
        : 'Said that it is unchanged';
    }
    case 'none':
      return 'Said that there were no visits';
    case 'not-needed':
      return 'Said that it is not needed for this meeting';
    case 'needed':
      return 'Said that it is needed after all';
  }
}

function withdrawal({ meeting, withdraws }: PaperShown, answer: Answer): Html | undefined {
  if (answer.kind !== 'file') return undefined;
  const { withdrawn } = answer;
  if (withdrawn) {
    return html`<br>${tag({ content: 'Withdrawn', classes: 'govuk-tag--grey' })}<br><span class="app-secondary">${withdrawn.by} withdrew it on ${shortDate(dateOf(withdrawn.at))}: ${withdrawn.reason}</span>`;
  }
  const href = `/meetings/${meeting.meetingId}/pre-reads/documents/${answer.id}/withdraw`;
  return withdraws ? html`<br>${link(href, 'Withdraw it', `(${answer.file.name})`)}` : undefined;
}

/** Why something could not be said of a paper. */
export function refusedView(arrival: Arrival, meeting: MeetingPapers, sentence: string): Html {
  const href = `/meetings/${meeting.meetingId}/pre-reads`;
  return shellPage(arrival, {
    title: 'Nothing was changed',
    back: { href, content: 'Pre-read documents' },
    main: column(heading('Nothing was changed', { level: 1 }), paragraph(sentence)),
  });
}
