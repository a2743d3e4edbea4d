import type { Route } from '#web/route.ts';
import { authorityRulesRoutes } from './authority/page.ts';
import { schoolRulesRoutes } from './school/page.ts';

export const eligibilityRoutes: readonly Route[] = [...schoolRulesRoutes, ...authorityRulesRoutes];
