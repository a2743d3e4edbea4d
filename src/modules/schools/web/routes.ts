import type { Route } from '#web/route.ts';
import { figureRoutes } from './figure/page.ts';
import { schoolListRoutes } from './list/page.ts';
import { schoolPageRoutes } from './school/page.ts';

export const schoolRoutes: readonly Route[] = [
  ...schoolListRoutes,
  ...schoolPageRoutes,
  ...figureRoutes,
];
