import type { Part } from '../sync/part.ts';
import type { Beside, Held } from '../sync/wire.ts';
import { caretIn } from './caret.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A part as it stands on the page. */
export interface Field {
  readonly part: string;
  readonly merge: Part['merge'];
  /** What people call it. */
  readonly label: string;
  /** What messages and buttons stand beside. */
  readonly element: HTMLElement;
  /** As the server sent it. */
  readonly held: Held;
  read(): string;
  /** Shows a text; the caret stays at its words, and the page where it is. */
  write(text: string): void;
  /** Nothing can be typed any more; it can still be read. */
  freeze(): void;
  /** A text in words, for someone who has to choose between two. */
  inWords(text: string): string;
  /** Writes a text and its revision into the HTML, for keeping. */
  print(text: string, revision: number, beside: Beside | undefined): void;
}

/** The field of an element with `data-part`, made ready for typing. */
export function fieldOf(element: HTMLElement): Field | undefined {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
    return textField(element);
  }
  return element instanceof HTMLFieldSetElement ? choiceField(element) : undefined;
}

function textField(area: HTMLTextAreaElement | HTMLInputElement): Field {
  const part = area.dataset['part'] ?? '';
  const revision = area.form?.elements.namedItem(`revision.${part}`);
  const number = revision instanceof HTMLInputElement ? revision : undefined;
  area.disabled = false;
  area.hidden = false;
  // A field of one line shows a text of several, two versions of it say, in one.
  let whole = area.defaultValue;
  let inLine = area.value;
  return {
    part,
    merge: 'text',
    label: area.dataset['label'] ?? part,
    element: area,
    held: {
      part,
      revision: Number(area.dataset['revision'] ?? number?.value ?? 0),
      text: area.defaultValue,
      by: area.dataset['by'] ?? '',
    },
    read: () => (area.value === inLine ? whole : area.value),
    write(text) {
      if (text !== area.value) writeInto(area, text);
      whole = text;
      inLine = area.value;
    },
    freeze: () => (area.readOnly = true),
    inWords: (text) => text,
    print(text, of) {
      if (area.defaultValue !== text) area.defaultValue = text;
      area.dataset['revision'] = String(of);
      number?.setAttribute('value', String(of));
    },
  };
}

function writeInto(area: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  const { value, selectionStart, selectionEnd, selectionDirection, scrollTop } = area;
  const before = area.getBoundingClientRect();
  area.value = text;
  area.scrollTop = scrollTop;
  if (document.activeElement === area && selectionStart !== null && selectionEnd !== null) {
    area.setSelectionRange(
      caretIn(value, text, selectionStart),
      caretIn(value, text, selectionEnd),
      selectionDirection ?? 'none',
    );
  }
  // A box that grows above what is read would push it away, where the browser does not see to that.
  if (!CSS.supports('overflow-anchor', 'auto') && before.bottom < 0) {
    window.scrollBy(0, area.getBoundingClientRect().height - before.height);
  }
}

