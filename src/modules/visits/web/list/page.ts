import { findSchool } from '#modules/schools/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { notFound, page, route } from '#web/route.ts';
import type { Visit as Visiting } from '#web/route.ts';
import { can, canWithVisit } from '../../access.ts';
import { isShared } from '../../domain/visit.ts';
import { supportOfSchool, visitsOfSchool } from '../../queries/of-school.ts';
import { onEvidence } from '../gates.ts';
import { listView, visitsWorkbook } from './view.ts';
import type { Listed } from './view.ts';

export const listRoutes = [
  route({
    method: 'GET',
    path: '/schools/:urn/visits',
    gate: onEvidence('see'),
    async handle(visit) {
      const shown = await shownTo(visit);
      return shown ? page(listView(visit, shown)) : notFound;
    },
  }),
  route({
    method: 'GET',
    path: '/schools/:urn/visits.xlsx',
    gate: onEvidence('see'),
    async handle(visit) {
      const shown = await shownTo(visit);
      return shown ? visitsWorkbook(visit, shown) : notFound;
    },
  }),
];

async function shownTo(visit: Visiting<SchoolMatter>): Promise<Listed | undefined> {
  const { services, subject, actor, authority, today } = visit;
  const { db } = services;
  const asking = { today, laCode: authority.laCode };
  const readsSupport = can(actor, 'read support', subject);
  const [school, visits, support] = await Promise.all([
    findSchool(db, subject.urn),
    visitsOfSchool(db, String(subject.urn), asking),
    readsSupport ? supportOfSchool(db, String(subject.urn), asking) : undefined,
  ]);
  if (!school || !visits) return undefined;
  const reads = (shared: boolean) => canWithVisit(actor, 'read', subject, { shared });
  const readsAny = reads(true);
  return {
    school,
    // Of what they may not read, a school is not told; whoever sees dates alone sees all of them.
    visits: visits.items.filter((each) => !readsAny || reads(isShared(each))),
    datesOnly: !readsAny,
    readsAll: reads(false),
    support: support?.items,
    mayRecord: can(actor, 'record a visit', subject),
    mayRecordSupport: can(actor, 'record support', subject),
  };
}
