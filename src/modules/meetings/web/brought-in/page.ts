import { parseId } from '#kernel/ids.ts';
import type { FileId } from '#kernel/ids.ts';
import { formOf } from '#policy-pack/index.ts';
import { fileToSend } from '#platform/files/files.ts';
import type { HandedIn } from '#platform/files/files.ts';
import type { Form as SentForm } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { can } from '../../access.ts';
import { bringInRecord } from '../../commands/bring-in-record.ts';
import { meetingFilesOf } from '../../index.ts';
import type { MeetingMatter } from '../../index.ts';
import { broughtInDocument, broughtInOf, mapWord } from '../../queries/brought-in.ts';
import type { MappedWord } from '../../queries/brought-in.ts';
import { onMeeting } from '../gates.ts';
import { broughtInView, checkView, unreadView } from './view.ts';

const path = '/meetings/:meeting/brought-in';
const check = '/meetings/:meeting/files/:file/bring-in';
const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

/** Records that the authority had written in Word: put under the form's labels, checked, and kept. */
export const broughtInRoutes = [
  route({
    method: 'GET',
    path: check,
    gate: onMeeting('bring in its record'),
    handle: (visit) => showCheck(visit, undefined, []),
  }),
  route({
    method: 'POST',
    path: check,
    gate: onMeeting('bring in its record'),
    async handle(visit) {
      const { form, subject } = visit;
      const read = await readOriginal(visit);
      if (!read || 'sentence' in read) return read ? showUnread(visit, read) : notFound;
      const done = await bringInRecord(workOf(visit), subject.meetingId, {
        file: read.file.id,
        texts: new Map(read.mapped.sections.map(({ key }) => [key, form.text(`section-${key}`)])),
        leftOut: read.mapped.leftOut,
        after: Number(form.raw('after')) || 0,
      });
      return done.ok
        ? redirect(`/meetings/${subject.meetingId}/brought-in`)
        : showCheck(visit, form, [problemOf(done.refusal, 'sections')]);
    },
  }),
  route({
    method: 'GET',
    path,
    gate: onMeeting('read its whole record'),
    async handle(visit) {
      const { services, subject, actor } = visit;
      const record = await broughtInOf(services.db, subject.meetingId);
      return record
        ? page(broughtInView(visit, record, can(actor, 'bring in its record', subject)))
        : notFound;
    },
  }),
  route({
    method: 'GET',
    path: `${path}.docx`,
    gate: onMeeting('read its whole record'),
    handle: (visit) => download(visit, 'docx'),
  }),
  route({
    method: 'GET',
    path: `${path}.pdf`,
    gate: onMeeting('read its whole record'),
    handle: (visit) => download(visit, 'pdf'),
  }),
];

interface Original {
  readonly file: HandedIn;
  readonly mapped: MappedWord;
}

/** The Word file that the address names, put under the form's labels, or why it cannot be; undefined where there is none. */
async function readOriginal({
  services,
  subject,
  params,
}: Visit<MeetingMatter>): Promise<Original | { readonly sentence: string } | undefined> {
  const id = parseId<FileId>(params['file'] ?? '');
  const files = (await meetingFilesOf(services.db, [subject.meetingId])).get(subject.meetingId);
  const file = files?.find((each) => each.id === id);
  if (!subject.meeting.takenOn || file?.kind !== 'word') return undefined;
  const held = await fileToSend(services.db, file.id);
  const read = held && (await services.documents.readWord(held.bytes));
  if (!read?.ok) return { sentence: read?.refusal.sentence ?? '' };
  return { file, mapped: mapWord(read.value, formOf(services.pack, subject.meeting.form)) };
}

function showUnread(visit: Visit<MeetingMatter>, { sentence }: { readonly sentence: string }) {
  return page(unreadView(visit, sentence), 422);
}

async function showCheck(
  visit: Visit<MeetingMatter>,
  typed: SentForm | undefined,
  problems: readonly FormError[],
): Promise<Reply> {
  const read = await readOriginal(visit);
  if (!read || 'sentence' in read) return read ? showUnread(visit, read) : notFound;
  const before = await broughtInOf(visit.services.db, visit.subject.meetingId);
  return page(
    checkView(visit, { ...read, before, typed, problems }),
    problems.length === 0 ? 200 : 422,
  );
}

async function download(
  { services, subject, authority }: Visit<MeetingMatter>,
  kind: 'docx' | 'pdf',
): Promise<Reply> {
  const record = await broughtInOf(services.db, subject.meetingId);
  if (!record) return notFound;
  const form = formOf(services.pack, record.form);
  const document = broughtInDocument(record, subject, form, authority.name);
  const { documents } = services;
  const bytes = await (kind === 'docx' ? documents.word(document) : documents.pdf(document));
  const name = `Record brought in – ${subject.schoolName} – ${subject.meeting.date}`.replaceAll(
    /[/\\:*?"<>|]/g,
    ' ',
  );
  return { kind: 'file', bytes, type: types[kind], name: `${name}.${kind}` };
}
