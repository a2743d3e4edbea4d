import { textarea } from '#ui/components/textarea.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { takeBack } from '../../commands/accuracy-check.ts';
import type { RecordMatter } from '../../index.ts';
import { recordForm, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/take-back';

export const takeBackRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) =>
      Promise.resolve(
        visit.subject.record.state.status === 'with-headteacher'
          ? show(visit, '', [])
          : redirect(recordPath(visit.subject)),
      ),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const reason = visit.form.text('reason');
      const taken = await takeBack(workOf(visit), visit.subject.recordId, reason);
      if (taken.ok) return redirect(recordPath(visit.subject));
      return show(visit, reason, [problemOf(taken.refusal, 'reason')]);
    },
  }),
];

function show(visit: Visit<RecordMatter>, reason: string, problems: readonly FormError[]): Reply {
  return recordForm(visit, {
    title: 'Take the record back',
    problems,
    intro: paragraph(
      'The headteacher can no longer read or answer it. Change what you need to, and send it again: the days to answer start anew.',
    ),
    fields: textarea({
      name: 'reason',
      label: { content: 'Why you take it back', classes: 'govuk-label--s' },
      rows: 3,
      value: reason,
      errorMessage: errorOf(problems, 'reason'),
    }),
    submit: 'Take it back',
  });
}
