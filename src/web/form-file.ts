import type { FormDocument } from '#platform/documents/form/form-document.ts';
import { fileKind } from '#platform/files/kinds.ts';
import type { Reply } from './route.ts';
import type { Services } from './services.ts';

export type FormFileKind = 'docx' | 'pdf';

/** A form as a file to download. */
export async function formFile(
  { documents }: Pick<Services, 'documents'>,
  form: FormDocument,
  kind: FormFileKind,
  name: string,
): Promise<Reply> {
  const bytes = await (kind === 'docx' ? documents.word(form) : documents.pdf(form));
  const type = fileKind(kind === 'docx' ? 'word' : 'pdf').mediaType;
  return { kind: 'file', bytes, type, name };
}
