import { parentPort } from 'node:worker_threads';
import type { Result } from '#kernel/result.ts';
import type { FormDocument } from './form-document.ts';
import { readWordFile } from './read-word-file.ts';
import type { WordText } from './read-word.ts';
import { renderPdf } from './pdf.ts';
import { renderWord } from './word.ts';

/** What the pool sends. A form or a file arrives as a structured clone. */
export type Order =
  | { readonly id: number; readonly kind: 'word' | 'pdf'; readonly form: FormDocument }
  | { readonly id: number; readonly kind: 'read'; readonly file: Uint8Array };

/** What comes back. */
export type Delivery =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly read: Result<WordText> }
  | { readonly id: number; readonly trouble: string };

parentPort?.on('message', (order: Order) => {
  void deliver(order);
});

async function deliver(order: Order): Promise<void> {
  const { id } = order;
  let delivery: Delivery;
  try {
    if (order.kind === 'read') {
      delivery = { id, read: readWordFile(order.file) };
    } else {
      const made = order.kind === 'pdf' ? renderPdf(order.form) : await renderWord(order.form);
      // A copy with a memory of its own can be handed over; a Buffer may share its memory with others.
      delivery = { id, bytes: new Uint8Array(made) };
    }
  } catch (trouble) {
    delivery = { id, trouble: trouble instanceof Error ? trouble.message : String(trouble) };
  }
  parentPort?.postMessage(delivery, 'bytes' in delivery ? [delivery.bytes.buffer] : []);
}
