import { parentPort } from 'node:worker_threads';
import { assertNever } from '#kernel/assert-never.ts';
import type { Result } from '#kernel/result.ts';
import type { FormDocument } from './form/form-document.ts';
import type { MadePack, PackDocument } from './pack/pack-document.ts';
import { renderPdf } from './pdf/pdf.ts';
import { readWordFile } from './word/read-word-file.ts';
import type { WordText } from './word/read-word.ts';
import { renderWord } from './word/word.ts';

/** What is to be done. It arrives as a structured clone. */
export type Work =
  | { readonly kind: 'word' | 'pdf'; readonly form: FormDocument }
  | { readonly kind: 'pack'; readonly pack: PackDocument }
  | { readonly kind: 'read'; readonly file: Uint8Array };

/** What the pool sends. */
export type Order = Work & { readonly id: number };

/** What comes of it: a form as a file, a pack, or what a Word file says. */
export type Made =
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly pack: MadePack }
  | { readonly read: Result<WordText> };

/** What comes back. */
export type Delivery = { readonly id: number } & (Made | { readonly trouble: string });

parentPort?.on('message', (order: Order) => {
  void deliver(order);
});

async function deliver(order: Order): Promise<void> {
  const { id } = order;
  try {
    const made = await make(order);
    parentPort?.postMessage({ ...made, id }, handedOver(made));
  } catch (trouble) {
    const said = trouble instanceof Error ? trouble.message : String(trouble);
    parentPort?.postMessage({ id, trouble: said }, []);
  }
}

async function make(order: Order): Promise<Made> {
  switch (order.kind) {
    // A copy with a memory of its own can be handed over; a Buffer may share its memory with others.
    case 'word':
      return { bytes: new Uint8Array(await renderWord(order.form)) };
    case 'pdf':
      return { bytes: new Uint8Array(renderPdf(order.form)) };
    case 'pack': {
      // Only packs need the library that reads the PDFs of others.
      const { renderPack } = await import('./pack/pack.ts');
      const { renderPackWord } = await import('./pack/pack-word.ts');
      const printed = await renderPack(order.pack);
      const word = new Uint8Array(await renderPackWord(order.pack, printed.places));
      return { pack: { ...printed, word } };
    }
    case 'read':
      return { read: readWordFile(order.file) };
    default:
      return assertNever(order);
  }
}

function handedOver(made: Made): ArrayBuffer[] {
  if ('bytes' in made) return [made.bytes.buffer];
  return 'pack' in made ? [made.pack.bytes.buffer, made.pack.word.buffer] : [];
}
