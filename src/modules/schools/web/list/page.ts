import { boardsOfSchools } from '#modules/cases/index.ts';
import { schoolStatusNames } from '#modules/schools/index.ts';
import type { SchoolFound } from '#modules/schools/index.ts';
import { processOf } from '#policy-pack/index.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { json, page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import type { Reach } from '#modules/people/index.ts';
import { countSchools, findSchoolsWithin, schoolsWithin } from '../../queries/school-list.ts';
import { toSchools } from '../gates.ts';
import { searchView } from './search-view.ts';
import { schoolsView } from './view.ts';

/** A search names this many schools; more of them, and it asks for more of the name. */
const mostFound = 50;
const mostSuggested = 10;

export const schoolListRoutes = [
  route({
    method: 'GET',
    path: '/schools',
    gate: toSchools,
    async handle(visit) {
      const { services, subject, actor, authority, today, query } = visit;
      const { db } = services;
      const asking = { laCode: authority.laCode, today };
      const text = query.text('q');
      if (text === '') {
        const [schools, counts] = await Promise.all([
          schoolsWithin(db, subject, asking),
          countSchools(db, authority.laCode),
        ]);
        const boards = await boardsOfSchools(db, actor, urnsOf(schools), asking);
        return page(schoolsView(visit, { reach: subject, schools, boards, counts }));
      }
      const found = await find(visit, text, mostFound);
      const boards = await boardsOfSchools(db, actor, urnsOf(found.schools), asking);
      return page(searchView(visit, { text, reach: subject, ...found, boards }));
    },
  }),
  route({
    method: 'GET',
    path: '/schools.xlsx',
    gate: toSchools,
    async handle(visit) {
      const { services, subject, actor, authority, today, query } = visit;
      const { db, pack } = services;
      const asking = { laCode: authority.laCode, today };
      const text = query.text('q');
      const rows: readonly (SchoolFound & { readonly network?: string | undefined })[] =
        text === ''
          ? await schoolsWithin(db, subject, asking)
          : (await find(visit, text, mostFound)).schools;
      const boards = await boardsOfSchools(db, actor, urnsOf(rows), asking);
      return listWorkbook<(typeof rows)[number]>(visit, {
        name: 'Schools',
        rows,
        filter: { Search: text },
        columns: [
          { title: 'URN', width: 10, value: ({ urn }) => urn },
          { title: 'School', width: 44, value: ({ name }) => name },
          { title: 'Town', width: 20, value: ({ town }) => town },
          { title: 'Network', width: 24, value: ({ network }) => network },
          { title: 'Type', width: 28, value: ({ typeName }) => typeName },
          {
            title: 'Phase',
            width: 16,
            value: ({ phase }) => (phase === 'Not applicable' ? undefined : phase),
          },
          { title: 'Status', width: 24, value: ({ status }) => schoolStatusNames[status] },
          {
            title: 'Open board',
            width: 28,
            value: ({ urn }) => {
              const board = boards.get(urn);
              return board && processOf(pack, board.process).name;
            },
          },
          { title: 'Since', width: 14, value: ({ urn }) => dayCell(boards.get(urn)?.openedOn) },
        ],
      });
    },
  }),
  route({
    method: 'GET',
    path: '/schools/search.json',
    gate: toSchools,
    async handle(visit) {
      const { schools, more } = await find(visit, visit.query.text('q'), mostSuggested);
      return json({
        schools: schools.map(({ urn, name, typeName, town, status }) => ({
          name,
          detail: [`URN ${urn}`, typeName, town, status === 'closed' && 'closed']
            .filter((part) => !!part)
            .join(', '),
          href: `/schools/${urn}`,
        })),
        more,
      });
    },
  }),
];

async function find(
  { services, subject, authority, today }: Visit<Reach>,
  text: string,
  most: number,
): Promise<{ readonly schools: readonly SchoolFound[]; readonly more: boolean }> {
  const found = await findSchoolsWithin(
    services.db,
    subject,
    { laCode: authority.laCode, today },
    { text: text.slice(0, 200), limit: most + 1 },
  );
  return { schools: found.slice(0, most), more: found.length > most };
}

function urnsOf(schools: readonly Pick<SchoolFound, 'urn'>[]) {
  return schools.map(({ urn }) => urn);
}
