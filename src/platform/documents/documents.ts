import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Result } from '#kernel/result.ts';
import type { FormDocument } from './form-document.ts';
import { unreadable } from './read-word-file.ts';
import type { WordText } from './read-word.ts';
import type { Delivery, Order } from './worker.ts';

/** Lays out forms in workers, so that the event loop stays free. Orders wait their turn. */
export interface Documents {
  /** The form as a Word file. Rejects with a DocumentTrouble. */
  word(form: FormDocument): Promise<Uint8Array>;
  /** The form as a tagged PDF (PDF/UA-1). Rejects with a DocumentTrouble. */
  pdf(form: FormDocument): Promise<Uint8Array>;
  /** What a Word file says, which was looked through when it was handed in. Refuses one that cannot be read. */
  readWord(file: Uint8Array): Promise<Result<WordText>>;
  /** Ends the workers. Orders that are not delivered yet reject. */
  close(): Promise<void>;
}

/** A document that could not be made. `message` is for people; `cause` is for the log, without the form's content. */
export class DocumentTrouble extends Error {
  override readonly name = 'DocumentTrouble';
}

export interface DocumentsOptions {
  /** At most so many at work together. One fewer than the processors by default, and no more than two. */
  readonly workers?: number;
  /** Milliseconds that one document may take before it is given up. */
  readonly timeLimit?: number;
  /** Another worker program, for tests. */
  readonly program?: URL;
}

interface Waiting {
  readonly order: Order;
  readonly resolve: (delivery: Exclude<Delivery, { readonly trouble: string }>) => void;
  readonly reject: (trouble: DocumentTrouble) => void;
}

/** Workers start with the first order, stay for the next, and do not keep the process alive. */
export function createDocuments(options: DocumentsOptions = {}): Documents {
  const {
    workers = Math.min(2, Math.max(1, availableParallelism() - 1)),
    timeLimit = 30_000,
    program = new URL('worker.ts', import.meta.url),
  } = options;
  const queue: Waiting[] = [];
  const staff = new Set<Clerk>();
  let closed = false;
  let lastId = 0;

  function assign(): void {
    for (let next = queue[0]; next; next = queue[0]) {
      const clerk = [...staff].find((one) => one.idle) ?? hire();
      if (!clerk) return;
      queue.shift();
      clerk.take(next);
    }
  }

  function hire(): Clerk | undefined {
    if (staff.size >= workers) return undefined;
    const clerk = new Clerk(program, timeLimit, {
      free: assign,
      gone: () => {
        staff.delete(clerk);
        assign();
      },
    });
    staff.add(clerk);
    return clerk;
  }

  function order(wanted: Unnumbered): Promise<Exclude<Delivery, { readonly trouble: string }>> {
    if (closed)
      return Promise.reject(
        new DocumentTrouble('Documents are no longer made: the program is closing.'),
      );
    return new Promise((resolve, reject) => {
      queue.push({ order: { id: ++lastId, ...wanted }, resolve, reject });
      assign();
    });
  }

  async function make(kind: 'word' | 'pdf', form: FormDocument): Promise<Uint8Array> {
    const delivery = await order({ kind, form });
    if (!('bytes' in delivery)) throw new Error('Another order was delivered.');
    return delivery.bytes;
  }

  return {
    word: (form) => make('word', form),
    pdf: (form) => make('pdf', form),
    async readWord(file) {
      try {
        const delivery = await order({ kind: 'read', file });
        if (!('read' in delivery)) throw new Error('Another order was delivered.');
        return delivery.read;
      } catch (trouble) {
        if (trouble instanceof DocumentTrouble) return unreadable;
        throw trouble;
      }
    },
    async close() {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.reject(closing());
      await Promise.all([...staff].map((clerk) => clerk.dismiss(closing())));
    },
  };
}

type Unnumbered =
  | { readonly kind: 'word' | 'pdf'; readonly form: FormDocument }
  | { readonly kind: 'read'; readonly file: Uint8Array };

function closing(): DocumentTrouble {
  return new DocumentTrouble('The document was not made: the program is closing.');
}

/** One worker and the order that it has in hand. */
class Clerk {
  private readonly worker: Worker;
  private readonly timeLimit: number;
  private readonly tell: { free(): void; gone(): void };
  private inHand: (Waiting & { readonly alarm: NodeJS.Timeout }) | undefined;
  private ended = false;

  constructor(program: URL, timeLimit: number, tell: { free(): void; gone(): void }) {
    this.timeLimit = timeLimit;
    this.tell = tell;
    this.worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: 160 } });
    this.worker.unref();
    this.worker.on('message', (delivery: Delivery) => this.deliver(delivery));
    this.worker.on('error', (cause) => this.end(stopped({ cause })));
    this.worker.on('exit', (code) =>
      this.end(stopped({ cause: new Error(`The worker ended with code ${code}.`) })),
    );
  }

  get idle(): boolean {
    return !this.ended && this.inHand === undefined;
  }

  take(waiting: Waiting): void {
    const alarm = setTimeout(() => {
      void this.dismiss(
        new DocumentTrouble(
          `The document was not ready after ${Math.round(this.timeLimit / 1000)} seconds and was given up. Try again; if it happens again, shorten the longest text.`,
        ),
      );
    }, this.timeLimit);
    this.inHand = { ...waiting, alarm };
    this.worker.ref();
    this.worker.postMessage(waiting.order, []);
  }

  /** Ends the worker. What it had in hand rejects with this trouble. */
  async dismiss(trouble: DocumentTrouble): Promise<void> {
    this.end(trouble);
    await this.worker.terminate();
  }

  private deliver(delivery: Delivery): void {
    const done = this.inHand;
    if (done?.order.id !== delivery.id) return;
    this.putDown();
    if (!('trouble' in delivery)) done.resolve(delivery);
    else {
      done.reject(
        new DocumentTrouble('The document could not be made from this text.', {
          cause: new Error(delivery.trouble),
        }),
      );
    }
    this.tell.free();
  }

  private end(trouble: DocumentTrouble): void {
    if (this.ended) return;
    this.ended = true;
    const lost = this.inHand;
    this.putDown();
    lost?.reject(trouble);
    this.tell.gone();
  }

  private putDown(): void {
    clearTimeout(this.inHand?.alarm);
    this.inHand = undefined;
    this.worker.unref();
  }
}

function stopped(options: ErrorOptions): DocumentTrouble {
  return new DocumentTrouble(
    'The document was not made, because the part of the program that makes documents stopped. Try again.',
    options,
  );
}
