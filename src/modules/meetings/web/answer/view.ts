import { clockTime, longDate } from '#kernel/dates.ts';
import { formOf, meetingInFull } from '#policy-pack/index.ts';
import { button } from '#ui/components/button.ts';
import { notificationBanner } from '#ui/components/notification-banner.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf, form } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, paragraph } from '#ui/text.ts';
import { path } from '#ui/url.ts';
import { shellPage } from '#web/pages.ts';
import type { Arrival } from '#web/route.ts';
import type { Answers } from '../../domain/choice.ts';
import { venueWords } from '../../domain/venue.ts';
import type { OwnChoice } from '../../queries/choices.ts';

export interface AnswerShown {
  readonly own: OwnChoice;
  readonly token: string;
  readonly given: Answers;
  readonly problems: readonly FormError[];
}

export function answerView(arrival: Arrival, { own, token, given, problems }: AnswerShown): Html {
  const { choice, schoolName, name, answers } = own;
  const meeting = meetingInFull(formOf(arrival.services.pack, choice.form));
  const title = 'Which dates suit you?';
  const toCome = choice.options.filter(({ date }) => date > arrival.today);
  return shellPage(arrival, {
    title,
    problems,
    main: column(
      arrival.query.text('done') === 'answered' &&
        answers.size > 0 &&
        notificationBanner({
          type: 'success',
          content:
            'Thank you. Your answer has reached the chair. You can change it here until the date is fixed.',
        }),
      heading(title, { level: 1, caption: schoolName }),
      paragraph(
        `${name}, these dates are offered for the ${meeting} for ${schoolName}. It takes about ${choice.minutes} minutes, ${venueWords(choice.venue)}.`,
      ),
      form({
        action: path`/dates/${token}`,
        content: html`${toCome.map(({ number, date, time }) =>
          radios({
            name: `date-${number}`,
            classes: 'govuk-radios--inline',
            value: yesOrNo(given.get(number)),
            fieldset: {
              legend: {
                content: `${longDate(date)} at ${clockTime(time)}`,
                classes: 'govuk-fieldset__legend--s',
              },
            },
            errorMessage: errorOf(problems, `date-${number}`),
            items: [
              { value: 'yes', content: 'Yes, I can come' },
              { value: 'no', content: 'No' },
            ],
          }),
        )}${button({ content: answers.size > 0 ? 'Change my answer' : 'Send my answer', preventDoubleClick: true })}`,
      }),
    ),
  });
}

function yesOrNo(suits: boolean | undefined): string {
  if (suits === undefined) return '';
  return suits ? 'yes' : 'no';
}

/** The same for a link that never was, and for one that has done its work. */
export function deadLinkView(arrival: Arrival): Html {
  const title = 'This link does not work any more';
  return shellPage(arrival, {
    title,
    main: column(
      heading(title, { level: 1 }),
      paragraph(
        'If the date has been fixed, you have an invitation for your calendar. Otherwise ask the chair of the board.',
      ),
    ),
  });
}
