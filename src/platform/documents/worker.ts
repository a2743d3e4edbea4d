import { parentPort } from 'node:worker_threads';
import type { FormDocument } from './form-document.ts';
import { renderPdf } from './pdf.ts';
import { renderWord } from './word.ts';

/** What the pool sends. `form` arrives as a structured clone. */
export interface Order {
  readonly id: number;
  readonly kind: 'word' | 'pdf';
  readonly form: FormDocument;
}

/** What comes back. */
export type Delivery =
  | { readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly trouble: string };

parentPort?.on('message', (order: Order) => {
  void deliver(order);
});

async function deliver({ id, kind, form }: Order): Promise<void> {
  let delivery: Delivery;
  try {
    const made = kind === 'pdf' ? renderPdf(form) : await renderWord(form);
    // A copy with a memory of its own can be handed over; a Buffer may share its memory with others.
    delivery = { id, bytes: new Uint8Array(made) };
  } catch (trouble) {
    delivery = { id, trouble: trouble instanceof Error ? trouble.message : String(trouble) };
  }
  parentPort?.postMessage(delivery, 'bytes' in delivery ? [delivery.bytes.buffer] : []);
}
