import { radios } from '#ui/components/radios.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { saveShownLive } from '../../commands/hold-meeting.ts';
import type { RecordMatter } from '../../index.ts';
import { isWritable, recordForm, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/show-live';

/** Whether the board sees the notes while they are written: the chair decides. */
export const showLiveRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) =>
      Promise.resolve(
        isWritable(visit.subject)
          ? show(visit, visit.subject.record.shownLive ? 'yes' : 'no', [])
          : redirect(recordPath(visit.subject)),
      ),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const chosen = visit.form.raw('shown');
      if (chosen !== 'yes' && chosen !== 'no') {
        const sentence = 'Choose whether the board can follow the notes';
        return show(visit, '', [{ field: 'shown', sentence }]);
      }
      const saved = await saveShownLive(workOf(visit), visit.subject.recordId, chosen === 'yes');
      return saved.ok
        ? redirect(`${recordPath(visit.subject)}/room`)
        : show(visit, chosen, [problemOf(saved.refusal, 'shown')]);
    },
  }),
];

function show(visit: Visit<RecordMatter>, chosen: string, problems: readonly FormError[]): Reply {
  const here = recordPath(visit.subject);
  return recordForm(visit, {
    title: 'Let the board follow the notes',
    problems,
    back: { href: `${here}/room`, content: 'The notes' },
    intro: paragraph(
      'The members of the board see the notes grow while you write, and cannot change anything. They find them on the page of the meeting. It ends when you close the meeting, or when you say so here.',
    ),
    fields: radios({
      name: 'shown',
      value: chosen,
      classes: 'govuk-radios--inline',
      fieldset: {
        legend: {
          content: 'Can the board follow the notes?',
          classes: 'govuk-fieldset__legend--s',
        },
      },
      errorMessage: errorOf(problems, 'shown'),
      items: [
        { value: 'yes', content: 'Yes' },
        { value: 'no', content: 'No' },
      ],
    }),
    submit: 'Save',
  });
}
