import { details } from '../components/details.ts';
import { table } from '../components/table.ts';
import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { link, scrollable } from '../text.ts';

/** Answers to one question over time, each from one of a few. */
export interface AnswerChart {
  /** Begins the ids of the picture: different for each chart of a page. */
  readonly id: string;
  readonly question: string;
  /** The answers that can be given, the best first. */
  readonly scale: readonly string[];
  /** Oldest first. */
  readonly points: readonly AnswerPoint[];
}

export interface AnswerPoint {
  /** "14 January 2027" */
  readonly day: string;
  /** One of the scale. */
  readonly answer: string;
  /** The record that has it. */
  readonly href: string;
  /** "Standard Meeting" */
  readonly what: string;
}

const width = 320;
const left = 104;
const rowHeight = 44;
/** So many stand beside each other and can still be read and pressed on a phone. */
const abreast = 5;

/**
 * A row for each answer, a column for each meeting, each point a link to its record. Points are not
 * joined: between two meetings nobody was asked. More meetings than stand abreast go on below.
 */
export function answerChart(chart: AnswerChart): Html {
  const { id, question, points } = chart;
  const parts = Array.from({ length: Math.ceil(points.length / abreast) }, (_, at) =>
    points.slice(at * abreast, (at + 1) * abreast),
  );
  return html`
    <figure class="app-chart">
      <figcaption class="govuk-heading-s">${question}</figcaption>
      ${parts.map((part, at) => picture(chart, part, at === 0 ? id : `${id}-${at + 1}`))}
    </figure>
    ${details({
      summary: 'The same as a table',
      content: scrollable(
        table({
          caption: question,
          captionClasses: 'govuk-visually-hidden',
          head: ['Meeting', 'Day', 'Answer'].map((content) => ({ content })),
          rows: points.map(({ day, answer, href, what }) => [
            { content: link(href, what, `of ${day}`) },
            { content: day },
            { content: answer },
          ]),
        }),
        question,
      ),
    })}`;
}

function picture(
  { question, scale }: AnswerChart,
  points: readonly AnswerPoint[],
  id: string,
): Html {
  const height = scale.length * rowHeight + 28;
  const span = (width - left) / points.length;
  const x = (at: number) => round(left + span * (at + 0.5));
  const y = (row: number) => row * rowHeight + rowHeight / 2;
  return html`
    <svg${attributes({
      class: 'app-chart__picture',
      viewBox: `0 0 ${width} ${height}`,
      role: 'group',
      'aria-labelledby': `${id}-title`,
    })}>
      <title id="${id}-title">${question}</title>
      ${scale.map(
        (answer, row) => html`
          <line${attributes({ class: 'app-chart__grid', x1: left, x2: width, y1: y(row), y2: y(row) })}></line>
          <text${attributes({ x: 0, y: y(row) + 5 })}>${answer}</text>`,
      )}
      ${points.map(({ day, answer, href, what }, at) => {
        const row = scale.indexOf(answer);
        const [date = '', month = '', year = ''] = day.split(' ');
        return html`
          <a${attributes({ href, class: 'app-chart__point', 'aria-label': `${day}, ${what}: ${answer}. Read the record` })}>
            <rect${attributes({ x: round(x(at) - 20), y: y(row) - 20, width: 40, height: 40 })}></rect>
            <circle${attributes({ cx: x(at), cy: y(row), r: 7 })}></circle>
          </a>
          <text${attributes({ class: 'app-chart__year', x: x(at), y: height - 14 })}>${`${date} ${month.slice(0, 3)}`}</text>
          <text${attributes({ class: 'app-chart__year', x: x(at), y: height })}>${year}</text>`;
      })}
    </svg>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
