import type { Route } from '#web/route.ts';
import { arrangeRoutes } from './arrange/page.ts';
import { answerRoutes } from './answer/page.ts';
import { attendeeRoutes } from './attendees/page.ts';
import { broughtInRoutes } from './brought-in/page.ts';
import { choiceRoutes } from './choice/page.ts';
import { invitationRoutes } from './invitation/page.ts';
import { meetingFileRoutes } from './files/page.ts';
import { meetingPageRoutes } from './meeting/page.ts';
import { stateRoutes } from './state/page.ts';
import { yourCalendarRoutes } from './your-calendar/page.ts';

export const meetingRoutes: readonly Route[] = [
  ...meetingPageRoutes,
  ...arrangeRoutes,
  ...stateRoutes,
  ...invitationRoutes,
  ...meetingFileRoutes,
  ...broughtInRoutes,
  ...attendeeRoutes,
  ...choiceRoutes,
  ...answerRoutes,
  ...yourCalendarRoutes,
];
