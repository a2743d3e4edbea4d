import { sectionOf } from '#policy-pack/index.ts';
import type { FormError } from '#ui/form.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { decide } from '../../commands/accuracy-check.ts';
import { contentOf } from '../../domain/content.ts';
import { isTyped } from '../../domain/section.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { formFor, recordNow, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { readSection } from '../room/form.ts';
import { answersView } from './view.ts';

const path = '/records/:record/answers';

export const answersRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) => show(visit, undefined, [], undefined),
  }),
  route({
    method: 'POST',
    path: `${path}/:section`,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { form, subject, params } = visit;
      const key = params['section'] ?? '';
      const chosen = form.raw('decision');
      if (chosen !== 'accepted' && chosen !== 'declined') {
        const sentence = 'Choose whether you accept or decline this';
        return show(visit, key, [{ field: `decision-${key}`, sentence }], undefined);
      }
      const section = sectionOf(formFor(subject), key);
      const corrects = section && isTyped(section) && form.has('text');
      const outcome = await decide(
        workOf(visit),
        subject.recordId,
        key,
        { decision: chosen, reason: form.text('reason') },
        corrects ? readSection(form, key) : undefined,
      );
      if (!outcome.ok) {
        const { field, sentence } = outcome.refusal;
        const at = field === 'reason' ? `reason-${key}` : `text-${key}`;
        return show(visit, key, [{ field: at, sentence }], undefined);
      }
      if (outcome.value?.kind === 'saved' && outcome.value.overlap) {
        const sentence = `Someone changed the same passage of “${section?.label ?? ''}” meanwhile. Both versions are saved and marked in the text: leave what is right, and save your decision again`;
        return show(visit, key, [{ field: `text-${key}`, sentence }], outcome.value.text);
      }
      return redirect(`${recordPath(subject)}/answers#answer-${key}`);
    },
  }),
];

/** The page; `about` is the section whose form came back, `merged` its text where it was saved. */
async function show(
  visit: Visit<RecordMatter>,
  about: string | undefined,
  problems: readonly FormError[],
  merged: string | undefined,
): Promise<Reply> {
  const { subject, services, form } = visit;
  const { status } = subject.record.state;
  if (status !== 'answered') return redirect(recordPath(subject));
  const whole = await wholeRecord(services.db, await recordNow(visit));
  const view = answersView(visit, {
    whole,
    content: contentOf(whole),
    back: about === undefined ? undefined : { section: about, form },
    merged,
    problems,
  });
  return page(view, problems.length === 0 ? 200 : merged === undefined ? 422 : 409);
}
