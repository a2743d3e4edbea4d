import { academicYearOf, yearsAfter } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { addDays, instantOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { changeYear, sixBlocks } from '#modules/calendar/index.ts';
import type { City } from './city.ts';
import { block, blockOn, schoolDayUntil } from './school-year.ts';
import type { Step } from './stage.ts';

/**
 * The calendar of the present and the next academic year, and an INSET day of one school’s own,
 * entered by the administrator. It comes last: what happened before was not held against it.
 */
export function calendarSteps(city: City, today: LocalDate): Step[] {
  const administrator = city.people.find(({ roles }) =>
    roles.some(({ role }) => role === 'administrator'),
  );
  const school = city.schools.find(({ maintained, story }) => maintained && !story);
  if (!administrator || !school) throw new Error('There is no administrator, or no school.');
  const step = (what: string, run: Step['run']): Step => ({
    at: instantOf(today, '23:59' as LocalTime),
    by: administrator.id,
    what: `calendar, ${what}`,
    run,
  });
  const present = academicYearOf(today);
  return [
    ...[present, yearsAfter(present, 1)].map((year) =>
      step(`dates of ${year}`, (work) =>
        changeYear(work, { year, urn: undefined, after: 0, dates: datesOf(year) }),
      ),
    ),
    step('INSET day of a school', (work) =>
      changeYear(work, { year: present, urn: school.urn, after: 0, dates: ownInset(present) }),
    ),
  ];
}

function blocksOf(year: AcademicYear) {
  const { number } = blockOn(`${year.slice(0, 4)}-10-01` as LocalDate);
  return sixBlocks.map((each, index) => {
    const { first, last } = block(number + index);
    return { ...each, first, last };
  });
}

function datesOf(year: AcademicYear) {
  const blocks = blocksOf(year);
  const first = blocks[0]?.first;
  const last = blocks.at(-1)?.last;
  const inset = [...(first ? [addDays(first, -1)] : []), ...(last ? [addDays(last, 3)] : [])];
  return {
    blocks,
    inset: inset.map((day) => ({ day, name: 'INSET day' })),
    source: 'Invented for the demonstration',
  };
}

/** The last school day of the summer term’s first half, on which its staff moderate writing. */
function ownInset(year: AcademicYear) {
  const last = blocksOf(year)[4]?.last;
  const day = last && schoolDayUntil(last);
  return {
    blocks: null,
    inset: day ? [{ day, name: 'Moderation of writing' }] : [],
    source: 'Told by the school',
  };
}
