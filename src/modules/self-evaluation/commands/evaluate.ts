import { dateOf, shortDate } from '#kernel/dates.ts';
import type { MeetingId, Urn } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { findSchoolMatter } from '#modules/cases/index.ts';
import type { SchoolMatter } from '#modules/cases/index.ts';
import { findMeeting } from '#modules/meetings/index.ts';
import { roleNames } from '#modules/people/index.ts';
import { appendAudit } from '#platform/audit/audit.ts';
import type { Trx } from '#platform/db/connection.ts';
import { lockFor } from '#platform/db/locks.ts';
import { inTransaction } from '#platform/db/transaction.ts';
import type { Work } from '#web/services.ts';
import { can } from '../access.ts';
import type { SelfEvaluationAction } from '../access.ts';
import {
  checkComments,
  evaluate,
  presentComments,
  presentJudgements,
} from '../domain/evaluation.ts';
import type {
  CommentsId,
  PresentJudgement,
  SelfEvaluationId,
  TypedEvaluation,
} from '../domain/evaluation.ts';
import { heldOf, judgedOn } from '../queries/of-school.ts';
import { insertComments, insertEvaluation, schoolOfEvaluation } from '../store.ts';

/**
 * Takes down how a school judges itself on a day, under the framework in force on it. The id comes
 * with the form, so that sending it twice makes one. Refuses as the rule does, and `not-yours`.
 */
export async function evaluateSchool(
  work: Work,
  urn: Urn,
  typed: TypedEvaluation & { readonly id: SelfEvaluationId },
): Promise<Result<SelfEvaluationId>> {
  const at = work.clock.now();
  return inTransaction(work.db, async (trx) => {
    const matter = await lockedSchool(trx, work, urn, 'judge');
    if (!matter) return refuse('not-yours', 'You cannot write the self-evaluation of this school.');
    const there = await schoolOfEvaluation(trx, typed.id);
    if (there === urn) return ok(typed.id);
    if (there) return refuse('form-used', 'This form has been used already. Send it again');
    const judged = await judgedOn(trx, urn, typed.on);
    if (!judged) {
      return refuse('no-framework', 'The day must be 1 September 2005 or after', 'on');
    }
    const { evaluations } = await heldOf(trx, urn);
    const by = { id: work.actor.id, name: work.actor.name, role: roleNames(work.actor)[0] ?? '' };
    const number = evaluations.length + 1;
    const made = evaluate({ ...typed, urn, number }, judged.framework, { by, at });
    if (!made.ok) return made;
    const { id, framework, on, judgements } = made.value;
    await insertEvaluation(trx, made.value);
    await appendAudit(trx, {
      at,
      actor: { personId: by.id, name: by.name },
      type: 'self-evaluation recorded',
      subject: { kind: 'school', id: String(urn) },
      payload: {
        evaluation: id,
        framework,
        on,
        judgements: judgements.map((judgement) => ({ ...judgement })),
      },
    });
    return ok(id);
  });
}

/**
 * Takes down what the board of a meeting said of the school's judgements, by area. A comment on what
 * the school has since judged anew is refused: it would stand beside other words. So is one of a
 * meeting before the judgement.
 */
export async function commentOnAreas(
  work: Work,
  urn: Urn,
  typed: {
    readonly id: CommentsId;
    readonly meetingId: MeetingId;
    readonly comments: readonly {
      readonly area: string;
      /** The evaluation whose judgement was on the page. */
      readonly evaluation: string;
      readonly text: string;
    }[];
  },
): Promise<Result<number>> {
  const at = work.clock.now();
  const today = dateOf(at);
  return inTransaction(work.db, async (trx) => {
    const matter = await lockedSchool(trx, work, urn, 'comment');
    if (!matter) {
      return refuse('not-yours', 'You cannot comment on the self-evaluation of this school.');
    }
    const asking = { today, laCode: work.authority.laCode };
    const meeting = await findMeeting(trx, typed.meetingId, asking);
    if (!meeting || meeting.urn !== urn || meeting.meeting.status === 'cancelled') {
      return refuse('no-meeting', 'Choose a meeting of the board', 'meeting');
    }
    if (meeting.meeting.date > today) {
      return refuse('not-held', 'That meeting is still to come', 'meeting');
    }
    const judged = await judgedOn(trx, urn, today);
    const held = await heldOf(trx, urn);
    const present = presentJudgements(held.evaluations, judged?.framework.id ?? '');
    const said = (judgement: PresentJudgement) =>
      presentComments(held.comments, judgement).find(
        ({ meetingId }) => meetingId === typed.meetingId,
      )?.text ?? '';
    const about: { readonly judgement: PresentJudgement; readonly text: string }[] = [];
    for (const { area, evaluation, text } of typed.comments) {
      const judgement = present.get(area);
      if (judgement && judgement.evaluation.on > meeting.meeting.date && text.trim() !== '') {
        return refuse(
          'judged-after',
          `The school judged this on ${shortDate(judgement.evaluation.on)}, after that meeting. Choose a later meeting`,
          `comment-${area}`,
        );
      }
      if (judgement?.evaluation.id === evaluation) about.push({ judgement, text });
      else if (text.trim() !== '') {
        return refuse(
          'judged-anew',
          'The school has judged this area anew meanwhile. What you typed is below: look at its new judgement before you send it again',
          `comment-${area}`,
        );
      }
    }
    const checked = checkComments(about, said);
    if (!checked.ok) return checked;
    const by = { id: work.actor.id, name: work.actor.name };
    const comments = checked.value.map(({ judgement, text }) => ({
      evaluation: judgement.evaluation.id,
      area: judgement.area,
      meetingId: typed.meetingId,
      on: meeting.meeting.date,
      text,
      by,
      at,
    }));
    if (comments.length === 0) return ok(0);
    await insertComments(trx, typed.id, comments);
    await appendAudit(trx, {
      at,
      actor: { personId: by.id, name: by.name },
      type: 'board commented on the self-evaluation',
      subject: { kind: 'school', id: String(urn) },
      payload: {
        meeting: typed.meetingId,
        comments: comments.map(({ evaluation, area, text }) => ({ evaluation, area, text })),
      },
    });
    return ok(comments.length);
  });
}

/** The school as access rules see it, where the actor may; held until the transaction ends. */
async function lockedSchool(
  trx: Trx,
  { clock, actor, authority }: Work,
  urn: Urn,
  action: SelfEvaluationAction,
): Promise<SchoolMatter | undefined> {
  await lockFor(trx, `self-evaluation of ${urn}`);
  const asking = { today: dateOf(clock.now()), laCode: authority.laCode };
  const matter = await findSchoolMatter(trx, urn, asking);
  return matter && can(actor, action, matter) ? matter : undefined;
}
