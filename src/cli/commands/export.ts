import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ok, refuse } from '#kernel/result.ts';
import { everyFinalRecord, finalRecordCount } from '#modules/records/index.ts';
import type { Db } from '#platform/db/connection.ts';
import { createDocuments } from '#platform/documents/documents.ts';
import { withoutSigns } from '#platform/documents/file-name.ts';
import type { Documents } from '#platform/documents/documents.ts';
import { loadAuthority } from '#web/authority.ts';
import type { Run } from '../command.ts';

export const runExportRecords: Run = async (word, _line, tools) => {
  const folder = path.resolve(word);
  const { db } = await tools.database();
  const { name } = await loadAuthority(db);
  const total = await finalRecordCount(db);
  if (total === 0) return refuse('none', 'No record has been made final yet.');
  const documents = createDocuments();
  try {
    const written = await exportRecords(db, { folder, authority: name, documents }, (done) =>
      tools.progress(`${done} of ${total} records…`),
    );
    return ok({
      data: { folder, records: written },
      lines: [
        `${folder} holds ${written === 1 ? 'one record' : `${written} records`}, each as Word and as PDF, by school.`,
      ],
    });
  } finally {
    await documents.close();
  }
};

/**
 * Writes the version that counts of every final record into a folder, each as Word and as PDF, under the
 * name of its school; nobody but the account that writes them can read them. Gives how many records they are.
 */
export async function exportRecords(
  db: Db,
  {
    folder,
    authority,
    documents,
  }: { readonly folder: string; readonly authority: string; readonly documents: Documents },
  onProgress: (done: number) => void,
): Promise<number> {
  let done = 0;
  for await (const { school, form, fileName } of everyFinalRecord(db, authority)) {
    const own = path.join(folder, withoutSigns(school));
    await mkdir(own, { recursive: true, mode: 0o700 });
    const [docx, pdf] = await Promise.all([documents.word(form), documents.pdf(form)]);
    await writeFile(path.join(own, fileName('docx')), docx, { mode: 0o600 });
    await writeFile(path.join(own, fileName('pdf')), pdf, { mode: 0o600 });
    done += 1;
    onProgress(done);
  }
  return done;
}
