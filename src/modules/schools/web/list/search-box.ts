import { button } from '#ui/components/button.ts';
import { form } from '#ui/form.ts';
import { html } from '#ui/html.ts';
import type { Html } from '#ui/html.ts';

/**
 * The search for a school: a plain form, which the script `school-search` makes offer schools as
 * one types.
 */
export function searchBox(typed: string): Html {
  return form({
    action: '/schools',
    method: 'get',
    attributes: { role: 'search', class: 'app-search' },
    content: html`<div class="govuk-form-group">
      <label class="govuk-label govuk-label--s" for="q">Find a school</label>
      <div id="q-hint" class="govuk-hint">By its name, or its unique reference number (URN)</div>
      <div class="app-search__row">
        <div class="app-search__field" data-suggest="/schools/search.json">
          <input class="govuk-input" id="q" name="q" type="text" value="${typed}" autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="q-hint">
        </div>
        ${button({ content: 'Search', classes: 'govuk-!-margin-bottom-0' })}
      </div>
    </div>`,
  });
}