function choiceField(fieldset: HTMLFieldSetElement): Field {
  const part = fieldset.dataset['part'] ?? '';
  const isForm = fieldset.dataset['compose'] === 'form';
  // Whoever only looks on sees it grow.
  fieldset.disabled = fieldset.dataset['readonly'] !== undefined;
  fieldset.hidden = false;
  const controls = [...fieldset.querySelectorAll<Control>('input, select, textarea')].filter(
    (control) => control.name !== '' && !['button', 'submit'].includes(control.type),
  );
  for (const control of controls) nameApart(control, part);
  // What a choice reveals, also in a page that was opened from the device.
  fieldset.addEventListener('change', () => {
    const values = valuesOf(textOf(false));
    for (const control of controls) if (isTick(control)) show(control, values);
  });
  const beside = fieldset.dataset['beside'];
  const valuesOf = (text: string) => {
    const values = new URLSearchParams(isForm ? text : { value: text });
    // A day that is offered stands for "set, on that day".
    const day = values.get('date');
    const isOffered = controls.some((each) => nameOf(each) === 'kind' && each.value === day);
    if (day !== null && isOffered && values.get('kind') === 'set') values.set('kind', day);
    return values;
  };
  const textOf = (isDefault: boolean) => {
    const values = new URLSearchParams();
    for (const control of controls) {
      const value = valueOf(control, isDefault);
      if (value !== undefined) values.append(nameOf(control), value);
    }
    return isForm ? values.toString() : (values.get('value') ?? '');
  };
  return {
    part,
    merge: 'choice',
    label: fieldset.dataset['label'] ?? part,
    element: fieldset,
    held: {
      part,
      revision: Number(fieldset.dataset['revision'] ?? 0),
      text: fieldset.dataset['text'] ?? textOf(true),
      by: fieldset.dataset['by'] ?? '',
      beside: beside === undefined || beside === '' ? undefined : (JSON.parse(beside) as Beside),
    },
    read: () => textOf(false),
    write(text) {
      const values = valuesOf(text);
      for (const control of controls) show(control, values);
    },
    freeze: () => (fieldset.disabled = true),
    inWords(text) {
      const values = valuesOf(text);
      const said = controls.flatMap((control) => wordsOf(control, values));
      return said.length === 0 ? 'nothing' : said.join(', ');
    },
    print(text, of, other) {
      const live = valuesOf(textOf(false));
      const values = valuesOf(text);
      for (const control of controls) {
        show(control, values);
        print(control);
        show(control, live);
      }
      fieldset.dataset['text'] = text;
      fieldset.dataset['revision'] = String(of);
      if (other) fieldset.dataset['beside'] = JSON.stringify(other);
      else delete fieldset.dataset['beside'];
    },
  };
}

/** Radios of one name are one question in the whole form: each part has names of its own. */
function nameApart(control: Control, part: string): void {
  if (control.dataset['name'] !== undefined) return;
  const isApart = control.name.startsWith(`${part}.`);
  control.dataset['name'] = isApart ? control.name.slice(part.length + 1) : control.name;
  if (isApart) return;
  control.name = `${part}.${control.name}`;
  if (control instanceof HTMLInputElement && isTick(control)) {
    control.checked = control.defaultChecked;
  }
}

function nameOf(control: Control): string {
  return control.dataset['name'] ?? control.name;
}

function isTick(control: Control): control is HTMLInputElement {
  return control.type === 'radio' || control.type === 'checkbox';
}

/** Undefined for a radio or a box without its tick. */
function valueOf(control: Control, isDefault: boolean): string | undefined {
  if (isTick(control)) {
    return (isDefault ? control.defaultChecked : control.checked) ? control.value : undefined;
  }
  if (!isDefault) return control.value;
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  const options = [...control.options];
  return (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value ?? '';
}

function show(control: Control, values: URLSearchParams): void {
  if (!isTick(control)) {
    const value = values.get(nameOf(control)) ?? '';
    if (control.value !== value) control.value = value;
    return;
  }
  control.checked = values.getAll(nameOf(control)).includes(control.value);
  const reveals = control.getAttribute('aria-controls') ?? control.dataset['ariaControls'];
  if (reveals === undefined) return;
  const revealed = control.ownerDocument.getElementById(reveals);
  revealed?.classList.toggle(
    `govuk-${control.type === 'radio' ? 'radios' : 'checkboxes'}__conditional--hidden`,
    !control.checked,
  );
}

function print(control: Control): void {
  if (isTick(control)) control.defaultChecked = control.checked;
  else if (control instanceof HTMLSelectElement) {
    for (const option of control.options) option.defaultSelected = option.selected;
  } else control.defaultValue = control.value;
}

function wordsOf(control: Control, values: URLSearchParams): string[] {
  const label = control.labels?.[0]?.textContent?.trim() ?? '';
  if (isTick(control)) {
    return values.getAll(nameOf(control)).includes(control.value) ? [label || control.value] : [];
  }
  const value = values.get(nameOf(control)) ?? '';
  if (value === '') return [];
  const chosen =
    control instanceof HTMLSelectElement
      ? [...control.options].find((option) => option.value === value)?.text
      : undefined;
  return [label === '' ? (chosen ?? value) : `${label}: ${chosen ?? value}`];
}
