import type { Route } from '#web/route.ts';
import { closeRoutes } from './close/page.ts';
import { decisionRoutes } from './decision/page.ts';
import { focusListRoutes } from './focus/page.ts';
import { roundRoutes } from './round/page.ts';
import { schoolFocusRoutes } from './school/page.ts';

export const networkRoutes: readonly Route[] = [
  ...focusListRoutes,
  ...roundRoutes,
  ...decisionRoutes,
  ...closeRoutes,
  ...schoolFocusRoutes,
];
