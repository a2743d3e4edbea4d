import { caseRoutes } from '#modules/cases/web/routes.ts';
import type { Route } from '#web/route.ts';

/** Every page and every form of the product. */
export const routes: readonly Route[] = [...caseRoutes];
