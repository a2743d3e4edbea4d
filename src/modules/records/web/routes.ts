import type { Route } from '#web/route.ts';
import { accuracyCheckRoutes } from './accuracy-check/page.ts';
import { recordActionRoutes } from './actions/page.ts';
import { answersRoutes } from './answers/page.ts';
import { attendanceRoutes } from './attendance/page.ts';
import { checkLinkRoutes } from './check-link/page.ts';
import { checkPaperRoutes } from './check-paper/page.ts';
import { choicesRoutes } from './choices/page.ts';
import { closeRoutes } from './close/page.ts';
import { fillRoutes } from './fill/page.ts';
import { finaliseRoutes } from './finalise/page.ts';
import { historyRoutes } from './history/page.ts';
import { lateRoutes } from './late/page.ts';
import { liveRoutes } from './live/page.ts';
import { nextMeetingRoutes } from './next-meeting/page.ts';
import { noteTakerRoutes } from './note-taker/page.ts';
import { roomRoutes } from './room/page.ts';
import { openRoutes } from './open/page.ts';
import { outcomeRoutes } from './outcome/page.ts';
import { readRoutes } from './read/page.ts';
import { reasonRoutes } from './reason/page.ts';
import { roomShellRoutes } from './room-shell/page.ts';
import { showLiveRoutes } from './show-live/page.ts';
import { versionRoutes } from './versions/page.ts';
import { wordCopyRoutes } from './word-copy/page.ts';

export const recordRoutes: readonly Route[] = [
  ...openRoutes,
  ...readRoutes,
  ...roomRoutes,
  ...historyRoutes,
  ...fillRoutes,
  ...attendanceRoutes,
  ...outcomeRoutes,
  ...recordActionRoutes,
  ...nextMeetingRoutes,
  ...noteTakerRoutes,
  ...showLiveRoutes,
  ...liveRoutes,
  ...lateRoutes,
  ...choicesRoutes,
  ...closeRoutes,
  ...reasonRoutes,
  ...roomShellRoutes,
  ...accuracyCheckRoutes,
  ...checkLinkRoutes,
  ...answersRoutes,
  ...finaliseRoutes,
  ...versionRoutes,
  ...wordCopyRoutes,
  ...checkPaperRoutes,
];
