import type { Route } from '#web/route.ts';
import { boardRoutes } from './board/page.ts';
import { openCaseRoutes } from './open-case/page.ts';

export const caseRoutes: readonly Route[] = [...openCaseRoutes, ...boardRoutes];
