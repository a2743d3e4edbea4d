import { shortDate } from '#kernel/dates.ts';
import { casesToReview } from '#modules/case-life/index.ts';
import type { CaseToReview } from '#modules/case-life/index.ts';
import { levelsToDecide } from '#modules/concerns/index.ts';
import type { LevelToDecide } from '#modules/concerns/index.ts';
import { countUndelivered } from '#modules/correspondence/index.ts';
import { calendarGaps } from '#modules/calendar/index.ts';
import type { CalendarGaps } from '#modules/calendar/index.ts';
import { holds, permitsAuthority } from '#modules/people/index.ts';
import { papersOwed } from '#modules/pre-reads/index.ts';
import type { PaperOwed } from '#modules/pre-reads/index.ts';
import { recordsAttended, tasksFor } from '#modules/records/index.ts';
import type { RecordTask } from '#modules/records/index.ts';
import { countSchools } from '#modules/schools/index.ts';
import { actionsOfPerson } from '#modules/actions/index.ts';
import { morningList } from '#modules/reminders/index.ts';
import { formOf, levelOf, meetingInSentence, processOf } from '#policy-pack/index.ts';
import type { PolicyPack } from '#policy-pack/index.ts';
import { anyone, signedIn } from '#web/gates.ts';
import { page, route } from '#web/route.ts';
import type { Route, Visit } from '#web/route.ts';
import { assignedSchools } from '../queries/assigned-schools.ts';
import { casesToArrange, meetingsToCome, ownCases } from '../queries/board-work.ts';
import type { CaseToArrange } from '../queries/board-work.ts';
import { overviewFor } from '../queries/overview.ts';
import { ownSchools } from '../queries/own-schools.ts';
import { accessibilityView } from './accessibility.ts';
import { notHappenedRoutes } from './not-happened/page.ts';
import { homeView } from './view.ts';
import type { Duty } from './view.ts';

