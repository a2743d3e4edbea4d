import type { Route } from '#web/route.ts';
import { directorListRoutes } from './authority/page.ts';
import { beginRoutes } from './entry/begin.ts';
import { correctRoutes } from './entry/correct.ts';
import { recordRoutes } from './entry/record.ts';
import { directorSchoolRoutes } from './school/page.ts';

export const regionalDirectorRoutes: readonly Route[] = [
  ...directorSchoolRoutes,
  ...beginRoutes,
  ...recordRoutes,
  ...correctRoutes,
  ...directorListRoutes,
];
