import { canWithCase, casesOfSchool, findSchoolMatter } from '#modules/cases/index.ts';
import { inspectionsOf } from '#modules/inspections/index.ts';
import { networkNames } from '#modules/networks/index.ts';
import { candidatesFor } from '#modules/people/index.ts';
import { answersOverTime } from '#modules/records/index.ts';
import { contextFiguresOf, findSchool, groupsOf, linksOf } from '#modules/schools/index.ts';
import type { Urn } from '#kernel/ids.ts';
import { siteOf } from '#web/pages.ts';
import { schoolTabs } from '#web/school-tabs.ts';
import { can } from '../../src/modules/schools/access.ts';
import { schoolView } from '../../src/modules/schools/web/school/view.ts';
import { firstUrn } from '../data/authority/names.ts';
import type { Sample } from '../lib/page.ts';
import { pageCase } from '../lib/page-case.ts';
import type { Product } from '../lib/product.ts';
import { schoolLocals } from '../templates/school.ts';

/** The page of a school with an open board and one before it, as a Senior Advisor sees it. */
export const schoolPage = pageCase({
  name: 'page.school',
  template: 'school',
  samplesOf: (product) =>
    Promise.all(
      Array.from({ length: product.own }, (_, number) => sample(product, firstUrn + number)),
    ),
});

/** What the page's handler asks for, asked once. */
async function sample(product: Product, urnGiven: number): Promise<Sample> {
  const urn = urnGiven as Urn;
  const path = `/schools/${urn}`;
  const arrival = await product.arrivalAt(path);
  const { services, actor, authority, today } = arrival;
  const { db } = services;
  const subject = await findSchoolMatter(db, urn, { today, laCode: authority.laCode });
  const school = await findSchool(db, urn);
  if (!subject || !school) throw new Error(`There is no school with the URN ${urn}.`);
  const shown = {
    school,
    inspections: await inspectionsOf(db, urn),
    figures: await contextFiguresOf(db, urn),
    groups: await groupsOf(db, urn),
    links: await linksOf(db, urn),
    cases: await casesOfSchool(db, actor, subject, today),
    people: await candidatesFor(
      db,
      subject,
      ['headteacher', 'chair-of-governors', 'monitoring-officer', 'network-lead'],
      today,
    ),
    networks: await networkNames(db, subject.networks),
    focusIn: [],
    level: undefined,
    answers: await answersOverTime(db, actor, { urn }, { today, laCode: authority.laCode }),
    openProcess: subject.process,
    mayOpen: canWithCase(actor, 'open', subject),
    mayAddFigure: can(actor, 'add a figure', subject),
  };
  return {
    path,
    view: () => schoolView({ ...arrival, subject }, shown),
    locals: () => ({
      site: siteOf(arrival),
      tabs: schoolTabs(actor, urn, subject, 'overview'),
      ...schoolLocals(services.pack, shown),
    }),
  };
}
