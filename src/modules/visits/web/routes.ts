import type { Route } from '#web/route.ts';
import { listRoutes } from './list/page.ts';
import { supportFormRoutes } from './support-form/page.ts';
import { visitFormRoutes } from './visit-form/page.ts';
import { visitPageRoutes } from './visit/page.ts';

export const visitRoutes: readonly Route[] = [
  ...listRoutes,
  ...visitFormRoutes,
  ...visitPageRoutes,
  ...supportFormRoutes,
];
