import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { schoolGate } from '#web/gates.ts';
import type { Gate } from '#web/route.ts';
import { canSeeFigures } from '../access.ts';

/** For addresses with `:urn`. */
export const onFigures: Gate<SchoolMatter> = schoolGate(
  'figures: see',
  findSchoolMatter,
  canSeeFigures,
);
