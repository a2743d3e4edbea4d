import { html } from './html.ts';

/** The mark: a line that rises, level by level, to a point. */
export const mark = html`<svg class="app-brand__mark" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 32" width="36" height="32" aria-hidden="true" focusable="false"><path class="app-brand__line" d="M3 27 12 20.5 19 23 31 7" fill="none" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/><circle class="app-brand__point" cx="31" cy="7" r="4.5"/></svg>`;

/** The colour that a browser may give its own frame: that of the header. */
export const themeColour = '#0b3540';
