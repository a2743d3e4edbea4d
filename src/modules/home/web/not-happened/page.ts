import { gapKinds, morningList } from '#modules/reminders/index.ts';
import type { Gap, GapKind } from '#modules/reminders/index.ts';
import { signedIn } from '#web/gates.ts';
import { dayCell, listWorkbook } from '#web/list-workbook.ts';
import { pageAsked } from '#web/paging.ts';
import { notFound, page, route } from '#web/route.ts';
import type { Visit } from '#web/route.ts';
import { dayTitles, gapsOfKindView, inShort } from './view.ts';

/** All that “Your work” counts of a kind, for whoever is signed in: their own. */
export const notHappenedRoutes = [
  route({
    method: 'GET',
    path: '/not-happened/:kind',
    gate: signedIn,
    async handle(visit) {
      const own = await ownGaps(visit);
      return own ? page(gapsOfKindView(visit, { ...own, page: pageAsked(visit.query) })) : notFound;
    },
  }),
  route({
    method: 'GET',
    path: '/not-happened/:kind.xlsx',
    gate: signedIn,
    async handle(visit) {
      const own = await ownGaps(visit);
      if (!own) return notFound;
      return listWorkbook<Gap>(visit, {
        name: inShort[own.kind],
        rows: own.gaps,
        columns: [
          { title: 'What', width: 60, value: ({ what }) => what },
          { title: 'School', width: 44, value: ({ school }) => school },
          { title: dayTitles[own.kind], width: 20, value: ({ due }) => dayCell(due) },
        ],
      });
    },
  }),
];

async function ownGaps(visit: Visit<undefined>) {
  const { actor, today, services, params, authority } = visit;
  const { db, pack } = services;
  const kind = (Object.keys(gapKinds) as GapKind[]).find((each) => each === params['kind']);
  if (!kind) return undefined;
  const gaps = await morningList(db, actor, { today, laCode: authority.laCode, pack });
  return { kind, gaps: gaps.filter((gap) => gap.kind === kind) };
}
