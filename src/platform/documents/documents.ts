import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Result } from '#kernel/result.ts';
import type { FormDocument } from './form/form-document.ts';
import type { MadePack, PackDocument } from './pack/pack-document.ts';
import { unreadable } from './word/read-word-file.ts';
import type { WordText } from './word/read-word.ts';
import type { Delivery, Made, Order, Work } from './worker.ts';

/** Makes documents in workers, so that the event loop stays free. Orders wait their turn. */
export interface Documents {
  /** The form as a Word file. Rejects with a DocumentTrouble. */
  word(form: FormDocument): Promise<Uint8Array>;
  /** The form as a tagged PDF (PDF/UA-1). Rejects with a DocumentTrouble. */
  pdf(form: FormDocument): Promise<Uint8Array>;
  /** What a Word file says, which was looked through when it was handed in. Refuses one that cannot be read. */
  readWord(file: Uint8Array): Promise<Result<WordText>>;
  /** Documents put together into one PDF, and into a Word file beside it. Takes its turn among packs alone. Rejects with a DocumentTrouble. */
  pack(pack: PackDocument): Promise<MadePack>;
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
  /** Milliseconds that one form may take before it is given up. */
  readonly timeLimit?: number;
  /** Milliseconds that one pack may take. */
  readonly packTimeLimit?: number;
  /** Megabytes by which the process may grow while a pack is made: what others send may unpack to anything. */
  readonly packMemory?: number;
  /** Another worker program, for tests. */
  readonly program?: URL;
}

interface Waiting {
  readonly order: Order;
  readonly resolve: (made: Made) => void;
  readonly reject: (trouble: DocumentTrouble) => void;
}

export function createDocuments(options: DocumentsOptions = {}): Documents {
  const {
    workers = Math.min(2, Math.max(1, availableParallelism() - 1)),
    timeLimit = 30_000,
    packTimeLimit = 180_000,
    packMemory = 1_000,
    program = new URL('worker.ts', import.meta.url),
  } = options;
  const forms = pool({ workers, program, limits: { timeLimit, heap: 160 } });
  // A pack takes seconds: records do not wait for it, and packs do not crowd each other.
  const packs = pool({
    workers: 1,
    program,
    limits: { timeLimit: packTimeLimit, heap: 700, growth: packMemory },
  });
  async function make(kind: 'word' | 'pdf', form: FormDocument): Promise<Uint8Array> {
    return expected(await forms.order({ kind, form }), 'bytes').bytes;
  }
  return {
    word: (form) => make('word', form),
    pdf: (form) => make('pdf', form),
    async readWord(file) {
      try {
        return expected(await forms.order({ kind: 'read', file }), 'read').read;
      } catch (trouble) {
        if (trouble instanceof DocumentTrouble) return unreadable;
        throw trouble;
      }
    },
    pack: async (pack) => expected(await packs.order({ kind: 'pack', pack }), 'pack').pack,
    close: async () => {
      await Promise.all([forms.close(), packs.close()]);
    },
  };
}

/** What an order of its kind gives. */
function expected<Key extends 'bytes' | 'read' | 'pack'>(
  made: Made,
  key: Key,
): Extract<Made, Record<Key, unknown>> {
  if (key in made) return made as Extract<Made, Record<Key, unknown>>;
  throw new Error('Another order was delivered.');
}

interface Limits {
  /** In milliseconds. */
  readonly timeLimit: number;
  /** Of a worker's own memory, in megabytes. */
  readonly heap: number;
  /** By how much the whole process may grow meanwhile, in megabytes; not watched without it. */
  readonly growth?: number;
}

interface PoolOptions {
  readonly workers: number;
  readonly program: URL;
  readonly limits: Limits;
}

/** Workers start with the first order, stay for the next, and do not keep the process alive. */
function pool({ workers, program, limits }: PoolOptions): {
  order(work: Work): Promise<Made>;
  close(): Promise<void>;
} {
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
    const clerk = new Clerk(program, limits, {
      free: assign,
      gone: () => {
        staff.delete(clerk);
        assign();
      },
    });
    staff.add(clerk);
    return clerk;
  }

  return {
    order(work) {
      if (closed) {
        return Promise.reject(
          new DocumentTrouble('Documents are no longer made: the program is closing.'),
        );
      }
      return new Promise((resolve, reject) => {
        queue.push({ order: { ...work, id: ++lastId }, resolve, reject });
        assign();
      });
    },
    async close() {
      closed = true;
      for (const waiting of queue.splice(0)) waiting.reject(closing());
      await Promise.all([...staff].map((clerk) => clerk.dismiss(closing())));
    },
  };
}

function closing(): DocumentTrouble {
  return new DocumentTrouble('The document was not made: the program is closing.');
}

/** One worker and the order that it has in hand. */
class Clerk {
  private readonly worker: Worker;
  private readonly limits: Limits;
  private readonly tell: { free(): void; gone(): void };
  private inHand: (Waiting & { readonly alarms: readonly NodeJS.Timeout[] }) | undefined;
  private ended = false;

  constructor(program: URL, limits: Limits, tell: { free(): void; gone(): void }) {
    this.limits = limits;
    this.tell = tell;
    this.worker = new Worker(program, {
      resourceLimits: { maxOldGenerationSizeMb: limits.heap },
    });
    this.worker.unref();
    this.worker.on('message', (delivery: Delivery) => this.deliver(delivery));
    this.worker.on('error', (cause) => this.end(stopped({ cause })));
    this.worker.on('exit', (code) => {
      this.end(stopped({ cause: new Error(`The worker ended with code ${code}.`) }));
      // Only now is its memory free for the one that takes its place.
      this.tell.gone();
    });
  }

  get idle(): boolean {
    return !this.ended && this.inHand === undefined;
  }

  take(waiting: Waiting): void {
    this.inHand = { ...waiting, alarms: this.alarms() };
    this.worker.ref();
    this.worker.postMessage(waiting.order, []);
  }

  /** Give up what takes too long, or more memory than there is for it. */
  private alarms(): NodeJS.Timeout[] {
    const { timeLimit, growth } = this.limits;
    const late = setTimeout(() => {
      void this.dismiss(
        new DocumentTrouble(
          `The document was not ready after ${Math.round(timeLimit / 1000)} seconds and was given up. Try again; if it happens again, shorten the longest text.`,
        ),
      );
    }, timeLimit);
    if (growth === undefined) return [late];
    const before = process.memoryUsage.rss();
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before <= growth * 1e6) return;
      void this.dismiss(
        new DocumentTrouble('The documents take more memory than there is to put them together.'),
      );
    }, 100);
    return [late, watch];
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
  }

  private putDown(): void {
    for (const alarm of this.inHand?.alarms ?? []) clearTimeout(alarm);
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
