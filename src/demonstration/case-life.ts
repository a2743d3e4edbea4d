import { addDays, instantOf, longDate, shortDate } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ActionId, CaseId, EnteredInspectionId, MeetingId, PersonId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { addOpenAction, addPastMeeting, pauseCase, takeOnCase } from '#modules/case-life/index.ts';
import { addMembers } from '#modules/cases/index.ts';
import type { NewMember } from '#modules/cases/index.ts';
import { enterInspection } from '#modules/inspections/index.ts';
import { inviteToNext } from '#modules/meetings/index.ts';
import { checkFile } from '#platform/files/files.ts';
import type { Work } from '#web/services.ts';
import { castOf } from './cast.ts';
import type { City, CitySchool } from './city.ts';
import { paused, takenOn, visited } from './content/case-life.ts';
import { stories } from './content/stories.ts';
import { schoolDaysAfter, schoolDayUntil } from './school-year.ts';
import { smallPdf } from './small-pdf.ts';
import type { Step } from './stage.ts';

/** A board that is paused, one that is up for review after a visit of inspectors, and one that was taken on. */
export function caseLifeSteps(city: City, today: LocalDate): Step[] {
  return [...pausedSteps(city, today), ...visitedSteps(city, today), ...takenOnSteps(city, today)];
}

function pausedSteps(city: City, today: LocalDate): Step[] {
  const { urn, advisor } = castFor(paused.school, city);
  const step = stepBy(advisor, paused.school);
  return [
    step(schoolDaysAfter(today, -1), '15:20', 'pause the case', async (work) => {
      const { id } = await work.db
        .selectFrom('cases')
        .select('id')
        .where('urn', '=', urn)
        .where('status', '=', 'open')
        .executeTakeFirstOrThrow();
      return pauseCase(work, id, paused.reason);
    }),
  ];
}

function visitedSteps(city: City, today: LocalDate): Step[] {
  const { urn, advisor } = castFor(visited.school, city);
  const publishedOn = schoolDaysAfter(today, -2);
  return [
    stepBy(advisor, visited.school)(publishedOn, '16:10', 'enter the inspection', (work) =>
      enterInspection(work, newId<EnteredInspectionId>(), {
        urn,
        kind: 'ungraded',
        firstDay: schoolDayUntil(addDays(publishedOn, -30)),
        publishedOn,
        number: '',
        category: '',
        overall: '',
        judgements: {},
        safeguarding: '',
        outcome: visited.outcome,
        readIn: 'the report on Ofsted’s site',
        areas: [],
      }),
    ),
  ];
}

function takenOnSteps(city: City, today: LocalDate): Step[] {
  const school = city.schools.find(({ entry }) => entry[0] === takenOn.school);
  if (!school) throw new Error(`There is no school called ${takenOn.school}.`);
  const advisor = holderOf(city, 'senior-advisor', '');
  if (!advisor) throw new Error('There is no Senior Advisor.');
  const on = schoolDaysAfter(today, -8);
  const step = stepBy(advisor, takenOn.school);
  const caseId = newId<CaseId>();
  const meetings = takenOn.meetings.map((meeting) => ({
    ...meeting,
    id: newId<MeetingId>(),
    date: schoolDaysAfter(today, -meeting.daysAgo),
  }));
  const first = meetings[0]?.date ?? on;
  const latest = meetings.at(-1);
  return [
    step(on, '10:05', 'take on the case', (work) =>
      takeOnCase(work, school.urn, {
        id: caseId,
        process: 'sib',
        openedOn: schoolDaysAfter(first, -15),
        background: takenOn.background,
        nextForm: 'sib-standard',
        next: { date: schoolDaysAfter(today, 13), time: '13:30' as LocalTime },
      }),
    ),
    step(on, '10:20', 'form the board', (work) =>
      addMembers(work, caseId, seatsOf(city, school, advisor), inviteToNext(work)),
    ),
    ...meetings.map(({ id, form, date, lines }) =>
      step(on, '10:40', 'add a past meeting', (work) => {
        const file = checkFile(
          smallPdf([...lines.slice(0, 2), longDate(date), ...lines.slice(2)]),
          `Record of ${shortDate(date)}.pdf`,
        );
        return file.ok
          ? addPastMeeting(work, caseId, { id, form, date }, file.value)
          : Promise.resolve(file);
      }),
    ),
    ...takenOn.actions.map(({ due, ...wording }) =>
      step(on, '11:10', 'add an open action', (work) =>
        addOpenAction(work, caseId, latest?.id, newId<ActionId>(), {
          ...wording,
          byWhen: schoolDaysAfter(today, due),
        }),
      ),
    ),
  ];
}

/** The policy's seats, as far as the school has people for them; its own head leads no network here. */
function seatsOf(city: City, school: CitySchool, advisor: PersonId): NewMember[] {
  const urn = String(school.urn);
  const head = holderOf(city, 'headteacher', urn);
  const lead = holderOf(city, 'network-lead', school.network.id);
  const people: readonly [string, PersonId | undefined][] = [
    ['chair', advisor],
    ['headteacher', head],
    ['chair-of-governors', holderOf(city, 'chair-of-governors', urn)],
    ['network-lead', lead === head ? undefined : lead],
    ['monitoring-officer', holderOf(city, 'monitoring-officer', urn)],
  ];
  return people.flatMap(([seat, person]): NewMember[] =>
    person ? [{ seat, description: '', person }] : [],
  );
}

function holderOf({ people }: City, role: string, scopeId: string): PersonId | undefined {
  return people.find(
    ({ roles, until }) =>
      until === undefined && roles.some((held) => held.role === role && held.scopeId === scopeId),
  )?.id;
}

function castFor(name: string, city: City) {
  const story = stories.find(({ school }) => school === name);
  if (!story) throw new Error(`There is no story of ${name}.`);
  return castOf(story, city);
}

function stepBy(by: PersonId, school: string) {
  return (
    day: LocalDate,
    time: string,
    what: string,
    run: (work: Work) => Promise<Result<unknown>>,
  ): Step => ({
    at: instantOf(day, time as LocalTime),
    by,
    what: `${school}, ${day}, ${what}`,
    run,
  });
}
