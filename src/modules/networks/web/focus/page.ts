import { academicYearOf, parseAcademicYear } from '#kernel/academic-year.ts';
import { page, route } from '#web/route.ts';
import { canWithRounds } from '../../access.ts';
import { yearsToDecide } from '../../domain/round.ts';
import { focusList } from '../../queries/focus-list.ts';
import { roundsSoFar } from '../../queries/rounds.ts';
import { toFocusList } from '../gates.ts';
import { focusListView, focusWorkbook } from './view.ts';

export const focusListRoutes = [
  route({
    method: 'GET',
    path: '/identify/network-focus',
    gate: toFocusList,
    async handle(visit) {
      const { services, subject, actor, authority, today, query } = visit;
      const { db, pack } = services;
      const present = academicYearOf(today);
      const year = parseAcademicYear(query.text('year')) ?? present;
      const seesRounds = canWithRounds(actor, 'see', pack);
      const [list, { rounds, open }] = await Promise.all([
        focusList(db, subject, { laCode: authority.laCode, today }, year),
        seesRounds ? roundsSoFar(db) : { rounds: [], open: undefined },
      ]);
      const toOpen = yearsToDecide(today).find(
        (each) => !rounds.some((round) => round.year === each),
      );
      return page(
        focusListView(visit, {
          list,
          year,
          present,
          round: rounds.find((round) => round.year === year),
          open,
          toOpen,
          seesRounds,
          decides: canWithRounds(actor, 'decide', pack),
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/identify/network-focus.xlsx',
    gate: toFocusList,
    async handle(visit) {
      const { services, subject, authority, today, query } = visit;
      const year = parseAcademicYear(query.text('year')) ?? academicYearOf(today);
      const asking = { laCode: authority.laCode, today };
      const { networks } = await focusList(services.db, subject, asking, year);
      return focusWorkbook(visit, networks, year);
    },
  }),
];
