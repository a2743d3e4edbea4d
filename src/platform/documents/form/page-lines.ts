import type { FormDocument } from './form-document.ts';
import { oneLine } from './text.ts';

// The lines at the top and foot of a page have room for two lines each and must not push the text away.
const longest = 140;

/** What the file calls itself in a window's title and in a list of files. */
export function fileTitle(form: FormDocument): string {
  return [form.process, form.title, form.subject].map(oneLine).join(' – ');
}

export function headLine(form: FormDocument): string {
  return shortened(oneLine(form.subject));
}

export function footLine(form: FormDocument): string {
  return shortened(
    [form.title, form.dateLine, form.version].map(oneLine).filter(Boolean).join(' · '),
  );
}

function shortened(text: string): string {
  return text.length <= longest
    ? text
    : `${text
        .slice(0, longest - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
