import { shortDate } from '#kernel/dates.ts';
import type { LocalDate } from '#kernel/dates.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';

/** Where facts come from, and of which day they are: what is old says so by its date. */
export function sourceLine(name: string, asAt: LocalDate | null): Html {
  return html`<p class="app-source">Source: ${name}${asAt !== null && `, as at ${shortDate(asAt)}`}</p>`;
}
