import { gapKinds, morningList } from '#modules/reminders/index.ts';
import type { GapKind } from '#modules/reminders/index.ts';
import { signedIn } from '#web/gates.ts';
import { pageAsked } from '#web/paging.ts';
import { notFound, page, route } from '#web/route.ts';
import { gapsOfKindView } from './view.ts';

/** All that “Your work” counts of a kind, for whoever is signed in: their own. */
export const notHappenedRoutes = [
  route({
    method: 'GET',
    path: '/not-happened/:kind',
    gate: signedIn,
    async handle(visit) {
      const { actor, today, services, params, authority } = visit;
      const { db, pack } = services;
      const kind = (Object.keys(gapKinds) as GapKind[]).find((each) => each === params['kind']);
      if (!kind) return notFound;
      const gaps = await morningList(db, actor, { today, laCode: authority.laCode, pack });
      const own = gaps.filter((gap) => gap.kind === kind);
      return page(gapsOfKindView(visit, { kind, gaps: own, page: pageAsked(visit.query) }));
    },
  }),
];
