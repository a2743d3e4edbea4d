import { fileURLToPath } from 'node:url';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { coverageOf, families, fontFile, shippedFonts } from './fonts.ts';
import type { Coverage } from './fonts.ts';
import { pdfText } from './pdf-text.ts';
import type { PdfText } from './pdf-text.ts';

/** Results of the compiler that were of no use for this many documents are forgotten. */
const keptFor = 2;

interface Press {
  readonly compiler: NodeCompiler;
  readonly holds: Coverage;
  readonly mainFontHolds: Coverage;
}
let warm: Press | undefined;

export interface Printing {
  /** A file of `templates/`, without its ending. */
  readonly template: string;
  /** What the template reads, with every text as the fonts can show it. */
  readonly data: (text: PdfText) => Record<string, unknown>;
  /** Pictures, by the name under which the data speaks of them. */
  readonly pictures?: ReadonlyMap<string, Uint8Array>;
}

export interface Printed {
  readonly pdf: Uint8Array;
  /** The metadata that the template left in the file under a label, in the order of the pages. */
  left(label: string): readonly unknown[];
}

/**
 * Lays out a template as a tagged PDF that meets PDF/UA-1 (ISO 14289-1). Takes the processor for as long
 * as it runs: call it in a worker. The same printing gives the same bytes.
 *
 * Characters that the shipped fonts do not hold are named by number.
 * Throws an Error that says nothing of the content.
 */
export function print(printing: Printing): Printed {
  warm ??= press();
  const { compiler, holds, mainFontHolds } = warm;
  for (const [name, bytes] of printing.pictures ?? []) {
    compiler.mapShadow(templateFile(name), Buffer.from(bytes));
  }
  try {
    return attempt(compiler, printing, holds);
  } catch (trouble) {
    if (!(trouble instanceof MissingShape)) throw trouble;
    // A sequence whose parts are known but that no font can draw as one.
    return attempt(compiler, printing, mainFontHolds);
  } finally {
    for (const name of printing.pictures?.keys() ?? []) compiler.unmapShadow(templateFile(name));
    compiler.evictCache(keptFor);
  }
}

function templateFile(name: string): string {
  return fileURLToPath(new URL(`templates/${name}`, import.meta.url));
}

function press(): Press {
  const compiler = NodeCompiler.create({
    workspace: templateFile(''),
    fontArgs: [{ fontBlobs: families.flatMap(({ files }) => files.map(fontFile)) }],
  });
  const fonts = shippedFonts();
  return { compiler, holds: coverageOf(fonts), mainFontHolds: coverageOf(fonts.slice(0, 1)) };
}

function attempt(compiler: NodeCompiler, { template, data }: Printing, holds: Coverage): Printed {
  const compiled = compiler.compile({
    mainFilePath: templateFile(`${template}.typ`),
    inputs: { data: JSON.stringify(data(pdfText(holds))) },
  });
  const document = compiled.result;
  if (!document) {
    const reasons = compiled.takeDiagnostics()?.shortDiagnostics.map(messageOf) ?? [];
    throw new Error(`The PDF could not be laid out: ${reasons.join('; ')}`);
  }
  const pdf = exported(compiler, document);
  if (pdf instanceof Uint8Array) {
    return {
      pdf,
      left: (label) =>
        compiler.query(document, { selector: `<${label}>`, field: 'value' }) as unknown[],
    };
  }
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
