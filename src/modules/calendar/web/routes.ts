import type { Route } from '#web/route.ts';
import { editRoutes } from './edit/page.ts';
import { calendarPageRoutes } from './calendar/page.ts';

export const calendarRoutes: readonly Route[] = [...calendarPageRoutes, ...editRoutes];
