import type { Route } from '#web/route.ts';
import { areasRoutes } from './areas/page.ts';
import { enterRoutes } from './enter/page.ts';
import { inspectionsPageRoutes } from './school/page.ts';
import { withdrawRoutes } from './withdraw/page.ts';

export const inspectionRoutes: readonly Route[] = [
  ...inspectionsPageRoutes,
  ...enterRoutes,
  ...areasRoutes,
  ...withdrawRoutes,
];
