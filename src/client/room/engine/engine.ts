import {
  answered,
  chosen,
  editOf,
  heard,
  isDue,
  isUnsent,
  restored,
  send,
  typed,
} from '../sync/part.ts';
import type { Found, Part } from '../sync/part.ts';
import type { Answer, Closed, Edit, Held, News, Result } from '../sync/wire.ts';
import type { Connection, Reply } from './connection.ts';
import { CouncilClock } from './council-clock.ts';
import { Keeper } from './keeper.ts';
import type { DraftsOnDevice } from './keeper.ts';

/** What is true at this moment of what was typed. Times in milliseconds, by the council's clock. */
export interface Status {
  readonly phase: 'open' | 'locked' | 'closed';
  readonly device: DraftsOnDevice['state'];
  /** Whether everything typed is on the device, and when the last of it came there. */
  readonly isOnDevice: boolean;
  readonly deviceAt: number | undefined;
  /** Whether anything was typed, here or before on this device. */
  readonly hasTyped: boolean;
  /** Whether the council has everything typed, and when it said so. */
  readonly isWithCouncil: boolean;
  readonly councilAt: number | undefined;
  readonly trouble: 'no connection' | 'the service has a problem' | undefined;
  /** How many texts the council does not take as they are. */
  readonly refused: number;
  readonly closed: Closed | undefined;
  /** Once nothing can be written any more: what became of what was not sent. */
  readonly late: 'nothing' | 'waits' | 'handed over' | 'not taken';
}

export interface EngineOptions {
  readonly connection: Connection;
  readonly device: DraftsOnDevice;
  /** The name of whoever types here, for the marks of passages that two have changed. */
  readonly me: string;
  readonly version: number;
  readonly parts: readonly Part[];
  readonly found: readonly Found[];
  /** The browser knows that there is no network. */
  readonly isOffline?: boolean;
  /** A part has changed otherwise than by typing. */
  readonly show: (part: Part, before: Part) => void;
  readonly tell: (status: Status) => void;
  /** Something that the page has no place for yet; it may make one. */
  readonly place: (part: string) => Part | undefined;
  /** Resolves when a text may be changed under whoever is typing it: not amid a composed letter. */
  readonly ready?: () => Promise<void>;
  readonly newId?: () => string;
}

/** In milliseconds: after the last key, and at most while someone goes on typing. */
const pause = 600;
const longest = 1500;
/** Between tries on a bad connection, growing up to the last. */
const waits = [1000, 2000, 4000, 8000, 15_000, 30_000];
const newsSeen = 3000;
const newsHidden = 15_000;
/** How long a send waits for its id to be on the disk; a broken disk does not hold it up for longer. */
const diskPatience = 400;
/** In characters, as sent: what goes in one request, and what browsers let a page send while it is closed. */
const mostAtOnce = 400_000;
const farewell = 60_000;

