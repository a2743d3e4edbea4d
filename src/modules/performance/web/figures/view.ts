import type { SchoolMatter } from '#modules/cases/index.ts';
import { figureText } from '#modules/schools/index.ts';
import type { FigureUnit, School } from '#modules/schools/index.ts';
import { lineChart } from '#ui/charts/lines.ts';
import type { ChartPoint } from '#ui/charts/lines.ts';
import { table } from '#ui/components/table.ts';
import type { Cell } from '#ui/components/table.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { column, heading, link, paragraph, scrollable } from '#ui/text.ts';
import { workbookLink } from '#web/list-workbook.ts';
import type { Visit } from '#web/route.ts';
import { schoolPage } from '#web/school-tabs.ts';
import type { Comparator } from '../../domain/comparison.ts';
import type { FigureGroup } from '../../domain/followed.ts';
import { kindNames } from '../../domain/school-kind.ts';
import type {
  FigureSeries,
  FigureYear,
  SchoolFigure,
  SchoolFigures,
} from '../../queries/figure-series.ts';

const groups: readonly { readonly id: FigureGroup; readonly name: string }[] = [
  { id: 'attainment', name: 'Attainment and progress' },
  { id: 'attendance', name: 'Absence' },
  { id: 'context', name: 'The pupils' },
];

/** Figures of one of these, in the order of the lines and of the columns. */
export const whose = ['school', 'authority', 'england'] as const;
export type Compared = (typeof whose)[number];

export const whoseNames: Readonly<Record<Compared, string>> = {
  school: 'School',
  authority: 'Authority',
  england: 'England',
};

/** A change of less than a quarter of this looks as small as it is. */
const leastSpan: Readonly<Record<FigureUnit, number>> = {
  percent: 4,
  pupils: 40,
  pounds: 10_000,
  score: 4,
};

