import { connect } from '../engine/connection.ts';
import { Engine } from '../engine/engine.ts';
import type { Status } from '../engine/engine.ts';
import type { Device } from '../device/types.ts';
import { openPart } from '../sync/part.ts';
import type { Part } from '../sync/part.ts';
import { Actions } from './actions.ts';
import { Agenda } from './agenda.ts';
import { Choosing } from './choosing.ts';
import { ClosedNotice } from './closed.ts';
import { makeParagraph } from './elements.ts';
import { fieldOf } from './fields.ts';
import type { Field } from './fields.ts';
import { lockScreen } from './lock.ts';
import { showOfferedDays } from './offered-days.ts';
import { Papers } from './papers.ts';
import { showProblem } from './problem.ts';
import { RoomClock } from './room-clock.ts';
import { SaveBar } from './save-bar.ts';

export interface RoomOptions {
  /** Whether the page has just come from the council. */
  readonly online: boolean;
  /** Opens the device again after a lock. */
  readonly unlock: (panel: HTMLElement) => Promise<Device>;
}

/** In milliseconds: the HTML of the page is kept anew at most so often. */
const keepPageEvery = 15_000;
/** From here on the styles put what helps beside the text. */
const wide = '(min-width: 1100px)';

/** Makes the page of a meeting save itself. Without it the form is sent as any other. */
export function startRoom(form: HTMLFormElement, device: Device, options: RoomOptions): void {
  void new Room(form, device, options).start();
}

class Room {
  readonly #form: HTMLFormElement;
  readonly #options: RoomOptions;
  readonly #home: HTMLElement;
  readonly #me: string;
  readonly #fields = new Map<string, Field>();
  readonly #choosing = new Map<string, Choosing>();
  readonly #bar: SaveBar;
  readonly #closed: ClosedNotice;
  readonly #papers: Papers;
  #device: Device;
  #engine: Engine | undefined;
  #actions: Actions | undefined;
  #status: Status | undefined;
  #lock: { readonly keptIs: (isKept: boolean) => void } | undefined;
  #isLeaving = false;
  #isPageTimed = false;
  /** The revisions that the kept page shows. */
  #keptPage = '';
  #composing: Promise<void> | undefined;
  #endComposing: () => void = () => undefined;

