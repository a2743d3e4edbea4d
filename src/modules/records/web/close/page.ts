import { longDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { calendarFor, schoolDaysNote } from '#modules/calendar/index.ts';
import { button } from '#ui/components/button.ts';
import { form as formElement } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { heading, link, paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { answersDueOn, sendToHeadteacher } from '../../commands/accuracy-check.ts';
import type { WholeRecord } from '../../domain/content.ts';
import { gapsIn } from '../../domain/gaps.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { recordPage, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { gapList } from '../mends.ts';

const path = '/records/:record/close';

export const closeRoutes = [
  route({
    method: 'GET',
    path,
    gate: onRecord('hold the meeting'),
    handle: (visit) => show(visit, []),
  }),
  route({
    method: 'POST',
    path,
    gate: onRecord('hold the meeting'),
    async handle(visit) {
      const { subject } = visit;
      const sent = await sendToHeadteacher(workOf(visit), subject.recordId);
      if (sent.ok) return redirect(recordPath(subject));
      // Sent twice by one person it is where it should be; somebody else's closing is told.
      const isClosed = ['with-headteacher', 'answered', 'final'].includes(sent.refusal.code);
      if (isClosed) return redirect(`${recordPath(subject)}?closed=before`);
      return show(visit, [problemOf(sent.refusal, 'gaps')]);
    },
  }),
];

async function show(visit: Visit<RecordMatter>, problems: readonly FormError[]): Promise<Reply> {
  const { subject, services, today } = visit;
  const { status } = subject.record.state;
  const here = recordPath(subject);
  if (status === 'answered' || status === 'correcting') return redirect(`${here}/finalise`);
  if (status !== 'draft') return redirect(here);
  const whole = await wholeRecord(services.db, subject);
  const { mustHave, worthALook } = gapsIn(whole, today);
  const content = html`
    <div id="gaps">
      ${
        mustHave.length > 0 &&
        html`${heading('Before it can be sent')}
          ${paragraph('The record needs these:')}${gapList(subject, mustHave)}`
      }
      ${
        worthALook.length > 0 &&
        html`${heading('Worth a look')}
          ${paragraph('You can send the record as it is. Leave out what does not apply.')}
          ${gapList(subject, worthALook)}`
      }
      ${mustHave.length + worthALook.length === 0 && paragraph('Nothing is missing.')}
    </div>
    ${mustHave.length === 0 && sendPart(here, whole, await sendingOn(visit, whole))}
    ${paragraph(html`${link(`${here}/room`, 'Go back to the notes')} or ${link(here, 'read the record through')}`)}`;
  return page(
    recordPage(visit, {
      title: 'Close the meeting',
      problems,
      back: { href: `${here}/room`, content: 'The notes' },
      content,
    }),
    problems.length === 0 ? 200 : 422,
  );
}

interface Sending {
  readonly due: LocalDate;
  /** What is left out when school days are counted until then. */
  readonly note: string;
}

async function sendingOn(
  { services: { db }, subject, today }: Visit<RecordMatter>,
  { pack }: WholeRecord,
): Promise<Sending> {
  const due = await answersDueOn(db, subject, pack, today);
  return { due, note: schoolDaysNote(await calendarFor(db, subject.urn), today, due) };
}

function sendPart(here: string, { pack, headteacher }: WholeRecord, { due, note }: Sending): Html {
  const name = headteacher?.name ?? 'the headteacher';
  const { value, unit } = pack.periods.accuracyCheck;
  return html`${heading('Send for an accuracy check')}
    ${paragraph(`${name} gets an email, reads the record, and answers by ${longDate(due)}. Until then it cannot be changed, unless you take it back.`)}
    <p class="govuk-hint">That is ${value} ${unit}. ${note}</p>
    ${formElement({
      action: `${here}/close`,
      content: button({ content: `Send to ${name}`, preventDoubleClick: true }),
    })}`;
}
