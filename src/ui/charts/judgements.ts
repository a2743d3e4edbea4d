import { details } from '../components/details.ts';
import { table } from '../components/table.ts';
import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { scrollable } from '../text.ts';

/** Judgements of the inspections under one framework. */
export interface JudgementPanel {
  /** Begins the ids of the picture: different for each panel of a page. */
  readonly id: string;
  readonly framework: string;
  /** How many grades its scale has. */
  readonly grades: number;
  /** The inspections, or whatever else it was judged by, oldest first, by a short name: "14 Mar 2023". */
  readonly inspections: readonly string[];
  readonly rows: readonly {
    readonly area: string;
    /** One for each inspection; null where the area was not judged. */
    readonly cells: readonly (JudgementCell | null)[];
  }[];
}

export interface JudgementCell {
  readonly grade: string;
  /** On the framework’s own scale, 1 for the best; null for none. */
  readonly place: number | null;
}

const width = 320;
const rowHeight = 68;
const headHeight = 26;
const gap = 6;
/** So many inspections stand beside each other and can still be read on a phone. */
const abreast = 2;

/**
 * Judgements over time: one panel for each framework, a row for each area, a column for each
 * inspection. Grades are written in the cells; the bar below them is as long as the grade is high on
 * the scale of that framework, and says nothing about another. `occasion` is what a column is of.
 */
export function judgementPanels(
  panels: readonly JudgementPanel[],
  caption = 'Judgements by inspection',
  occasion = 'Inspection',
): Html {
  return html`
    <div class="app-panels">${panels.flatMap((panel) => parts(panel)).map(figure)}</div>
    ${details({
      summary: 'The same as a table',
      content: scrollable(
        table({
          caption,
          captionClasses: 'govuk-visually-hidden',
          head: ['Framework', occasion, 'Area', 'Judgement'].map((content) => ({ content })),
          rows: panels.flatMap(({ framework, inspections, rows }) =>
            inspections.flatMap((inspection, at) =>
              rows.flatMap(({ area, cells }) => {
                const cell = cells[at];
                return cell
                  ? [[framework, inspection, area, cell.grade].map((content) => ({ content }))]
                  : [];
              }),
            ),
          ),
        }),
        caption,
      ),
    })}`;
}

/** A panel of more inspections than stand abreast, in parts. */
function parts(panel: JudgementPanel): JudgementPanel[] {
  const { id, framework, inspections, rows } = panel;
  const count = Math.ceil(inspections.length / abreast);
  return Array.from({ length: count }, (_, at) => {
    const [from, until] = [at * abreast, (at + 1) * abreast];
    return {
      ...panel,
      id: at === 0 ? id : `${id}-${at + 1}`,
      framework: at === 0 ? framework : `${framework} (continued)`,
      inspections: inspections.slice(from, until),
      rows: rows
        .map(({ area, cells }) => ({ area, cells: cells.slice(from, until) }))
        .filter(({ cells }) => cells.some((cell) => cell !== null)),
    };
  });
}

function figure(panel: JudgementPanel): Html {
  const { id, framework, inspections, rows, grades } = panel;
  const columns = inspections.length;
  const cellWidth = (width - gap * (columns - 1)) / columns;
  const left = (at: number) => at * (cellWidth + gap);
  const height = headHeight + rows.length * rowHeight;
  const titleId = `${id}-title`;
  const descId = `${id}-desc`;
  return html`
    <figure class="app-panels__panel">
      <figcaption class="govuk-heading-s">${framework}</figcaption>
      <svg${attributes({
        class: 'app-judgements',
        viewBox: `0 0 ${width} ${height}`,
        role: 'img',
        'aria-labelledby': `${titleId} ${descId}`,
      })}>
        <title id="${titleId}">${`Judgements, ${framework}`}</title>
        <desc id="${descId}">${described(panel)}</desc>
        ${inspections.map(
          (inspection, at) =>
            html`<text${attributes({ class: 'app-judgements__day', x: left(at), y: 14 })}>${inspection}</text>`,
        )}
        ${rows.map(({ area, cells }, row) => {
          const top = headHeight + row * rowHeight;
          return html`
            <text${attributes({ class: 'app-judgements__area', x: 0, y: top + 14 })}>${area}</text>
            ${cells.map((cell, at) => cell && cellView(cell, { x: left(at), y: top + 20, cellWidth, grades }))}`;
        })}
      </svg>
    </figure>`;
}

function cellView(
  { grade, place }: JudgementCell,
  { x, y, cellWidth, grades }: { x: number; y: number; cellWidth: number; grades: number },
): Html {
  const lines = cellWidth < 180 ? inTwo(grade) : [grade];
  const share = place === null ? 0 : (grades - place + 1) / grades;
  const first = lines.length === 1 ? y + 22 : y + 14;
  return html`
    <rect${attributes({ class: 'app-judgements__cell', x: x + 0.5, y: y + 0.5, width: cellWidth - 1, height: 39 })}></rect>
    <rect${attributes({ class: 'app-judgements__bar', x, y: y + 36, width: round(cellWidth * share), height: 4 })}></rect>
    ${lines.map(
      (text, at) =>
        html`<text${attributes({ class: 'app-judgements__grade', x: x + 5, y: first + at * 14 })}>${text}</text>`,
    )}`;
}

/** Two words or more stand on two lines: "Requires", "improvement". */
function inTwo(text: string): string[] {
  const [first = '', ...others] = text.split(' ');
  return others.length === 0 ? [first] : [first, others.join(' ')];
}

function described({ inspections, rows }: JudgementPanel): string {
  return inspections
    .map((inspection, at) => {
      const said = rows.flatMap(({ area, cells }) => {
        const cell = cells[at];
        return cell ? [`${area}: ${cell.grade}`] : [];
      });
      return `${inspection}: ${said.join('; ')}.`;
    })
    .join(' ');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