  constructor(form: HTMLFormElement, device: Device, options: RoomOptions) {
    this.#form = form;
    this.#device = device;
    this.#options = options;
    this.#home =
      form.closest<HTMLElement>('[data-room-shell], main') ?? form.parentElement ?? document.body;
    this.#me = form.dataset['personName'] ?? '';
    this.#bar = new SaveBar(form);
    this.#closed = new ClosedNotice(form);
    this.#papers = new Papers(
      this.#home,
      () => this.#device,
      () => this.#status?.trouble === undefined,
    );
  }

  async start(): Promise<void> {
    const form = this.#form;
    // The device keeps what is typed; a browser that fills fields in again would mix old with new.
    form.autocomplete = 'off';
    for (const plain of this.#home.querySelectorAll<HTMLElement>('[data-plain]'))
      plain.hidden = true;
    for (const inline of this.#home.querySelectorAll<HTMLElement>('[data-inline]')) {
      inline.hidden = false;
    }
    // What helps stands beside the text where there is room, and waits to be asked for where there is not.
    if (matchMedia(wide).matches) {
      for (const beside of form.querySelectorAll<HTMLDetailsElement>('details[data-beside]')) {
        beside.open = true;
      }
    }
    form.querySelector('[data-all-present]')?.addEventListener('click', () => this.#allPresent());
    this.#bind(form);
    const actions = form.querySelector<HTMLElement>('[data-actions]');
    if (actions) {
      this.#actions = new Actions(actions, {
        bind: (fieldset) => this.#bind(fieldset),
        add: (field) => this.#add(field),
        typed: (part, text) => this.#engine?.typed(part, text),
        isEmpty: (id) => this.#isEmpty(id),
      });
    }
    this.#listen();
    if (this.#options.online) await this.#keepPage();
    const typedEarly = [...this.#fields.values()]
      .filter(({ merge, held, read }) => merge === 'text' && read() !== held.text)
      .map(({ part, held, read }) => ({
        part,
        text: read(),
        parent: held.revision,
        base: held.text,
        sent: undefined,
        copy: undefined,
      }));
    const found = await this.#device.drafts().catch(() => []);
    for (const { part } of found) this.#actions?.place(part);
    const engine = new Engine({
      connection: connect(form.dataset['room'] ?? '', form.dataset['person'] ?? ''),
      device: this.#device,
      me: this.#me,
      version: Number(form.dataset['version'] ?? 0),
      parts: [...this.#fields.values()].map(partOf),
      found: [...found, ...typedEarly],
      isOffline: !this.#options.online,
      show: (part, before) => this.#show(part, before),
      tell: (status) => this.#tell(status),
      place: (part) => this.#place(part),
      ready: () => this.#ready(),
    });
    this.#engine = engine;
    showOfferedDays(form);
    this.#keptPage = this.#revisions();
    for (const part of engine.parts()) this.#choosing.get(part.part)?.show(part, false);
    engine.start();
    this.#device.onChange(() => engine.deviceChanged());
    const home = this.#home.querySelector<HTMLElement>('[data-room-clock]');
    const clock = home ? new RoomClock(home, () => engine.now()) : undefined;
    new Agenda(form, (section) => clock?.enter(section)).start();
    if (this.#options.online) void this.#papers.keep();
    form.dataset['started'] = 'yes';
  }

  /** Whoever is not marked yet was there. */
  #allPresent(): void {
    for (const field of this.#form.querySelectorAll('fieldset[data-part^="attendance:"]')) {
      const present = field.querySelector<HTMLInputElement>('input[value=present]');
      if (!present || field.querySelector('input:checked')) continue;
      present.checked = true;
      present.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }

  #bind(within: HTMLElement): void {
    for (const element of within.querySelectorAll<HTMLElement>('[data-part]')) {
      const field = fieldOf(element);
      if (field && !this.#fields.has(field.part)) this.#add(field);
    }
  }

  #add(field: Field): void {
    const { part } = field;
    this.#fields.set(part, field);
    this.#choosing.set(
      part,
      new Choosing(field, (text, how) => {
        if (how === 'typed') this.#engine?.typed(part, text);
        else this.#engine?.choose(part, text);
        this.#refresh(part);
      }),
    );
    this.#engine?.add(partOf(field));
  }

  #place(part: string): Part | undefined {
    this.#actions?.place(part);
    return this.#engine?.part(part);
  }

  #isEmpty(id: string): boolean {
    const parts =
      this.#engine?.parts().filter(({ part }) => part.startsWith(`action:${id}:`)) ?? [];
    return parts.every(({ text, parent, sent }) => text === '' && parent === 0 && !sent);
  }

  #listen(): void {
    const form = this.#form;
    const typed = ({ target }: Event) => {
      const element = target instanceof Element ? target.closest<HTMLElement>('[data-part]') : null;
      const part = element?.dataset['part'];
      const field = part === undefined ? undefined : this.#fields.get(part);
      if (!field) return;
      this.#engine?.typed(field.part, field.read());
      if (field.merge === 'choice') showOfferedDays(form);
      this.#refreshSoon(field.part);
    };
    form.addEventListener('input', typed);
    form.addEventListener('change', typed);
    form.addEventListener('compositionstart', () => {
      this.#composing ??= new Promise((resolve) => (this.#endComposing = resolve));
    });
    form.addEventListener('compositionend', () => {
      this.#composing = undefined;
      this.#endComposing();
    });
    // In a field of one line it would press the first button of the page, wherever that leads.
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#goOn(event.submitter);
    });
    this.#home.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a[data-close]') : null;
      if (!(link instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      void this.#goOn(link);
    });
    window.addEventListener('online', () => this.#engine?.online());
    window.addEventListener('offline', () => this.#engine?.offline());
    window.addEventListener('pagehide', () => this.#engine?.leave());
    window.addEventListener('pageshow', () => (this.#isLeaving = false));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#engine?.hidden();
      else this.#engine?.seen();
    });
    window.addEventListener('beforeunload', (event) => {
      if (!this.#isLeaving && this.#engine?.wouldLose === true) event.preventDefault();
    });
  }

  /** A letter that is being composed is left alone, and nothing that stands in a field is overlooked. */
  async #ready(): Promise<void> {
    while (this.#composing) await this.#composing;
    for (const { part, merge, read } of this.#fields.values()) {
      if (merge === 'text') this.#engine?.typed(part, read());
    }
  }

  #show(part: Part, before: Part): void {
    const field = this.#fields.get(part.part);
    if (!field) return;
    if (part.text !== before.text) field.write(part.text);
    if (field.merge === 'choice') showOfferedDays(this.#form);
    this.#refresh(part.part);
  }

  readonly #toRefresh = new Set<string>();

  /** What stands beside a field follows the typing, and does not hold it up. */
  #refreshSoon(part: string): void {
    if (this.#toRefresh.size === 0) {
      setTimeout(() => {
        const parts = [...this.#toRefresh];
        this.#toRefresh.clear();
        for (const each of parts) this.#refresh(each);
      }, 300);
    }
    this.#toRefresh.add(part);
  }

  #refresh(name: string): void {
    const field = this.#fields.get(name);
    const part = this.#engine?.part(name);
    if (!field || !part) return;
    this.#choosing.get(name)?.show(part, this.#status?.phase === 'closed');
    showProblem(field, part.refused?.text === part.text ? part.refused.problem : undefined);
  }

  #tell(status: Status): void {
    const before = this.#status;
    this.#status = status;
    this.#bar.show(status);
    if (status.phase === 'closed' && before?.phase !== 'closed') {
      for (const field of this.#fields.values()) field.freeze();
      for (const part of this.#fields.keys()) this.#refresh(part);
    }
    this.#closed.show(status);
    if (status.phase === 'locked' && !this.#lock) this.#lockScreen(status);
    this.#lock?.keptIs(status.isOnDevice);
    if (status.phase === 'open' && status.isWithCouncil) this.#keepPageSoon();
    if (before && before.refused < status.refused) {
      for (const part of this.#fields.keys()) this.#refresh(part);
    }
  }

  #lockScreen(status: Status): void {
    this.#lock = lockScreen({
      home: this.#home,
      isKept: status.isOnDevice,
      isSignedIn: () => this.#engine?.isSignedIn() ?? Promise.resolve(undefined),
      open: async (panel) => {
        if (this.#device.state.kind !== 'nothing') {
          this.#device = await this.#options.unlock(panel);
          this.#device.onChange(() => this.#engine?.deviceChanged());
        }
        this.#lock = undefined;
        this.#engine?.resume(this.#device);
      },
    });
  }

  /** Brings everything to the council, and goes on from there where the button leads. */
  async #goOn(from: HTMLElement | null): Promise<void> {
    this.#form.querySelector('[data-not-yet]')?.remove();
    const isAll = (await this.#engine?.bringAll()) ?? false;
    const to = whereTo(from, this.#form.dataset['record'] ?? '');
    if (isAll) {
      this.#bar.say('The council has everything that you typed.');
      if (to === undefined) return;
      this.#isLeaving = true;
      location.assign(to);
      return;
    }
    if (this.#status?.phase !== 'open') return;
    const refused = [...this.#fields.values()].find(({ part }) => {
      const state = this.#engine?.part(part);
      return state?.refused !== undefined && state.refused.text === state.text;
    });
    const place = this.#status.isOnDevice
      ? 'All of it is kept on this device'
      : 'It is still in this page';
    const words = refused
      ? `“${refused.label}” has a problem and is not with the council yet. Change it, then try again.`
      : `This cannot be sent yet: ${this.#status.trouble ?? 'the council has not answered'}. ${place}, and is sent by itself as soon as that is possible. Then press the button again.`;
    const said = makeParagraph(words);
    said.dataset['notYet'] = '';
    said.className = 'govuk-error-message';
    said.setAttribute('role', 'alert');
    if (from && this.#form.contains(from)) from.before(said);
    else this.#form.append(said);
    refused?.element.scrollIntoView({ block: 'center' });
  }

  #keepPageSoon(): void {
    if (this.#isPageTimed || this.#revisions() === this.#keptPage) return;
    this.#isPageTimed = true;
    setTimeout(() => {
      this.#isPageTimed = false;
      if (this.#status?.phase === 'open' && this.#status.isWithCouncil) void this.#keepPage();
    }, keepPageEvery);
  }

  #revisions(): string {
    return (
      this.#engine
        ?.parts()
        .map(({ part, parent }) => `${part} ${parent}`)
        .join() ?? ''
    );
  }

  /** Keeps the page as the council has it, for opening it without a network. */
  async #keepPage(): Promise<void> {
    this.#keptPage = this.#revisions();
    if (this.#device.state.kind !== 'kept') return;
    const parts = this.#engine?.parts() ?? [...this.#fields.values()].map(partOf);
    for (const { part, base, parent, beside } of parts) {
      this.#fields.get(part)?.print(base, parent, beside);
    }
    if (this.#engine) this.#form.dataset['version'] = String(this.#engine.version);
    const copy = this.#home.cloneNode(true) as HTMLElement;
    for (const made of copy.querySelectorAll('[data-made], .app-room-panel')) made.remove();
    for (const started of copy.querySelectorAll('[data-started]'))
      started.removeAttribute('data-started');
    const version = Number(this.#form.dataset['version'] ?? 0);
    const room = { html: copy.innerHTML, title: document.title, version, keptAt: Date.now() };
    await this.#device.keepRoom(room).catch(() => undefined);
  }
}

function partOf(field: Field): Part {
  return openPart(field.held, field.merge);
}

function whereTo(from: HTMLElement | null, record: string): string | undefined {
  if (from instanceof HTMLAnchorElement) return from.getAttribute('href') ?? undefined;
  if (!(from instanceof HTMLButtonElement) || from.name !== 'go') return undefined;
  return /^[a-z-]+$/.test(from.value) ? `/records/${record}/${from.value}` : undefined;
}
