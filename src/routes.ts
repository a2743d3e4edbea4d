import { actionRoutes } from '#modules/actions/web/routes.ts';
import { administrationRoutes } from '#modules/administration/web/routes.ts';
import { calendarRoutes } from '#modules/calendar/web/routes.ts';
import { caseRoutes } from '#modules/cases/web/routes.ts';
import { levelsRoutes } from '#modules/concerns/web/routes.ts';
import { correspondenceRoutes } from '#modules/correspondence/web/routes.ts';
import { earlyWarningRoutes } from '#modules/early-warning/web/routes.ts';
import { eligibilityRoutes } from '#modules/eligibility/web/routes.ts';
import { homeRoutes } from '#modules/home/web/routes.ts';
import { inspectionRoutes } from '#modules/inspections/web/routes.ts';
import { meetingRoutes } from '#modules/meetings/web/routes.ts';
import { networkRoutes } from '#modules/networks/web/routes.ts';
import { peopleRoutes } from '#modules/people/web/routes.ts';
import { performanceRoutes } from '#modules/performance/web/routes.ts';
import { preReadRoutes } from '#modules/pre-reads/web/routes.ts';
import { questionRoutes } from '#modules/question/web/routes.ts';
import { recordRoutes } from '#modules/records/web/routes.ts';
import { regionalDirectorRoutes } from '#modules/regional-director/web/routes.ts';
import { remindersRoutes } from '#modules/reminders/web/routes.ts';
import { schoolRoutes } from '#modules/schools/web/routes.ts';
import { selfEvaluationRoutes } from '#modules/self-evaluation/web/routes.ts';
import { visitRoutes } from '#modules/visits/web/routes.ts';
import type { Route } from '#web/route.ts';

/** Every page and every form of the product. */
export const routes: readonly Route[] = [
  ...homeRoutes,
  ...peopleRoutes,
  ...correspondenceRoutes,
  ...schoolRoutes,
  ...inspectionRoutes,
  ...performanceRoutes,
  ...eligibilityRoutes,
  ...levelsRoutes,
  ...earlyWarningRoutes,
  ...caseRoutes,
  ...networkRoutes,
  ...meetingRoutes,
  ...preReadRoutes,
  ...recordRoutes,
  ...actionRoutes,
  ...remindersRoutes,
  ...administrationRoutes,
  ...regionalDirectorRoutes,
  ...calendarRoutes,
  ...visitRoutes,
  ...questionRoutes,
  ...selfEvaluationRoutes,
];
