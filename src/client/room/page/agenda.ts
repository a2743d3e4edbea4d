import { make } from './elements.ts';

/** The sections of the meeting as a list with jumps, and keys that go from one to the next and to the papers. */
export class Agenda {
  readonly #form: HTMLElement;
  readonly #list: HTMLElement;
  readonly #sections: readonly HTMLElement[];
  readonly #links = new Map<string, HTMLAnchorElement>();
  readonly #entered: (section: string) => void;
  #now: string | undefined;

  constructor(form: HTMLElement, entered: (section: string) => void) {
    this.#sections = [...form.querySelectorAll<HTMLElement>('[data-section]')];
    this.#entered = entered;
    const list = document.querySelector<HTMLElement>('[data-agenda]') ?? this.#listFor(form);
    this.#list = list;
    for (const link of list.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
      const section = this.#sections.find(({ id }) => `#${id}` === link.hash);
      if (section) this.#links.set(keyOf(section), link);
    }
    this.#form = form;
  }

  /** Follows whoever goes from section to section, and listens to the keys. */
  start(): void {
    this.#form.addEventListener('focusin', ({ target }) => {
      if (target instanceof Element) this.#enter(target.closest<HTMLElement>('[data-section]'));
    });
    if (isMac) return;
    if (matchMedia('(any-pointer: fine)').matches) this.#list.append(keysInWords());
    document.addEventListener('keydown', (event) => this.#key(event));
  }

  #listFor(form: HTMLElement): HTMLElement {
    const items = this.#sections.map((section) => {
      const link = make('a', { class: 'govuk-link', href: `#${section.id}` }, labelOf(section));
      return make('li', {}, link);
    });
    const list = make('ol', { class: 'govuk-list govuk-list--number' }, ...items);
    const heading = make('h2', { class: 'govuk-heading-s', id: 'agenda-heading' }, 'Agenda');
    const nav = make(
      'nav',
      { class: 'app-agenda', 'data-agenda': '', 'aria-labelledby': 'agenda-heading' },
      heading,
      list,
    );
    form.prepend(nav);
    return nav;
  }

  #enter(section: HTMLElement | null): void {
    if (!section) return;
    const key = keyOf(section);
    if (key === this.#now) return;
    if (this.#now !== undefined) this.#links.get(this.#now)?.removeAttribute('aria-current');
    this.#links.get(key)?.setAttribute('aria-current', 'true');
    this.#now = key;
    this.#entered(key);
  }

  #key(event: KeyboardEvent): void {
    if (event.code === 'KeyP' && isAltAlone(event)) {
      if (toThePapers()) event.preventDefault();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !isAltAlone(event)) return;
    // These open with the same keys.
    if (
      event.target instanceof Element &&
      event.target.matches('select, input[type=date], input[type=time]')
    )
      return;
    const at = this.#sections.findIndex((section) => keyOf(section) === this.#now);
    const next = at < 0 ? this.#sections[0] : this.#sections[at + step];
    if (!next) return;
    event.preventDefault();
    goTo(next);
    this.#enter(next);
  }
}

function isAltAlone(event: KeyboardEvent): boolean {
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}

/** Where someone was typing when they went to look something up. */
let left: HTMLElement | undefined;

/** Goes to what there is to read, and back; false where there is nothing. */
function toThePapers(): boolean {
  const papers = document.querySelector<HTMLElement>('[data-papers]');
  const first = papers?.querySelector<HTMLElement>('a[href]');
  const here = document.activeElement;
  if (!papers || !first) return false;
  if (here && papers.contains(here)) {
    left?.focus();
    left = undefined;
  } else {
    left = here instanceof HTMLElement ? here : undefined;
    first.focus();
  }
  return true;
}

function goTo(section: HTMLElement): void {
  const first = [
    ...section.querySelectorAll<HTMLElement>('textarea, input:not([type=hidden]), select'),
  ].find((each) => each.offsetParent !== null && !each.matches(':disabled'));
  const place = first ?? section.querySelector<HTMLElement>('h2, h3') ?? section;
  if (!first) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  section.scrollIntoView({ block: 'start' });
}

function keysInWords(): HTMLElement {
  return make(
    'p',
    { class: 'govuk-hint govuk-!-font-size-16' },
    make('kbd', {}, 'Alt'),
    ' and ',
    make('kbd', {}, '↓'),
    ' go to the next section, ',
    make('kbd', {}, 'Alt'),
    ' and ',
    make('kbd', {}, '↑'),
    ' to the one before, ',
    make('kbd', {}, 'Alt'),
    ' and ',
    make('kbd', {}, 'P'),
    ' to what there is to read, and back.',
  );
}

function keyOf(section: HTMLElement): string {
  return section.dataset['section'] ?? '';
}

function labelOf(section: HTMLElement): string {
  const words = section.querySelector('h2, h3, legend, label')?.textContent;
  return words?.trim() ?? keyOf(section);
}

// Where these keys are for moving in a text already.
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
