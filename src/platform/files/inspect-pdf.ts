import { ok, refuse } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import { openForeignPdf, UnreadablePdf } from '#platform/documents/pdf/foreign-pdf.ts';

/** Opens a PDF as far as its pages. Refuses one that is damaged, or that asks for a password. */
export async function inspectPdf(bytes: Uint8Array): Promise<Result<undefined>> {
  try {
    await openForeignPdf(bytes);
    return ok(undefined);
  } catch (trouble) {
    if (trouble instanceof UnreadablePdf) return refuse('broken', trouble.message, 'file');
    throw trouble;
  }
}
