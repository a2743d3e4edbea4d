import type { Route } from '#web/route.ts';
import { arrangeRoutes } from './arrange/page.ts';
import { answerRoutes } from './answer/page.ts';
import { attendeeRoutes } from './attendees/page.ts';
import { cancelRoutes } from './cancel/page.ts';
import { choiceRoutes } from './choice/page.ts';
import { meetingPageRoutes } from './meeting/page.ts';

export const meetingRoutes: readonly Route[] = [
  ...meetingPageRoutes,
  ...arrangeRoutes,
  ...cancelRoutes,
  ...attendeeRoutes,
  ...choiceRoutes,
  ...answerRoutes,
];
