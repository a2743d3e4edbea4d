import { clockTime, longDate, longInstant } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { CaseMatter } from '#modules/cases/index.ts';
import { button } from '#ui/components/button.ts';
import { checkboxes } from '#ui/components/checkboxes.ts';
import { dateInput } from '#ui/components/date-input.ts';
import { details } from '#ui/components/details.ts';
import { input } from '#ui/components/input.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import type { Maybe } from '#ui/components/part.ts';
import { radios } from '#ui/components/radios.ts';
import { stackingTable } from '#ui/components/stacking-table.ts';
import { tag } from '#ui/components/tag.ts';
import { errorOf, form as formElement, formPage, hidden } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { shellPage, siteOf } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import { fewestDates, mostDates, tallyOf } from '../../domain/choice.ts';
import type { DateOption, Tally } from '../../domain/choice.ts';
import { venueWords } from '../../domain/venue.ts';
import type { ChoiceShown } from '../../queries/choices.ts';
import { venueField } from '../arrange/view.ts';

/** What was typed, and which dates were ticked. */
export interface TypedOffer {
  readonly fields: Readonly<Record<string, string>>;
  readonly on: readonly string[];
}

export interface OfferShown {
  readonly title: string;
  /** What has to be done before, above the form. */
  readonly before: Maybe<Html>;
  readonly matter: CaseMatter;
  readonly minutes: number;
  /** "School Improvement Board" */
  readonly heading: string;
  readonly id: string;
  readonly offered: readonly LocalDate[];
  readonly isChecked: boolean;
  /** The numbers of the dates that can be typed. */
  readonly boxes: readonly number[];
  readonly typed: TypedOffer;
  readonly problems: readonly FormError[];
}

export function offerView(arrival: Arrival, shown: OfferShown): Html {
  const { matter, minutes, id, offered, typed, problems, boxes } = shown;
  const { fields } = typed;
  const unchecked = shown.isChecked
    ? ''
    : ' Term dates are not loaded, so school holidays are not checked.';
  return formPage({
    site: siteOf(arrival),
    title: shown.title,
    caption: matter.schoolName,
    back: { href: `/cases/${matter.caseId}`, content: shown.heading },
    action: `/cases/${matter.caseId}/dates/new`,
    errors: problems,
    intro: html`${shown.before}${paragraph(
      `Choose from ${fewestDates} to ${mostDates} dates. Each member of the board gets an email and can answer without signing in. Then you fix one of the dates, and everyone is invited. Allow about ${minutes} minutes.`,
    )}`,
    fields: html`
      ${hidden('id', id)}
      ${
        offered.length > 0 &&
        checkboxes({
          name: 'on',
          values: typed.on,
          fieldset: { legend: { content: 'Dates', classes: 'govuk-fieldset__legend--s' } },
          hint: 'School days on which nobody of the board is at another board, with time for the pre-read documents.',
          errorMessage: errorOf(problems, 'on'),
          items: offered.map((day) => ({ value: day, content: longDate(day) })),
        })
      }
      ${boxes.map((number, index) =>
        dateInput({
          // The summary links here where there are no checkboxes.
          id: offered.length === 0 && index === 0 ? 'on' : `date-${number}`,
          namePrefix: `date-${number}`,
          fieldset: {
            legend: {
              content:
                offered.length === 0
                  ? `Date ${number}${number > fewestDates ? ' (optional)' : ''}`
                  : `Another date${index > 0 ? `, ${index + 1}` : ''} (optional)`,
              classes: 'govuk-fieldset__legend--s',
            },
          },
          hint: index === 0 ? `For example, 14 1 2027.${unchecked}` : undefined,
          values: fields,
          errorMessage:
            errorOf(problems, `date-${number}`) ??
            (offered.length === 0 && index === 0 ? errorOf(problems, 'on') : undefined),
        }),
      )}
      ${input({
        name: 'time',
        label: { content: 'Start time', classes: 'govuk-label--s' },
        hint: 'On each of the dates. For example, 9:30am or 2pm',
        classes: 'govuk-input--width-5',
        value: fields['time'] ?? '',
        errorMessage: errorOf(problems, 'time'),
      })}
      ${venueField(fields, problems)}
      ${input({
        name: 'reason',
        label: { content: 'Reason for an unusual date (optional)', classes: 'govuk-label--s' },
        hint: 'Needed only when one of the dates is no school day, is too soon for the pre-read documents, or someone of the board is at another board.',
        value: fields['reason'] ?? '',
        errorMessage: errorOf(problems, 'reason'),
      })}`,
    submit: 'Send the dates to the board',
  });
}

