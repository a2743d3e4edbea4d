import { sectionOf } from '#policy-pack/index.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { decide } from '../../commands/accuracy-check.ts';
import type { Correction } from '../../commands/accuracy-check.ts';
import type { Place } from '../../domain/accuracy.ts';
import { contentOf } from '../../domain/content.ts';
import { isTyped } from '../../domain/section.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { formFor, recordNow, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { readSection } from '../room/form.ts';
import { answersView, decidesAt } from './view.ts';

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
      const place: Place = { section: key, part: form.raw('part') };
      const chosen = form.raw('decision');
      if (chosen !== 'accepted' && chosen !== 'declined') {
        const sentence = 'Choose whether you accept or decline this';
        return show(visit, place, [{ field: decidesAt('decision', place), sentence }], undefined);
      }
      const section = sectionOf(formFor(subject), key);
      const corrects = section !== undefined && isTyped(section);
      const outcome = await decide(
        workOf(visit),
        subject.recordId,
        place,
        { decision: chosen, reason: form.text('reason') },
        corrects ? readCorrection(form, key) : undefined,
      );
      if (!outcome.ok) {
        const { field, sentence } = outcome.refusal;
        const at = decidesAt(field === 'reason' ? 'reason' : 'text', place);
        return show(visit, place, [{ field: at, sentence }], undefined);
      }
      if (outcome.value?.kind === 'saved' && outcome.value.overlap) {
        const sentence = `Someone changed the same passage of “${section?.label ?? ''}” meanwhile. Both versions are saved and marked in the text: leave what is right, and save your decision again`;
        return show(
          visit,
          place,
          [{ field: decidesAt('text', place), sentence }],
          outcome.value.text,
        );
      }
      return redirect(`${recordPath(subject)}/answers#${decidesAt('answer', place)}`);
    },
  }),
];

function readCorrection(form: Form, section: string): Correction | undefined {
  if (form.has('wording')) return { wording: form.text('wording') };
  return form.has('text') ? readSection(form, section) : undefined;
}

/** The page; `about` is the answer whose form came back, `merged` its section’s text where it was saved. */
async function show(
  visit: Visit<RecordMatter>,
  about: Place | undefined,
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
    back: about && { place: about, form },
    merged,
    problems,
  });
  return page(view, problems.length === 0 ? 200 : merged === undefined ? 422 : 409);
}
