import { longDate } from '#kernel/dates.ts';
import { button } from '#ui/components/button.ts';
import { insetText } from '#ui/components/inset-text.ts';
import { form as formElement } from '#ui/form.ts';
import type { FormError } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';
import { bulletList, heading, link, paragraph } from '#ui/text.ts';
import { problemOf } from '#web/fields.ts';
import { page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { finaliseRecord } from '../../commands/finalise.ts';
import { contentOf } from '../../domain/content.ts';
import type { WholeRecord } from '../../domain/content.ts';
import { endOfCheck } from '../../domain/finalise.ts';
import { gapsToFinalise } from '../../domain/gaps.ts';
import { currentVersion } from '../../domain/record.ts';
import { unmadeCorrections } from '../../domain/unmade.ts';
import type { RecordMatter } from '../../index.ts';
import { namesOf, wholeRecord } from '../../queries/whole-record.ts';
import { readersOf } from '../../queries/readers.ts';
import { wordCopiesOf } from '../../queries/word-copies.ts';
import { historyOf } from '../../queries/versions.ts';
import { contentView } from '../content-view.ts';
import { recordPage, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { gapList } from '../mends.ts';

const path = '/records/:record/finalise';

export const finaliseRoutes = [
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
      const done = await finaliseRecord(workOf(visit), subject.recordId);
      if (done.ok || done.refusal.code === 'final') return redirect(recordPath(subject));
      return show(visit, [problemOf(done.refusal, 'finalise')]);
    },
  }),
];

async function show(visit: Visit<RecordMatter>, problems: readonly FormError[]): Promise<Reply> {
  const { subject, services, today } = visit;
  const { status } = subject.record.state;
  const here = recordPath(subject);
  if (status === 'final' || status === 'draft') return redirect(here);
  const whole = await wholeRecord(services.db, subject);
  const ended = endOfCheck(subject.record, whole.answers, today);
  const missing = [...gapsToFinalise(whole, today), ...unmadeCorrections(whole)];
  const ready = ended.ok && missing.length === 0;
  const content = html`<div id="finalise">
      ${!ended.ok && insetText({ content: html`${ended.refusal.sentence} ${status === 'answered' && link(`${here}/answers`, 'Go to the answers')}` })}
      ${missing.length > 0 && html`${heading('Before it can be final')}${gapList(subject, missing)}`}
      ${ready && (await returnedPart(visit, here))}
      ${ready && (await confirmPart(visit, whole, here))}
    </div>
    ${heading('The record as it will be')}
    ${contentView(contentOf(whole), whole.pack)}`;
  return page(
    recordPage(visit, { title: 'Finalise the record', wide: true, problems, content }),
    problems.length === 0 ? 200 : 422,
  );
}

/** What came back from Word does not hold the record up, and must not be forgotten either. */
async function returnedPart(
  { services, subject }: Visit<RecordMatter>,
  here: string,
): Promise<Html | undefined> {
  const copies = await wordCopiesOf(services.db, subject.recordId);
  const open = copies.flatMap(({ changes }) => changes.filter(({ settled }) => !settled));
  if (open.length === 0) return undefined;
  return insetText({
    content: html`${open.length === 1 ? '1 change' : `${open.length} changes`} that came back from Word ${open.length === 1 ? 'is' : 'are'} not decided on, and will not be in the record. ${link(`${here}/word`, 'Look at what came back')}`,
  });
}

async function confirmPart(
  { subject, services }: Visit<RecordMatter>,
  whole: WholeRecord,
  here: string,
): Promise<Html> {
  const { state } = subject.record;
  const version = currentVersion(state) + 1;
  const readers = readersOf(subject, whole.others);
  const names = await namesOf(services.db, readers);
  const parts = (person: (typeof readers)[number]) =>
    subject.board.includes(person)
      ? ''
      : (whole.others.find(({ personId }) => personId === person)?.parts.length ?? 0) > 0
        ? ' (only the parts that they came to)'
        : '';
  const had =
    version === 1
      ? []
      : (await historyOf(services.db, subject.recordId)).shares.filter(
          (share) => share.version === version - 1 && !readers.includes(share.personId),
        );
  return html`
    ${state.status === 'with-headteacher' && paragraph(`No answer came by ${longDate(state.sending.answersDueOn)}. The record will say so.`)}
    ${state.status === 'correcting' && paragraph(`This becomes version ${version}: ${state.reason}`)}
    ${paragraph('Once it is final, the text cannot be changed. A mistake that is found later is put right in a new version, with a reason; the old one stays.')}
    ${heading('It will be shared with', { level: 3 })}
    ${bulletList(readers.map((person) => `${names.get(person) ?? ''}${parts(person)}`))}
    ${had.length > 0 && html`${paragraph(`They have version ${version - 1}, are no longer on the board, and will not get this one:`)}${bulletList(had.map(({ name }) => name))}`}
    ${whole.record.next.kind === 'set' && version === 1 && paragraph(`The next meeting is then planned for ${longDate(whole.record.next.date)}, and everyone on the board is invited.`)}
    ${formElement({
      action: `${here}/finalise`,
      content: button({ content: 'Make the record final', preventDoubleClick: true }),
    })}`;
}
