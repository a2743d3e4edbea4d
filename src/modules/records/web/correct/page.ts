import { textarea } from '#ui/components/textarea.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { startCorrection } from '../../commands/finalise.ts';
import type { RecordMatter } from '../../index.ts';
import { recordForm, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/correct';

export const correctRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) =>
      Promise.resolve(
        visit.subject.record.state.status === 'final'
          ? show(visit, '', [])
          : redirect(recordPath(visit.subject)),
      ),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { subject, form } = visit;
      const reason = form.text('reason');
      const started = await startCorrection(workOf(visit), subject.recordId, reason);
      if (started.ok || started.refusal.code === 'correcting') {
        return redirect(`${recordPath(subject)}/notes`);
      }
      return show(visit, reason, [problemOf(started.refusal, 'reason')]);
    },
  }),
];

function show(visit: Visit<RecordMatter>, reason: string, problems: readonly FormError[]): Reply {
  return recordForm(visit, {
    title: 'Correct this record',
    problems,
    intro: paragraph(
      'The version that was shared stays as it is. You change the text, and make it final again as the next version; everyone who has the old one and is still on the board is told.',
    ),
    fields: textarea({
      name: 'reason',
      label: { content: 'Why it is corrected', classes: 'govuk-label--s' },
      hint: 'This is shown with the new version.',
      rows: 3,
      value: reason,
      errorMessage: errorOf(problems, 'reason'),
    }),
    submit: 'Start the correction',
  });
}
