import { findSchool } from '#modules/schools/index.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { notFound, page, route } from '#web/route.ts';
import { can } from '../../access.ts';
import { accountOf } from '../../domain/account.ts';
import type { AccountLine, InspectionAccount } from '../../domain/account.ts';
import { kindNames } from '../../domain/inspection.ts';
import type { Inspection } from '../../domain/inspection.ts';
import { knownInspections } from '../../queries/known.ts';
import { onSchool } from '../gates.ts';
import { inspectionsView } from './view.ts';

export const inspectionsPageRoutes = [
  route({
    method: 'GET',
    path: '/schools/:urn/inspections',
    gate: onSchool('see'),
    async handle(visit) {
      const { services, subject, actor } = visit;
      const [school, known] = await Promise.all([
        findSchool(services.db, subject.urn),
        knownInspections(services.db, subject.urn),
      ]);
      if (!school) return notFound;
      return page(
        inspectionsView(visit, { school, known, mayEnter: can(actor, 'enter', subject) }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/schools/:urn/inspections.xlsx',
    gate: onSchool('see'),
    async handle(visit) {
      const { counting } = await knownInspections(visit.services.db, visit.subject.urn);
      return listWorkbook<Judged>(visit, {
        name: 'Inspections',
        rows: counting.flatMap(({ inspection, waiting }) => {
          const account = accountOf(inspection);
          return account.lines.map((line) => ({
            inspection,
            account,
            line,
            isEntered: waiting !== undefined,
          }));
        }),
        columns: [
          { title: 'Inspection', width: 30, value: ({ inspection }) => kindNames[inspection.kind] },
          {
            title: 'First day',
            width: 14,
            value: ({ inspection }) => dayCell(inspection.firstDay),
          },
          { title: 'Framework', width: 40, value: ({ account }) => account.framework },
          { title: 'What was judged', width: 36, value: ({ line }) => line.what },
          { title: 'Judgement', width: 36, value: ({ line }) => line.said },
          { title: 'Judged later, on', width: 16, value: ({ line }) => dayCell(line.judgedOn) },
          { title: 'Made as', width: 40, value: ({ account }) => account.madeAs },
          {
            title: 'Report published',
            width: 16,
            value: ({ inspection }) => dayCell(inspection.publishedOn),
          },
          {
            title: 'Source',
            width: 50,
            value: ({ account, isEntered }) =>
              isEntered ? `${account.source}. Entered by hand` : account.source,
          },
        ],
      });
    },
  }),
];

/** One line of what an inspection said. */
interface Judged {
  readonly inspection: Inspection;
  readonly account: InspectionAccount;
  readonly line: AccountLine;
  readonly isEntered: boolean;
}
