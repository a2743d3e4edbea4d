import { newId, parseId } from '#kernel/ids.ts';
import type { AnswerId } from '#kernel/ids.ts';
import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Form } from '#platform/http/form.ts';
import { checkUpload } from '#platform/files/files.ts';
import { readDate } from '#web/fields.ts';
import type { UploadedFile } from '#web/route.ts';
import type { Given } from '../../commands/answer-paper.ts';

export const datePrefix = 'dated';

/** The id that came with the form, or a new one. */
export function answerIdOf(form: Form): AnswerId {
  return parseId<AnswerId>(form.raw('id')) ?? newId<AnswerId>();
}

/** What was chosen, typed and attached. Without a choice on the form a document is meant. */
export async function readGiven(
  form: Form,
  files: readonly UploadedFile[],
): Promise<Result<Given>> {
  const what = form.text('what');
  const received = files.find(({ field }) => field === 'file');
  switch (what) {
    case 'unchanged':
    case 'none':
      return received
        ? refuse('both', 'You chose a document as well. Send it, or leave it out', 'what')
        : ok({ kind: what });
    case '':
      // A document that was chosen is meant, also where nobody said so.
      if (form.has('choices') && !received) return refuse('no-choice', 'Choose an answer', 'what');
      return readFile(form, received);
    default:
      return readFile(form, received);
  }
}

async function readFile(form: Form, received: UploadedFile | undefined): Promise<Result<Given>> {
  if (!received) return refuse('no-file', 'Choose the document to send', 'file');
  const typed = ['day', 'month', 'year'].some((part) => form.text(`${datePrefix}-${part}`) !== '');
  const day = typed ? readDate(form, datePrefix, 'The date on the document') : ok(undefined);
  if (!day.ok) return day;
  const file = await checkUpload(received);
  return file.ok ? ok({ kind: 'file', file: file.value, datedOn: day.value }) : file;
}
