import type { Route } from '#web/route.ts';
import { boardRoutes } from './board/page.ts';
import { casePageRoutes } from './case/page.ts';
import { dutyRoutes } from './duties/page.ts';
import { historyRoutes } from './history/page.ts';
import { caseListRoutes } from './list/page.ts';
import { openCaseRoutes } from './open-case/page.ts';

export const caseRoutes: readonly Route[] = [
  ...caseListRoutes,
  ...openCaseRoutes,
  ...casePageRoutes,
  ...boardRoutes,
  ...dutyRoutes,
  ...historyRoutes,
];
