import type {
  FourPointArea,
  FourPointGrade,
  FrameworkId,
  ReportCardArea,
  ReportCardGrade,
} from '#modules/inspections/index.ts';
import type { CitySchool } from './city.ts';
import type { Random } from './random.ts';

/** How a school's history tends: mostly good, as in the country. */
export type Standing = 1 | 2 | 3 | 4;

/** Grades near the overall one: rarely more than one apart, and leadership seldom worse. */
export function judgementsOf(
  school: CitySchool,
  framework: FrameworkId,
  standing: Standing,
  random: Random,
): Partial<Record<FourPointArea, FourPointGrade>> {
  const near = (better: number): FourPointGrade =>
    standing > 1 && random.chance(better) ? ((standing - 1) as FourPointGrade) : standing;
  const leadership = near(0.25);
  const early = hasEarlyYears(school) ? { 'early-years': near(0.4) } : {};
  if (framework === 'section-5-2005' || framework === 'section-5-2012' || framework === 'common') {
    return { 'leadership-and-management': leadership, ...(framework === 'common' ? early : {}) };
  }
  return {
    'quality-of-education': standing,
    'behaviour-and-attitudes': near(0.5),
    'personal-development': near(0.55),
    'leadership-and-management': leadership,
    ...early,
  };
}

export function reportCard(
  school: CitySchool,
  standing: Standing,
  random: Random,
): Partial<Record<ReportCardArea, ReportCardGrade>> {
  const grade = (): ReportCardGrade => {
    const luck = random.next() + (2 - standing) * 0.3;
    if (luck > 1.2) return 'exceptional';
    if (luck > 0.78) return 'strong-standard';
    return luck > -0.1 ? 'expected-standard' : 'needs-attention';
  };
  return {
    inclusion: grade(),
    'curriculum-and-teaching': grade(),
    achievement: grade(),
    'attendance-and-behaviour': grade(),
    'personal-development-and-well-being': grade(),
    'leadership-and-governance': grade(),
    ...(hasEarlyYears(school) ? { 'early-years': grade() } : {}),
  };
}

export function hasEarlyYears({ entry }: CitySchool): boolean {
  return entry[2] === 'primary' || entry[2] === 'infant';
}

export function firstStanding(random: Random): Standing {
  const luck = random.next();
  if (luck < 0.12) return 1;
  if (luck < 0.55) return 2;
  return luck < 0.89 ? 3 : 4;
}

/** Schools that were not good tend to become so. */
export function nextStanding(now: Standing, random: Random): Standing {
  const luck = random.next();
  if (now >= 3) return luck < 0.6 ? 2 : luck < 0.94 ? 3 : 4;
  if (now === 2) return luck < 0.12 ? 1 : luck < 0.88 ? 2 : 3;
  return luck < 0.55 ? 1 : luck < 0.94 ? 2 : 3;
}
