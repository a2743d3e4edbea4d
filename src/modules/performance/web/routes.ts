import { notFound, page, route } from '#web/route.ts';
import type { Route } from '#web/route.ts';
import { findSchool } from '#modules/schools/index.ts';
import { figureSeries } from '../queries/figure-series.ts';
import { figuresView } from './figures/view.ts';
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
];
