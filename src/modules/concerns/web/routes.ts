import type { Route } from '#web/route.ts';
import { concernRoutes } from './concern/page.ts';
import { identifyRoutes } from './identify/page.ts';
import { levelRoutes } from './level/page.ts';
import { resolveRoutes } from './resolve/page.ts';
import { whyRoutes } from './why/page.ts';
import { showingRoutes } from './showing/page.ts';

export const levelsRoutes: readonly Route[] = [
  ...identifyRoutes,
  ...whyRoutes,
  ...levelRoutes,
  ...concernRoutes,
  ...resolveRoutes,
  ...showingRoutes,
];
