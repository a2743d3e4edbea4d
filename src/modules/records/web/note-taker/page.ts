import { parseId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import { boardRoleOf } from '#policy-pack/index.ts';
import { radios } from '#ui/components/radios.ts';
import { errorOf } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import { paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { saveNoteTaker } from '../../commands/hold-meeting.ts';
import type { RecordMatter } from '../../index.ts';
import { noteTakersFor } from '../../queries/note-takers.ts';
import { packOf } from '../../queries/whole-record.ts';
import { isWritable, recordForm, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';

const path = '/records/:record/note-taker';
const nobody = 'nobody';

export const noteTakerRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) => {
      const { record } = visit.subject;
      return isWritable(visit.subject)
        ? show(visit, record.noteTaker ?? nobody, [])
        : Promise.resolve(redirect(recordPath(visit.subject)));
    },
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const chosen = visit.form.raw('noteTaker');
      const person = parseId<PersonId>(chosen);
      if (!person && chosen !== nobody) {
        return show(visit, chosen, [
          { field: 'noteTaker', sentence: 'Choose who takes the notes' },
        ]);
      }
      const saved = await saveNoteTaker(workOf(visit), visit.subject.recordId, person);
      if (saved.ok) return redirect(`${recordPath(visit.subject)}/room`);
      return show(visit, chosen, [problemOf(saved.refusal, 'noteTaker')]);
    },
  }),
];

async function show(
  visit: Visit<RecordMatter>,
  chosen: string,
  problems: readonly FormError[],
): Promise<Reply> {
  const { subject, services, today } = visit;
  const pack = packOf(subject.record);
  const writers = await noteTakersFor(services.db, subject, today);
  return recordForm(visit, {
    title: 'Note-taker',
    problems,
    back: { href: `${recordPath(subject)}/room`, content: 'The notes' },
    intro: html`${paragraph('A note-taker writes in the sections beside you. The outcome, the actions, and what happens to the record stay with you.')}
      ${writers.length === 0 && paragraph('Nobody else on the board can be note-taker: their roles let them read the record, not write it.')}`,
    fields: radios({
      name: 'noteTaker',
      value: chosen,
      fieldset: {
        legend: { content: 'Who takes the notes', classes: 'govuk-fieldset__legend--s' },
      },
      errorMessage: errorOf(problems, 'noteTaker'),
      items: [
        ...writers.map(({ personId, name, role, description }) => ({
          value: personId,
          content: `${name}, ${description === '' ? boardRoleOf(pack, role).label : description}`,
        })),
        { value: nobody, content: 'Nobody else: the chair writes the notes' },
      ],
    }),
    submit: 'Save',
  });
}
