import type { Route } from '#web/route.ts';
import { administrationRoutes } from './administration/page.ts';
import { signInLinkRoutes } from './sign-in-link/page.ts';
import { signInRoutes } from './sign-in/page.ts';
import { signOutRoutes } from './sign-out.ts';

export const peopleRoutes: readonly Route[] = [
  ...signInRoutes,
  ...signInLinkRoutes,
  ...signOutRoutes,
  ...administrationRoutes,
];
