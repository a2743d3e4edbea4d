import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { notFound, page, route } from '#web/route.ts';
import type { Route } from '#web/route.ts';
import { findSchool } from '#modules/schools/index.ts';
import { figureSeries } from '../queries/figure-series.ts';
import type { FigureSeries, FigureYear } from '../queries/figure-series.ts';
import { figuresView, publicationOf, whose, whoseNames } from './figures/view.ts';
import type { Compared } from './figures/view.ts';
import { onFigures } from './gates.ts';

export const performanceRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/schools/:urn/figures',
    gate: onFigures,
    async handle(visit) {
      const { services, subject, today } = visit;
      const [school, figures] = await Promise.all([
        findSchool(services.db, subject.urn),
        figureSeries(services.db, subject.urn, today),
      ]);
      return school ? page(figuresView(visit, school, figures)) : notFound;
    },
  }),
  route({
    method: 'GET',
    path: '/schools/:urn/figures.xlsx',
    gate: onFigures,
    async handle(visit) {
      const { services, subject, today } = visit;
      const { series } = await figureSeries(services.db, subject.urn, today);
      return listWorkbook<FigureOfYear>(visit, {
        name: 'Figures over the years',
        rows: series.flatMap((each) =>
          each.years.flatMap(({ period, ...year }) =>
            whose.flatMap((of) => {
              const figure = year[of];
              return figure ? [{ series: each, period, of, figure }] : [];
            }),
          ),
        ),
        columns: [
          { title: 'Measure', width: 44, value: ({ series: { name } }) => name },
          {
            title: 'Pupils',
            width: 20,
            value: ({ series: { cohort } }) => (cohort === 'all' ? 'All' : cohort),
          },
          { title: 'Year', width: 12, value: ({ period }) => period },
          { title: 'Of', width: 14, value: ({ of }) => whoseNames[of] },
          {
            title: 'Figure',
            width: 14,
            value: ({ figure }) => (figure.value === null ? 'Suppressed' : figure.value),
          },
          { title: 'In', width: 12, value: ({ series: { unit } }) => unitNames[unit] },
          { title: 'Number of pupils', width: 12, value: ({ figure }) => figure.pupils },
          { title: 'Status', width: 14, value: ({ figure }) => figure.status },
          { title: 'As at', width: 14, value: ({ figure }) => dayCell(figure.asAt) },
          { title: 'Source', width: 60, value: ({ figure }) => publicationOf(figure) },
        ],
      });
    },
  }),
];

/** One figure of one year: the school’s, the authority’s or England’s. */
interface FigureOfYear {
  readonly series: FigureSeries;
  readonly period: FigureYear['period'];
  readonly of: Compared;
  readonly figure: NonNullable<FigureYear[Compared]>;
}

const unitNames: Readonly<Record<FigureSeries['unit'], string>> = {
  percent: 'per cent',
  pupils: 'pupils',
  pounds: 'pounds',
  score: 'points',
};
