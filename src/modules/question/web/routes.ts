import type { Route } from '#web/route.ts';
import { adoptRoutes } from './adopt/page.ts';

export const questionRoutes: readonly Route[] = [...adoptRoutes];
