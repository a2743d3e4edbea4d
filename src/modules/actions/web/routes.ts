import type { Route } from '#web/route.ts';
import { actionPageRoutes } from './action/page.ts';

export const actionRoutes: readonly Route[] = [...actionPageRoutes];
