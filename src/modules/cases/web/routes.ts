import type { Route } from '#web/route.ts';
import { boardRoutes } from './board/page.ts';
import { casePageRoutes } from './case/page.ts';
import { dutyRoutes } from './duties/page.ts';
import { closeCaseRoutes } from './life/close.ts';
import { lifeRoutes } from './life/page.ts';
import { historyRoutes } from './history/page.ts';
import { caseListRoutes } from './list/page.ts';
import { openCaseRoutes } from './open-case/page.ts';
import { reviewRoutes } from './review/page.ts';
import { takeOnSheetRoutes } from './take-on/sheet.ts';
import { takeOnRoutes } from './take-on/page.ts';
import { takenOnRoutes } from './take-on/additions.ts';
import { timelineRoutes } from './timeline/page.ts';

export const caseRoutes: readonly Route[] = [
  // Before the address of a case, which would take its place.
  ...takeOnSheetRoutes,
  ...caseListRoutes,
  ...openCaseRoutes,
  ...casePageRoutes,
  ...boardRoutes,
  ...dutyRoutes,
  ...historyRoutes,
  ...timelineRoutes,
  ...lifeRoutes,
  ...closeCaseRoutes,
  ...reviewRoutes,
  ...takeOnRoutes,
  ...takenOnRoutes,
];
