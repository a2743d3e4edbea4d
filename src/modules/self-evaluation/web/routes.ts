import type { Route } from '#web/route.ts';
import { commentRoutes } from './comment/page.ts';
import { judgeRoutes } from './judge/page.ts';
import { selfEvaluationPageRoutes } from './school/page.ts';

export const selfEvaluationRoutes: readonly Route[] = [
  ...selfEvaluationPageRoutes,
  ...judgeRoutes,
  ...commentRoutes,
];
