import type { Route } from '#web/route.ts';
import { outboxRoutes } from './outbox/page.ts';
import { undeliveredRoutes } from './undelivered/page.ts';

export const correspondenceRoutes: readonly Route[] = [...outboxRoutes, ...undeliveredRoutes];
