import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { officeParts } from '#test/harness/office-file.ts';

/** Presses a link that downloads, and gives the file's name and bytes. */
export async function download(page: Page, link: string): Promise<{ name: string; file: Buffer }> {
  const [started] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link, exact: true }).first().click(),
  ]);
  return { name: started.suggestedFilename(), file: await readFile(await started.path()) };
}

/** Those of some labels that a Word file has, in its order; the form ends each with a colon. */
export function wordLabels(file: Uint8Array, labels: readonly string[]): string[] {
  return wordParagraphs(file).flatMap((text) => labels.filter((label) => text === `${label}:`));
}

/** The paragraphs of a Word file, as their text. */
export function wordParagraphs(file: Uint8Array): string[] {
  const body = officeParts(file).get('word/document.xml') ?? '';
  return [...body.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
      .map(([, text = '']) => text.replaceAll('&amp;', '&'))
      .join(''),
  );
}

/** Everything that stands in the headers and footers of a Word file. */
export function wordMargins(file: Uint8Array): string {
  return [...officeParts(file)]
    .filter(([name]) => /^word\/(header|footer)\d*\.xml$/.test(name))
    .map(([, xml]) => xml.replaceAll(/<[^>]+>/g, '').replaceAll('&amp;', '&'))
    .join('\n');
}
