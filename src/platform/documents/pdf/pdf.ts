import type { FormDocument } from '../form/form-document.ts';
import { pdfData } from './pdf-data.ts';
import { print } from './press.ts';

/** The form as a tagged PDF that meets PDF/UA-1, A4; a note at its end says where characters are named by number. */
export function renderPdf(form: FormDocument): Uint8Array {
  return print({ template: 'form', data: (text) => pdfData(form, text) }).pdf;
}
