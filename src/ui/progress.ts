import { html } from './html.ts';
import type { Html } from './html.ts';
import { link, paragraph } from './text.ts';

/**
 * How far a piece of work is. With the page's script `progress` it moves by itself and the page is loaded
 * again at the end; without it the page is loaded again every two seconds. `here` is the page, and
 * `here/progress.json` answers with `busy` and `percent`.
 */
export function progress({ here, percent }: { here: string; percent: number }): Html {
  return html`<p class="govuk-body" id="work" data-progress="${here}/progress.json"><label for="progress">Progress</label> <progress class="app-progress" id="progress" max="100" value="${percent}">${percent}%</progress> <span id="percent">${percent}%</span></p>
    <p class="govuk-visually-hidden" id="work-said" role="status"></p>
    <noscript><meta http-equiv="refresh" content="2">${paragraph(link(here, 'Look again now'))}</noscript>`;
}
