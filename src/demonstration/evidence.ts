import { addDays, dateOf, instantOf } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId, Urn } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import { meetingsOf } from '#modules/meetings/index.ts';
import { adoptQuestion } from '#modules/question/index.ts';
import type { QuestionAdoptionId } from '#modules/question/index.ts';
import { commentOnAreas, evaluateSchool } from '#modules/self-evaluation/index.ts';
import type { CommentsId, SelfEvaluationId } from '#modules/self-evaluation/index.ts';
import { recordSupport, recordVisit, replyToVisit } from '#modules/visits/index.ts';
import type { SupportId, VisitId, VisitReplyId } from '#modules/visits/index.ts';
import type { Work } from '#web/services.ts';
import { castOf } from './cast.ts';
import type { City } from './city.ts';
import { evidence } from './content/evidence.ts';
import type { EvidenceStory } from './content/evidence.ts';
import { stories } from './content/stories.ts';
import { schoolDayUntil } from './school-year.ts';
import type { Step } from './stage.ts';

/** What is held of a school between its meetings: visits, support, and how it judges itself. */
export function evidenceSteps(city: City, today: LocalDate): Step[] {
  const advisor = city.people.find(({ roles }) =>
    roles.some(({ role }) => role === 'senior-advisor'),
  );
  if (!advisor) throw new Error('There is no Senior Advisor.');
  const on = schoolDayUntil(addDays(today, -12));
  // Boards go on being asked the policy's wording: the day is still to come.
  const adopting: Step = {
    at: instantOf(on, '11:20' as LocalTime),
    by: advisor.id,
    what: `${on}, the successor of the fundamental question`,
    run: (work) =>
      adoptQuestion(work, {
        id: newId<QuestionAdoptionId>(),
        question: 'expected-standard',
        askedFrom: addDays(today, 90),
        decided: 'Cabinet Member for Education and Skills',
      }),
  };
  return [adopting, ...evidence.flatMap((told) => schoolSteps(told, city, today))];
}

function schoolSteps(told: EvidenceStory, city: City, today: LocalDate): Step[] {
  const story = stories.find(({ school }) => school === told.school);
  if (!story) throw new Error(`There is no story of ${told.school}.`);
  const { urn, head, advisor } = castOf(story, city);
  const officer = city.people.find(({ roles }) =>
    roles.some(({ role, scopeId }) => role === 'monitoring-officer' && scopeId === String(urn)),
  );
  if (!officer) throw new Error(`Nobody monitors ${told.school}.`);
  const dayOf = (daysAgo: number) => schoolDayUntil(addDays(today, -daysAgo));
  const step = (
    by: PersonId,
    daysAgo: number,
    time: string,
    what: string,
    run: Step['run'],
  ): Step => ({
    at: instantOf(dayOf(daysAgo), time as LocalTime),
    by,
    what: `${told.school}, ${dayOf(daysAgo)}, ${what}`,
    run,
  });
  return [
    ...told.visits.flatMap(({ daysAgo, reply, shared, ...text }) => {
      const id = newId<VisitId>();
      const on = dayOf(daysAgo);
      return [
        step(officer.id, daysAgo, '15:50', 'a visit', (work) =>
          recordVisit(work, urn, { ...text, id, on, visitors: officer.name, shared }),
        ),
        ...(reply
          ? [
              step(head, reply.daysAgo, '16:10', 'a reply to a visit', (work) =>
                replyToVisit(work, { id, urn }, { id: newId<VisitReplyId>(), text: reply.text }),
              ),
            ]
          : []),
      ];
    }),
    ...told.support.map(({ daysAgo, ...text }) =>
      step(officer.id, daysAgo, '16:00', 'support', (work) =>
        recordSupport(work, urn, {
          ...text,
          id: newId<SupportId>(),
          from: dayOf(daysAgo),
          until: undefined,
        }),
      ),
    ),
    ...told.judged.map(({ daysAgo, areas }) =>
      step(head, daysAgo, '17:20', 'self-evaluation', (work) =>
        evaluateSchool(work, urn, {
          id: newId<SelfEvaluationId>(),
          on: dayOf(daysAgo),
          judgements: Object.entries(areas).map(([area, [grade, why]]) => ({ area, grade, why })),
        }),
      ),
    ),
    step(advisor, 1, '16:30', 'comments of the board', (work) => comment(work, urn, told)),
  ];
}

/** Writes down what the board said of the newest judgements, at the meeting that was last. */
async function comment(work: Work, urn: Urn, { comments, school }: EvidenceStory) {
  const { db, clock, authority } = work;
  const today = dateOf(clock.now());
  const matter = await findSchoolMatter(db, urn, { today, laCode: authority.laCode });
  const meetings = matter?.caseId ? await meetingsOf(db, matter.caseId) : [];
  const last = meetings.find(({ date, status }) => date <= today && status !== 'cancelled');
  if (!last) throw new Error(`${school} has not met.`);
  const rows = await db
    .selectFrom('self_evaluations')
    .select(['id', 'judged_on'])
    .where('urn', '=', urn)
    .orderBy('number', 'desc')
    .execute();
  const [newest] = rows;
  // On which days the board met depends on the day of loading.
  if (!newest || newest.judged_on > last.date) return ok(0);
  return commentOnAreas(work, urn, {
    id: newId<CommentsId>(),
    meetingId: last.id,
    comments: Object.entries(comments).map(([area, text]) => ({
      area,
      evaluation: newest.id,
      text,
    })),
  });
}
