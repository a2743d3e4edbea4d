import type { Route } from '#web/route.ts';
import { actionPageRoutes } from './action/page.ts';
import { trackerRoutes } from './tracker/page.ts';

export const actionRoutes: readonly Route[] = [...trackerRoutes, ...actionPageRoutes];