/** Brings what is typed to the device and to the council, and what others typed to the page. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #connection: Connection;
  readonly #clock = new CouncilClock();
  readonly #keeper: Keeper;
  readonly #parts = new Map<string, Part>();
  /** When what is unsent of a part was first and last typed. */
  readonly #typing = new Map<string, { first: number; last: number }>();
  readonly #onTheWay = new Set<string>();
  readonly #newId: () => string;
  /** Ids of texts that are handed over, by the text, so that handing over twice is once. */
  readonly #lateIds = new Map<string, string>();
  #version: number;
  #phase: Status['phase'] = 'open';
  #closed: Closed | undefined;
  #late: Status['late'] = 'nothing';
  /** A page that was only read has nothing to say of saving. */
  #hasTyped = false;
  #councilAt: string | undefined;
  #trouble: Status['trouble'];
  #failures = 0;
  /** After a request that could not be read, edits go one by one, so that one is not in the way of all. */
  #isOneByOne = false;
  #isHidden = false;
  #isAsking = false;
  #lastContact = 0;
  #sendTimer: ReturnType<typeof setTimeout> | undefined;
  #newsTimer: ReturnType<typeof setTimeout> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #waitingForQuiet: ((isQuiet: boolean) => void)[] = [];

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#connection = options.connection;
    this.#version = options.version;
    this.#newId = options.newId ?? (() => crypto.randomUUID());
    this.#keeper = new Keeper(options.device, () => this.#tell());
    for (const part of options.parts) this.#parts.set(part.part, part);
  }

  /** Brings in what the device has kept, and begins. */
  start(): void {
    for (const part of this.#options.parts) this.#restore(part);
    if (this.#options.isOffline) {
      this.#trouble = 'no connection';
      this.#failures = 1;
    }
    this.#tell();
    this.#attempt();
  }

  part(name: string): Part | undefined {
    return this.#parts.get(name);
  }

  parts(): readonly Part[] {
    return [...this.#parts.values()];
  }

  get version(): number {
    return this.#version;
  }

  /** The time by the council's clock, in milliseconds. */
  now(): number {
    return this.#clock.corrected(Date.now());
  }

  /** The newest text of a part, as it stands in its field. */
  typed(name: string, text: string): void {
    const part = this.#parts.get(name);
    if (!part || text === part.text || this.#phase === 'closed') return;
    const next = typed(part, text, this.#options.me);
    this.#put(next);
    if (next.text !== text) this.#options.show(next, part);
    this.#changed(next, pause);
  }

  /** Someone who has seen both answers to a question takes one. */
  choose(name: string, text: string): void {
    const part = this.#parts.get(name);
    if (!part || this.#phase === 'closed') return;
    const next = chosen(part, text);
    this.#put(next);
    this.#options.show(next, part);
    this.#changed(next, 0);
  }

  /** Takes in a part that the page has made. */
  add(part: Part): void {
    this.#parts.set(part.part, part);
    this.#restore(part);
  }

  online(): void {
    this.#attempt();
  }

  offline(): void {
    this.#failed('no connection');
  }

  hidden(): void {
    this.#isHidden = true;
    this.leave();
    this.#planNews();
  }

  seen(): void {
    this.#isHidden = false;
    this.#attempt();
  }

  /** The page may be gone in a moment: everything that can go goes now. */
  leave(): void {
    void this.#keeper.flush();
    if (this.#phase !== 'open') return;
    const edits: Edit[] = [];
    let size = 0;
    for (const part of this.#parts.values()) {
      const edit = editOf(isDue(part) ? send(part, this.#newId()) : part);
      if (!edit) continue;
      size += sizeOf(edit);
      if (size > farewell) break;
      if (isDue(part)) this.#markSent(part, edit.id);
      this.#onTheWay.add(part.part);
      edits.push(edit);
    }
    if (edits.length > 0) void this.#post(edits, true);
  }

  /** Whether leaving would lose a text: it is neither with the council nor on the device. */
  get wouldLose(): boolean {
    return this.#late !== 'handed over' && this.#unsent().length > 0 && !this.#keeper.hasAll;
  }

  /**
   * Brings everything to the council now. Tells whether it has it; false as soon as it is clear that
   * it has not.
   */
  bringAll(): Promise<boolean> {
    if (this.#unsent().length === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      this.#waitingForQuiet.push(resolve);
      this.#failures = 0;
      this.#attempt();
      this.#tell();
    });
  }

  /** Nothing is sent any more until `resume`; what was typed is written down, and the device locked. */
  async lock(): Promise<void> {
    if (this.#phase === 'locked') return;
    this.#phase = 'locked';
    this.#stopTimers();
    this.#tell();
    if (this.#keeper.state.kind !== 'nothing') await this.#keeper.lock();
    this.#tell();
  }

  /** Whether the person of this page is signed in. */
  async isSignedIn(): Promise<boolean | undefined> {
    const reply = await this.#connection.news(this.#version);
    if (reply.kind === 'nobody') return undefined;
    return reply.kind !== 'signed-out';
  }

  /** Goes on after a lock, with the device opened again. */
  resume(device: DraftsOnDevice): void {
    this.#phase = this.#closed ? 'closed' : 'open';
    this.#keeper.use(device);
    this.#failures = 0;
    this.#trouble = undefined;
    for (const part of this.#unsent()) this.#keeper.keep(part, true);
    this.#tell();
    if (this.#closed) void this.#handOver();
    else this.#attempt();
  }

  /** The device's state has changed by itself. */
  deviceChanged(): void {
    if (this.#keeper.state.kind === 'locked' && this.#phase !== 'locked') void this.lock();
    else this.#tell();
  }

  #put(part: Part): void {
    const before = this.#parts.get(part.part);
    for (const found of before?.waiting ?? []) {
      if (!part.waiting.includes(found)) this.#keeper.takeIn(found);
    }
    this.#parts.set(part.part, part);
  }

  #restore(part: Part): void {
    const found = this.#options.found.filter((each) => each.part === part.part);
    if (found.length === 0) return;
    const next = restored(part, found, this.#options.me);
    for (const each of found) if (!next.waiting.includes(each)) this.#keeper.takeIn(each);
    this.#parts.set(part.part, next);
    this.#options.show(next, part);
    // What says no more than the page has done its service.
    if (isUnsent(next) || next.parent > part.parent) this.#keeper.keep(next, true);
    else void this.#keeper.forget(found);
  }

  #changed(part: Part, wait: number): void {
    const now = Date.now();
    const { first } = this.#typing.get(part.part) ?? { first: now };
    this.#typing.set(part.part, { first, last: wait === 0 ? now - pause : now });
    this.#keeper.keep(part);
    this.#plan();
    this.#tell();
  }

  #unsent(): Part[] {
    return [...this.#parts.values()].filter(isUnsent);
  }

  /** Sends when the first of what is due has waited long enough. */
  #plan(): void {
    if (this.#phase !== 'open' || this.#failures > 0) return;
    const due = [...this.#parts.values()].filter(
      (part) => isDue(part) || (part.sent && !this.#onTheWay.has(part.part)),
    );
    clearTimeout(this.#sendTimer);
    if (due.length === 0) return;
    const at = Math.min(
      ...due.map(({ part }) => {
        const times = this.#typing.get(part);
        return times ? Math.min(times.last + pause, times.first + longest) : 0;
      }),
    );
    this.#sendTimer = setTimeout(() => void this.#send(), Math.max(0, at - Date.now()));
  }

  async #send(): Promise<void> {
    if (this.#phase !== 'open') return;
    const edits: Edit[] = [];
    const written: string[] = [];
    let size = 0;
    for (const part of this.#parts.values()) {
      if (this.#onTheWay.has(part.part)) continue;
      const isNew = isDue(part);
      const edit = editOf(isNew ? send(part, this.#newId()) : part);
      if (!edit) continue;
      size += sizeOf(edit);
      if (edits.length > 0 && (size > mostAtOnce || this.#isOneByOne)) break;
      if (isNew) {
        this.#markSent(part, edit.id);
        written.push(part.part);
      }
      this.#onTheWay.add(part.part);
      edits.push(edit);
    }
    if (edits.length === 0) return;
    // After a crash the same id is sent again, so that nothing comes twice.
    await Promise.race([this.#keeper.flush(written), waited(diskPatience)]);
    await this.#post(edits, false);
  }

  #markSent(part: Part, id: string): void {
    const sent = send(part, id);
    this.#typing.delete(part.part);
    this.#put(sent);
    this.#keeper.note(sent, true);
    if (part.refused) this.#options.show(sent, part);
  }

  async #post(edits: readonly Edit[], isFarewell: boolean): Promise<void> {
    const reply = await this.#connection.save(edits, this.#version, isFarewell);
    await this.#options.ready?.();
    for (const { part } of edits) this.#onTheWay.delete(part);
    if (reply.kind === 'unreadable') {
      if (edits.length > 1) {
        this.#isOneByOne = true;
        this.#plan();
      } else this.#refuse(edits, reply.problem);
      return;
    }
    if (!this.#take(reply)) return;
    const { body } = reply;
    this.#isOneByOne = false;
    for (const result of body.results) this.#answer(result);
    this.#hear(body);
    const missing = edits.some(({ id, part }) => this.#parts.get(part)?.sent?.id === id);
    if (missing) this.#failed('the service has a problem');
    this.#settle();
  }

  #refuse(edits: readonly Edit[], problem: string): void {
    for (const { id, part } of edits) this.#answer({ kind: 'refused', id, part, problem });
    this.#settle();
  }

  async #ask(): Promise<void> {
    if (this.#phase !== 'open' || this.#isAsking) return;
    this.#isAsking = true;
    const reply = await this.#connection.news(this.#version);
    await this.#options.ready?.();
    this.#isAsking = false;
    if (reply.kind === 'unreadable') this.#failed('the service has a problem');
    else if (this.#take(reply)) {
      this.#hear(reply.body);
      this.#settle();
    }
  }

  /** Whether there is an answer to read; what it means otherwise is done here. */
  #take<Body extends News | Answer>(
    reply: Exclude<Reply<Body>, { kind: 'unreadable' }>,
  ): reply is Extract<Reply<Body>, { kind: 'answer' }> {
    if (reply.kind === 'nobody') this.#failed(reply.why);
    else if (reply.kind === 'signed-out') void this.lock();
    else if (reply.kind === 'closed') this.#close(reply.closed);
    else {
      this.#clock.learn(reply.body.at, reply.asked, reply.came);
      this.#failures = 0;
      this.#trouble = undefined;
      clearTimeout(this.#retryTimer);
      return true;
    }
    return false;
  }

  #answer(result: Result): void {
    const before = this.#parts.get(result.part);
    if (!before) return;
    const next = answered(before, result, this.#options.me);
    if (next !== before) this.#replace(before, next);
  }

  #hear({ at, version, news, closed }: News): void {
    for (const held of news) this.#hearOf(held);
    this.#version = Math.max(this.#version, version);
    this.#lastContact = Date.now();
    if (closed) this.#close(closed);
    else if (this.#unsent().length === 0 && this.#hasTyped) this.#councilAt = at;
  }

  #hearOf(held: Held): void {
    const known = this.#parts.get(held.part) ?? this.#options.place(held.part);
    if (!known) return;
    const next = heard(known, held, this.#options.me);
    if (next !== known) this.#replace(known, next);
  }

  #replace(before: Part, next: Part): void {
    this.#put(next);
    this.#options.show(next, before);
    this.#keeper.note(next);
  }

  #settle(): void {
    if (this.#phase === 'open') {
      this.#plan();
      this.#planNews();
    }
    this.#tell();
  }

  #planNews(): void {
    clearTimeout(this.#newsTimer);
    if (this.#phase !== 'open' || this.#failures > 0) return;
    const wait = this.#isHidden ? newsHidden : newsSeen;
    this.#newsTimer = setTimeout(
      () => void this.#ask(),
      Math.max(0, this.#lastContact + wait - Date.now()),
    );
  }

  #failed(why: NonNullable<Status['trouble']>): void {
    if (this.#phase !== 'open') return;
    const wait = waits[Math.min(this.#failures, waits.length - 1)] ?? 0;
    this.#failures += 1;
    this.#trouble = why;
    this.#stopTimers();
    this.#retryTimer = setTimeout(() => this.#attempt(), wait);
    this.#tell();
  }

  /** Tries now, whatever was to be waited for. */
  #attempt(): void {
    clearTimeout(this.#retryTimer);
    if (this.#phase === 'closed') return void this.#handOver();
    if (this.#phase !== 'open') return;
    const canSend = this.#unsent().some(
      (part) => isDue(part) || (part.sent && !this.#onTheWay.has(part.part)),
    );
    void (canSend ? this.#send() : this.#ask());
  }

  #close(closed: Closed): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    this.#closed = closed;
    this.#stopTimers();
    this.#late = this.#unsent().length > 0 ? 'waits' : 'nothing';
    this.#tell();
    void this.#handOver();
  }

  /** Gives the council what was not sent in time; only once it has it does the device forget it. */
  async #handOver(): Promise<void> {
    const unsent = this.#unsent();
    if (this.#late === 'waits') {
      await this.#keeper.flush();
      const reply = await this.#connection.handOver(
        unsent.flatMap((part) => this.#lateEdits(part)),
      );
      if (reply.kind === 'signed-out') return this.lock();
      if (reply.kind === 'nobody') {
        const wait = waits[Math.min(this.#failures, waits.length - 1)] ?? 0;
        this.#failures += 1;
        this.#trouble = reply.why;
        clearTimeout(this.#retryTimer);
        this.#retryTimer = setTimeout(() => this.#attempt(), wait);
        return this.#tell();
      }
      this.#trouble = undefined;
      this.#late = reply.kind === 'answer' ? 'handed over' : 'not taken';
    }
    const { closed } = this.#closed ?? {};
    if (this.#late !== 'not taken') {
      if (closed === 'final' || closed === 'gone') await this.#keeper.clear();
      else {
        await this.#keeper.forget(
          unsent.flatMap((part) => [{ ...part, copy: undefined }, ...part.waiting]),
        );
      }
    }
    this.#tell();
  }

  #lateEdits(part: Part): Edit[] {
    const sent = editOf(part);
    const rest = { part: part.part, parent: part.parent, text: part.text };
    return [
      ...(sent ? [sent] : []),
      ...(part.text === (sent?.text ?? part.base) ? [] : [rest]),
      ...part.waiting.flatMap((each) => [
        ...(each.sent ? [{ ...each.sent, part: part.part }] : []),
        ...(each.text === each.sent?.text
          ? []
          : [{ part: part.part, parent: each.parent, text: each.text }]),
      ]),
    ].map((edit) => ({ id: this.#lateId(edit.part, edit.text), ...edit }));
  }

  #lateId(part: string, text: string): string {
    const key = `${part}\n${text}`;
    const id = this.#lateIds.get(key) ?? this.#newId();
    this.#lateIds.set(key, id);
    return id;
  }

  #stopTimers(): void {
    for (const timer of [this.#sendTimer, this.#newsTimer, this.#retryTimer]) clearTimeout(timer);
  }

  #tell(): void {
    const unsent = this.#unsent();
    if (unsent.length > 0) this.#hasTyped = true;
    const refused = [...this.#parts.values()].filter(({ refused: no, text }) => no?.text === text);
    const { keptAt } = this.#keeper;
    const status: Status = {
      phase: this.#phase,
      device: this.#keeper.state,
      isOnDevice: this.#keeper.hasAll,
      deviceAt: this.#hasTyped && keptAt !== undefined ? this.#clock.corrected(keptAt) : undefined,
      hasTyped: this.#hasTyped,
      isWithCouncil: unsent.length === 0,
      councilAt: this.#councilAt === undefined ? undefined : Date.parse(this.#councilAt),
      trouble: this.#trouble,
      refused: refused.length,
      closed: this.#closed,
      late: this.#late,
    };
    this.#options.tell(status);
    this.#tellWhetherQuiet(unsent.length, refused.length);
  }

  #tellWhetherQuiet(unsent: number, refused: number): void {
    if (this.#waitingForQuiet.length === 0) return;
    const isStuck =
      this.#phase !== 'open' || this.#failures > 0 || (refused > 0 && refused === unsent);
    if (unsent > 0 && !isStuck) return;
    for (const resolve of this.#waitingForQuiet.splice(0)) resolve(unsent === 0);
  }
}

/** As sent in a form, more or less: what is not a plain letter takes more. */
function sizeOf({ text }: Edit): number {
  return encodeURIComponent(text).length + 200;
}

function waited(wait: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, wait);
  });
}
