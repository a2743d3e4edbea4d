import type { Difference } from '#merge/differences.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';

/** So much of what did not change stands around a change; more is left out. */
const around = 160;

/**
 * What changed in a text, to read: removed words struck through, added ones underlined, each also
 * said in words to those who cannot see that. Long stretches that stayed are shortened.
 */
export function differencesView(differences: readonly Difference[]): Html {
  return html`<div class="govuk-body app-differences">${differences.map(({ kind, text }, index) => {
    switch (kind) {
      case 'same':
        return shortened(text, {
          isFirst: index === 0,
          isLast: index === differences.length - 1,
        });
      case 'removed':
        return html`<del>${said('[Removed: ')}${text}${said(']')}</del>`;
      case 'added':
        return html`<ins>${said('[Added: ')}${text}${said(']')}</ins>`;
    }
  })}</div>`;
}

function said(words: string): Html {
  return html`<span class="govuk-visually-hidden">${words}</span>`;
}

function shortened(
  text: string,
  at: { readonly isFirst: boolean; readonly isLast: boolean },
): string {
  const start = at.isFirst ? '' : text.slice(0, around);
  const end = at.isLast ? '' : text.slice(-around);
  if (text.length <= (start + end).length + around) return text;
  // Whole words only.
  const first = start.replace(/\s*\S*$/, '');
  const last = end.replace(/^\S*\s*/, '');
  return `${first}${at.isFirst ? '' : ' '}…${at.isLast ? '' : ' '}${last}`;
}
