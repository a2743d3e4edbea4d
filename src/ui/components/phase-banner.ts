import { attributes, html } from '../html.ts';
import type { Html } from '../html.ts';
import { classNames, part } from './part.ts';
import type { Content, Dressing, Part } from './part.ts';
import { tag } from './tag.ts';

export interface PhaseBannerOptions extends Dressing {
  readonly tag: Part;
  readonly content: Content;
}

/** GOV.UK phase banner. */
export function phaseBanner(options: PhaseBannerOptions): Html {
  const { content, classes } = part<Dressing>(options.tag);
  const own = attributes({
    class: classNames('govuk-phase-banner', 'govuk-width-container', options.classes),
    ...options.attributes,
  });
  const word = tag({ content, classes: classNames('govuk-phase-banner__content__tag', classes) });
  return html`<div${own}><p class="govuk-phase-banner__content">${word} <span class="govuk-phase-banner__text">${options.content}</span></p></div>`;
}
