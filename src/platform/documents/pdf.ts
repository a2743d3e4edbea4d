import { fileURLToPath } from 'node:url';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { coverageOf, families, fontFile, shippedFonts } from './fonts.ts';
import type { Coverage } from './fonts.ts';
import type { FormDocument } from './form-document.ts';
import { pdfData } from './pdf-data.ts';
import { pdfText } from './pdf-text.ts';

/** Results of the compiler that were of no use for this many documents are forgotten. */
const keptFor = 2;

interface Press {
  readonly compiler: NodeCompiler;
  readonly holds: Coverage;
  readonly mainFontHolds: Coverage;
}
let warm: Press | undefined;

/**
 * The form as a tagged PDF that meets PDF/UA-1 (ISO 14289-1), A4. Takes the processor for as long as it
 * runs: call it in a worker. The same form gives the same bytes.
 *
 * Characters that the shipped fonts do not hold are named by number, with a note at the end.
 * Throws an Error that says nothing of the form's content.
 */
export function renderPdf(form: FormDocument): Uint8Array {
  warm ??= press();
  const { compiler, holds, mainFontHolds } = warm;
  try {
    return print(compiler, form, holds);
  } catch (trouble) {
    if (!(trouble instanceof MissingShape)) throw trouble;
    // A sequence whose parts are known but that no font can draw as one.
    return print(compiler, form, mainFontHolds);
  } finally {
    compiler.evictCache(keptFor);
  }
}

function press(): Press {
  const compiler = NodeCompiler.create({
    workspace: fileURLToPath(new URL('templates', import.meta.url)),
    fontArgs: [{ fontBlobs: families.flatMap(({ files }) => files.map(fontFile)) }],
  });
  const fonts = shippedFonts();
  return { compiler, holds: coverageOf(fonts), mainFontHolds: coverageOf(fonts.slice(0, 1)) };
}

function print(compiler: NodeCompiler, form: FormDocument, holds: Coverage): Uint8Array {
  const data = JSON.stringify(pdfData(form, pdfText(holds)));
  const compiled = compiler.compile({
    mainFilePath: fileURLToPath(new URL('templates/form.typ', import.meta.url)),
    inputs: { form: data },
  });
  const document = compiled.result;
  if (!document) {
    const reasons = compiled.takeDiagnostics()?.shortDiagnostics.map(messageOf) ?? [];
    throw new Error(`The PDF could not be laid out: ${reasons.join('; ')}`);
  }
  const pdf = exported(compiler, document);
  if (pdf instanceof Uint8Array) return pdf;
  if (/could not be displayed|disallowed codepoint/.test(pdf.complaint)) throw new MissingShape();
  const [, reason = 'no reason given'] = /message: "([^"]*)"/.exec(pdf.complaint) ?? [];
  throw new Error(`The PDF does not meet PDF/UA-1: ${reason}`);
}

/** The compiler's complaint may quote the text at fault: it is read here and goes no further. */
function exported(
  compiler: NodeCompiler,
  document: NodeTypstDocument,
): Uint8Array | { readonly complaint: string } {
  try {
    return compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 });
  } catch (trouble) {
    return { complaint: trouble instanceof Error ? trouble.message : String(trouble) };
  }
}

class MissingShape extends Error {
  override message = 'Some characters could not be shown in the PDF.';
}

function messageOf(diagnostic: unknown): string {
  return typeof diagnostic === 'object' && diagnostic && 'message' in diagnostic
    ? String(diagnostic.message)
    : 'unknown';
}
