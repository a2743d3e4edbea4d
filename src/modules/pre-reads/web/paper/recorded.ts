import { dateOf, longDate, shortDate } from '#kernel/dates.ts';
import type { EvaluationInWords } from '#modules/self-evaluation/index.ts';
import type { VisitInFull } from '#modules/visits/index.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { summaryList } from '#ui/components/summary-list.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { markdown } from '#ui/markdown.ts';
import { heading, paragraph } from '#ui/text.ts';
import type { RecordedInFull } from '../../queries/recorded.ts';

/** What the product itself holds of a paper, to be read before the meeting. */
export function recordedView({ visits, evaluations }: RecordedInFull): Html {
  return html`${visits.map(visitView)}${evaluations.map(evaluationView)}`;
}

function visitView({ id, on, visitors, purpose, seen, follows, replies }: VisitInFull): Html {
  return html`${heading(`Visit of ${longDate(on)}`, { id })}${summaryList({
    rows: [
      { key: 'Who visited', value: visitors },
      { key: 'About', value: purpose },
      { key: 'What was seen', value: markdown(seen, 3) },
      {
        key: 'What follows',
        value: follows === '' ? 'Nothing recorded' : markdown(follows, 3),
      },
    ],
  })}${replies.map(({ text, by, at }) =>
    insetText({
      content: html`${markdown(text, 3)}<p class="govuk-body-s govuk-!-margin-bottom-0">${by.name}, for the school, on ${shortDate(dateOf(at))}</p>`,
    }),
  )}`;
}

function evaluationView({ id, on, framework, by, areas }: EvaluationInWords): Html {
  return html`${heading(`The school’s own judgements of ${longDate(on)}`, { id })}${paragraph(
    `In the terms of ${framework}. Written down by ${by}.`,
    'app-secondary',
  )}${summaryList({
    rows: areas.map(({ name, grade, why }) => ({
      key: name,
      value: html`<strong>${grade}</strong>${markdown(why, 3)}`,
    })),
  })}`;
}
