type Child = Node | string;

/** An element that the script has made. It is marked, so that it is left out where the page is kept. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.dataset['made'] = '';
  element.append(...children);
  return element;
}

export function makeButton(
  words: string | readonly Child[],
  onClick: () => void,
): HTMLButtonElement {
  const children = typeof words === 'string' ? [words] : words;
  const button = make(
    'button',
    { type: 'button', class: 'govuk-button govuk-button--secondary govuk-!-margin-bottom-2' },
    ...children,
  );
  button.addEventListener('click', onClick);
  return button;
}

export function makeParagraph(...children: readonly Child[]): HTMLParagraphElement {
  return make('p', { class: 'govuk-body' }, ...children);
}

/** Words for whoever does not see what is around them. */
export function makeHidden(words: string): HTMLSpanElement {
  return make('span', { class: 'govuk-visually-hidden' }, words);
}

/** Puts the focus where nothing can be typed. */
export function focusOn(element: HTMLElement | null | undefined): void {
  if (!element) return;
  if (!element.matches('a, button, input, select, textarea')) element.tabIndex = -1;
  element.focus();
}