/** Every measure of which the school has a figure, over the years, with pictures and sources. */
export function figuresView(
  visit: Visit<SchoolMatter>,
  school: School,
  { kind, series }: SchoolFigures,
): Html {
  return schoolPage(visit, {
    school,
    matter: visit.subject,
    active: 'figures',
    main: html`
      ${column(
        heading('Figures over the years'),
        series.length === 0
          ? paragraph(
              'No figure of this school is held that could be followed over the years. Figures come with the published files of the school census, absence, key stage 2 and key stage 4.',
            )
          : html`
              ${paragraph(`Each figure of the school is set beside that of the authority and of England for ${kind === undefined ? 'schools like it' : kindNames[kind]}, where there is one. A year without a figure is a gap: it is not a nought. The number beside a figure leads to its source and date.`)}
              ${paragraph(html`All context figures, also of single groups of pupils, are on the ${link(`/schools/${school.urn}#context`, 'overview')}.`, 'app-not-printed')}`,
      )}
      ${groups.map(({ id, name }) => {
        const own = series.filter(({ group }) => group === id);
        return own.length > 0 && html`${heading(name)}${own.map(measurePart)}`;
      })}
      ${series.length > 0 && workbookLink(visit)}`,
  });
}

function measurePart(series: FigureSeries): Html {
  const { measure, name, cohort, unit, years, without } = series;
  const sources = sourcesOf(years);
  const title = cohort === 'all' ? name : `${name}, ${cohort}`;
  const chart = lineChart({
    id: measure,
    title: `${title}, over the years`,
    years: years.map(({ period }) => period),
    lines: whose.map((of) => ({
      label: whoseNames[of],
      points: years.map((year): ChartPoint | null => {
        const figure = year[of];
        return figure
          ? { value: figure.value, provisional: figure.status === 'provisional' }
          : null;
      }),
    })),
    written: (value) => figureText(value, unit),
    leastSpan: measure === 'progress-8' ? 2 : leastSpan[unit],
  });
  const shown = new Set<string>(years.map(({ period }) => period));
  return html`
    ${heading(title, { level: 3 })}
    <div class="app-measure">
      <div>
        ${chart ?? paragraph('Every figure that is held is suppressed, so there is nothing to draw.')}
        ${without
          .filter((each) => each.years.some((year) => shown.has(year)))
          .map(({ why }) => paragraph(why, 'app-secondary'))}
        ${predecessorNotes(years).map((note) => paragraph(note, 'app-secondary'))}
      </div>
      <div>
        ${scrollable(
          table({
            caption: `${title}: figures`,
            captionClasses: 'govuk-visually-hidden',
            head: ['Year', ...whose.map((of) => whoseNames[of])].map((content) => ({ content })),
            firstCellIsHeader: true,
            rows: years.map((year) => [
              { content: year.period, classes: 'app-weight-regular' },
              ...whose.map((of) => figureCell(year, of, series, sources)),
            ]),
          }),
          `${title}: figures`,
        )}
        ${isAnyProvisional(years) && paragraph('p: provisional', 'app-secondary')}
        <ol class="app-measure__sources">
          ${sources.map((source, at) => html`<li id="${sourceId(measure, at)}">${source}</li>`)}
        </ol>
        ${methodsOf(years).map((method) => paragraph(method, 'app-secondary'))}
      </div>
    </div>`;
}

function figureCell(
  year: FigureYear,
  of: Compared,
  { measure, unit }: FigureSeries,
  sources: readonly string[],
): Cell {
  const figure = year[of];
  if (!figure) {
    return {
      content: html`<span aria-hidden="true">–</span><span class="govuk-visually-hidden">no figure</span>`,
    };
  }
  const at = sources.indexOf(publicationOf(figure));
  const pupils = of === 'school' && unit !== 'pupils' ? figure.pupils : null;
  return {
    content: html`
      ${figure.value === null ? figureText(null, unit) : html`<strong>${figureText(figure.value, unit)}</strong>`}
      ${figure.status === 'provisional' && html`<span aria-hidden="true">p</span><span class="govuk-visually-hidden">provisional</span>`}
      <a class="govuk-link" href="${`#${sourceId(measure, at)}`}"><sup><span class="govuk-visually-hidden">source </span>${at + 1}</sup></a>
      ${pupils !== null && html`<br><span class="app-secondary">${pupilsText(pupils)}</span>`}`,
  };
}

function isAnyProvisional(years: readonly FigureYear[]): boolean {
  return years.some((year) => whose.some((of) => year[of]?.status === 'provisional'));
}

function pupilsText(pupils: number): string {
  return pupils === 1 ? '1 pupil' : `${figureText(pupils, 'pupils')} pupils`;
}

/** Each source once, in the order in which the table, read line by line, first has it. */
function sourcesOf(years: readonly FigureYear[]): string[] {
  const all = years.flatMap((year) =>
    whose.map((of) => year[of]).filter((figure) => figure !== undefined),
  );
  return [...new Set(all.map(publicationOf))];
}

/** Where a figure is from, with its date. */
export function publicationOf(figure: SchoolFigure | Comparator): string {
  return 'publication' in figure ? figure.publication : figure.source;
}

/** How averages were computed that no publication has, each way once with its years. */
function methodsOf(years: readonly FigureYear[]): string[] {
  const methods = new Map<string, string[]>();
  for (const { period, authority } of years) {
    if (authority?.method === undefined) continue;
    methods.set(authority.method, [...(methods.get(authority.method) ?? []), period]);
  }
  return [...methods].map(([method, of]) => `Authority in ${listed(of)}: ${method}.`);
}

/** "2021/22, 2022/23 and 2023/24" */
function listed(of: readonly string[]): string {
  const last = of.at(-1) ?? '';
  return of.length < 2 ? last : `${of.slice(0, -1).join(', ')} and ${last}`;
}

function sourceId(measure: string, at: number): string {
  return `${measure}-source-${at + 1}`;
}

/** "2021/22 is a figure of Old School (URN 900013), the school before this one." */
function predecessorNotes(years: readonly FigureYear[]): string[] {
  const of = years.filter(({ school }) => school?.predecessor !== undefined);
  const [first] = of;
  const predecessor = first?.school?.predecessor;
  if (!predecessor) return [];
  const { urn, name } = predecessor;
  const them = listed(of.map(({ period }) => period));
  return [
    `The school’s own figures for ${them} are those of ${name === null ? `URN ${urn}` : `${name} (URN ${urn})`}, the school before this one.`,
  ];
}
