import { draftOf } from '../sync/part.ts';
import type { Draft, Found, Part } from '../sync/part.ts';

/** What the engine needs of the device; the whole of it is in device/. */
export interface DraftsOnDevice {
  readonly state:
    | { readonly kind: 'kept' | 'nothing' | 'locked' }
    | { readonly kind: 'failed'; readonly sentence: string };
  keep(draft: Draft & { readonly typedAt: number }): Promise<void>;
  forget(part: string, copy?: string): Promise<void>;
  clear(): Promise<void>;
  lock(): Promise<void>;
}

/** In milliseconds: typing is gathered for so long before it is written, and a full disk is tried again. */
const gather = 120;
const again = 10_000;

interface Writing {
  /** The newest state of the part, where it is not on the disk yet. */
  next: Part | undefined;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** The write that is under way. */
  now: Promise<void> | undefined;
  typedAt: number;
  /** How often it was typed in, and how many of these times the disk has seen. */
  typed: number;
  onDisk: number;
  /** Drafts of other copies that this part holds from the next write on. */
  readonly takenIn: Set<string>;
}

/**
 * Writes drafts to the device, one write of a part at a time, and knows truthfully whether
 * everything that was typed is there.
 */
export class Keeper {
  #device: DraftsOnDevice;
  readonly #changed: () => void;
  readonly #writings = new Map<string, Writing>();
  /** When the last write was done, by the device's clock. */
  keptAt: number | undefined;

  constructor(device: DraftsOnDevice, changed: () => void) {
    this.#device = device;
    this.#changed = changed;
  }

  get state(): DraftsOnDevice['state'] {
    return this.#device.state;
  }

  /** Whether everything that was typed is on the disk; a lock takes nothing away. */
  get hasAll(): boolean {
    const { kind } = this.state;
    return (
      (kind === 'kept' || kind === 'locked') &&
      [...this.#writings.values()].every(({ typed, onDisk }) => onDisk === typed)
    );
  }

  use(device: DraftsOnDevice): void {
    this.#device = device;
    for (const writing of this.#writings.values()) writing.onDisk = writing.typed;
  }

  /** Has a part written soon in which something was typed; at once where `isUrgent`. */
  keep(part: Part, isUrgent = false): void {
    this.#of(part.part).typed += 1;
    this.note(part, isUrgent);
  }

  /**
   * Has written what became of a part: that it was sent, or what another typed in it. It takes
   * nothing from what was typed here and is on the disk already.
   */
  note(part: Part, isUrgent = false): void {
    const writing = this.#of(part.part);
    writing.next = part;
    writing.typedAt = Date.now();
    if (writing.now) return;
    if (isUrgent) this.#write(part.part, writing);
    else writing.timer ??= setTimeout(() => this.#write(part.part, writing), gather);
  }

  /** Another copy's draft is part of this one now, and is forgotten once this one is written. */
  takeIn({ part, copy }: Found): void {
    if (copy !== undefined) this.#of(part).takenIn.add(copy);
  }

  /** Writes everything that waits, and resolves once it is on the disk or cannot be. */
  async flush(parts: Iterable<string> = this.#writings.keys()): Promise<void> {
    await Promise.all(
      [...parts].map(async (part) => {
        const writing = this.#of(part);
        await writing.now;
        if (writing.next) this.#write(part, writing);
        await writing.now;
      }),
    );
  }

  async forget(parts: readonly Found[]): Promise<void> {
    await Promise.all(
      parts.map(({ part, copy }) => this.#device.forget(part, copy).catch(() => undefined)),
    );
  }

  clear(): Promise<void> {
    return this.#device.clear().catch(() => undefined);
  }

  async lock(): Promise<void> {
    await this.flush();
    await this.#device.lock().catch(() => undefined);
  }

  #of(part: string): Writing {
    const known = this.#writings.get(part);
    if (known) return known;
    const made: Writing = {
      next: undefined,
      timer: undefined,
      now: undefined,
      typedAt: 0,
      typed: 0,
      onDisk: 0,
      takenIn: new Set(),
    };
    this.#writings.set(part, made);
    return made;
  }

  #write(name: string, writing: Writing): void {
    clearTimeout(writing.timer);
    writing.timer = undefined;
    const part = writing.next;
    if (!part || writing.now) return;
    const { kind } = this.state;
    if (kind === 'nothing' || kind === 'locked') return;
    const takenIn = [...writing.takenIn];
    const { typed } = writing;
    writing.next = undefined;
    writing.now = this.#device
      .keep({ ...draftOf(part), typedAt: writing.typedAt })
      .then(async () => {
        this.keptAt = Date.now();
        writing.onDisk = Math.max(writing.onDisk, typed);
        for (const copy of takenIn) {
          writing.takenIn.delete(copy);
          await this.#device.forget(name, copy).catch(() => undefined);
        }
        return undefined;
      })
      .catch(() => {
        writing.next ??= part;
        writing.timer = setTimeout(() => this.#write(name, writing), again);
      })
      .finally(() => {
        writing.now = undefined;
        if (writing.next && writing.timer === undefined) this.#write(name, writing);
        this.#changed();
      });
  }
}
