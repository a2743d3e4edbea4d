import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames } from './part.ts';
import type { Content, Dressing } from './part.ts';

export interface DetailsOptions extends Dressing {
  readonly summary: Content;
  readonly content: Content;
  readonly id?: string | undefined;
  readonly open?: boolean | undefined;
}

/** GOV.UK details. */
export function details(options: DetailsOptions): Html {
  const own = attributes({
    id: options.id || undefined,
    class: classNames('govuk-details', options.classes),
    ...options.attributes,
    open: options.open,
  });
  return html`<details${own}><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${options.summary}</span></summary><div class="govuk-details__text">${options.content}</div></details>`;
}
