import type { Route } from '#web/route.ts';
import { importRoutes } from './imports/page.ts';
import { settingsRoutes } from './settings/page.ts';

export const administrationRoutes: readonly Route[] = [...importRoutes, ...settingsRoutes];
