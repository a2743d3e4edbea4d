import { addDays, dateOf, instantOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import {
  decideLevel,
  levelsToDecide,
  recordConcern,
  resolveConcern,
  standingOfSchool,
} from '#modules/concerns/index.ts';
import type { ConcernId, LevelChoice, LevelDecisionId } from '#modules/concerns/index.ts';
import type { Work } from '#web/services.ts';
import { castOf } from './cast.ts';
import type { City } from './city.ts';
import {
  concernStories,
  dismissed,
  ended,
  monitoring,
  rationales,
  waiting,
} from './content/levels.ts';
import { stories } from './content/stories.ts';
import { schoolDaysAfter, schoolDayUntil } from './school-year.ts';
import type { Step } from './stage.ts';
import type { Story } from './story.ts';
import { timelineOf } from './timeline.ts';

const levelOfProcess = { sib: 'school-causing-concern', pci: 'focus-school' } as const;

/**
 * The levels of the schools with a board or check-ins, decided before these were opened; those of
 * other schools, decided together in the autumn but for a few that wait; and concerns that officers
 * recorded.
 */
export function levelSteps(city: City, today: LocalDate): Step[] {
  const decider = city.people.find(({ roles }) =>
    roles.some(({ role }) => role === 'senior-advisor'),
  );
  if (!decider) throw new Error('There is no Senior Advisor.');
  const stepOn = stepsBy(decider.id);
  const decidedOn = schoolDayUntil(addDays(today, -45));
  return [
    ...stories.flatMap((story) => boardSteps(story, city, today)),
    stepOn(decidedOn, '15:00', 'levels of schools without a board', (work) => decideOthers(work)),
    ...endedSteps(urnOf(city, ended.school), today, stepOn),
    ...concernStories.flatMap(({ school: name, daysAgo, withheld, resolved, ...told }) => {
      const urn = urnOf(city, name);
      const id = newId<ConcernId>();
      const on = schoolDayUntil(addDays(today, -daysAgo));
      return [
        stepOn(on, '16:40', `a concern about ${name}`, (work) =>
          recordConcern(work, urn, {
            ...told,
            id,
            ofDate: on,
            shown: withheld === undefined,
            reason: withheld ?? '',
          }),
        ),
        ...(resolved
          ? [
              stepOn(
                schoolDayUntil(addDays(today, -resolved.daysAgo)),
                '16:45',
                `a concern about ${name} resolved`,
                (work) =>
                  resolveConcern(work, id, {
                    on: schoolDayUntil(addDays(today, -resolved.daysAgo)),
                    text: resolved.text,
                  }),
              ),
            ]
          : []),
      ];
    }),
  ];
}

function urnOf({ schools }: City, name: string): Urn {
  const school = schools.find(({ entry }) => entry[0] === name);
  if (!school) throw new Error(`There is no school called ${name}.`);
  return school.urn;
}

/** A change of headteacher, the level for it, and both at their end. */
function endedSteps(urn: Urn, today: LocalDate, stepOn: ReturnType<typeof stepsBy>): Step[] {
  const { school, concern, decided, resolved, end } = ended;
  const dayOf = (told: { readonly daysAgo: number }) =>
    schoolDayUntil(addDays(today, -told.daysAgo));
  const id = newId<ConcernId>();
  return [
    stepOn(dayOf(concern), '16:20', `a change of headteacher at ${school}`, (work) =>
      recordConcern(work, urn, {
        id,
        kind: 'change-of-headteacher',
        ofDate: dayOf(concern),
        source: concern.source,
        text: concern.text,
        shown: true,
        reason: '',
      }),
    ),
    stepOn(dayOf(decided), '15:10', `the level of ${school}`, (work) =>
      decideOn(work, urn, { kind: 'level', level: 'focus-school' }, decided.rationale),
    ),
    stepOn(dayOf(resolved), '16:25', `the change of headteacher at ${school} resolved`, (work) =>
      resolveConcern(work, id, { on: dayOf(resolved), text: resolved.text }),
    ),
    stepOn(dayOf(end), '15:10', `the level of ${school} ended`, (work) =>
      decideOn(work, urn, { kind: 'end' }, end.rationale),
    ),
  ];
}

function stepsBy(by: PersonId) {
  return (on: LocalDate, time: string, what: string, run: Step['run']): Step => ({
    at: instantOf(on, time as LocalTime),
    by,
    what: `${what}, ${on}`,
    run,
  });
}

/** Decided the day before the case is opened, after what was known of the school had been recorded. */
function boardSteps(story: Story, city: City, today: LocalDate): Step[] {
  const { urn, advisor } = castOf(story, city);
  const { openedOn } = timelineOf(story, today);
  const on = schoolDaysAfter(openedOn, -1);
  const level = levelOfProcess[story.process];
  return [
    stepsBy(advisor)(on, '15:30', `the level of ${story.school}`, async (work) => {
      const noticed = await noticeWhatNobodyElseSays(work, urn, story, on);
      if (!noticed.ok) return noticed;
      return decideOn(work, urn, { kind: 'level', level }, rationales[level]);
    }),
  ];
}

/** Where no inspection speaks for the level, the authority’s own monitoring does. */
async function noticeWhatNobodyElseSays(
  work: Work,
  urn: Urn,
  { process, background }: Story,
  on: LocalDate,
): Promise<Result<unknown>> {
  const standing = await standingOfSchool(work.db, work.pack, urn);
  if (standing?.suggestion.level === levelOfProcess[process]) return ok(undefined);
  const [text = ''] = background.split('\n\n').filter((part) => !part.includes('{inspected}'));
  return recordConcern(work, urn, {
    ...monitoring[process],
    id: newId<ConcernId>(),
    ofDate: on,
    text: text === '' ? 'As the board was told when it was formed.' : text,
    shown: true,
    reason: '',
  });
}

async function decideOthers(work: Work): Promise<Result<unknown>> {
  const { db, pack, actor, authority } = work;
  const boards = new Set(stories.map(({ school }) => school));
  for (const { urn, school, suggested } of await levelsToDecide(
    db,
    pack,
    actor,
    authority.laCode,
  )) {
    if (suggested === null || boards.has(school) || waiting.includes(school)) continue;
    const isDismissed = school === dismissed.school;
    const level = suggested === 'school-causing-concern' ? suggested : 'focus-school';
    const decided = isDismissed
      ? await decideOn(work, urn, { kind: 'dismiss' }, dismissed.rationale)
      : await decideOn(work, urn, { kind: 'level', level }, rationales[level]);
    if (!decided.ok) return decided;
  }
  return ok(undefined);
}

async function decideOn(
  work: Work,
  urn: Urn,
  choice: LevelChoice,
  rationale: string,
): Promise<Result<unknown>> {
  const standing = await standingOfSchool(work.db, work.pack, urn);
  if (!standing) throw new Error(`There is no school ${urn}.`);
  const { decisions, seenSha256: seen } = standing;
  return decideLevel(work, urn, {
    id: newId<LevelDecisionId>(),
    choice,
    from: dateOf(work.clock.now()),
    rationale,
    after: decisions.length,
    seen,
  });
}
