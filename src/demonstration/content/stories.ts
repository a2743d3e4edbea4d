import type { Story } from '../story.ts';
import { barbicanRoad } from './stories/barbican-road.ts';
import { northgateCross, osierBank, reedmace, weaversCourt } from './stories/beginnings.ts';
import { bitternWay } from './stories/bittern-way.ts';
import { capstanStreet } from './stories/capstan-street.ts';
import { ploverLane, stBede } from './stories/corrections.ts';
import { curlewMoor } from './stories/curlew-moor.ts';
import { drawbridgeLane } from './stories/drawbridge-lane.ts';
import { harbourHill } from './stories/harbour-hill.ts';
import { hazelthwaite } from './stories/hazelthwaite.ts';
import { keepstone } from './stories/keepstone.ts';
import { rowanhythe } from './stories/rowanhythe.ts';

/** Every school with a board or check-ins, those furthest along first. */
export const stories: readonly Story[] = [
  drawbridgeLane,
  barbicanRoad,
  capstanStreet,
  harbourHill,
  hazelthwaite,
  stBede,
  ploverLane,
  bitternWay,
  curlewMoor,
  keepstone,
  rowanhythe,
  osierBank,
  northgateCross,
  weaversCourt,
  reedmace,
];
