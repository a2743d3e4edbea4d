import type { Refusal } from '#kernel/result.ts';
import type { FormError } from '#ui/form.ts';
import { page, redirect } from '#web/route.ts';
import type { Arrival, Reply, Visit } from '#web/route.ts';
import type { Work } from '#web/services.ts';
import type { Actor } from '#modules/people/index.ts';
import { answerCheck } from '../../commands/accuracy-check.ts';
import { keepTypedAnswers } from '../../commands/keep-typed-answers.ts';
import { answerProblems, restAccurate } from '../../domain/accuracy.ts';
import type { TypedAnswer } from '../../domain/accuracy.ts';
import { contentOf } from '../../domain/content.ts';
import { passagesOf } from '../../domain/passages.ts';
import { givenIn } from '../../domain/typed-answers.ts';
import type { RecordMatter } from '../../index.ts';
import type { Coming as ComingByLink } from '../../queries/check-link.ts';
import { typedBefore } from '../../queries/typed-answers.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { allAccurate, readTyped, restOf } from './form.ts';
import { checkView } from './view.ts';

/** How a headteacher came to the check: by their sign-in or by the link that was mailed. */
export interface Door {
  /** Acts as the headteacher. */
  readonly work: Work;
  /** Who looks at the page, and the record that it shows. */
  readonly here: Arrival & { readonly subject: RecordMatter };
  /** Where the check is, and its answers are sent. */
  readonly action: string;
  /** The link that they came by, and what is said where it has died while they typed. */
  readonly link?: { readonly coming: ComingByLink; dead(): Promise<Reply> };
}

type Came = Visit<unknown, Actor | undefined>;

/** The check, with what was typed at an earlier visit. */
export async function showCheck({ query, services }: Came, door: Door): Promise<Reply> {
  const { subject } = door.here;
  const whole = await wholeRecord(services.db, subject);
  const passages = passagesOf(contentOf(whole));
  const typed = await typedBefore(services.db, subject.recordId, door.work.actor.id, passages);
  const isKept = query.raw('kept') === 'yes';
  return page(checkView(door.here, { whole, typed, problems: [], action: door.action, isKept }));
}

/** Takes what was sent: keeps it for another time, or answers the check with it. */
export async function takeCheck(
  { form, services }: Came,
  door: Door,
  done: () => Promise<Reply>,
): Promise<Reply> {
  const { work, here, action, link } = door;
  const { recordId } = here.subject;
  const whole = await wholeRecord(services.db, here.subject);
  const passages = passagesOf(contentOf(whole));
  const again = (typed: readonly TypedAnswer[], problems: readonly FormError[]) =>
    page(checkView(here, { whole, typed, problems, action, isKept: false }), 422);
  const refused = (typed: readonly TypedAnswer[], { code, sentence }: Refusal) => {
    if (code === 'answered') return done();
    // The link has ended, or the check is not theirs any more, since the page was asked for.
    const isOver = code === 'link-dead' || code === 'not-yours';
    return isOver && link ? link.dead() : again(typed, [{ sentence }]);
  };
  if (allAccurate(form)) {
    const answered = await answerCheck(work, recordId, [], 'accurate', link?.coming);
    if (answered.ok) return done();
    const typed = await typedBefore(services.db, recordId, work.actor.id, passages);
    return refused(typed, answered.refusal);
  }
  const typed = readTyped(form, passages);
  const kept = await keepTypedAnswers(work, recordId, typed, link?.coming);
  if (!kept.ok) return refused(typed, kept.refusal);
  if (form.raw('keep') === 'yes') return redirect(`${action}?kept=yes`);
  const given = givenIn(typed);
  const rest = restOf(form);
  const all = rest === 'accurate' ? restAccurate(passages, given) : given;
  const problems = answerProblems(passages, all);
  if (problems.length > 0) return again(typed, problems);
  const answered = await answerCheck(work, recordId, all, 'open', link?.coming);
  return answered.ok ? done() : refused(typed, answered.refusal);
}
