import { addDays } from '#kernel/dates.ts';
import type { LocalDate, LocalTime } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { ChoiceId, PersonId } from '#kernel/ids.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { answerByLink, doubtsAbout, offerBoardDates } from '#modules/meetings/index.ts';
import { formOf, processOf } from '#policy-pack/index.ts';
import type { Work } from '#web/services.ts';
import { frameOf } from './date-reasons.ts';
import { schoolDaysAfter } from './school-year.ts';
import type { Step } from './stage.ts';
import { stepBy } from './telling.ts';
import type { Telling } from './telling.ts';

/** A board that has a choice of dates: three are offered, and two members have answered by their links. */
export function choiceSteps(telling: Telling, offeredOn: LocalDate): Step[] {
  const { cast } = telling;
  const step = stepBy(telling, cast.advisor);
  const [, first, second] = cast.board.flatMap(({ person }) =>
    typeof person === 'string' ? [person] : [],
  );
  return [
    step(offeredOn, '10:15', 'offer dates', (work) => offer(work, telling)),
    step(schoolDaysAfter(offeredOn, 1), '08:40', 'answer', (work) =>
      answer(work, first, [true, false, true]),
    ),
    step(schoolDaysAfter(offeredOn, 2), '16:50', 'answer', (work) =>
      answer(work, second, [false, true, true]),
    ),
  ];
}

async function offer(
  work: Work,
  { caseId, story, pack, today }: Telling,
): Promise<Result<unknown>> {
  const frame = await frameOf(work, caseId);
  const days: LocalDate[] = [];
  // Days on which nobody of the board is at another one, a week or so apart.
  for (let day = schoolDaysAfter(today, 12); days.length < 3; day = schoolDaysAfter(day, 1)) {
    const before = days.at(-1);
    const isApart = before === undefined || day >= addDays(before, 4);
    if (isApart && doubtsAbout(day, frame).length === 0) days.push(day);
  }
  const { firstForm } = processOf(pack, story.process);
  return offerBoardDates(work, caseId, newId<ChoiceId>(), {
    days,
    time: '14:00' as LocalTime,
    minutes: formOf(pack, firstForm).minutes,
    venue: { kind: 'school' },
    reason: '',
  });
}

/** Answers by the link in the person’s mail, as they would. */
async function answer(
  work: Work,
  person: PersonId | undefined,
  suits: readonly boolean[],
): Promise<Result<unknown>> {
  if (person === undefined) return ok(undefined);
  const mail = await work.db
    .selectFrom('mails')
    .select('body_text')
    .where('person_id', '=', person)
    .where('template', '=', 'Choice of dates')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const [, token = ''] = /\/dates\/([A-Za-z0-9_-]+)/.exec(mail.body_text) ?? [];
  return answerByLink(work, token, new Map(suits.map((each, index) => [index + 1, each])));
}
