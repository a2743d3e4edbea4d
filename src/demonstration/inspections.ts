import { addDays, date, daysBetween, shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { schoolDayOnOrBefore } from '#kernel/school-days.ts';
import { frameworkOf, frameworkOn } from '#modules/inspections/index.ts';
import type { NewInspection } from '#modules/inspections/index.ts';
import type { CitySchool } from './city.ts';
import { inSpecialMeasures, knownInspections } from './content/inspections.ts';
import type { KnownInspection } from './content/inspections.ts';
import { firstStanding, hasEarlyYears, judgementsOf, nextStanding, reportCard } from './grades.ts';
import type { Standing } from './grades.ts';
import { randomFor } from './random.ts';
import type { Random } from './random.ts';
import { conversionDay, formerSchool } from './register.ts';
import { isSchoolDay, schoolDayFrom, schoolDayUntil, weekdays } from './school-year.ts';
import { timelineOf } from './timeline.ts';

interface Period {
  readonly from: string;
  readonly until: string;
  /** The share of schools that were inspected in it. */
  readonly share: number;
}

/** Rounds of inspection that lie in the past for good; report cards come after them. */
const rounds: readonly Period[] = [
  { from: '2008-01-14', until: '2012-06-29', share: 0.7 },
  { from: '2013-01-14', until: '2015-06-26', share: 0.55 },
  { from: '2016-01-12', until: '2019-06-28', share: 0.62 },
  { from: '2021-10-05', until: '2024-06-28', share: 0.68 },
  { from: '2024-09-24', until: '2025-10-17', share: 0.22 },
];

/** The share of schools whose latest inspection gave a report card. */
const reportCardShare = 0.2;

/** The inspections of a school, oldest first, up to the day of loading. Each has its framework's form. */
export function inspectionsFor(school: CitySchool, today: LocalDate): NewInspection[] {
  const { entry, typeCode } = school;
  const name = entry[0];
  const random = randomFor(`inspections ${name}`);
  const known = knownInspections[name];
  const began = school.story && timelineOf(school.story, today).openedOn;
  const knownDay = known && began && dayOf(known, began);
  const opened = school.maintained ? date('1995-09-01') : conversionDay(school);
  // A free school has nobody before it whose inspections it could have.
  const since = typeCode === '35' ? addDays(opened, 500) : date('2005-09-01');
  let standing = firstStanding(random);
  const made: NewInspection[] = [];
  const add = (day: LocalDate, grade: Standing) => {
    if (day < since || day > addDays(today, -45)) return;
    if (knownDay !== undefined && daysBetween(day, knownDay) < 400) return;
    made.push(graded(school, day, grade, opened, random));
  };
  let wasBelowGood = false;
  for (const [index, { from, until, share }] of rounds.entries()) {
    const day = pickDay(from, until, random);
    // A school with a story has a history to read, and Ofsted is soon back where it was not good.
    const isDue =
      random.chance(share) ||
      (known === undefined ? wasBelowGood && until > '2019-09-01' : index === 1 || index === 2);
    standing = nextStanding(standing, random);
    if (!isDue) continue;
    add(day, standing);
    wasBelowGood = standing >= 3;
  }
  if (known && began && knownDay) {
    made.push(...told(school, known, knownDay, began, random));
    return made;
  }
  const measuresDaysAgo = inSpecialMeasures[name];
  if (measuresDaysAgo !== undefined) {
    const day = dayOfCard(today, measuresDaysAgo);
    return [...made.filter(({ firstDay }) => firstDay < day), specialMeasures(school, day, random)];
  }
  if (random.chance(0.16)) {
    const day = pickDay('2022-09-20', '2025-07-04', random);
    if (day > (made.at(-1)?.firstDay ?? since)) made.push(ungraded(school, day, standing, random));
  }
  const firstCard = '2025-11-11';
  const lastCard = addDays(today, -60);
  if (lastCard > date(firstCard) && random.chance(reportCardShare)) {
    add(pickDay(firstCard, lastCard, random), standing);
  } else if (standing >= 3 && lastCard > date(firstCard) && random.chance(0.6)) {
    made.push(monitoring(school, pickDay(firstCard, lastCard, random)));
  }
  return made;
}

function told(
  school: CitySchool,
  known: KnownInspection,
  day: LocalDate,
  began: LocalDate,
  random: Random,
): NewInspection[] {
  const facts = factsOf(school, day, undefined, random);
  if (known.framework === 'report-card') {
    return [
      {
        ...facts,
        kind: 'graded',
        framework: 'report-card',
        category: null,
        judgements: { ...reportCard(school, 2, random), ...known.below },
        judgedOn: {},
        safeguarding: 'met',
      },
    ];
  }
  const [overall, education, behaviour, development, leadership] = known.grades;
  const judged = {
    ...facts,
    kind: 'graded',
    category: null,
    judgements: {
      'quality-of-education': education,
      'behaviour-and-attitudes': behaviour,
      'personal-development': development,
      'leadership-and-management': leadership,
      ...(hasEarlyYears(school) ? { 'early-years': known.earlyYears ?? 2 } : {}),
    },
    safeguarding: 'effective',
  } as const;
  const visit = known.monitoredDaysBefore;
  return [
    known.framework === 'education'
      ? { ...judged, framework: 'education', overall }
      : { ...judged, framework: 'education-without-overall' },
    ...(visit === undefined ? [] : [monitoring(school, schoolDayUntil(addDays(began, -visit)))]),
  ];
}

/** Urgent improvement in leadership and governance, and in another area. */
function specialMeasures(school: CitySchool, day: LocalDate, random: Random): NewInspection {
  return {
    ...factsOf(school, day, undefined, random),
    kind: 'graded',
    framework: 'report-card',
    category: 'special-measures',
    judgements: {
      ...reportCard(school, 4, random),
      'leadership-and-governance': 'urgent-improvement',
      achievement: 'urgent-improvement',
    },
    judgedOn: {},
    safeguarding: 'met',
  };
}

function dayOf(known: KnownInspection, began: LocalDate): LocalDate {
  return known.framework === 'report-card' ? dayOfCard(began, known.daysBefore) : date(known.on);
}

/** So many days before, but never before there were report cards. */
function dayOfCard(from: LocalDate, daysBefore: number): LocalDate {
  const day = schoolDayUntil(addDays(from, -daysBefore));
  const first = frameworkOf('report-card').from;
  return day < first ? schoolDayFrom(first) : day;
}

function graded(
  school: CitySchool,
  day: LocalDate,
  standing: Standing,
  opened: LocalDate,
  random: Random,
): NewInspection {
  const framework = frameworkOn(day)?.id ?? 'section-5-2005';
  const facts = factsOf(school, day, day < opened ? opened : undefined, random);
  if (framework === 'report-card') {
    return {
      ...facts,
      kind: 'graded',
      framework,
      category: null,
      judgements: reportCard(school, standing, random),
      judgedOn: {},
      safeguarding: 'met',
    };
  }
  const judged = {
    ...facts,
    kind: 'graded' as const,
    judgements: judgementsOf(school, framework, standing, random),
    safeguarding:
      framework.startsWith('section-5') || framework === 'common' ? null : ('effective' as const),
  };
  if (framework === 'education-without-overall') return { ...judged, framework, category: null };
  const category =
    standing !== 4 ? null : random.chance(0.4) ? 'special-measures' : 'serious-weaknesses';
  return {
    ...judged,
    framework,
    // The lesser category had another name before 2012.
    category:
      category === 'serious-weaknesses' && framework === 'section-5-2005'
        ? 'notice-to-improve'
        : category,
    overall: standing,
  };
}

function ungraded(
  school: CitySchool,
  day: LocalDate,
  standing: Standing,
  random: Random,
): NewInspection {
  const concerns = standing === 2 && random.chance(0.25);
  const outcome =
    standing === 1
      ? 'School remains Outstanding'
      : `School remains Good${concerns ? ' (Concerns) - S5 Next' : ''}`;
  return {
    ...factsOf(school, day, undefined, random),
    kind: 'ungraded',
    framework: frameworkOn(day)?.id ?? 'education',
    type: 'S8 Ungraded inspection',
    outcome: standing >= 3 ? 'Improved significantly' : outcome,
  };
}

function monitoring(school: CitySchool, day: LocalDate): NewInspection {
  return {
    ...factsOf(school, day, undefined, randomFor(`monitoring ${school.entry[0]}`)),
    kind: 'monitoring',
    framework: frameworkOn(day)?.id ?? 'report-card',
    type: 'Monitoring inspection',
    outcome:
      'Leaders have made some progress. More must be done before the school’s next graded inspection.',
  };
}

/** `converted` is the day on which the school became another, where the inspection was before it. */
function factsOf(
  school: CitySchool,
  day: LocalDate,
  converted: LocalDate | undefined,
  random: Random,
) {
  return {
    urn: school.urn,
    number: String(10_000_000 + random.whole(1, 899_999)),
    type: 'S5 Inspection',
    typeGroup: 'Schools - S5',
    firstDay: day,
    publishedOn: schoolDayOnOrBefore(weekdays, addDays(day, random.whole(28, 42))),
    predecessor: converted === undefined ? null : formerSchool(school),
  };
}

function pickDay(from: string, until: string, random: Random): LocalDate {
  const first = date(from);
  const day = schoolDayFrom(addDays(first, random.whole(0, daysBetween(first, date(until)))));
  return day > date(until) || !isSchoolDay(day) ? schoolDayUntil(date(until)) : day;
}

/** "June 2024" */
export function monthOf(day: LocalDate): string {
  return shortDate(day).replace(/^\d+ /, '');
}
