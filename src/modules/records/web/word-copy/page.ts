import { newId, parseId } from '#kernel/ids.ts';
import type { WordCopyId } from '#kernel/ids.ts';
import { refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { checkUpload, fileToSend, largestHandedIn } from '#platform/files/files.ts';
import type { Form } from '#platform/http/form.ts';
import type { FormError } from '#ui/form.ts';
import { problemOf } from '#web/fields.ts';
import { notFound, page, redirect, route } from '#web/route.ts';
import type { Reply, UploadedFile, Visit } from '#web/route.ts';
import { workOf } from '#web/work.ts';
import { keepWordCopy, settleWordCopy } from '../../commands/word-copies.ts';
import type { RecordMatter } from '../../index.ts';
import { wholeRecord } from '../../queries/whole-record.ts';
import { wordCopiesOf } from '../../queries/word-copies.ts';
import type { WordCopy } from '../../queries/word-copies.ts';
import { recordNow, recordPath } from '../frame.ts';
import { onRecord } from '../gates.ts';
import { copiesView, copyView } from './view.ts';

const path = '/records/:record/word';
const gate = onRecord('write notes');

/** Word copies of a record that come back edited: handed in, compared, and decided on. */
export const wordCopyRoutes = [
  route({
    method: 'GET',
    path,
    gate,
    handle: (visit) => showCopies(visit, newId<WordCopyId>(), []),
  }),
  route({
    method: 'POST',
    path,
    gate,
    upload: {
      field: 'file',
      maxBytes: largestHandedIn,
      tooLarge: (visit, problems) => showCopies(visit, copyIdOf(visit), problems),
    },
    async handle(visit) {
      const id = copyIdOf(visit);
      const kept = await keep(
        visit,
        id,
        visit.files.find(({ field }) => field === 'file'),
      );
      if (kept.ok) return redirect(`${recordPath(visit.subject)}/word/${id}`);
      const next = kept.refusal.code === 'form-used' ? newId<WordCopyId>() : id;
      return showCopies(visit, next, [problemOf(kept.refusal, 'file')]);
    },
  }),
  route({
    method: 'GET',
    path: `${path}/:copy`,
    gate,
    handle: (visit) => showCopy(visit, {}),
  }),
  route({
    method: 'POST',
    path: `${path}/:copy`,
    gate,
    async handle(visit) {
      const copy = await copyOf(visit);
      if (!copy) return notFound;
      const { form, subject } = visit;
      const all = decisionIn(form, 'all');
      const decisions = new Map(
        copy.changes.flatMap(({ position }) => {
          const chosen = decisionIn(form, `change-${position}`) ?? all;
          return chosen === undefined ? [] : [[position, chosen] as const];
        }),
      );
      if (decisions.size === 0) {
        const sentence = 'Choose for at least one change whether to take it over';
        const first = copy.changes.find(({ settled }) => !settled)?.position ?? 1;
        return showCopy(visit, { problems: [{ field: `change-${first}`, sentence }] });
      }
      const settled = await settleWordCopy(workOf(visit), subject.recordId, copy.id, decisions);
      if (!settled.ok) {
        return showCopy(visit, { problems: [problemOf(settled.refusal, 'changes')] });
      }
      const { refused, overlaps } = settled.value;
      const problems = [...refused].map(([position, { sentence }]): FormError => ({
        field: `change-${position}`,
        sentence,
      }));
      return problems.length === 0 && overlaps.length === 0
        ? redirect(`${recordPath(subject)}/word/${copy.id}?done=yes`)
        : showCopy(visit, { problems, overlaps });
    },
  }),
  route({
    method: 'GET',
    path: `${path}/:copy/file`,
    gate,
    async handle(visit) {
      const copy = await copyOf(visit);
      return (copy && (await fileToSend(visit.services.db, copy.fileId))) ?? notFound;
    },
  }),
];

function decisionIn(form: Form, field: string): 'accepted' | 'declined' | undefined {
  const decision = form.raw(field);
  return decision === 'accepted' || decision === 'declined' ? decision : undefined;
}

function copyIdOf({ form }: Visit<RecordMatter>): WordCopyId {
  return parseId<WordCopyId>(form.raw('id')) ?? newId<WordCopyId>();
}

async function keep(
  visit: Visit<RecordMatter>,
  id: WordCopyId,
  upload: UploadedFile | undefined,
): Promise<Result<undefined>> {
  if (!upload) return refuse('no-file', 'Choose the Word copy that you changed', 'file');
  const file = await checkUpload(upload);
  if (!file.ok) return file;
  if (file.value.kind !== 'word') {
    return refuse('not-word', 'The file must be a Word document (.docx)', 'file');
  }
  const read = await visit.services.documents.readWord(file.value.bytes);
  if (!read.ok) return read;
  return keepWordCopy(workOf(visit), visit.subject.recordId, id, file.value, read.value);
}

async function copyOf({ services, subject, params }: Visit<RecordMatter>) {
  const id = parseId<WordCopyId>(params['copy'] ?? '');
  return (await wordCopiesOf(services.db, subject.recordId)).find((copy) => copy.id === id);
}

async function showCopies(
  visit: Visit<RecordMatter>,
  id: WordCopyId,
  problems: readonly FormError[],
): Promise<Reply> {
  const copies = await wordCopiesOf(visit.services.db, visit.subject.recordId);
  return page(copiesView(visit, { id, copies, problems }), problems.length === 0 ? 200 : 422);
}

async function showCopy(
  visit: Visit<RecordMatter>,
  {
    problems = [],
    overlaps = [],
  }: { readonly problems?: readonly FormError[]; readonly overlaps?: readonly number[] },
): Promise<Reply> {
  const copy: WordCopy | undefined = await copyOf(visit);
  if (!copy) return notFound;
  const subject = await recordNow(visit);
  const whole = await wholeRecord(visit.services.db, subject);
  return page(
    copyView({ ...visit, subject }, { copy, whole, problems, overlaps }),
    problems.length === 0 ? 200 : 422,
  );
}
