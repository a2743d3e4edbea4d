import type { RecordId } from '#kernel/ids.ts';
import type { Result } from '#kernel/result.ts';
import { textarea } from '#ui/components/textarea.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Route, Visit } from '#web/route.ts';
import type { Work } from '#web/services.ts';
import { workOf } from '#web/work.ts';
import { takeBack } from '../../commands/accuracy-check.ts';
import { startCorrection } from '../../commands/finalise.ts';
import type { RecordMatter, RecordStatus } from '../../index.ts';
import { recordForm, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';

/** A page that opens a record again to be written, for a reason. */
interface ReasonPage {
  readonly at: 'take-back' | 'correct';
  /** From which state it leads; in another there is nothing to do. */
  readonly from: RecordStatus;
  readonly title: string;
  readonly intro: string;
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  /** Behind the address of the record: where it leads. */
  readonly onwards: '' | '/room';
  /** The state in which it is done already, as when the form is sent twice. */
  readonly done?: string;
  readonly run: (work: Work, id: RecordId, reason: string) => Promise<Result<unknown>>;
}

const pages: readonly ReasonPage[] = [
  {
    at: 'take-back',
    from: 'with-headteacher',
    title: 'Take the record back',
    intro:
      'The headteacher can no longer read or answer it. Change what you need to, and send it again: the days to answer start anew.',
    label: 'Why you take it back',
    submit: 'Take it back',
    onwards: '',
    run: takeBack,
  },
  {
    at: 'correct',
    from: 'final',
    title: 'Correct this record',
    intro:
      'The version that was shared stays as it is. You change the text, and make it final again as the next version; everyone who has the old one and is still on the board is told.',
    label: 'Why it is corrected',
    hint: 'This is shown with the new version.',
    submit: 'Start the correction',
    onwards: '/room',
    done: 'correcting',
    run: startCorrection,
  },
];

export const reasonRoutes: readonly Route[] = pages.flatMap((which) => {
  const path = `/records/:record/${which.at}`;
  return [
    route({
      method: 'GET',
      path,
      gate: onRecord('hold the meeting'),
      handle: (visit) =>
        Promise.resolve(
          visit.subject.record.state.status === which.from
            ? show(visit, which, '', [])
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
        const done = await which.run(workOf(visit), subject.recordId, reason);
        if (done.ok || done.refusal.code === which.done) {
          return redirect(`${recordPath(subject)}${which.onwards}`);
        }
        return show(visit, which, reason, [problemOf(done.refusal, 'reason')]);
      },
    }),
  ];
});

function show(
  visit: Visit<RecordMatter>,
  { title, intro, label, hint, submit }: ReasonPage,
  reason: string,
  problems: readonly FormError[],
): Reply {
  return recordForm(visit, {
    title,
    problems,
    intro: paragraph(intro),
    fields: textarea({
      name: 'reason',
      label: { content: label, classes: 'govuk-label--s' },
      hint,
      rows: 3,
      value: reason,
      errorMessage: errorOf(problems, 'reason'),
    }),
    submit,
  });
}
