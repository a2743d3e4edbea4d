// Offers schools as one types: a combobox with a list, after the ARIA pattern. Without it, or when
// the server does not answer, the form is sent as any other.

interface Suggestion {
  readonly name: string;
  readonly detail: string;
  readonly href: string;
}

interface Answer {
  readonly schools: readonly Suggestion[];
  readonly more: boolean;
}

/** In milliseconds, since the last key. */
const pause = 180;

function start(field: HTMLElement, address: string): void {
  const input = field.querySelector('input');
  if (!input) return;

  const list = document.createElement('ul');
  list.id = `${input.id}-list`;
  list.className = 'app-suggestions';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Schools');
  list.hidden = true;
  const said = document.createElement('div');
  said.className = 'govuk-visually-hidden';
  said.setAttribute('role', 'status');
  field.append(list, said);

  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  let chosen = -1;
  let asked = '';
  let timer = 0;
  let request: AbortController | undefined;

  const options = (): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role=option]')];

  function close(): void {
    list.hidden = true;
    input?.setAttribute('aria-expanded', 'false');
    choose(-1);
  }

  function choose(index: number): void {
    chosen = index;
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    const option = options()[index];
    if (option) {
      input?.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else input?.removeAttribute('aria-activedescendant');
  }

  function show({ schools, more }: Answer): void {
    list.replaceChildren(...schools.map(optionOf));
    choose(-1);
    list.hidden = schools.length === 0;
    input?.setAttribute('aria-expanded', String(schools.length > 0));
    said.textContent = sentence(schools.length, more);
  }

  function optionOf({ name, detail, href }: Suggestion, index: number): HTMLElement {
    const option = document.createElement('li');
    option.id = `${list.id}-${index}`;
    option.setAttribute('role', 'option');
    option.dataset['href'] = href;
    const first = document.createElement('span');
    first.className = 'app-suggestions__name';
    first.textContent = name;
    const second = document.createElement('span');
    second.className = 'app-suggestions__detail';
    second.textContent = detail;
    option.append(first, ' ', second);
    return option;
  }

  async function ask(text: string): Promise<void> {
    request?.abort();
    request = new AbortController();
    try {
      const reply = await fetch(`${address}?q=${encodeURIComponent(text)}`, {
        headers: { accept: 'application/json' },
        signal: request.signal,
      });
      if (!reply.ok) return close();
      const answer = (await reply.json()) as Answer;
      if (input?.value.trim() === text) show(answer);
    } catch {
      // Gone on typing, or no network: sending the form says what is wrong.
    }
  }

  input.addEventListener('input', () => {
    const text = input.value.trim();
    clearTimeout(timer);
    if (text === asked) return;
    asked = text;
    if (text.length < 2) {
      request?.abort();
      said.textContent = '';
      return close();
    }
    timer = window.setTimeout(() => void ask(text), pause);
  });

  input.addEventListener('keydown', (event) => {
    const count = options().length;
    const isOpen = !list.hidden;
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      // One place more than there are options: the last step leads back to the field.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && isOpen && chosen >= 0) {
      event.preventDefault();
      open(options()[chosen]);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      close();
    }
  });

  // The field keeps the focus while an option is pressed.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    if (event.target instanceof Element) open(event.target.closest<HTMLElement>('[role=option]'));
  });
  input.addEventListener('blur', close);
}

function open(option: HTMLElement | null | undefined): void {
  const href = option?.dataset['href'];
  if (href?.startsWith('/')) window.location.assign(href);
}

function sentence(count: number, more: boolean): string {
  if (count === 0) return 'No school found.';
  const found = `${more ? 'More than ' : ''}${count} ${count === 1 ? 'school' : 'schools'} found.`;
  return `${found} Choose with the up and down arrow keys.`;
}

for (const field of document.querySelectorAll<HTMLElement>('[data-suggest]')) {
  start(field, field.dataset['suggest'] ?? '');
}