export interface AnswersShown extends ChoiceShown {
  readonly matter: CaseMatter;
  readonly meeting: string;
  /** Members whom no mail asked: who offered the dates, and whoever has no mailbox or came later. */
  readonly notAsked: readonly string[];
  readonly problems: readonly FormError[];
}

/** What the board has answered, and the date to fix. */
export function answersView(arrival: Arrival, shown: AnswersShown): Html {
  const { matter, meeting, choice, asked, answers, problems, notAsked } = shown;
  const here = `/cases/${matter.caseId}/dates`;
  const isOpen = choice.status.kind === 'open';
  const people = asked.map(({ personId }) => personId);
  const title = `Dates for the ${meeting}`;
  const answered = people.filter((person) => answers.has(person)).length;
  return shellPage(arrival, {
    title: `${title}: ${matter.schoolName}`,
    back: { href: `/cases/${matter.caseId}`, content: matter.schoolName },
    problems,
    main: html`
      ${arrival.query.text('done') === 'offered' && isOpen && notificationBanner({ type: 'success', content: 'The dates are on their way to the board.' })}
      ${heading(title, { level: 1, caption: matter.schoolName })}
      ${
        choice.status.kind === 'withdrawn' &&
        insetText({ content: `These dates were withdrawn. Reason: ${choice.status.reason}` })
      }
      ${
        choice.status.kind === 'fixed' &&
        insetText({
          content: html`One of these dates is fixed. ${link(`/meetings/${choice.status.meetingId}`, 'See the meeting')}`,
        })
      }
      ${paragraph(`Offered on ${longInstant(choice.askedAt)}, for about ${choice.minutes} minutes, ${venueWords(choice.venue)}.`)}
      ${heading(`Answers: ${answered} of ${people.length}`)}
      ${stackingTable({
        head: ['Member', ...choice.options.map((option) => dateHead(option))],
        firstCellIsHeader: true,
        rows: asked.map(({ personId, name }) => [
          name,
          ...choice.options.map(({ number }) => answerTag(answers.get(personId)?.get(number))),
        ]),
      })}
      ${notAsked.length > 0 && paragraph(`Not asked by email: ${notAsked.join(', ')}.`, 'app-secondary')}
      ${isOpen && fixForm(shown, here, people)}
      ${isOpen && withdrawForm(here, problems)}`,
  });
}

function dateHead({ date, time }: DateOption): string {
  return `${longDate(date)} at ${clockTime(time)}`;
}

function answerTag(suits: boolean | undefined): Html | string {
  if (suits === undefined) return 'No answer yet';
  return suits
    ? tag({ content: 'Yes', classes: 'govuk-tag--green' })
    : tag({ content: 'No', classes: 'govuk-tag--red' });
}

function fixForm(
  { choice, answers, problems }: AnswersShown,
  here: string,
  people: readonly ChoiceShown['asked'][number]['personId'][],
): Html {
  return html`${heading('Fix the date')}${formElement({
    action: `${here}/fix`,
    content: html`${radios({
      name: 'number',
      fieldset: {
        legend: { content: 'Which date', classes: 'govuk-visually-hidden' },
      },
      errorMessage: errorOf(problems, 'number'),
      items: choice.options.map((option) => ({
        value: String(option.number),
        content: dateHead(option),
        hint: tallyWords(tallyOf(option.number, people, answers)),
      })),
    })}${button({ content: 'Fix this date and invite everyone', preventDoubleClick: true })}`,
  })}`;
}

function tallyWords({ can, cannot, unanswered }: Tally): string {
  const open =
    unanswered === 0 ? '' : `, ${unanswered} ${unanswered === 1 ? 'has' : 'have'} not answered`;
  return `${can} can come, ${cannot} cannot${open}`;
}

function withdrawForm(here: string, problems: readonly FormError[]): Html {
  const error = errorOf(problems, 'reason');
  return details({
    summary: 'Withdraw these dates',
    open: error !== undefined,
    content: formElement({
      action: `${here}/withdraw`,
      content: html`${paragraph('The links in the emails stop working, and those who were asked are told. You can offer others then.')}${input(
        {
          name: 'reason',
          label: 'Why they are withdrawn',
          errorMessage: error,
        },
      )}${button({ content: 'Withdraw the dates', classes: 'govuk-button--warning', preventDoubleClick: true })}`,
    }),
  });
}
