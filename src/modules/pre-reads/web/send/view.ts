import { shortDate } from '#kernel/dates.ts';
import type { AnswerId } from '#kernel/ids.ts';
import type { Form } from '#platform/http/form.ts';
import { largestHandedIn } from '#platform/files/files.ts';
import { fileKinds, kindsInWords } from '#platform/files/kinds.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { fileUpload } from '#ui/components/file-upload.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { currentOf } from '../../domain/papers.ts';
import type { MeetingPapers, PaperOfMeeting } from '../../queries/meeting-papers.ts';
import { besideLabel, meetingOn, notSharedWords, sinceWords } from '../words.ts';
import { datePrefix } from './form.ts';

export interface SendShown {
  readonly meeting: MeetingPapers;
  readonly paper: PaperOfMeeting;
  readonly id: AnswerId;
  readonly action: string;
  readonly back: { readonly href: string; readonly content: string };
  readonly typed: Form;
  readonly problems: readonly FormError[];
}

/** The form by which a paper is sent, or said to be unchanged. The same for those who sign in and for a link. */
export function sendView(arrival: Arrival, shown: SendShown): Html {
  const { meeting, paper, problems } = shown;
  const beside = besideLabel(paper.paper, arrival.services.pack);
  return formPage({
    site: siteOf(arrival),
    title: paper.paper.label,
    caption: `${meeting.schoolName}: ${meetingOn(meeting)}`,
    back: shown.back,
    action: shown.action,
    isMultipart: true,
    errors: problems,
    intro: html`${beside !== '' && html`<p class="govuk-hint">${beside}</p>`}${
      paper.standing.kind === 'sent' &&
      paragraph(
        'A document was sent for this meeting. It stays in the history if you send another.',
      )
    }${
      paper.recorded.length > 0 &&
      paragraph('What is recorded here is this paper already. A document can be sent as well.')
    }${paper.notShared > 0 && arrival.actor !== undefined && paragraph(notSharedWords(paper.notShared))}`,
    fields: html`${hidden('id', shown.id)}${choices(shown)}`,
    submit: 'Send',
  });
}

function choices(shown: SendShown): Html {
  const { meeting, paper, problems, typed } = shown;
  const held = currentOf(paper.versions);
  const mayBeUnchanged = held !== undefined && held.answer.meetingId !== meeting.meetingId;
  const mayBeNone = paper.paper.kind === 'visit-records' && paper.recorded.length === 0;
  if (!mayBeUnchanged && !mayBeNone) return documentFields(shown);
  return html`${hidden('choices', 'yes')}${radios({
    name: 'what',
    fieldset: { legend: { content: 'Your answer', classes: 'govuk-fieldset__legend--s' } },
    value: typed.raw('what'),
    errorMessage: errorOf(problems, 'what'),
    items: [
      mayBeUnchanged && {
        value: 'unchanged',
        content: 'It is unchanged since last time',
        hint: `The document of ${shortDate(held.file.datedOn)}, which is held, still stands.`,
      },
      mayBeNone && {
        value: 'none',
        content: `There were no visits since ${sinceWords(meeting)}`,
      },
      { value: 'file', content: 'Send a document', conditional: documentFields(shown) },
    ],
  })}`;
}

function documentFields({ typed, problems }: SendShown): Html {
  const names = ['day', 'month', 'year'].map((part) => `${datePrefix}-${part}`);
  return html`${fileUpload({
    name: 'file',
    label: { content: 'The document', classes: 'govuk-label--s' },
    hint: `${kindsInWords}, of ${largestHandedIn / 1_000_000} MB at most`,
    attributes: {
      accept: fileKinds.flatMap(({ endings }) => endings.map((each) => `.${each}`)).join(','),
    },
    errorMessage: errorOf(problems, 'file'),
  })}${dateInput({
    id: datePrefix,
    namePrefix: datePrefix,
    fieldset: {
      legend: { content: 'Date on the document (optional)', classes: 'govuk-fieldset__legend--s' },
    },
    hint: 'Without one it is taken to be of today.',
    values: Object.fromEntries(names.map((name) => [name, typed.raw(name)])),
    errorMessage: errorOf(problems, datePrefix),
  })}`;
}
