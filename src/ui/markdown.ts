import MarkdownIt from 'markdown-it';
import { html, trustedHtml } from './html.ts';
import type { Html } from './html.ts';
import { safeUrl } from './url.ts';

const parser = new MarkdownIt({ html: false, linkify: false, breaks: true }).disable('image');
parser.validateLink = (address) => safeUrl(address) !== undefined;

// A wide table can be moved sideways on a narrow screen.
parser.renderer.rules['table_open'] = () =>
  '<div class="app-scrollable" role="region" aria-label="Table" tabindex="0"><table class="govuk-table">';
parser.renderer.rules['table_close'] = () => '</table></div>';
parser.renderer.rules['th_open'] = () => '<th class="govuk-table__header" scope="col">';
parser.renderer.rules['td_open'] = () => '<td class="govuk-table__cell">';
parser.renderer.rules['link_open'] = (tokens, index, options, _environment, renderer) => {
  tokens[index]?.attrSet('class', 'govuk-link');
  tokens[index]?.attrSet('rel', 'noreferrer');
  return renderer.renderToken(tokens, index, options);
};

/**
 * What someone typed, with its Markdown shown: headings, lists, emphasis, links and tables. HTML in it
 * is shown as text, and images are not loaded. Its first heading is at `headingLevel` (3 unless told),
 * the others below it.
 */
export function markdown(text: string, headingLevel = 3): Html {
  const tokens = parser.parse(text, {});
  const levels = tokens
    .filter((token) => token.type === 'heading_open')
    .map(({ tag }) => Number(tag.slice(1)));
  const shift = headingLevel - Math.min(...levels);
  for (const token of tokens) {
    if (token.type !== 'heading_open' && token.type !== 'heading_close') continue;
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + shift)}`;
  }
  const shown = parser.renderer.render(tokens, parser.options, {});
  return html`<div class="app-prose">${trustedHtml(shown)}</div>`;
}
