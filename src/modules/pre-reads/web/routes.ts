import type { Route } from '#web/route.ts';
import { linkRoutes } from './link/page.ts';
import { packRoutes } from './pack/page.ts';
import { paperRoutes } from './paper/page.ts';
import { papersRoutes } from './papers/page.ts';
import { sendRoutes } from './send/page.ts';
import { withdrawRoutes } from './withdraw/page.ts';

export const preReadRoutes: readonly Route[] = [
  ...papersRoutes,
  ...packRoutes,
  ...paperRoutes,
  ...sendRoutes,
  ...withdrawRoutes,
  ...linkRoutes,
];
