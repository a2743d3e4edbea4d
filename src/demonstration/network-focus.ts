import { academicYearOf, firstDayOf, yearsAfter } from '#kernel/academic-year.ts';
import type { AcademicYear } from '#kernel/academic-year.ts';
import { addDays, addMonths, instantOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { FocusId, RoundId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import {
  changeFocus,
  closeRound,
  decideSchool,
  openRound,
  roundEvidence,
} from '#modules/networks/index.ts';
import type { Work } from '#web/services.ts';
import type { City } from './city.ts';
import { focusAddition, notFocusAllTheSame } from './content/network-focus.ts';
import { schoolDayFrom, schoolDaysAfter, schoolDayUntil } from './school-year.ts';
import type { Step } from './stage.ts';

/**
 * The categorisation rounds: those of the last academic year and of the present one, each held in
 * the summer before it; one for the next year, half way through, when the day of loading is late
 * enough in the year; and a school added in the course of the present one.
 */
export function networkFocusSteps(city: City, today: LocalDate): Step[] {
  const decider = city.people.find(({ roles }) =>
    roles.some(({ role }) => role === 'senior-advisor'),
  );
  if (!decider) throw new Error('There is no Senior Advisor.');
  const present = academicYearOf(today);
  const step = (on: LocalDate, time: string, what: string, run: Step['run']): Step => ({
    at: instantOf(on, time as LocalTime),
    by: decider.id,
    what: `network focus, ${on}, ${what}`,
    run,
  });
  const rounds = [yearsAfter(present, -1), present, yearsAfter(present, 1)]
    .map((year) => ({
      year,
      openedOn: schoolDayFrom(addDays(addMonths(firstDayOf(year), -3), 14)),
    }))
    .filter(({ openedOn }) => decider.from <= openedOn && openedOn < addDays(today, -10));
  const held = rounds.flatMap(({ year, openedOn }): Step[] => {
    const id = newId<RoundId>();
    const isNext = year > present;
    const decidedOn = schoolDaysAfter(openedOn, 5);
    return [
      step(openedOn, '09:05', `round for ${year} opened`, (work) => openRound(work, { id, year })),
      step(decidedOn, '14:00', `round for ${year} decided`, (work) =>
        decideRound(work, id, year, isNext ? 0.5 : 1),
      ),
      ...(isNext
        ? []
        : [
            step(schoolDaysAfter(decidedOn, 3), '09:30', `round for ${year} closed`, (work) =>
              closeRound(work, id),
            ),
          ]),
    ];
  });
  const addedOn = schoolDayUntil(addDays(today, -12));
  const school = city.schools.find(({ entry }) => entry[0] === focusAddition.school);
  if (!school || academicYearOf(addedOn) !== present) return held;
  return [
    ...held,
    step(addedOn, '11:20', 'a school added', (work) =>
      changeFocus(work, school.urn, {
        id: newId<FocusId>(),
        change: { kind: 'add', ...focusAddition.reasons, rationale: focusAddition.rationale },
      }),
    ),
  ];
}

/** Decides on a share of the schools of a round, from its beginning, as the evidence suggests. */
async function decideRound(
  work: Work,
  id: RoundId,
  year: AcademicYear,
  share: number,
): Promise<Result<undefined>> {
  const schools = await roundEvidence(work, id, year);
  for (const { urn, name, evidence } of schools.slice(0, Math.ceil(schools.length * share))) {
    const reasons = [...new Set(evidence.map(({ reason }) => reason))];
    const against = notFocusAllTheSame[name];
    const isFocus = reasons.length > 0 && against === undefined;
    const decided = await decideSchool(work, id, urn, {
      choice: isFocus ? { kind: 'focus', reasons, stated: '' } : { kind: 'not-focus' },
      rationale: against !== undefined && reasons.length > 0 ? against : '',
      seen: 0,
    });
    if (!decided.ok) return decided;
  }
  return ok(undefined);
}
