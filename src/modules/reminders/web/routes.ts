import type { Route } from '#web/route.ts';
import { reminderRoutes } from './settings/page.ts';

export const remindersRoutes: readonly Route[] = [...reminderRoutes];