export const homeRoutes: readonly Route[] = [
  ...notHappenedRoutes,
  route({
    method: 'GET',
    path: '/',
    gate: signedIn,
    async handle(visit) {
      const { actor, today, services } = visit;
      const { db, pack } = services;
      const { laCode } = visit.authority;
      const [
        records,
        cases,
        reviews,
        levels,
        papers,
        meetings,
        own,
        attended,
        schools,
        first,
        calendar,
        gaps,
        actions,
        assigned,
        overview,
        undelivered,
      ] = await Promise.all([
        tasksFor(db, actor, today),
        toArrange(visit),
        casesToReview(db, actor, laCode, today),
        levelsToDecide(db, pack, actor, laCode),
        papersOwed(db, { pack, today, laCode }, actor.id),
        meetingsToCome(db, actor.id, today),
        ownCases(db, actor, today),
        recordsAttended(db, actor),
        ownSchools(db, pack, actor, { today, laCode: visit.authority.laCode }),
        firstSteps(visit),
        permitsAuthority(actor, 'administration', 'write')
          ? calendarGaps(db, laCode, today)
          : undefined,
        morningList(db, actor, { today, laCode, pack }),
        actionsOfPerson(db, actor.id, today),
        assignedSchools(db, actor, { today, laCode }),
        overviewFor(db, actor, { today, laCode }),
        permitsAuthority(actor, 'outbox', 'write') ? countUndelivered(db) : 0,
      ]);
      // What should have happened by now is told once, with since when.
      const late = new Set(gaps.map(({ href }) => href));
      const isShared = (task: RecordTask) => task.kind === 'read the final record';
      return page(
        homeView(visit, {
          duties: [
            ...first,
            ...records.filter((task) => !isShared(task)).map(recordDuty),
            ...paperDuties(papers, pack),
            ...reviews.map((each) => reviewDuty(each, pack)),
            ...cases.map((each) => arrangeDuty(each, pack)),
            ...levelDuties(levels, pack),
            ...calendarDuties(calendar),
            ...mailDuties(undelivered),
          ].filter(({ href }) => !late.has(href)),
          gaps,
          actions,
          shared: records.filter(isShared).map(recordDuty),
          schools,
          assigned,
          overview,
          meetings,
          cases: own,
          attended,
        }),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/accessibility',
    gate: anyone('whoever cannot use a page must be able to read how to say so'),
    handle: (visit) => Promise.resolve(page(accessibilityView(visit))),
  }),
];

/** What an administrator does before anybody can work: the authority needs its schools. */
async function firstSteps({ actor, services, authority }: Visit<undefined>): Promise<Duty[]> {
  if (!permitsAuthority(actor, 'administration', 'write')) return [];
  const { own } = await countSchools(services.db, authority.laCode);
  if (own > 0) return [];
  return [
    {
      what: 'Import the register of schools',
      school: `No school with the local authority code ${authority.laCode} is in it yet`,
      href: '/administration/imports',
      due: undefined,
    },
  ];
}

/** Mails that did not arrive: whoever they were for may not know of a meeting. */
function mailDuties(undelivered: number): Duty[] {
  if (undelivered === 0) return [];
  return [
    {
      what:
        undelivered === 1
          ? 'Look at a mail that did not arrive'
          : `Look at ${undelivered} mails that did not arrive`,
      school: 'Try again, or tell them another way',
      href: '/outbox?show=undelivered',
      due: undefined,
    },
  ];
}

/** The clerk arranges for all boards, a Senior Advisor for their own. */
function toArrange({ actor, services, authority, today }: Visit<undefined>) {
  if (!permitsAuthority(actor, 'arrangements', 'write')) return [];
  const only = holds(actor, 'clerk') ? undefined : actor.id;
  return casesToArrange(services.db, authority.laCode, today, only);
}

const words: Readonly<Record<RecordTask['kind'], (day: string) => string>> = {
  'check the record': (day) => `Check the record of ${day} for accuracy`,
  'finish the draft': (day) => `Finish the notes of ${day}`,
  'finish the correction': (day) => `Finish the correction of ${day}`,
  'decide on the answers': (day) => `Decide on the headteacher’s answers about ${day}`,
  'finalise without an answer': (day) => `Finalise the record of ${day}: no answer came`,
  'decide on changes from Word': (day) => `Decide on what came back from Word about ${day}`,
  'read the final record': (day) => `Record of ${day}`,
};

function recordDuty({ kind, meetingOn, schoolName, href, dueOn }: RecordTask): Duty {
  const what = words[kind](shortDate(meetingOn));
  // A day that has passed for the headteacher is no day of the chair's.
  return {
    what,
    school: schoolName,
    href,
    due: kind === 'check the record' ? dueOn : undefined,
  };
}

/** Papers that the policy asks for, a meeting at a time. Those that it only suggests are no duty. */
function paperDuties(papers: readonly PaperOwed[], pack: PolicyPack): Duty[] {
  const required = papers.filter(({ dueOn }) => dueOn !== undefined);
  return [...Map.groupBy(required, ({ meetingId }) => meetingId).values()].flatMap((owed) => {
    const [first] = owed;
    if (!first) return [];
    const what = owed.length === 1 ? 'a paper' : `${owed.length} papers`;
    return [
      {
        what: `Send ${what} for the ${meetingInSentence(formOf(pack, first.form))}`,
        school: first.schoolName,
        href: owed.length === 1 ? first.href : `/meetings/${first.meetingId}/pre-reads`,
        due: first.dueOn,
      },
    ];
  });
}

/** An inspection of the school was published: what becomes of its case is the chair's to decide. */
function reviewDuty({ id, school, process, inspected }: CaseToReview, pack: PolicyPack): Duty {
  return {
    what: `Review the ${processOf(pack, process).name} after the inspection of ${shortDate(inspected.firstDay)}`,
    school,
    href: `/cases/${id}/review`,
    due: undefined,
  };
}

function arrangeDuty(
  { id, school, process, lacks, meeting }: CaseToArrange,
  pack: PolicyPack,
): Duty {
  const { name } = processOf(pack, process);
  const duty = (what: string, href: string): Duty => ({ what, school, href, due: undefined });
  switch (lacks) {
    case 'a new date':
      return duty(
        `Set the new date of the meeting of the ${name}`,
        `/meetings/${meeting ?? ''}/move`,
      );
    case 'a board':
      return duty(`Form the board of the ${name}`, `/cases/${id}/board`);
    case 'a next meeting':
      return duty(`Set the next meeting of the ${name}`, `/cases/${id}/meetings/new`);
    case 'a date among those offered':
      return duty(`Fix the date of the ${name}’s next meeting`, `/cases/${id}/dates`);
  }
}

/** Those that wait, each by name while they are few; else one line that leads to the list. */
const mostNamed = 5;

function levelDuties(levels: readonly LevelToDecide[], pack: PolicyPack): Duty[] {
  if (levels.length > mostNamed) {
    const names = levels.map(({ school }) => school);
    const [first = '', second = ''] = names;
    return [
      {
        what: `Decide on the levels of ${levels.length} schools`,
        school: `${first}, ${second} and ${levels.length - 2} others`,
        href: '/identify?level=waiting',
        due: undefined,
      },
    ];
  }
  return levels.map(({ urn, school, suggested }) => ({
    what:
      suggested === null
        ? 'Decide on the level'
        : `Decide on the level: ${levelOf(pack, suggested).label} is suggested`,
    school,
    href: `/schools/${urn}/level`,
    due: undefined,
  }));
}

/** Told to the administrator: what dates cannot be held against. */
function calendarDuties(gaps: CalendarGaps | undefined): Duty[] {
  if (!gaps) return [];
  const { years, bankHolidaysUntil } = gaps;
  return [
    ...years.map(({ year, meetings }) => ({
      what: `Load the term dates of ${year}`,
      school:
        meetings === 0
          ? 'Dates in that year are not checked against school holidays'
          : `${meetings === 1 ? 'One planned meeting has a date' : `${meetings} planned meetings have dates`} that could not be checked`,
      href: `/calendar/${year.replace('/', '-')}`,
      due: undefined,
    })),
    ...(bankHolidaysUntil === undefined
      ? []
      : [
          {
            what: 'Import the bank holidays of GOV.UK',
            school: `They are known until ${shortDate(bankHolidaysUntil)} only`,
            href: '/calendar',
            due: undefined,
          },
        ]),
  ];
}
