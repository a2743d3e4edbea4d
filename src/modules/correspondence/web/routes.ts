import type { Route } from '#web/route.ts';
import { outboxRoutes } from './outbox/page.ts';

export const correspondenceRoutes: readonly Route[] = outboxRoutes;
