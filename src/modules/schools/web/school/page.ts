import { academicYearOf, yearsAfter } from '#kernel/academic-year.ts';
import { canWithCase, casesOfSchool } from '#modules/cases/index.ts';
import { canWithLevel, presentLevel } from '#modules/concerns/index.ts';
import { inspectionsOf } from '#modules/inspections/index.ts';
import { canWithNetworkFocus, networkFocusOf, networkNames } from '#modules/networks/index.ts';
import { candidatesFor } from '#modules/people/index.ts';
import { answersOverTime } from '#modules/records/index.ts';
import { contextFiguresOf, findSchool, groupsOf, linksOf } from '#modules/schools/index.ts';
import { notFound, page, route } from '#web/route.ts';
import { can } from '../../access.ts';
import { onSchool } from '../gates.ts';
import { schoolView } from './view.ts';

export const schoolPageRoutes = [
  route({
    method: 'GET',
    path: '/schools/:urn',
    gate: onSchool('see'),
    async handle(visit) {
      const { services, subject, actor, today } = visit;
      const { db, pack } = services;
      const { urn, networks } = subject;
      const year = academicYearOf(today);
      const focusYears = canWithNetworkFocus(actor, 'see', subject, pack)
        ? [year, yearsAfter(year, 1)]
        : [];
      const [
        school,
        inspections,
        figures,
        groups,
        links,
        cases,
        people,
        networksNamed,
        focus,
        level,
        answers,
      ] = await Promise.all([
        findSchool(db, urn),
        inspectionsOf(db, urn),
        contextFiguresOf(db, urn),
        groupsOf(db, urn),
        linksOf(db, urn),
        casesOfSchool(db, actor, subject, today),
        candidatesFor(
          db,
          subject,
          ['headteacher', 'chair-of-governors', 'monitoring-officer', 'network-lead'],
          today,
        ),
        networkNames(db, networks),
        Promise.all(focusYears.map((each) => networkFocusOf(db, urn, each))),
        canWithLevel(actor, 'read', subject, pack) ? presentLevel(db, urn) : undefined,
        answersOverTime(db, actor, { urn }, { today, laCode: visit.authority.laCode }),
      ]);
      if (!school) return notFound;
      return page(
        schoolView(visit, {
          school,
          inspections,
          figures,
          groups,
          links,
          cases,
          people,
          networks: networksNamed,
          focusIn: focus.flatMap((fact) => (fact ? [fact.year] : [])),
          level,
          answers,
          openProcess: subject.process,
          mayOpen: canWithCase(actor, 'open', subject),
          mayAddFigure: can(actor, 'add a figure', subject),
        }),
      );
    },
  }),
];
