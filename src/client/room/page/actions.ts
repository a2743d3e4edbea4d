import { make, makeButton, makeHidden, makeParagraph } from './elements.ts';
import type { Field } from './fields.ts';

export interface ActionsOptions {
  /** Makes the parts of an action ready for typing. */
  readonly bind: (fieldset: HTMLElement) => void;
  readonly add: (field: Field) => void;
  readonly typed: (part: string, text: string) => void;
  /** Whether anything of an action has ever been typed. */
  readonly isEmpty: (id: string) => boolean;
}

/** The agreed actions: each has its place on the page, a new one gets its id here. */
export class Actions {
  readonly #home: HTMLElement;
  readonly #template: HTMLTemplateElement | null;
  readonly #options: ActionsOptions;

  constructor(home: HTMLElement, options: ActionsOptions) {
    this.#home = home;
    this.#options = options;
    this.#template =
      home.parentElement?.querySelector<HTMLTemplateElement>('template[data-new-action]') ?? null;
    home.hidden = false;
    for (const fieldset of home.querySelectorAll<HTMLElement>('[data-action]'))
      this.#ready(fieldset);
    if (!this.#template) return;
    const given = home.parentElement?.querySelector<HTMLButtonElement>('[data-add-action]');
    const button = given ?? makeButton('Add an action', () => undefined);
    button.hidden = false;
    button.addEventListener('click', () => {
      this.#make(crypto.randomUUID())
        ?.querySelector<HTMLElement>('textarea, input:not([type=hidden])')
        ?.focus();
    });
    if (!given) home.after(button);
    this.#number();
  }

  /** The place of a part that another copy has made; undefined for what is no action. */
  place(part: string): void {
    const id = /^action:([0-9a-f-]{36}):/.exec(part)?.[1];
    if (id !== undefined && !this.#home.querySelector(`[data-action="${id}"]`)) this.#make(id);
  }

  #make(id: string): HTMLElement | undefined {
    if (!this.#template) return undefined;
    const made = document.importNode(this.#template.content, true);
    for (const element of made.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (value.includes('ACTION')) element.setAttribute(name, value.replaceAll('ACTION', id));
      }
    }
    const fieldset = made.querySelector<HTMLElement>('[data-action]');
    if (!fieldset) return undefined;
    this.#home.append(fieldset);
    this.#options.bind(fieldset);
    this.#ready(fieldset);
    this.#number();
    return fieldset;
  }

  #ready(fieldset: HTMLElement): void {
    const id = fieldset.dataset['action'] ?? '';
    const part = `action:${id}:removed`;
    if (fieldset instanceof HTMLFieldSetElement) fieldset.disabled = false;
    fieldset.hidden = false;
    const words = makeParagraph();
    const back = makeButton('Bring it back', () => {
      write('');
      this.#options.typed(part, '');
      remove.focus();
    });
    const gone = make('div', { class: 'govuk-inset-text' }, words, back);
    gone.hidden = true;
    const given = fieldset.querySelector<HTMLButtonElement>('[data-remove-action]');
    const remove = given ?? makeButton(['Remove', makeHidden(' this action')], () => undefined);
    remove.addEventListener('click', () => {
      if (this.#options.isEmpty(id)) {
        fieldset.hidden = true;
        this.#number();
        return;
      }
      write('yes');
      this.#options.typed(part, 'yes');
      back.focus();
    });
    if (!given && this.#template) fieldset.append(remove);
    fieldset.after(gone);
    let text = fieldset.dataset['removed'] ?? '';
    const write = (next: string) => {
      text = next;
      fieldset.hidden = next === 'yes';
      gone.hidden = next !== 'yes';
      words.textContent = `${nameOf(fieldset)} is removed. The history of the record keeps what it said.`;
      this.#number();
    };
    if (text === 'yes') write('yes');
    this.#options.add({
      part,
      merge: 'choice',
      label: 'Remove this action',
      element: remove,
      held: { part, revision: Number(fieldset.dataset['removedRevision'] ?? 0), text, by: '' },
      read: () => text,
      write,
      freeze: () => {
        remove.hidden = true;
        back.hidden = true;
      },
      inWords: (value) => (value === 'yes' ? 'removed' : 'not removed'),
      print: (value, revision) => {
        fieldset.dataset['removed'] = value;
        fieldset.dataset['removedRevision'] = String(revision);
      },
    });
  }

  #number(): void {
    let number = 0;
    for (const fieldset of this.#home.querySelectorAll<HTMLElement>('[data-action]')) {
      if (fieldset.hidden) continue;
      number += 1;
      const title = fieldset.querySelector('[data-action-title]');
      if (title) title.textContent = `Action ${number}`;
    }
  }
}

function nameOf(fieldset: HTMLElement): string {
  const words = fieldset.querySelector('legend')?.textContent?.trim().replaceAll(/\s+/g, ' ');
  return words === undefined || words === '' ? 'This action' : words;
}
