import { chooseVersion, hasVersions, passagesOf } from '#merge/versions.ts';
import type { Part } from '../sync/part.ts';
import { make, makeButton, makeHidden, makeParagraph } from './elements.ts';
import type { Field } from './fields.ts';

/** What stands beside a field where two have written at once, for someone to choose. */
export class Choosing {
  readonly #field: Field;
  readonly #take: (text: string, how: 'typed' | 'chosen') => void;
  #panel: HTMLElement | undefined;
  #shown = '';

  constructor(field: Field, take: (text: string, how: 'typed' | 'chosen') => void) {
    this.#field = field;
    this.#take = take;
  }

  get isOpen(): boolean {
    return this.#panel !== undefined;
  }

  show(part: Part, isFrozen: boolean): void {
    const key = isFrozen ? '' : keyOf(part);
    if (key === this.#shown) return;
    this.#shown = key;
    const hadFocus = this.#panel?.contains(document.activeElement) === true;
    this.#panel?.remove();
    this.#panel = undefined;
    if (key !== '') {
      this.#panel = this.#field.merge === 'text' ? this.#passages(part.text) : this.#beside(part);
      this.#field.element.after(this.#panel);
    }
    if (hadFocus) this.#firstControl()?.focus();
  }

  #firstControl(): HTMLElement | null {
    const { element } = this.#field;
    if (!(element instanceof HTMLFieldSetElement)) return element;
    return element.querySelector<HTMLElement>('input:checked, input, select, textarea');
  }

  #passages(text: string): HTMLElement {
    const panel = panelOf(`Two versions in “${this.#field.label}”`);
    panel.append(
      makeParagraph(
        'Both stand in the text, each between marks. Keep one, both, or change the text yourself.',
      ),
    );
    let nth = -1;
    for (const passage of passagesOf(text)) {
      if (passage.kind === 'text') continue;
      nth += 1;
      const at = nth;
      const settle = (choice: number | 'all') => () => this.#settle(at, choice);
      const list = make('dl', { class: 'app-versions__list' });
      const buttons = make('div', { class: 'govuk-button-group' });
      passage.versions.forEach((version, index) => {
        list.append(
          make(
            'dt',
            { class: 'govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1' },
            `${version.by} wrote`,
          ),
          make(
            'dd',
            { class: 'app-versions__text' },
            version.text === '' ? 'Took it out' : version.text,
          ),
        );
        const isFirst = passage.versions.findIndex(({ by }) => by === version.by) === index;
        const rank = isFirst ? '' : `, number ${index + 1}`;
        buttons.append(
          makeButton(
            [
              `Keep ${whose(version.by)}${rank}`,
              makeHidden(` in “${this.#field.label}”, place ${at + 1}`),
            ],
            settle(index),
          ),
        );
      });
      const all = passage.versions.length > 2 ? 'Keep all' : 'Keep both';
      buttons.append(
        makeButton([all, makeHidden(` in “${this.#field.label}”, place ${at + 1}`)], settle('all')),
      );
      panel.append(list, buttons);
    }
    return panel;
  }

  #settle(nth: number, choice: number | 'all'): void {
    const before = this.#field.read();
    const text = chooseVersion(before, nth, choice);
    this.#field.write(text);
    this.#take(text, 'typed');
    const { element } = this.#field;
    if (!(element instanceof HTMLTextAreaElement)) return element.focus();
    let at = 0;
    while (at < text.length && before[at] === text[at]) at += 1;
    element.focus();
    element.setSelectionRange(at, at);
  }

  #beside({ base, by, beside }: Part): HTMLElement {
    const panel = panelOf(`Two answers to “${this.#field.label}”`);
    if (!beside) return panel;
    const said = (who: string, text: string) =>
      `${who === '' ? 'The record has' : `${who} chose`}: ${this.#field.inWords(text)}.`;
    panel.append(
      makeParagraph(
        `${said(by, base)} ${said(beside.by || 'Someone else', beside.text)} The first stands until someone chooses.`,
      ),
    );
    const buttons = make('div', { class: 'govuk-button-group' });
    for (const [who, text] of [
      [by, base],
      [beside.by || 'Someone else', beside.text],
    ] as const) {
      const words = who === '' ? 'Keep what stands' : `Keep ${whose(who)}`;
      buttons.append(
        makeButton(
          [words, makeHidden(`: ${this.#field.inWords(text)}, for “${this.#field.label}”`)],
          () => this.#take(text, 'chosen'),
        ),
      );
    }
    panel.append(buttons);
    return panel;
  }
}

/** What the panel shows, so that it is made anew only when that changes: buttons keep their focus while one types. */
function keyOf({ merge, text, base, by, beside, settles }: Part): string {
  if (merge === 'choice') return beside && !settles ? JSON.stringify([base, by, beside]) : '';
  if (!hasVersions(text)) return '';
  return JSON.stringify(passagesOf(text).filter(({ kind }) => kind === 'versions'));
}

function panelOf(title: string): HTMLElement {
  const heading = make('h3', { class: 'govuk-heading-s govuk-!-margin-bottom-2' }, title);
  return make(
    'div',
    { class: 'govuk-inset-text app-versions', role: 'group', 'aria-label': title },
    heading,
  );
}

function whose(by: string): string {
  return `${by}’s`;
}
