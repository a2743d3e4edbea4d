import type { Route } from '#web/route.ts';
import { accuracyCheckRoutes } from './accuracy-check/page.ts';
import { recordActionRoutes } from './actions/page.ts';
import { answersRoutes } from './answers/page.ts';
import { attendanceRoutes } from './attendance/page.ts';
import { closeRoutes } from './close/page.ts';
import { fillRoutes } from './fill/page.ts';
import { finaliseRoutes } from './finalise/page.ts';
import { historyRoutes } from './history/page.ts';
import { nextMeetingRoutes } from './next-meeting/page.ts';
import { noteTakerRoutes } from './note-taker/page.ts';
import { notesRoutes } from './notes/page.ts';
import { openRoutes } from './open/page.ts';
import { outcomeRoutes } from './outcome/page.ts';
import { readRoutes } from './read/page.ts';
import { reasonRoutes } from './reason/page.ts';
import { versionRoutes } from './versions/page.ts';

export const recordRoutes: readonly Route[] = [
  ...openRoutes,
  ...readRoutes,
  ...notesRoutes,
  ...historyRoutes,
  ...fillRoutes,
  ...attendanceRoutes,
  ...outcomeRoutes,
  ...recordActionRoutes,
  ...nextMeetingRoutes,
  ...noteTakerRoutes,
  ...closeRoutes,
  ...reasonRoutes,
  ...accuracyCheckRoutes,
  ...answersRoutes,
  ...finaliseRoutes,
  ...versionRoutes,
];
