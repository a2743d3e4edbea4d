import type { Route } from '#web/route.ts';
import { authorityWarningRoutes } from './authority/page.ts';

export const earlyWarningRoutes: readonly Route[] = [...authorityWarningRoutes];
