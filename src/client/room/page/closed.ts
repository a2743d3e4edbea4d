import type { Status } from '../engine/engine.ts';
import { make, makeParagraph } from './elements.ts';

/** Says above everything that nothing can be written any more, why, and what became of what was not sent. */
export class ClosedNotice {
  readonly #form: HTMLFormElement;
  #notice: HTMLElement | undefined;
  #late: HTMLElement = makeParagraph();

  constructor(form: HTMLFormElement) {
    this.#form = form;
  }

  show({ closed, late, trouble, device }: Status): void {
    if (!closed) return;
    if (!this.#notice) {
      const record = this.#form.dataset['record'] ?? '';
      const words = make('p', { class: 'govuk-body govuk-!-font-weight-bold' }, closed.sentence);
      const link = make(
        'a',
        { class: 'govuk-link', href: `/records/${record}` },
        'Go to the record',
      );
      this.#notice = make(
        'div',
        { class: 'govuk-inset-text', role: 'alert', 'data-closed': '' },
        words,
        this.#late,
      );
      if (closed.closed !== 'gone') this.#notice.append(makeParagraph(link));
      this.#form.before(this.#notice);
      this.#notice.scrollIntoView({ block: 'nearest' });
    }
    const place = device.kind === 'kept' ? 'on this device' : 'in this page: do not close it';
    const said = {
      nothing: 'The council has everything that you typed.',
      waits: `What you typed and what was not sent in time is being handed over to the chair. Until then it stays ${place}.${trouble === undefined ? '' : ` It is tried again: ${trouble}.`}`,
      'handed over':
        'What you typed and what was not sent in time is handed over. The chair finds it on the record, under “Typed on a device and not sent in time”.',
      'not taken': `What you typed and what was not sent in time could not be handed over. It stays ${place}: copy what you need.`,
    }[late];
    if (this.#late.textContent !== said) this.#late.textContent = said;
  }
}
